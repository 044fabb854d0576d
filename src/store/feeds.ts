import type { Dated, PageHints } from '../types.ts'
import type { Database } from './database.ts'
import { AGAIN_HOSTS, AGAIN_NEXT, type FollowedCounts, type Following, putFollowing, type Rereads, rereadsIn } from './rereads.ts'

export type { Followed, FollowedCounts, Following, Rereads } from './rereads.ts'

/** Something that is watched. Moments are milliseconds since 1970; `why` says what is wrong with it, or what is to be known of it. */
export type Feed = {
  readonly address: string
  readonly at: string
  readonly named: string
  readonly kind: string | null
  readonly title: string | null
  readonly etag: string | null
  readonly modified: string | null
  readonly interval: number | null
  readonly next: number
  readonly lastRead: number | null
  readonly lastNew: number | null
  readonly failures: number
  readonly ended: boolean
  readonly why: string | null
}

/** A feed with its articles counted: those read, those that wait, those that were left, with the last reason, and those that are read again. */
export type WatchedFeed = Feed &
  FollowedCounts & {
    readonly read: number
    readonly waiting: number
    readonly left: number
    readonly leftWhy: string | null
  }

/** An article that a feed names and that is to be read: `named` is the address that a person named. */
export type Waiting = {
  readonly address: string
  readonly named: string
  readonly hints: Omit<Listed, 'address'>
  readonly tries: number
}

/** An article that a feed names, and when it was changed, as the feed says. */
export type Listed = PageHints & { readonly address: string; readonly updated?: Dated | null }

/** What is watched, what it has named, and who is to be left alone. What a call returns for is on disk. */
export interface Feeds extends Rereads {
  /** Watches these too; gives how many are new. */
  add(addresses: readonly string[], now: number, named?: string): number
  /** Forgets a feed, what it named and the feeds it led to; the articles stay in the record. Gives false where it is not watched. */
  drop(address: string): boolean
  /** Everything that is watched, by address. */
  all(): readonly WatchedFeed[]
  /** The hosts at which something is due. */
  hostsDue(now: number): readonly string[]
  /** The feed of this host that is due longest; null when none is. One with too many articles waiting is not due. */
  feedDue(host: string, now: number): Feed | null
  /** The article of this host that has waited longest; null when none is due. */
  itemDue(host: string, now: number): Waiting | null
  /** When the next thing is due; null when nothing will ever be. */
  nextDue(): number | null
  /** How many of these addresses a feed has named already. */
  known(addresses: readonly string[]): number
  /** Keeps what one reading of a feed came to, with what it names and of which it names a change, in one step: nothing is lost between them. */
  keep(feed: Feed, items: readonly Listed[], listings: readonly string[], told?: ReadonlyMap<string, Following>): void
  /** An article is read, and is followed so from now on; or is tried again; or is left, for this reason. */
  settle(
    address: string,
    outcome: { state: 'read' | 'waiting' | 'left'; next: number; tries: number; why: string | null },
    following?: Following
  ): void
  /** Puts off everything at a host. */
  hold(host: string, until: number): void
  /** Who is to be left alone, and until when. */
  held(now: number): readonly { readonly host: string; readonly until: number }[]
}

/** With so many articles waiting, a feed is not read: what it names would only wait too. */
const MOST_WAITING = 2000

type Row = Omit<Feed, 'lastRead' | 'lastNew' | 'ended'> & { last_read: number | null; last_new: number | null; ended: number }

/** The Feeds of a record in SQLite. */
export const feedsIn = (db: Database): Feeds => ({
  add: (addresses, now, named) => db.writing(() => addresses.filter(one => addFeed(db, one, now, named ?? one)).length),
  drop: address => db.run('DELETE FROM feeds WHERE address = ?1 OR named = ?1', address).changes > 0,
  all: () => db.all<Row & Omit<WatchedFeed, keyof Feed>>(ALL).map(row => ({ ...feedOf(row), ...countsOf(row) })),
  hostsDue: now =>
    db
      .all<{ host: string }>(
        `SELECT host FROM feeds WHERE ended = 0 AND next <= ?1 AND ${NOT_FULL}
         UNION SELECT host FROM feed_items WHERE state = 'waiting' AND next <= ?1 UNION ${AGAIN_HOSTS}`,
        now
      )
      .map(row => row.host),
  feedDue: (host, now) => {
    const row = db.one<Row>(
      `SELECT * FROM feeds WHERE host = ? AND ended = 0 AND next <= ? AND ${NOT_FULL} ORDER BY next, address LIMIT 1`,
      host,
      now
    )
    return row && feedOf(row)
  },
  itemDue: (host, now) => {
    const row = db.one<Omit<Waiting, 'hints'> & { hints: string }>(ITEM_DUE, host, now)
    return row && { ...row, hints: JSON.parse(row.hints) }
  },
  nextDue: () =>
    db.one<{ next: number | null }>(
      `SELECT min(next) AS next FROM (SELECT next FROM feeds WHERE ended = 0 AND ${NOT_FULL}
         UNION ALL SELECT next FROM feed_items WHERE state = 'waiting' UNION ALL ${AGAIN_NEXT})`
    )?.next ?? null,
  known: addresses =>
    db.one<{ n: number }>(
      'SELECT count(*) AS n FROM feed_items WHERE address IN (SELECT value FROM json_each(?))',
      JSON.stringify(addresses)
    )!.n,
  keep: (feed, items, listings, told = new Map()) =>
    db.writing(() => {
      keep(db, feed, items, listings)
      for (const [address, following] of told) putFollowing(db, address, following)
    }),
  settle: (address, { state, next, tries, why }, following) =>
    db.writing(() => {
      db.run('UPDATE feed_items SET state = ?, next = ?, tries = ?, why = ? WHERE address = ?', state, next, tries, why, address)
      if (following) putFollowing(db, address, following)
    }),
  hold: (host, until) =>
    db.writing(() => {
      db.run('INSERT INTO held_hosts VALUES (?1, ?2) ON CONFLICT (host) DO UPDATE SET until = max(until, ?2)', host, until)
      db.run('UPDATE feeds SET next = ?2 WHERE host = ?1 AND next < ?2', host, until)
      db.run("UPDATE feed_items SET next = ?2 WHERE host = ?1 AND state = 'waiting' AND next < ?2", host, until)
      db.run('UPDATE rereads SET next = max(next, ?2), earliest = max(earliest, ?2) WHERE host = ?1', host, until)
    }),
  held: now => db.all<{ host: string; until: number }>('SELECT * FROM held_hosts WHERE until > ? ORDER BY host', now),
  ...rereadsIn(db)
})

