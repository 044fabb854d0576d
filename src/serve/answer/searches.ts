import { askedWords, NotUnderstood, parseQuery, type SavedSearch } from '../../store/index.ts'
import { quotationView } from './lines.ts'
import type { Look } from './look.ts'
import { snippetOf } from './snippet.ts'
import { type Hits, NotHere, type SearchLine, type SearchView } from './wire/index.ts'

/** As many answers of a search as come at once; the cursor of an answer leads to the next. */
const AT_ONCE = 100

/** The most answers of a search by what came last. */
const MOST_NEW = 200

/** What a query finds: the best first, from behind a cursor; or those of the articles that came last. */
export const hitsFor = (look: Look, query: string, by: 'best' | 'newest', after: string | null = null): Hits => {
  const words = askedWords(parseQuery(query)).join(' ')
  const newest = () => {
    const ids = look.store.searches.newest(query, MOST_NEW)
    return { all: ids.length, ids, next: null }
  }
  const { all, ids, next } = by === 'best' ? look.store.searchFrom(query, after, AT_ONCE) : newest()
  const found = ids.map(id => quotationView(look, look.quotation(id)))
  return { all, answers: found.map(quotation => ({ quotation, snippet: snippetOf(quotation, words) })), next }
}

/** A saved search in a line, with its receivers, which `gate/` shows to those alone who may write. No secret leaves the house. */
export const searchLine = (look: Look, search: SavedSearch): SearchLine => {
  const { id, name, query, alerts } = search
  const told = look.store.searches.told(id)
  return {
    id,
    name,
    query,
    alerts: alerts.map(({ way, target }) => {
      const { waiting = 0, sent = 0, left = 0, why = null } = told.find(one => one.way === way) ?? {}
      return { way, target, waiting, sent, left, why }
    }),
    fault: faultOf(look, query)
  }
}

const faultOf = (look: Look, query: string): string | null => {
  try {
    look.store.searches.newest(query, 1)
    return null
  } catch (error) {
    if (error instanceof NotUnderstood) return error.message
    throw error
  }
}

/** A saved search with what it finds. */
export const searchView = (look: Look, named: string): SearchView => {
  const search = look.store.searches.find(named)
  if (!search) throw new NotHere(`There is no saved search “${named}”.`)
  const line = searchLine(look, search)
  return { ...line, found: line.fault ? [] : hitsFor(look, search.query, 'newest').answers }
}
