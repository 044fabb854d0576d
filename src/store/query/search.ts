import type { QuoteId } from '../../types.ts'
import type { Database } from '../database.ts'
import { type Compiled, compile } from './compile.ts'
import { parseQuery } from './parse.ts'
import { NotUnderstood } from './query.ts'

/** A part of what a search found: how many there are in all, these, and the cursor behind the last of them; null where nothing follows. */
export type SearchPart = { readonly all: number; readonly ids: readonly QuoteId[]; readonly next: string | null }

/** Where an answer stands in the order: its worth, smallest first, and what parts those of one worth. */
type Place = readonly [worth: number | string, tie: string | number]

/** At most so many of the quotations that a query asks for, from behind a cursor: best first where it asks for words, else last published first. */
export const searchFrom = (db: Database, typed: string, after: string | null, most: number): SearchPart => {
  const query = parseQuery(typed)
  if (!query) return { all: 0, ids: [], next: null }
  const { sql, values } = foundBy(compile(query))
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

const foundBy = ({ match, rest }: Compiled) => {
  const where = [...(match ? ['found MATCH ?'] : []), ...(rest ? [rest.sql] : [])].join(' AND ')
  const sql = match
    ? `SELECT q.id, rank AS worth, q.id AS tie FROM found JOIN quotations q ON q.key = found.rowid JOIN articles a ON a.id = q.article WHERE ${where}`
    : `SELECT q.id, ${LATEST} AS worth, q.key AS tie FROM quotations q JOIN articles a ON a.id = q.article WHERE ${where}`
  return { sql, values: [...(match ? [match] : []), ...(rest?.values ?? [])] }
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
