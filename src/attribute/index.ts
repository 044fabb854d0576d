import type { ArticleId, Named } from '../types.ts'

export { attributeQuotes } from './attribute.ts'
export { lendDates } from './lend.ts'
export { linkSpeakers } from './link.ts'
export { findSayings } from './sayings.ts'

/** One name as one article uses it. */
export type NamedIn = { readonly article: ArticleId; readonly named: Named }
