import { parseQuery, type Query, type SavedName } from '../../store/index.ts'

/** Whether a search asks, anywhere in it, for what only those who sign in are shown: people's notes, and the searches that they keep. */
export const asksTheDesk = (typed: string): boolean => {
  const query = parseQuery(typed)
  return query !== null && namesTheDesk(query)
}

const namesTheDesk = (query: Query<SavedName>): boolean => {
  if (query.kind === 'not') return namesTheDesk(query.of)
  if (query.kind === 'all' || query.kind === 'any') return query.of.some(namesTheDesk)
  if (query.kind === 'words') return query.field === 'note'
  return query.kind === 'saved' || (query.kind === 'has' && query.feature === 'note')
}
