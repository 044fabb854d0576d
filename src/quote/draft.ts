import type { RuleName } from './confidence.ts'
import type { Stretch } from './phrase.ts'
import type { Sentence } from './tokens.ts'

/** A quotation inside one sentence, by its tokens, before it becomes spans. */
export type Draft = {
  readonly rule: RuleName
  readonly content: readonly Stretch[]
  readonly cue: Stretch | null
  readonly source: Stretch | null
}

/** Whether a stretch holds a token. */
export const holds = ({ from, to }: Stretch, at: number): boolean => from <= at && at < to

/** The stretch without the commas, stops, colons and dashes outside quotation marks at its ends, and without a last "and"; null when nothing else is in it. */
export const withoutPoints = (tokens: Sentence, { from, to }: Stretch): Stretch | null => {
  while (to > from && /^(?:[.,;:—–-]|--|…|and|but|or)$/.test(tokens[to - 1].low)) to--
  while (from < to && /^(?:[.,;:—–-]|--)$/.test(tokens[from].low)) from++
  return from < to ? { from, to } : null
}
