import type { QuoteId } from '../../types.ts'
import type { Database } from '../database.ts'
import { ids } from '../lists.ts'
import { compile } from './compile.ts'
import { parseQuery } from './parse.ts'
import type { Query } from './query.ts'
import { withSaved } from './saved.ts'

/** The most answers that a search gives. */
const MOST_FOUND = 200

const LATEST = `a.published IS NULL, json_extract(a.published, '$.value') DESC, q.key`

/** The quotations that a query asks for: best first where it asks for words, else last published first. */
export const search = (db: Database, typed: string): QuoteId[] => {
  const query = understood(db, typed)
  if (!query) return []
  const { from, where, values, ranked } = conditionsOf(query)
  const sql = `SELECT q.id FROM ${from} WHERE ${where} ORDER BY ${ranked ? 'rank, q.id' : LATEST} LIMIT ${MOST_FOUND}`
  return ids(db, sql, ...values) as QuoteId[]
}

/** The quotations that a query asks for, those of the articles that came last first, at most so many; of those alone that came after another one. */
export const searchNewest = (db: Database, typed: string, most: number, after: number): QuoteId[] => {
  const query = understood(db, typed)
  if (!query) return []
  const { from, where, values, ranked } = conditionsOf(query)
  // Where no index of words narrows it, the arrivals are gone through from the last one on, until there are enough.
  const inOrder = ranked
    ? `${from} JOIN arrivals n ON n.article = q.article`
    : 'arrivals n CROSS JOIN quotations q ON q.article = n.article JOIN articles a ON a.id = q.article'
  const since = Math.trunc(after)
  const fromKey = ranked && since > 0 ? `AND found.rowid >= ${FIRST_KEY_AFTER}${since})` : ''
  const sql = `SELECT q.id FROM ${inOrder} WHERE ${where} ${fromKey} AND n.n > ${since}
    ORDER BY n.n DESC, q.n LIMIT ${Math.trunc(most)}`
  return ids(db, sql, ...values) as QuoteId[]
}

/** The index goes by keys, which rise: what came later has none below this one. */
const FIRST_KEY_AFTER = '(SELECT coalesce(min(k.key), 0) FROM arrivals m JOIN quotations k ON k.article = m.article WHERE m.n > '

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
