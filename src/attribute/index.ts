import type { ArticleId, Named } from '../types.ts'

export { attributeQuotes } from './attribute.ts'
export { mayBeOne, nameKey } from './forms.ts'
export { LENDINGS, lendDates, lendInArticle, lendInStatement, lentSaying } from './lend.ts'
export { CROWD, linkNames, linkSpeakers, lookPlaces, namePlaces, type Settled, speakerOf, speakersFor } from './link.ts'
export { findSayings } from './sayings.ts'

/** One name as one article uses it. */
export type NamedIn = { readonly article: ArticleId; readonly named: Named }
