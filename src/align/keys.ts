import { fold, hashOf } from '../text/index.ts'
import type { Keyed, Witness } from '../types.ts'
import { type Known, known } from './known.ts'
import { rarityOf } from './rarity.ts'

/** Of each witness what comparing needs, read once for as long as the witness itself is held. */
const read = new WeakMap<Witness, Known>()

/** A witness read for comparing. */
export const knownOf = (witness: Witness): Known => {
  const before = read.get(witness)
  if (before) return before
  const fresh = known(witness)
  read.set(witness, fresh)
  return fresh
}

/** Of a long quotation, so many of its most telling words are keys under its speaker's name. */
const TELLING = 12

/** Of the pairs of neighbouring words, so many are keys: of a long quotation those of the smallest hashes, which another printing of it has too. */
const MOST_PAIRS = 40

/** What a quotation is found by: two telling words in a row, and under its speaker's last name its most telling words. */
export const keysOf = (witness: Witness): Keyed => {
  const { sense } = knownOf(witness)
  const stems = [...sense.keys()]
  const worth = (stem: string) => sense.get(stem)! * rarityOf(stem)
  const telling = stems.toSorted((a, b) => worth(b) - worth(a) || (a < b ? -1 : 1)).slice(0, TELLING)
  const pairs = stems.slice(1).map((stem, i) => numberOf(`said ${stems[i]} ${stem}`))
  const least = pairs.toSorted((a, b) => a - b).slice(0, MOST_PAIRS)
  const name = lastName(witness)
  const spoken = name ? telling.map(stem => numberOf(`by ${name} ${stem}`)) : []
  return { keys: [...new Set([...least, ...spoken])], day: dayOf(witness), shared: SHARED, near: NEAR }
}

/** So many keys must two witnesses share to be laid against each other: one word alone shows nothing. */
const SHARED = 2

/** Of the many witnesses that share a key, each meets so many before and after it in time: what they tell of stands in the same days' papers. */
const NEAR = 24

const numberOf = (key: string): number => Number.parseInt(hashOf(key).slice(0, 12), 16)

const lastName = ({ speaker }: Witness): string | null =>
  speaker && speaker.kind !== 'unnamed'
    ? (fold(speaker.name)
        .chars.replace(/[^\p{L}\p{N} -]/gu, '')
        .trim()
        .split(' ')
        .at(-1) ?? null)
    : null

// Neighbours in time: the day of the article, and no day that others lend, since that may change.
const dayOf = ({ article }: Witness): number => {
  const at = Date.parse((article.published ?? article.updated)?.value.slice(0, 10) ?? '')
  return Number.isNaN(at) ? 0 : Math.floor(at / 86_400_000)
}
