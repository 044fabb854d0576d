import type { PageHints } from '../types.ts'
import type { Database } from './database.ts'

/**
 * When an article that a listing named is read again. Moments are milliseconds since 1970. `born` is when it was published, or first read; `told` the latest
 * change that a listing has named; `next` null where it is never read again; `earliest` the moment before which it is not, whoever names a change.
 */
export type Following = {
  readonly born: number
  readonly told: number | null
  readonly next: number | null
  readonly earliest: number
  /** A listing has named a change since it was read. */
  readonly pressed: boolean
  /** How often a listing named a change and there was none. */
  readonly vain: number
  readonly etag: string | null
  readonly modified: string | null
  /** How often it was read again, and how often it had become another version. */
  readonly times: number
  readonly revised: number
  readonly gone: boolean
  readonly why: string | null
}

/** An article that is read again: `named` is the address that a person named. */
export type Followed = Following & { readonly address: string; readonly named: string; readonly hints: PageHints }

/** How the articles of a feed are followed: how many are still read again, how many versions that found, how many were taken down, and when the next is due. */
export type FollowedCounts = {
  readonly followed: number
  readonly revised: number
  readonly gone: number
  readonly again: number | null
}

/** The articles that are read again. What a call returns for is on disk. */
export interface Rereads {
  /** The article of this host that is to be read again: first one of which a listing has named a change, then the one that is due longest. Null when none is. */
  againDue(host: string, now: number): Followed | null
  /** Keeps what reading an article again came to. */
  follow(address: string, following: Following): void
  /** How those of these articles that were read are followed. */
  following(addresses: readonly string[]): ReadonlyMap<string, Following>
  /** From when on an article of this host may be read again; 0 where nothing was asked of it yet. */
  freeAt(host: string): number
  free(host: string, at: number): void
}

type Row = Omit<Following, 'pressed' | 'gone'> & { address: string; pressed: number; gone: number }

/** The Rereads of a record in SQLite. */
export const rereadsIn = (db: Database): Rereads => ({
  againDue: (host, now) => {
    const row = db.one<Row & { named: string; hints: string }>(AGAIN_DUE, host, now)
    return row && { address: row.address, named: row.named, hints: JSON.parse(row.hints), ...followingOf(row) }
  },
  follow: (address, following) => putFollowing(db, address, following),
  following: addresses =>
    new Map(
      db
        .all<Row>('SELECT * FROM rereads WHERE address IN (SELECT value FROM json_each(?))', JSON.stringify(addresses))
        .map(row => [row.address, followingOf(row)])
    ),
  freeAt: host => db.one<{ free: number }>('SELECT free FROM reread_hosts WHERE host = ?', host)?.free ?? 0,
  free: (host, at) => {
    db.run('INSERT INTO reread_hosts VALUES (?1, ?2) ON CONFLICT (host) DO UPDATE SET free = ?2', host, at)
  }
})

const AGAIN_DUE = `SELECT r.*, f.named, i.hints FROM rereads r JOIN feed_items i ON i.address = r.address JOIN feeds f ON f.address = i.feed
  WHERE r.host = ?1 AND r.next <= ?2 AND (SELECT free FROM reread_hosts h WHERE h.host = ?1) <= ?2
  ORDER BY r.pressed DESC, r.next, r.address LIMIT 1`

// Both go by host, of which there are few; articles that are followed may be hundreds of thousands.

/** The hosts of which an article is to be read again. */
export const AGAIN_HOSTS = `SELECT host FROM reread_hosts h WHERE free <= ?1 AND EXISTS (
  SELECT 1 FROM rereads r WHERE r.host = h.host AND r.next <= ?1)`

/** When the next article of each host is to be read again. */
export const AGAIN_NEXT = `SELECT max(free, (SELECT min(r.next) FROM rereads r WHERE r.host = h.host AND r.next IS NOT NULL)) AS next
  FROM reread_hosts h`

const followingOf = (row: Row): Following => ({
  born: row.born,
  told: row.told,
  next: row.next,
  earliest: row.earliest,
  pressed: row.pressed === 1,
  vain: row.vain,
  etag: row.etag,
  modified: row.modified,
  times: row.times,
  revised: row.revised,
  gone: row.gone === 1,
  why: row.why
})

/** Keeps how an article is followed, in the place of what was kept before. */
export const putFollowing = (db: Database, address: string, one: Following): void => {
  const host = new URL(address).hostname
  db.run('INSERT OR IGNORE INTO reread_hosts VALUES (?, 0)', host)
  db.run(
    // A feed may be dropped, with what it named, while an article of it is being read.
    `INSERT INTO rereads (address, host, born, told, next, earliest, pressed, vain, etag, modified, times, revised, gone, why)
     SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14 WHERE EXISTS (SELECT 1 FROM feed_items WHERE address = ?1)
     ON CONFLICT DO UPDATE SET host = ?2, born = ?3, told = ?4, next = ?5, earliest = ?6, pressed = ?7, vain = ?8, etag = ?9, modified = ?10, times = ?11,
       revised = ?12, gone = ?13, why = ?14`,
    address,
    host,
    one.born,
    one.told,
    one.next,
    one.earliest,
    Number(one.pressed),
    one.vain,
    one.etag,
    one.modified,
    one.times,
    one.revised,
    Number(one.gone),
    one.why
  )
}
