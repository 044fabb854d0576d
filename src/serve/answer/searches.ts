import { type Alert, askedWords, NotUnderstood, parseQuery, type SavedSearch } from '../../store/index.ts'
import { quotationView } from './lines.ts'
import type { Look } from './look.ts'
import { snippetOf } from './snippet.ts'
import type { SearchLine, SearchView } from './wire/kept.ts'
import { type Hit, NotHere } from './wire.ts'

/** The most answers that a search gives. */
const MOST_FOUND = 200

/** What a query finds: the best first, or those of the articles that came last. */
export const hitsFor = (look: Look, query: string, by: 'best' | 'newest'): Hit[] => {
  const words = askedWords(parseQuery(query)).join(' ')
  const found = by === 'best' ? look.store.search(query) : look.store.searches.newest(query, MOST_FOUND)
  return found
    .map(id => quotationView(look, look.quotation(id)))
    .map(quotation => ({ quotation, snippet: snippetOf(quotation, words) }))
}

// Whoever may read the record need not learn where a webhook stands, whose path is often its secret, nor whose mailbox is told.
const openly = ({ way, target }: Alert): string =>
  way === 'webhook' ? new URL(target).host : target.replace(/^(.)[^@]*/u, '$1…')

/** A saved search in a line. No secret leaves the house. */
export const searchLine = (look: Look, search: SavedSearch): SearchLine => {
  const { id, name, query, alerts } = search
  const told = look.store.searches.told(id)
  return {
    id,
    name,
    query,
    alerts: alerts.map(alert => {
      const { way } = alert
      const { waiting = 0, sent = 0, left = 0, why = null } = told.find(one => one.way === way) ?? {}
      return { way, target: openly(alert), waiting, sent, left, why }
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
  return { ...line, found: line.fault ? [] : hitsFor(look, search.query, 'newest') }
}
