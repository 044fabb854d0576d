import type { ArticleId, CorrectionId, QuoteId, StatementId } from '../types.ts'
import type { Database } from './database.ts'

/** The first of some things, and how many there are; of more than MOST_COUNTED it is only said that there are so many. */
export type Some<Thing> = { readonly all: number; readonly first: readonly Thing[] }

/** Two quotations that the machine takes for one utterance, though it is not sure; `joined` says whether they stand in one statement. */
export type Unsure = { readonly a: QuoteId; readonly b: QuoteId; readonly same: number; readonly joined: boolean }

/** What is new, and what waits for a decision: all of it is found by an index. Arrivals are counted as articles come in. */
export interface Inbox {
  /** Up to which arrival people have looked. */
  looked(): number
  look(arrival: number): void
  /** The articles that came since, the last first. */
  arrived(most: number): Some<ArticleId>
  /** The articles that came since and in which something changed, the last first. */
  changed(most: number): Some<{ readonly earlier: ArticleId; readonly later: ArticleId }>
  /** Statements that people noted something on, with their printings that came since, and after the note. */
  printed(most: number): Some<{ readonly statement: StatementId; readonly quotations: readonly QuoteId[] }>
  /** How many quotations of the articles that came since a query asks for. */
  found(query: string): number
  /** The quotations whose speaker the machine is least sure of. */
  unsure(most: number): Some<QuoteId>
  /** The pairs of which it is least sure that they are one utterance. */
  pairs(most: number): Some<Unsure>
  /** The quotations that give a statement's words to somebody else, where nobody has said that it is so. */
  conflicts(most: number): Some<{ readonly statement: StatementId; readonly quotation: QuoteId }>
  /** The corrections with which the machine, or another person's correction, does not agree. */
  disputed(most: number): Some<CorrectionId>
  /** The feeds that fail. */
  failing(most: number): Some<string>
  /** Leaves something as it is: it waits no longer. */
  setAside(item: string, at: string, by: string): void
  takeBack(item: string): void
  /** How many rows this process has written since it opened the record: what waits is the same until then, and until another process writes. */
  written(): number
}

/** Counting goes no further. */
export const MOST_COUNTED = 1000

/** The Inbox of a record in SQLite. */
export const inboxIn = (db: Database, newest: (query: string, most: number, after: number) => readonly QuoteId[]): Inbox => {
  const looked = () => Number(db.one<{ value: number }>(`SELECT value FROM state WHERE name = 'looked'`)!.value)
  const some = <Row>(sql: string, most: number, ...values: (string | number)[]): Some<Row> => {
    const rows = db.all<Row>(`${sql} LIMIT ${MOST_COUNTED}`, ...values)
    return { all: rows.length, first: rows.slice(0, most) }
  }
  const someIds = <Id extends string>(sql: string, most: number, ...values: number[]): Some<Id> => {
    const { all, first } = some<{ id: Id }>(sql, most, ...values)
    return { all, first: first.map(row => row.id) }
  }
  return {
    looked,
    look: arrival => void db.run(`UPDATE state SET value = ? WHERE name = 'looked'`, arrival),
    arrived: most => someIds(ARRIVED, most, looked()),
    changed: most => some(CHANGED, most, looked()),
    printed: most => {
      const { all, first } = some<{ statement: StatementId; quotations: string }>(PRINTED, most, looked())
      return { all, first: first.map(({ statement, quotations }) => ({ statement, quotations: JSON.parse(quotations) })) }
    },
    found: query => newest(query, MOST_COUNTED, looked()).length,
    unsure: most => someIds(UNSURE, most),
    pairs: most => {
      const { all, first } = some<{ a: string; b: string; same: number; joined: number }>(PAIRS, most)
      return { all, first: first.map(row => ({ ...row, joined: row.joined === 1 }) as Unsure) }
    },
    conflicts: most => some(CONFLICTS, most),
    disputed: most => someIds(DISPUTED, most),
    failing: most => someIds(FAILING, most),
    setAside: (item, at, by) => void db.run('INSERT OR REPLACE INTO set_aside VALUES (?, ?, ?)', item, at, by),
    takeBack: item => void db.run('DELETE FROM set_aside WHERE item = ?', item),
    written: () => db.one<{ n: number }>('SELECT total_changes() AS n')!.n
  }
}

