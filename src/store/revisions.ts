import type { ArticleId, Change, Entry } from '../types.ts'
import type { Database } from './database.ts'
import { entryIn } from './rows.ts'
import { runOf } from './save.ts'
import type { Versions } from './store.ts'
import { stateOf } from './weave.ts'

/** A version of an address with what changed in it since the one before. */
export type Revision = { readonly earlier: ArticleId; readonly later: ArticleId; readonly changes: readonly Change[] }

/** The versions of an address, and what changed between them. */
export type Revisions = {
  /** The articles of one address, the first read first. What came from standard input has no address. */
  versionsOf(address: string): readonly ArticleId[]
  /** The addresses whose versions are still to be compared. */
  uncompared(): readonly string[]
  /** The versions of one address with all that was read out of them, the first read first. */
  entriesAt(address: string): readonly Entry[]
  /** Keeps what changed between the versions of an address, in the place of what was found before. */
  saveChanges(address: string, revisions: readonly Revision[]): void
  /** What changed in an article since the version before it; empty for a first version. */
  changesIn(article: ArticleId): readonly Change[]
  /** The articles in which something changed, last read first. */
  changed(): readonly { readonly earlier: ArticleId; readonly later: ArticleId }[]
}

/** The versions in this database. */
export const revisionsIn = (db: Database, versions: Versions): Revisions => ({
  versionsOf: address => versionsOf(db, address),
  uncompared: () => {
    if (stateOf(db, 'reviser') !== versions.revise) compareAllAgain(db, versions)
    return db.all<{ address: string }>('SELECT address FROM uncompared ORDER BY address').map(row => row.address)
  },
  entriesAt: address => versionsOf(db, address).map(id => entryIn(db, id)!),
  saveChanges: (address, revisions) => saveChanges(db, address, revisions, versions),
  changesIn: article =>
    db
      .all<ChangeRow>('SELECT kinds, before, after FROM changes WHERE later = ? ORDER BY n', article)
      .map(({ kinds, before, after }) => ({ kinds: JSON.parse(kinds), before: cited(before), after: cited(after) })),
  changed: () =>
    db.all<{ earlier: ArticleId; later: ArticleId }>(
      'SELECT DISTINCT c.earlier, c.later, a.seen FROM changes c JOIN articles a ON a.id = c.later ORDER BY a.seen DESC, c.later'
    )
})

type ChangeRow = { kinds: string; before: string | null; after: string | null }

const cited = (json: string | null) => (json === null ? null : JSON.parse(json))

const versionsOf = (db: Database, address: string): ArticleId[] =>
  address === '-'
    ? []
    : db
        .all<{ id: ArticleId }>(
          `SELECT id FROM articles WHERE address = ? ORDER BY seen, json_extract(updated, '$.value'), id`,
          address
        )
        .map(row => row.id)

const compareAllAgain = (db: Database, versions: Versions) =>
  db.writing(() => {
    db.run(
      `INSERT OR IGNORE INTO uncompared SELECT address FROM articles WHERE address <> '-' GROUP BY address HAVING count(*) > 1`
    )
    db.run(`UPDATE state SET value = ? WHERE name = 'reviser'`, versions.revise)
  })

const saveChanges = (db: Database, address: string, revisions: readonly Revision[], versions: Versions) =>
  db.writing(() => {
    // Another process may have put another reading in the place of one of these meanwhile: who did that compares again.
    const held = new Set(versionsOf(db, address))
    if (revisions.some(({ earlier, later }) => !held.has(earlier) || !held.has(later))) return
    const run = runOf(db, 'revise', versions.revise)
    for (const { earlier, later, changes } of revisions) {
      db.run('DELETE FROM changes WHERE later = ?', later)
      changes.forEach(({ kinds, before, after }, n) => {
        const [a, b] = [before, after].map(one => one && JSON.stringify(one))
        db.run('INSERT INTO changes VALUES (?, ?, ?, ?, ?, ?, ?)', later, n, earlier, JSON.stringify(kinds), a, b, run)
      })
    }
    db.run('DELETE FROM uncompared WHERE address = ?', address)
  })
