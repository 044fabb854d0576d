import { fold } from '../text/index.ts'
import type { ArticleId, Completeness, QuoteId } from '../types.ts'
import type { Database } from './database.ts'
import { ids } from './lists.ts'

/** How many rare words of a quotation are looked up, and the most quotations that one of them may be in: what is in more tells little and costs much. */
const RARE_WORDS = 8
const COMMON_FROM = 3000

/** Where all words are common: so many of the rarest, which must all be there. */
const TOGETHER = 4

/** The quotations, at most so many, that hold most of the rare words of these: the nearest ones first. Bounded however large the record is. */
export const candidatesIn = (db: Database, words: string, most: number): QuoteId[] => {
  const terms = termsOf(words)
  if (!terms.length) return []
  const counted = terms.flatMap(term =>
    db.all<{ term: string; doc: number }>('SELECT term, doc FROM found_terms WHERE term = ?', term)
  )
  const rarest = counted.sort((x, y) => x.doc - y.doc || (x.term < y.term ? -1 : 1))
  const rare = rarest.filter(one => one.doc <= COMMON_FROM).slice(0, RARE_WORDS)
  const match = rare.length ? rare.map(quoted).join(' OR ') : rarest.slice(0, TOGETHER).map(quoted).join(' AND ')
  if (!match) return []
  return ids(
    db,
    `SELECT q.id FROM found JOIN quotations q ON q.key = found.rowid WHERE found MATCH ? ORDER BY rank, q.id LIMIT ${most}`,
    `words : (${match})`
  ) as QuoteId[]
}

const quoted = ({ term }: { term: string }) => `"${term}"`

const termsOf = (words: string): string[] => [...new Set(fold(words).chars.match(/[\p{L}\p{N}]+/gu) ?? [])]

/** The articles, at most so many, whose text prints these words one after the other, whatever marks stand between them. */
export const printing = (db: Database, words: string, most: number): ArticleId[] => {
  const terms = fold(words).chars.match(/[\p{L}\p{N}]+/gu)
  if (!terms) return []
  return ids(
    db,
    `SELECT a.id FROM text_words w JOIN text_keys k ON k.key = w.rowid JOIN articles a ON a.text = k.text
     WHERE text_words MATCH ? ORDER BY a.id LIMIT ${most}`,
    `"${terms.join(' ')}"`
  ) as ArticleId[]
}

/** How many articles are held, how full, published from which day to which, and how many say no day. */
export type Coverage = Readonly<Record<Completeness, number>> & {
  readonly first: string | null
  readonly last: string | null
  readonly undated: number
}

/** What is held. */
export const coverageIn = (db: Database): Coverage => {
  const rows = db.all<{ completeness: Completeness; n: number }>(
    'SELECT completeness, count(*) AS n FROM articles GROUP BY completeness'
  )
  const { first, last, undated } = db.one<{ first: string | null; last: string | null; undated: number }>(
    `SELECT min(json_extract(published, '$.value')) AS first, max(json_extract(published, '$.value')) AS last,
     count(*) FILTER (WHERE published IS NULL) AS undated FROM articles`
  )!
  const held = Object.fromEntries(rows.map(({ completeness, n }) => [completeness, n]))
  const day = (value: string | null) => value?.slice(0, 10) ?? null
  return { full: 0, teaser: 0, wall: 0, unknown: 0, ...held, first: day(first), last: day(last), undated }
}
