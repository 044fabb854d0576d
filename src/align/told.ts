import { oneDay, sameDay } from './days.ts'
import { type Known, sameArticle } from './known.ts'
import { rarityOf } from './rarity.ts'

/** What a word in marks counts for: it is the speaker's own, where the words around it are the outlet's. */
const MARKED = 1.5

/** The share of a quotation's words in marks that another one's must have: marks around other words show other speech. Of a telling without marks any will do. */
const SAME_MARKS = 0.6

/** The least weight of shared stems, each times its rarity, that makes a paraphrase; one word in marks is enough inside one article, near it. */
const LEAST_TOLD = 1.4
const LEAST_MARKED = 0.6

/** How much the longer of two counts where a sense is compared: a short phrase is easily found among many words of one subject. */
const LONGER = 0.3

/** What is added where a headline, dek, caption or summary stands beside the body it tells of, and where one article prints the same words in marks. */
const BONUS = { headline: 0.3, marked: 0.3 }

/** What is taken off where no day says that two articles tell of one occasion, more where they are of different days, and where a body would say one thing twice. */
const DOUBT = { undated: 0.1, apart: 0.25, twice: 0.15 }

/** How surely a telling and another one, or the words themselves, have one sense: the weight of the stems they share in that of the shorter. */
export const toldSame = (x: Known, y: Known, both: readonly string[]): number => {
  if (!sameArticle(x, y) && [x, y].some(one => isTopic(one, oneDay(x, y)))) return 0
  if (otherMarks(x, y) || otherMarks(y, x)) return 0
  const isMarked = (stem: string) => x.ownSense.has(stem) && y.ownSense.has(stem)
  const worth = (stem: string, weight: number) => weight * rarityOf(stem) * (isMarked(stem) ? MARKED : 1)
  const total = (one: Known) => [...one.sense].reduce((sum, [stem, weight]) => sum + worth(stem, weight), 0)
  const shared = both.reduce((sum, stem) => sum + worth(stem, Math.min(x.sense.get(stem)!, y.sense.get(stem)!)), 0)
  const marks = sameArticle(x, y) && both.some(isMarked) && (both.length > 1 || isHeadlineOf(x, y) || isNearby(x, y))
  if (marks ? shared < LEAST_MARKED : both.length < 2 || shared < LEAST_TOLD) return 0
  const [less, more] = [total(x), total(y)].sort((a, b) => a - b)
  const placed = (marks ? BONUS.marked : 0) + (isHeadlineOf(x, y) ? BONUS.headline : 0) - doubtOf(x, y)
  return Math.max(0, Math.min(0.99, shared / (less + LONGER * (more - less)) + placed))
}

const doubtOf = (x: Known, y: Known): number => {
  if (!sameArticle(x, y)) return sameDay(x, y) ? 0 : oneDay(x, y) || !x.latest || !y.latest ? DOUBT.undated : DOUBT.apart
  return isHeadlineOf(x, y) ? 0 : DOUBT.twice
}

/** So few words that are no names tell of what somebody spoke, and not what was said of it: "the old toll", "the Tarn ferry", "he feels “very bad”". */
const TOPIC = 2

const isTopic = ({ own, sense, names, wording }: Known, oneDay: boolean): boolean =>
  [...sense.keys()].filter(stem => !names.has(stem)).length <= TOPIC &&
  !(oneDay && (own.length || wording.some(one => CLAUSE.has(one.key))))

/** Words that only a claim has: "that the toll is old", "to close the quay". */
const CLAUSE = new Set('that to is are was were has have had will would can could may might must should'.split(' '))

const otherMarks = (x: Known, y: Known): boolean => {
  if (x.witness.quote.form !== 'mixed' || !x.ownSense.size) return false
  const marked = [...x.ownSense]
  const met = marked.filter(stem => y.sense.has(stem))
  if (!y.own.length) return !met.length && !sameArticle(x, y) && !oneDay(x, y)
  const weigh = (stems: readonly string[]) => stems.reduce((sum, stem) => sum + x.sense.get(stem)!, 0)
  return weigh(met) < SAME_MARKS * weigh(marked)
}

/** How far from a quotation, in code units, one word of it is taken up again: “We had a spirited debate,” she said. … She called it “spirited”. */
const NEARBY = 400

const isNearby = (x: Known, y: Known): boolean => {
  const [a, b] = [x, y].map(one => one.witness.quote.content)
  return Math.max(b[0].start - a.at(-1)!.end, a[0].start - b.at(-1)!.end) <= NEARBY
}

const isHeadlineOf = (x: Known, y: Known): boolean =>
  sameArticle(x, y) && (x.witness.quote.part === 'body') !== (y.witness.quote.part === 'body')