const waits = (item: string) => `NOT EXISTS (SELECT 1 FROM set_aside z WHERE z.item = ${item})`

// Of a page that was read again the version that came last.
const ARRIVED = `SELECT a.id FROM arrivals n JOIN articles a ON a.id = n.article WHERE n.n > ? AND (a.address = '-' OR NOT EXISTS (
    SELECT 1 FROM articles o JOIN arrivals m ON m.article = o.id WHERE o.address = a.address AND m.n > n.n
  )) ORDER BY n.n DESC`

const CHANGED = `SELECT DISTINCT c.earlier, c.later FROM arrivals n JOIN changes c ON c.later = n.article WHERE n.n > ? ORDER BY n.n DESC`

const PRINTED = `SELECT s.statement, json_group_array(w.quotation) AS quotations FROM (
    SELECT v.statement, min(t.since) AS since FROM notes t JOIN outcomes o ON o.correction = t.correction
    JOIN variants v ON v.quotation = o.quotation GROUP BY v.statement
  ) s JOIN variants w ON w.statement = s.statement JOIN quotations q ON q.id = w.quotation JOIN arrivals n ON n.article = q.article
  WHERE n.n > ? AND n.n > s.since GROUP BY s.statement ORDER BY max(n.n) DESC`

const UNSURE = `SELECT t.quotation AS id FROM attributions t INDEXED BY attributions_unsure
  WHERE t.speaker IS NOT NULL AND t.confidence < 0.9 AND ${waits("'speaker:' || t.quotation")} ORDER BY t.confidence, t.quotation`

const APART = `NOT EXISTS (SELECT 1 FROM ties x JOIN ties y ON y.correction = x.correction WHERE x.thing = lower(hex(b.a)) AND y.thing = lower(hex(b.b)))`

const PAIRS = `SELECT lower(hex(b.a)) AS a, lower(hex(b.b)) AS b, b.same, v.statement = w.statement AS joined FROM bonds b INDEXED BY bonds_unsure
  JOIN variants v ON v.quotation = lower(hex(b.a)) JOIN variants w ON w.quotation = lower(hex(b.b))
  WHERE b.likely = 1 AND b.same < 0.6 AND ${APART} ORDER BY b.same, b.a, b.b`

/** Of two statements that each conflict with the other, the first tells of both. */
const CONFLICTS = `SELECT s.id AS statement, min(c.value) AS quotation FROM statements s INDEXED BY statements_conflicting, json_each(s.conflicts) c
  JOIN attributions t ON t.quotation = c.value LEFT JOIN variants v ON v.quotation = c.value LEFT JOIN statements o ON o.id = v.statement
  WHERE s.conflicts <> '[]' AND (v.statement IS NULL OR s.id < v.statement OR o.conflicts = '[]')
  GROUP BY s.id, v.statement HAVING sum(t.why LIKE '% by a person') = 0 ORDER BY s.id, quotation`

const DISPUTED = `SELECT DISTINCT o.correction AS id FROM outcomes o INDEXED BY outcomes_unsettled
  WHERE o.standing IN ('disputed', 'outranked') AND (o.standing = 'disputed' OR EXISTS (
    SELECT 1 FROM outcomes p JOIN corrections d ON d.id = p.correction JOIN corrections c ON c.id = o.correction
    WHERE p.quotation = o.quotation AND p.standing <> 'outranked' AND d.author <> c.author AND json_extract(d.says, '$.kind') <> 'note'
  )) AND ${waits("'correction:' || o.correction")} ORDER BY o.correction`

const FAILING = `SELECT f.address AS id FROM feeds f INDEXED BY feeds_failing WHERE f.failures > 0 AND f.ended = 0 AND ${waits("'feed:' || f.address")}
  ORDER BY f.failures DESC, f.address`
