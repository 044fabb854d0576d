import type { QuoteId } from '../../types.ts'
import type { Database } from '../database.ts'
import { ids } from '../lists.ts'
import { compile } from './compile.ts'
import { parseQuery } from './parse.ts'
import { NotUnderstood, type Query } from './query.ts'
import { withSaved } from './saved.ts'

/** A part of what a search found: how many there are in all, these, and the cursor behind the last of them; null where nothing follows. */
export type SearchPart = { readonly all: number; readonly ids: readonly QuoteId[]; readonly next: string | null }

/** Where an answer stands in the order: its worth, smallest first, and what parts those of one worth. */
type Place = readonly [worth: number | string, tie: string | number]

/** At most so many of the quotations that a query asks for, from behind a cursor: best first where it asks for words, else last published first. */
export const searchFrom = (db: Database, typed: string, after: string | null, most: number): SearchPart => {
  const query = understood(db, typed)
  if (!query) return { all: 0, ids: [], next: null }
  const { sql, values } = foundBy(query)
  const place = after === null ? null : placeOf(after)
  const { all } = db.one<{ all: number }>(`SELECT count(*) AS "all" FROM (${sql})`, ...values)!
  const rows = db.all<{ id: QuoteId; worth: Place[0]; tie: Place[1] }>(
    `SELECT * FROM (${sql}) ${place ? 'WHERE (worth, tie) > (?, ?)' : ''} ORDER BY worth, tie LIMIT ${most + 1}`,
    ...values,
    ...(place ?? [])
  )
  const last = rows.length > most ? rows[most - 1] : null
  return { all, ids: rows.slice(0, most).map(row => row.id), next: last && cursorOf([last.worth, last.tie]) }
}

/** The days in reverse: the latest is the smallest, and what has no day comes last. */
const LATEST = `coalesce(-julianday(json_extract(a.published, '$.value')), -julianday(substr(json_extract(a.published, '$.value'), 1, 7) || '-01'),
  -julianday(substr(json_extract(a.published, '$.value'), 1, 4) || '-01-01'), 0)`

const foundBy = (query: Query) => {
  const { from, where, values, ranked } = conditionsOf(query)
  const order = ranked ? 'rank AS worth, q.id AS tie' : `${LATEST} AS worth, q.key AS tie`
  return { sql: `SELECT q.id, ${order} FROM ${from} WHERE ${where}`, values }
}

const cursorOf = (place: Place): string => Buffer.from(JSON.stringify(place)).toString('base64url')

const placeOf = (cursor: string): Place => {
  try {
    const [worth, tie] = JSON.parse(Buffer.from(cursor, 'base64url').toString())
    const isPart = (one: unknown) => typeof one === 'number' || typeof one === 'string'
    if (isPart(worth) && isPart(tie)) return [worth, tie]
  } catch {}
  throw new NotUnderstood('This is no cursor that an answer gave', 0)
}

/** The quotations that a query asks for, those of the articles that came last first, at most so many; of those alone that came after another one. */
export const searchNewest = (db: Database, typed: string, most: number, after: number): QuoteId[] => {
  const query = understood(db, typed)
  if (!query) return []
  const { from, where, values } = conditionsOf(query)
  const sql = `SELECT q.id FROM ${from} JOIN arrivals n ON n.article = q.article WHERE ${where} AND n.n > ${Math.trunc(after)}
    ORDER BY n.n DESC, q.n LIMIT ${Math.trunc(most)}`
  return ids(db, sql, ...values) as QuoteId[]
}

/** What was typed, with the searches that it names in their places. */
const understood = (db: Database, typed: string): Query | null =>
  withSaved(
    parseQuery(typed),
    name => db.one<{ query: string }>('SELECT query FROM searches WHERE name = ?', name)?.query ?? null
  )

const conditionsOf = (query: Query) => {
  const { match, rest } = compile(query)
  return {
    from: match
      ? 'found JOIN quotations q ON q.key = found.rowid JOIN articles a ON a.id = q.article'
      : 'quotations q JOIN articles a ON a.id = q.article',
    where: [...(match ? ['found MATCH ?'] : []), ...(rest ? [rest.sql] : [])].join(' AND '),
    values: [...(match ? [match] : []), ...(rest?.values ?? [])],
    ranked: match !== null
  }
}