const NOT_FULL = `(SELECT waiting FROM feed_counts c WHERE c.feed = feeds.address) < ${MOST_WAITING}`

const ITEM_DUE = `SELECT i.address, f.named, i.hints, i.tries FROM feed_items i JOIN feeds f ON f.address = i.feed
  WHERE i.host = ? AND i.state = 'waiting' AND i.next <= ? ORDER BY i.next, i.address LIMIT 1`

// Of the reasons for which articles were left one is shown: which, does not matter, and each is found by the index.
const ALL = `SELECT f.*, c.read, c.waiting, c."left", c.followed, c.revised, c.gone,
  (SELECT i.why FROM feed_items i WHERE i.feed = f.address AND i.state = 'left' LIMIT 1) AS leftWhy,
  (SELECT min(r.next) FROM rereads r WHERE r.feed = f.address AND r.next IS NOT NULL) AS again
  FROM feeds f JOIN feed_counts c ON c.feed = f.address ORDER BY f.address`

const feedOf = ({ last_read, last_new, ended, ...row }: Row): Feed => ({
  address: row.address,
  at: row.at,
  named: row.named,
  kind: row.kind,
  title: row.title,
  etag: row.etag,
  modified: row.modified,
  interval: row.interval,
  next: row.next,
  lastRead: last_read,
  lastNew: last_new,
  failures: row.failures,
  ended: ended === 1,
  why: row.why
})

const countsOf = ({ read, waiting, left, leftWhy, followed, revised, gone, again }: Omit<WatchedFeed, keyof Feed>) => {
  return { read, waiting, left, leftWhy, followed, revised, gone, again }
}

/** The host of an address: what is asked one request at a time. */
const hostOf = (address: string) => new URL(address).hostname

// A feed that has moved for good is known by its new address too.
const addFeed = (db: Database, address: string, now: number, named: string): boolean =>
  !db.one('SELECT 1 FROM feeds WHERE at = ?', address) &&
  db.run(
    'INSERT INTO feeds (address, at, named, host, next) VALUES (?1, ?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING',
    address,
    named,
    hostOf(address),
    now
  ).changes > 0

const keep = (db: Database, reading: Feed, items: readonly Listed[], listings: readonly string[]) => {
  const twin = db.one('SELECT 1 FROM feeds WHERE at = ? AND address <> ? AND ended = 0', reading.at, reading.address)
  const feed = twin ? { ...reading, ended: true, why: `It stands at ${reading.at} now, which is watched already.` } : reading
  db.run(
    `UPDATE feeds SET at = ?, host = ?, kind = ?, title = ?, etag = ?, modified = ?, interval = ?, next = ?, last_read = ?, last_new = ?,
       failures = ?, ended = ?, why = ? WHERE address = ?`,
    feed.at,
    hostOf(feed.at),
    feed.kind,
    feed.title,
    feed.etag,
    feed.modified,
    feed.interval,
    feed.next,
    feed.lastRead,
    feed.lastNew,
    feed.failures,
    Number(feed.ended),
    feed.why,
    feed.address
  )
  for (const one of listings) addFeed(db, one, feed.lastRead ?? feed.next, feed.named)
  // The oldest is read first, and a list begins with its newest.
  const due = feed.lastRead ?? feed.next
  items.forEach(({ address, ...hints }, n) => {
    db.run(
      "INSERT INTO feed_items (address, feed, host, hints, state, next) VALUES (?, ?, ?, ?, 'waiting', ?) ON CONFLICT DO NOTHING",
      address,
      feed.address,
      hostOf(address),
      JSON.stringify(hints),
      due - n
    )
  })
}
