import type { ArticleId, SpeakerId, StatementId } from '../types.ts'
import type { Database } from './database.ts'
import type { Counts, Standing } from './store.ts'
import type { IdRow, SpeakerRow } from './tables.ts'

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

/** The statements that outlets print differently: given to two speakers or cut silently, then quoted in a headline, then in other words, at most so many. */
export const tellingIn = (db: Database, most: number) =>
  ids(
    db,
    `WITH told AS (
       SELECT v.statement, v.n, CASE
         WHEN s.conflicts <> '[]' OR v.relation = 'elided-silent' THEN 1
         WHEN v.n > 0 AND q.part = 'headline' AND q.form = 'mixed' THEN 2
         WHEN v.relation IN ('reworded', 'retranslated') THEN 3
         WHEN v.relation IN ('elided-marked', 'bracketed', 'stitched') THEN 4
       END AS rank
       FROM variants v JOIN statements s ON s.id = v.statement JOIN quotations q ON q.id = v.quotation
     )
     SELECT statement AS id FROM told GROUP BY statement HAVING min(rank) IS NOT NULL
     ORDER BY min(rank), count(*) DESC, statement LIMIT ${most}`
  ) as StatementId[]

/** The articles that quote a named speaker whom one of these quotes too, or share a statement with one of them. */
export const nearTo = (db: Database, articles: readonly ArticleId[]) =>
  ids(
    db,
    `WITH here AS (SELECT q.id FROM quotations q WHERE q.article IN (SELECT value FROM json_each(?1)))
     SELECT q.article AS id FROM spoken o JOIN quotations q ON q.id = o.quotation
     WHERE o.speaker IN (
       SELECT p.id FROM here JOIN spoken h ON h.quotation = here.id JOIN speakers p ON p.id = h.speaker WHERE p.kind <> 'unnamed'
     )
     UNION SELECT q.article FROM variants v JOIN quotations q ON q.id = v.quotation
     WHERE v.statement IN (SELECT h.statement FROM here JOIN variants h ON h.quotation = here.id)`,
    few(articles)
  ) as ArticleId[]

/** How much of everything there is. */
export const countsIn = (db: Database): Counts =>
  db.one<Counts>(
    `SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(DISTINCT outlet) FROM articles) AS outlets,
       (SELECT count(*) FROM quotations) AS quotations, (SELECT count(*) FROM speakers) AS speakers,
       (SELECT count(*) FROM statements) AS statements`
  )!

/** The speakers, those most often quoted first, then by name. */
export const mostQuotedIn = (db: Database) =>
  db.all<SpeakerRow>(
    `SELECT s.* FROM speakers s LEFT JOIN (SELECT speaker, count(*) AS n FROM spoken GROUP BY speaker) o ON o.speaker = s.id
     ORDER BY coalesce(o.n, 0) DESC, s.name, s.id`
  )

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
