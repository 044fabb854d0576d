import { entries } from '../text/index.ts'
import frequencyList from './frequency.txt'
import { stemOf } from './stem.ts'

/** How much a stem tells: between 0, every article has it, and 1, hardly one has. */
export type Rarity = (stem: string) => number

/** The least that a word tells, and of how many in a thousand articles it is rare enough to tell all. */
const LEAST = 0.2
const RARE = 20

// By the news in general and not by the record at hand: what a record learns later must not overturn what was judged before.
const known = new Map(
  entries(frequencyList).map(line => {
    const [word, articles] = line.split(' ')
    return [stemOf(word), Math.max(LEAST, 1 - Math.log(Number(articles) / RARE) / Math.log(1000 / RARE))] as const
  })
)

/** How much a stem tells in news of any kind. */
export const rarityOf: Rarity = stem => known.get(stem) ?? 1
