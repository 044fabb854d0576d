import type { QuoteId } from '../../types.ts'
import type { Database } from '../database.ts'
import { ids } from '../lists.ts'
import { compile } from './compile.ts'
import { parseQuery } from './parse.ts'

/** The most answers that a search gives. */
const MOST_FOUND = 200

const LATEST = `a.published IS NULL, json_extract(a.published, '$.value') DESC, q.key`

/** The quotations that a query asks for: best first where it asks for words, else last published first. */
export const search = (db: Database, typed: string): QuoteId[] => {
  const query = parseQuery(typed)
  if (!query) return []
  const { match, rest } = compile(query)
  const where = [...(match ? ['found MATCH ?'] : []), ...(rest ? [rest.sql] : [])].join(' AND ')
  const from = match
    ? 'found JOIN quotations q ON q.key = found.rowid JOIN articles a ON a.id = q.article'
    : 'quotations q JOIN articles a ON a.id = q.article'
  const sql = `SELECT q.id FROM ${from} WHERE ${where} ORDER BY ${match ? 'rank, q.id' : LATEST} LIMIT ${MOST_FOUND}`
  return ids(db, sql, ...(match ? [match] : []), ...(rest?.values ?? [])) as QuoteId[]
}
