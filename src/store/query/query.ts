import type { Form } from '../../types.ts'
import type { Range } from './range.ts'

/** Where words are looked for: in the quotation itself, its speaker's names, its outlet, its cue, the whole text it stands in, or people’s notes on it; null for the first three. */
export type Field = 'speaker' | 'outlet' | 'cue' | 'about' | 'note'

/** What a quotation can have or lack. */
export const FEATURES = [
  'speaker',
  'day',
  'place',
  'occasion',
  'cue',
  'outlet',
  'copies',
  'conflict',
  'echo',
  'cut',
  'note'
] as const
export type Feature = (typeof FEATURES)[number]

/** How the question of the speaker stands: one is named, none is, or outlets name two. */
export const STATUSES = ['decided', 'undecided', 'disputed'] as const
export type Status = (typeof STATUSES)[number]

/** A search that a person keeps, by its name: `at` is the offset in what was typed where it is named. */
export type Saved = { readonly kind: 'saved'; readonly name: string; readonly at: number }

/** What is asked of the quotations, as a tree; `Query<Saved>` may also name saved searches, as what was typed does. */
export type Query<Named = never> =
  | Named
  | { readonly kind: 'all' | 'any'; readonly of: readonly [Query<Named>, Query<Named>, ...Query<Named>[]] }
  | { readonly kind: 'not'; readonly of: Query<Named> }
  | { readonly kind: 'words'; readonly field: Field | null; readonly words: string; readonly begins: boolean }
  | { readonly kind: 'near'; readonly words: readonly string[]; readonly within: number }
  | { readonly kind: 'type'; readonly form: Form }
  | { readonly kind: 'when'; readonly field: 'said' | 'published'; readonly range: Range }
  | { readonly kind: 'has'; readonly feature: Feature }
  | { readonly kind: 'status'; readonly status: Status }

/** A query that is not understood: the sentence says why, `at` is the offset in what was typed where it shows. */
export class NotUnderstood extends Error {
  readonly at: number
  constructor(sentence: string, at: number) {
    super(`${sentence} (at character ${at + 1})`)
    this.at = at
  }
}

/** The words that a query asks for, without those that it rules out: what an answer shows. */
export const askedWords = (query: Query<Saved> | null): string[] => {
  if (!query) return []
  if (query.kind === 'all' || query.kind === 'any') return query.of.flatMap(askedWords)
  if (query.kind === 'near') return [...query.words]
  return query.kind === 'words' && query.field === null ? [query.words] : []
}
