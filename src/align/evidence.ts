import type { Alignment } from './alignment.ts'
import { isContent, type Token } from './wording.ts'

/** What the words alone say for two wordings being one: all numbers are weights of words, see WEIGHTS. */
export type Evidence = {
  /** Of the shorter wording, the share that the other one has too, in its order or moved. */
  readonly contained: number
  /** The weight of all that is shared. */
  readonly shared: number
  /** The weight of the longest run that both print without a break. */
  readonly run: number
  /** How many words stand in the longest run that both print without a break, of whatever weight. */
  readonly unbroken: number
  /** How many shared words say something by themselves. */
  readonly contentWords: number
}

/** What the words of a wording weigh together. */
export const weigh = (tokens: readonly Token[]) => tokens.reduce((sum, one) => sum + (one.kind === 'word' ? one.weight : 0), 0)

/** The evidence of an alignment. */
export const evidenceOf = ({ a, b, meetings, moves }: Alignment): Evidence => {
  const pairs = [...meetings, ...moves.flat()].filter(([i]) => a[i].kind !== 'gap')
  const worth = ([i, j]: readonly [number, number]) => (a[i].key === b[j].key ? 1 : 0.6) * Math.min(a[i].weight, b[j].weight)
  const shared = pairs.reduce((sum, pair) => sum + worth(pair), 0)
  const least = Math.min(weigh(a), weigh(b))
  let [run, longest, words, unbroken] = [0, 0, 0, 0]
  pairs.forEach((pair, n) => {
    const goesOn = n > 0 && pairs[n - 1][0] + 1 === pair[0] && pairs[n - 1][1] + 1 === pair[1]
    run = (goesOn ? run : 0) + worth(pair)
    longest = Math.max(longest, run)
    words = goesOn ? words + 1 : 1
    unbroken = Math.max(unbroken, words)
  })
  const contentWords = pairs.filter(([i, j]) => isContent(a[i]) && isContent(b[j])).length
  return { contained: least ? Math.min(1, shared / least) : 0, shared, run: longest, unbroken, contentWords }
}
