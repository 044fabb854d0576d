import type { Span, Text } from '../text/index.ts'
import type { Comparison } from '../types.ts'
import { collate } from './collate.ts'
import { evidenceOf } from './evidence.ts'
import { alignPair, relationOf } from './relation.ts'
import { wordingOf } from './wording.ts'

/** One side of a comparison: words of a text (without their marks), and who said them and when it was published, where that is known. */
export type Side = {
  readonly text: Text
  readonly at: Span
  readonly speaker?: string | null
  readonly published?: string | null
}

/** Whether two quotations are one utterance, how the second stands to the first, and the table of their words. */
export const compareQuotes = (a: Side, b: Side): Comparison => {
  const [x, y] = [a, b].map(side => wordingOf(side.text, [side.at]))
  const alignment = alignPair(x, y)
  const { contained } = evidenceOf(alignment)
  const [left, right] = collate([x, y])
  const same = contained >= 0.7
  return { same, relation: same ? relationOf(alignment) : null, score: contained, cells: left.map((cell, i) => [cell, right[i]]) }
}
