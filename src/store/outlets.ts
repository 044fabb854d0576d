import type { ArticleId, Relation, SpeakerId } from '../types.ts'
import type { Database } from './database.ts'
import { ids } from './lists.ts'

/** An outlet with how much of it is held. */
export type OutletCounts = { readonly name: string; readonly articles: number; readonly quotations: number }

/** How an outlet prints what others print too, and whom it quotes. Every number has beside it what it is out of. */
export type OutletHabits = {
  /** How many of its articles are held in full. */
  readonly full: number
  /** How many of its articles share copy with another article. */
  readonly copied: number
  /** Its quotations that more than one article prints, by how they stand to the fullest reading. */
  readonly relations: readonly { readonly relation: Relation; readonly n: number }[]
  /** Those it quotes most. */
  readonly speakers: readonly { readonly id: SpeakerId; readonly n: number }[]
  /** The watched feeds that named its articles, by address. */
  readonly feeds: readonly string[]
}

/** What is asked of outlets. */
export interface Outlets {
  /** The outlets, those of most articles first. */
  outlets(): readonly OutletCounts[]
  /** The articles of an outlet, last published first, undated ones last. */
  articlesOfOutlet(name: string): readonly ArticleId[]
  habits(name: string, most: number): OutletHabits
}

/** What is asked of the outlets in this database. */
export const outletsIn = (db: Database): Outlets => ({
  outlets: () =>
    db.all<OutletCounts>(
      `SELECT a.outlet AS name, count(DISTINCT a.id) AS articles, count(q.key) AS quotations
       FROM articles a LEFT JOIN quotations q ON q.article = a.id WHERE a.outlet IS NOT NULL
       GROUP BY a.outlet ORDER BY articles DESC, name`
    ),
  articlesOfOutlet: name =>
    ids(
      db,
      `SELECT id FROM articles WHERE outlet = ? ORDER BY published IS NULL, json_extract(published, '$.value') DESC, address, id`,
      name
    ) as ArticleId[],
  habits: (name, most) => db.reading(() => habitsOf(db, name, most))
})

const habitsOf = (db: Database, name: string, most: number): OutletHabits => ({
  full: numberOf(db, `SELECT count(*) AS n FROM articles WHERE outlet = ? AND completeness = 'full'`, name),
  copied: numberOf(
    db,
    `SELECT count(*) AS n FROM articles a JOIN carriers c ON c.article = a.id WHERE a.outlet = ?
     AND EXISTS (SELECT 1 FROM carriers d WHERE d.origin = c.origin AND d.article <> c.article)`,
    name
  ),
  relations: db.all(
    `SELECT v.relation, count(*) AS n FROM articles a JOIN quotations q ON q.article = a.id JOIN variants v ON v.quotation = q.id
     WHERE a.outlet = ? AND EXISTS (
       SELECT 1 FROM variants w JOIN quotations p ON p.id = w.quotation WHERE w.statement = v.statement AND p.article <> a.id
     ) GROUP BY v.relation ORDER BY n DESC, v.relation`,
    name
  ),
  speakers: db.all(
    `SELECT s.speaker AS id, count(*) AS n FROM articles a JOIN quotations q ON q.article = a.id JOIN spoken s ON s.quotation = q.id
     WHERE a.outlet = ? GROUP BY s.speaker ORDER BY n DESC, s.speaker LIMIT ${most}`,
    name
  ),
  feeds: ids(
    db,
    'SELECT DISTINCT i.feed AS id FROM articles a JOIN feed_items i ON i.address = a.address WHERE a.outlet = ? ORDER BY i.feed',
    name
  )
})

const numberOf = (db: Database, sql: string, name: string): number => db.one<{ n: number }>(sql, name)?.n ?? 0
