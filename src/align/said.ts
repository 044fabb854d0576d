import { alignPair } from './alignment.ts'
import { oneDay, sameDay } from './days.ts'
import { evidenceOf, weigh } from './evidence.ts'
import { commonIn, isDirect, type Known, sameArticle, sharedWeight, shareOf, wholeWeight } from './known.ts'
import { chanceOf, signsOf } from './signs.ts'
import type { Token } from './wording.ts'

/** Words so much alike that they need no other sign. */
export const PLAINLY = 0.8

/** So many words that say something are more than a turn of phrase. */
export const PHRASE = 4

/** From here on words of the speaker's own show one utterance; .40 to .55 were within noise in the cross-validation. */
export const SAME_WORDS = 0.44

/** How much of the shorter of two wordings the other one holds, and the chance that they are one utterance by their own words. */
type Alike = { readonly contained: number; chance(): number }

const never = () => 0
const UNLIKE: Alike = { contained: 0, chance: never }

/** What two speeches must share at the least to be laid beside each other: "no" is in many of them. */
const LEAST_SAID = 0.5

/** Lays the own words of two witnesses against each other: speech against speech by all signs, a telling by the words that it has in marks. */
export const saidAlike = (x: Known, y: Known, both: readonly string[], oneSpeaker: boolean): Alike => {
  if (!isDirect(x) || !isDirect(y)) {
    const contained = both.length > 1 ? verbatimOf(x, y) : 0
    return { contained, chance: () => (contained >= SAME_WORDS && sameSubject(x, y, both) ? contained * toldShare(x, y) : 0) }
  }
  if (x.ownSense.size && y.ownSense.size && shareOf(x.ownSense, y.ownSense) < WORTH_A_LOOK / 2) return UNLIKE
  const alignment = alignPair(x.own, y.own)
  if (!alignment.meetings.length) return UNLIKE
  const { contained, shared } = evidenceOf(alignment)
  if (shared < LEAST_SAID) return UNLIKE
  return {
    contained,
    chance: sameArticle(x, y) && contained < PLAINLY ? never : () => chanceOf(signsOf(x, y, alignment, oneSpeaker))
  }
}

/** Two speeches of one article that share so many stems, and so much of the shorter, are one thing said twice over. */
const TWICE = { stems: 4, share: 0.5 }

/** Whether one article prints two speeches that are alike and not the same: it knows them for two, whatever other articles leave out between them. */
export const printsTwo = (x: Known, y: Known): boolean => {
  if (x === y || !sameArticle(x, y) || !isDirect(x) || !isDirect(y)) return false
  const shared = commonIn(x.ownSense, y.ownSense)
  const enough = shared >= TWICE.stems && shared >= TWICE.share * Math.min(x.ownSense.size, y.ownSense.size)
  return enough && evidenceOf(alignPair(x.own, y.own)).contained < PLAINLY
}

// Words in marks may be all that a telling has of a speech: the more of what is told around them agrees, the surer it is that speech.
const toldShare = (x: Known, y: Known): number => {
  if (alike(x.wording, y.wording) >= PLAINLY) return 1
  return (1 + shareOf(x.sense, y.sense)) / 2
}

/** The weight that own words must share before they show anything ("the truth" is nobody's particular utterance), and before a part of them does. */
const LEAST_SHARED = { all: 1.5, part: 3 }

/** How surely the speaker's own words are the same, 0 to 1; told words count only where nearly all of them are. */
const verbatimOf = (x: Known, y: Known): number => {
  const isWhole = shareOf(x.sense, y.sense) >= PLAINLY * WORTH_A_LOOK && !isScrap(x, y)
  const whole = isWhole ? alike(x.wording, y.wording) : 0
  const own = shareOf(x.ownSense, y.ownSense) >= SAME_WORDS * WORTH_A_LOOK ? alike(x.own, y.own) : 0
  return Math.max(whole >= PLAINLY ? whole : 0, own)
}

// "Lund called for [the new toll]" is a scrap of everything that Lund ever says of it: few words without marks show nothing, but for one day's.
const isScrap = (x: Known, y: Known): boolean =>
  [x, y].some(one => !one.own.length && one.sense.size < PHRASE) && !sameArticle(x, y) && !sameDay(x, y)

/** Of the share of words that makes two wordings alike, so much must be there in any order before they are laid against each other. */
const WORTH_A_LOOK = 0.6

const alike = (a: readonly Token[], b: readonly Token[]): number => {
  const { contained, shared, contentWords } = evidenceOf(alignPair(a, b))
  return contentWords > 1 && shared >= (contained >= PLAINLY ? LEAST_SHARED.all : LEAST_SHARED.part) ? contained : 0
}

/** Own words of so little weight may be a saying of the speaker's: what is told around them has to agree too. */
const SAYING = 4

/** So many words around them must agree: where no day tells anything, "the inquiry" alone is the subject of all that is ever said of it. */
const SUBJECT = { day: 1, undated: 2 }

/** So many words of the speaker's own, none of them a name, are a turn of phrase: on one day it is not used of two things. */
const TURN = 2

const turnsOfPhrase = (x: Known, y: Known): number =>
  [...x.ownSense].filter(stem => y.ownSense.has(stem) && !x.names.has(stem) && !y.names.has(stem)).length

const sameSubject = (x: Known, y: Known, both: readonly string[]): boolean => {
  if (sameArticle(x, y) || sameDay(x, y)) return true
  if (oneDay(x, y) && turnsOfPhrase(x, y) >= TURN) return true
  const least = Math.min(...[x, y].map(one => weigh(one.own)))
  return (
    least >= SAYING ||
    both.filter(stem => !(x.ownSense.has(stem) && y.ownSense.has(stem))).length >= (oneDay(x, y) ? SUBJECT.day : SUBJECT.undated)
  )
}

/**
 * What two articles must print in common of one day's speech, in whatever order and grammar, to have translated it twice: so many stems, of such weight,
 * of the shorter and of the longer. On three hundred articles in one language nothing else reached it but one speech cut in two ways.
 */
const RETOLD = { stems: 4, weight: 2, shorter: 0.5, longer: 0.35 }

/** How surely the words of two outlets are two translations of one utterance: the share of what the shorter says. */
export const retoldSame = (x: Known, y: Known, both: readonly string[]): number => {
  if (!isDirect(x) || !isDirect(y) || sameArticle(x, y) || !oneDay(x, y)) return 0
  const shared = sharedWeight(x, y, both)
  const [less, more] = [wholeWeight(x), wholeWeight(y)].sort((a, b) => a - b)
  const enough = both.length >= RETOLD.stems && shared >= RETOLD.weight && shared >= RETOLD.longer * more
  return enough && shared >= RETOLD.shorter * less ? shared / less : 0
}
