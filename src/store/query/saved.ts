import { parseQuery } from './parse.ts'
import { NotUnderstood, type Query, type Saved } from './query.ts'

/** The most saved searches that one query may come to: a few that name each other twice would grow without end. */
const MOST_NAMED = 50

/** A query in which every saved search stands in the place of its name. Throws NotUnderstood with the place in the query where one is not there, or leads back to itself. */
export const withSaved = (query: Query<Saved> | null, queryOf: (name: string) => string | null): Query | null => {
  let named = 0
  const put = (one: Query<Saved>, path: readonly string[], at: number | null): Query => {
    if ('of' in one) {
      if (one.kind === 'not') return { kind: 'not', of: put(one.of, path, at) }
      return { kind: one.kind, of: one.of.map(each => put(each, path, at)) as never }
    }
    if (one.kind !== 'saved') return one
    const place = at ?? one.at
    if (path.includes(one.name)) throw new NotUnderstood(circle([...path, one.name]), place)
    if (++named > MOST_NAMED) throw new NotUnderstood(`A query may come to ${MOST_NAMED} saved searches at most`, place)
    const inside = parsed(one.name, queryOf(one.name), place)
    return put(inside, [...path, one.name], place)
  }
  return query && put(query, [], null)
}

const circle = (path: readonly string[]) => `This saved search leads back to itself: ${path.map(name => `“${name}”`).join(' → ')}`

const parsed = (name: string, typed: string | null, at: number): Query<Saved> => {
  if (typed === null) throw new NotUnderstood(`There is no saved search “${name}”`, at)
  try {
    const query = parseQuery(typed)
    if (query) return query
  } catch (error) {
    if (!(error instanceof NotUnderstood)) throw error
    throw new NotUnderstood(`The saved search “${name}” is not understood: ${error.message}`, at)
  }
  throw new NotUnderstood(`The saved search “${name}” asks for nothing`, at)
}
