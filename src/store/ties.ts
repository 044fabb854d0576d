import type { ArticleId, Assertion, CorrectionId, QuoteId, Tie, Tied } from '../types.ts'
import type { Database } from './database.ts'
import { OF_STORIES, regroup } from './story-ties.ts'
import { loosen } from './taken-out.ts'

type Row = { correction: CorrectionId; at: string; author: string; why: string; says: string }
type Says = Extract<Assertion, { kind: 'merge-statements' | 'split-statement' | 'merge-origins' | 'split-origins' }>

const THINGS = 'SELECT n, thing AS id, article FROM ties WHERE correction = ? ORDER BY n, thing'
/** What waits to be woven is tied when its turn comes. */
const WOVEN_THINGS = `SELECT n, thing AS id FROM ties WHERE correction = ?
  AND NOT EXISTS (SELECT 1 FROM unwoven u WHERE u.article = ties.article) ORDER BY n, thing`
const CORRECTIONS = `SELECT DISTINCT t.correction, c.at, c.author, c.why, c.says FROM ties t JOIN corrections c ON c.id = t.correction
  WHERE t.thing = ? AND json_extract(c.says, '$.kind') NOT IN ${OF_STORIES} ORDER BY c.at, t.correction`

/** How many things a correction sets apart from the others that it points at. */
const firstFrom = (says: Says): number =>
  says.kind === 'split-statement' ? says.quotations.length : says.kind === 'split-origins' ? 1 : Number.POSITIVE_INFINITY

/** What people said of statements and origins, by the quotation or the article of which they said it. */
export const tiesIn = (db: Database) => {
  // Most records have none, and this is asked of every quotation that is touched.
  const some = db.one('SELECT 1 FROM ties LIMIT 1') !== null
  const tie = <Id>({ correction, at, author, why, says }: Row): Tie<Id> => {
    const things = db.all<{ n: number; id: Id }>(WOVEN_THINGS, correction)
    const from = firstFrom(JSON.parse(says))
    const [here, there] = [things.filter(one => one.n < from), things.filter(one => one.n >= from)]
    const [joined, left] = [here, there].map(all => all.map(one => one.id))
    const kind = from < Number.POSITIVE_INFINITY ? 'split' : 'merge'
    return { correction, at, by: author, why, kind, things: joined, from: left }
  }
  return {
    tiesOf: <Id extends QuoteId | ArticleId>(thing: Id): Tie<Id>[] =>
      some ? db.all<Row>(CORRECTIONS, thing).map(row => tie<Id>(row)) : []
  }
}

/** Keeps which quotations, or which article, of this one the corrections of statements and origins speak of now. What that changes is made anew. */
export const saveTies = (db: Database, article: ArticleId, ties: readonly Tied[]): void => {
  const before = db.all<Tied>('SELECT correction, n, thing FROM ties WHERE article = ? ORDER BY correction, n, thing', article)
  const now = [...ties].sort((a, b) => (a.correction === b.correction ? a.n - b.n : a.correction < b.correction ? -1 : 1))
  if (JSON.stringify(before) === JSON.stringify(now.map(({ correction, n, thing }) => ({ correction, n, thing })))) return
  const touched = new Set([...before, ...now].map(one => one.correction))
  for (const correction of touched) loosenTied(db, correction)
  db.run('DELETE FROM ties WHERE article = ?', article)
  for (const { correction, n, thing } of ties)
    db.run('INSERT OR REPLACE INTO ties VALUES (?, ?, ?, ?)', correction, n, thing, article)
  for (const correction of touched) loosenTied(db, correction)
}

const loosenTied = (db: Database, correction: CorrectionId) => {
  const things = db.all<{ id: string; article: string }>(THINGS, correction)
  if (db.one(`SELECT 1 FROM corrections WHERE id = ? AND json_extract(says, '$.kind') IN ${OF_STORIES}`, correction))
    return regroup(
      db,
      things.map(one => one.id)
    )
  const isArticle = (one: { id: string; article: string }) => one.id === one.article
  loosen(
    db,
    things.filter(one => !isArticle(one)).map(one => one.id),
    things.filter(isArticle).map(one => one.id)
  )
}
