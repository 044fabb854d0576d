import { overlap } from '../text/index.ts'
import { type Known, sameArticle } from './known.ts'
import { rarityOf } from './rarity.ts'

/** What the words that are said again must weigh, each times its rarity, not to be on everybody's lips. */
const LEAST_TELLING = 1.4

/**
 * Whether what one speaker says in both is said again: words in marks, and no stock piece. A name ("the Upper Merrow") or a number ("100 percent") says what
 * is spoken of, and one passage that was read twice is not said twice.
 */
export const isEcho = (x: Known, y: Known): boolean => {
  if (isOnePassage(x, y)) return false
  const again = [...x.ownSense].filter(
    stem => y.ownSense.has(stem) && ![x, y].some(one => one.names.has(stem) || one.numbers.has(stem))
  )
  return (
    again.reduce((sum, stem) => sum + Math.min(x.sense.get(stem) ?? 0, y.sense.get(stem) ?? 0) * rarityOf(stem), 0) >=
    LEAST_TELLING
  )
}

const isOnePassage = (x: Known, y: Known): boolean =>
  sameArticle(x, y) && x.witness.quote.content.some(a => y.witness.quote.content.some(b => overlap(a, b)))
