import type { ArticleId, Attribution, Named, Quote, QuoteId, Reading, Saying, Speaker, Statement, Witness } from '../types.ts'

export { attributeQuotes } from './attribute.ts'

/** When and where each quotation was said as far as its own article prints it, one Saying a quotation, in their order. */
export const findSayings = (
  _reading: Reading,
  quotes: readonly Quote[],
  _attributions: readonly Attribution[]
): readonly Saying[] => quotes.map(() => ({ date: null, place: null, occasion: null, because: [], witness: null }))

/** One name as one article uses it. */
export type NamedIn = { readonly article: ArticleId; readonly named: Named }

/** The Speaker for each name, in their order: the same Speaker for the same person or body in several articles. The order of articles makes no difference. */
export const linkSpeakers = (_names: readonly NamedIn[]): readonly Speaker[] => []

/** Sayings taken from an aligned witness that prints the day, for quotations whose own article does not, by quotation. */
export const lendDates = (_statements: readonly Statement[], _witnesses: readonly Witness[]): ReadonlyMap<QuoteId, Saying> =>
  new Map()
