import type { Correction, Entry, Outcome, Tied } from '../types.ts'
import { findNoted } from './notes.ts'
import type { Ground } from './place.ts'
import { correctQuotations } from './quotations.ts'
import { correctSpeakers } from './speakers.ts'
import { findArticles, findPointed } from './statements.ts'

export { correctCopies } from './origins.ts'
export type { Ground } from './place.ts'
export { correctClusters } from './statements.ts'

/**
 * An article as the machine read it, with what people corrected on top, in the order in which they did: theirs outranks the machine's, the later of two
 * people's the earlier. The machine's entry is not changed. The outcomes are of the corrections that concern this article, and the
 * ties what weaving is to keep together or apart.
 */
export const correctEntry = (
  entry: Entry,
  corrections: readonly Correction[],
  ground: Ground
): { entry: Entry; outcomes: readonly Outcome[]; ties: readonly Tied[] } => {
  const quoted = correctQuotations(entry.article, entry.quotations, corrections, ground)
  const spoken = correctSpeakers(entry.article, quoted.quotations, corrections, ground)
  const pointed = findPointed(entry.article, spoken.quotations, corrections, ground)
  return {
    entry: { ...entry, quotations: spoken.quotations },
    outcomes: [
      ...quoted.outcomes,
      ...spoken.outcomes,
      ...pointed.outcomes,
      ...findNoted(entry.article, spoken.quotations, corrections, ground)
    ],
    ties: [...pointed.ties, ...findArticles(entry.article, corrections, ground)]
  }
}
