import type { ArticleId, QuoteId, SpeakerId, StatementId } from '../types.ts'
import type { Database } from './database.ts'
import type { Counts, Placed, Printer, Standing } from './store.ts'
import type { IdRow } from './tables.ts'

/** The ids that a query gives, in its order. */
export const ids = (db: Database, sql: string, ...values: (string | null)[]): string[] =>
  db.all<IdRow>(sql, ...values).map(row => row.id)

/** What a query gives in one row, as a list: a row more costs more than what stands in it. */
export const allOf = <Item>(db: Database, sql: string, ...values: (string | number | Uint8Array)[]): Item[] =>
  JSON.parse(db.one<{ all_of: string }>(sql, ...values)!.all_of)

const few = (things: readonly string[] | null) => things && JSON.stringify(things)

// A null list is everybody.
const BY = '(?1 IS NULL OR s.speaker IN (SELECT value FROM json_each(?1)))'

/** The statements of these speakers, or all, those with most variants first. */
export const statementsOf = (db: Database, speakers: readonly SpeakerId[] | null) =>
  ids(
    db,
    `SELECT s.id FROM statements s JOIN variants v ON v.statement = s.id WHERE ${BY} GROUP BY s.id ORDER BY count(*) DESC, s.id`,
    few(speakers)
  ) as StatementId[]

/** The statements of these speakers, or all, that more than one article carries or gives to somebody else, those of most outlets first. */
export const sharedOf = (db: Database, speakers: readonly SpeakerId[] | null) =>
  ids(
    db,
    `WITH touched AS (
       SELECT statement, quotation FROM variants
       UNION ALL SELECT s.id, c.value FROM statements s, json_each(s.conflicts) c WHERE s.conflicts <> '[]'
     )
     SELECT s.id FROM touched t JOIN statements s ON s.id = t.statement
       JOIN quotations q ON q.id = t.quotation JOIN articles a ON a.id = q.article
     WHERE ${BY} GROUP BY s.id HAVING count(DISTINCT a.id) > 1
     ORDER BY count(DISTINCT coalesce(a.outlet, a.id)) DESC, count(*) DESC, s.id`,
    few(speakers)
  ) as StatementId[]

/** The articles that share a statement with one of these. */
export const nearTo = (db: Database, articles: readonly ArticleId[]) =>
  ids(
    db,
    `WITH here AS MATERIALIZED (SELECT q.id FROM quotations q WHERE q.article IN (SELECT value FROM json_each(?1)))
     SELECT DISTINCT q.article AS id FROM variants v JOIN quotations q ON q.id = v.quotation
     WHERE v.statement IN (SELECT h.statement FROM here JOIN variants h ON h.quotation = here.id)`,
    few(articles)
  ) as ArticleId[]

/** The articles that carry a statement, in the order of its variants, each once, with their outlets and their origins. */
export const printersOf = (db: Database, statement: StatementId): Printer[] =>
  allOf<Printer>(
    db,
    `SELECT json_group_array(json_object('article', article, 'outlet', outlet, 'origin', origin, 'strong', json(coalesce(strong, '[]')))) AS all_of
     FROM (SELECT a.id AS article, a.outlet, c.origin, c.strong
       FROM variants v JOIN quotations q ON q.id = v.quotation JOIN articles a ON a.id = q.article LEFT JOIN carriers c ON c.article = a.id
       WHERE v.statement = ? GROUP BY a.id ORDER BY min(v.n))`,
    statement
  )

/** Where these quotations stand, in this order. */
export const placedIn = (db: Database, quotations: readonly QuoteId[]): Placed[] =>
  allOf<Placed>(
    db,
    `SELECT json_group_array(json_object('id', id, 'article', article, 'form', form)) AS all_of
     FROM (SELECT q.id, q.article, q.form FROM json_each(?) e CROSS JOIN quotations q ON q.id = e.value ORDER BY e.key)`,
    JSON.stringify(quotations)
  )

/** The first variant of a statement whose day is known, printed or lent. */
export const datedIn = (db: Database, statement: StatementId): QuoteId | null =>
  (ids(
    db,
    `SELECT v.quotation AS id FROM variants v JOIN sayings s ON s.quotation = v.quotation
     WHERE v.statement = ? AND s.date IS NOT NULL ORDER BY v.n LIMIT 1`,
    statement
  )[0] as QuoteId) ?? null

/** How much of everything there is. */
export const countsIn = (db: Database): Counts =>
  db.one<Counts>(
    `SELECT (SELECT count(*) FROM articles) AS articles, (WITH RECURSIVE o (name) AS (
         SELECT min(outlet) FROM articles UNION ALL SELECT (SELECT min(outlet) FROM articles WHERE outlet > o.name) FROM o WHERE o.name IS NOT NULL
       ) SELECT count(name) FROM o) AS outlets,
       (SELECT count(*) FROM quotations) AS quotations, (SELECT count(*) FROM speakers) AS speakers,
       (SELECT count(*) FROM statements) AS statements`
  )!

/** How often a speaker is quoted, in how many statements, and by whom. */
export const standingOf = (db: Database, speaker: SpeakerId): Standing => {
  const rows = db.all<{ outlet: string | null; n: number }>(
    `SELECT a.outlet, count(*) AS n FROM spoken o JOIN quotations q ON q.id = o.quotation JOIN articles a ON a.id = q.article
     WHERE o.speaker = ? GROUP BY a.outlet ORDER BY n DESC, a.outlet`,
    speaker
  )
  return {
    quotations: rows.reduce((sum, row) => sum + row.n, 0),
    statements: db.one<{ n: number }>('SELECT count(*) AS n FROM statements WHERE speaker = ?', speaker)?.n ?? 0,
    outlets: rows.flatMap(row => row.outlet ?? [])
  }
}
