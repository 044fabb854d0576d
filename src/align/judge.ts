import { evidenceOf } from './evidence.ts'
import type { Known } from './known.ts'
import { alignPair } from './relation.ts'
import type { Token } from './wording.ts'

/** How much a stem tells in this record: between 0, every quotation has it, and 1, hardly another one has. */
export type Rarity = (stem: string) => number

/**
 * What two witnesses are to each other. `same` is how surely they are one statement, 0 to 1; `words` says that their own words show it;
 * `echo` and `conflict` that the words are the same and the occasion, or the speaker, is not.
 */
export type Judgement = { readonly same: number; readonly words: boolean; readonly echo: boolean; readonly conflict: boolean }

const APART: Judgement = { same: 0, words: false, echo: false, conflict: false }

/** From here on two witnesses may be one statement, by their own words or by their sense. */
export const SAME_FROM = { words: 0.5, sense: 0.4 }

/** Judges two witnesses. */
export const judge = (x: Known, y: Known, rarity: Rarity): Judgement => {
  const verbatim = verbatimOf(x, y)
  const speakers = speakersOf(x, y)
  if (speakers === 'two') return verbatim >= PLAINLY ? { ...APART, conflict: daysMeet(x, y) } : APART
  if (!daysMeet(x, y)) return verbatim >= SAME_FROM.words ? { ...APART, echo: true } : APART
  if (speakers === 'unknown') return verbatim >= PLAINLY ? { ...APART, same: verbatim, words: true } : APART
  if (verbatim >= SAME_FROM.words)
    return sameSubject(x, y, rarity) ? { ...APART, same: verbatim, words: true } : { ...APART, echo: verbatim >= PLAINLY }
  return { ...APART, same: toldSame(x, y, rarity) }
}

/** Words so much alike that they need no other sign. */
const PLAINLY = 0.8

const speakersOf = ({ witness: { speaker: a } }: Known, { witness: { speaker: b } }: Known): 'one' | 'two' | 'unknown' =>
  a && b ? (a.id === b.id ? 'one' : 'two') : 'unknown'

/** Whether both can have been said on one day. */
export const daysMeet = (x: Known, y: Known): boolean =>
  !(x.earliest && y.latest && x.earliest > y.latest) && !(y.earliest && x.latest && y.earliest > x.latest)

/** The weight that own words must share before they show anything: "the truth" is nobody's particular utterance. */
const LEAST_SHARED = 1.5

/** How surely the speaker's own words are the same, 0 to 1; told words count where nothing of either stands in marks, or all is the same. */
const verbatimOf = (x: Known, y: Known): number => {
  const whole = alike(x.wording, y.wording)
  return Math.max(whole >= PLAINLY ? whole : 0, x.own.length && y.own.length ? alike(x.own, y.own) : 0)
}

const alike = (a: readonly Token[], b: readonly Token[]): number => {
  const { contained, shared, contentWords } = evidenceOf(alignPair(a, b))
  return contentWords > 1 && shared >= LEAST_SHARED ? contained : 0
}

/** Own words of so little weight may be a saying of the speaker's: what is told around them has to agree too. */
const SAYING = 4

const sameSubject = (x: Known, y: Known, rarity: Rarity): boolean => {
  if (x.witness.article.id === y.witness.article.id || (x.earliest && x.earliest === y.earliest)) return true
  const least = Math.min(...[x, y].map(one => one.own.reduce((sum, token) => sum + token.weight, 0)))
  const told = [x, y].some(one => one.own.length < one.wording.length)
  if (least >= SAYING || !told) return true
  return [...x.sense.keys()].some(
    stem => y.sense.has(stem) && !(x.ownSense.has(stem) && y.ownSense.has(stem)) && rarity(stem) > 0
  )
}

/** What a word in marks counts for: it is the speaker's own, where the words around it are the outlet's. */
const MARKED = 1.5

/** What it adds that a quotation stands in the same article, above all where one is the headline, dek, caption or summary of the other's body. */
const OWN_ARTICLE = { sentence: 0.1, headline: 0.2, marked: 0.3 }

/** How surely a telling and another one, or the words themselves, have one sense: the weight of the stems they share in that of the shorter. */
const toldSame = (x: Known, y: Known, rarity: Rarity): number => {
  if (x.witness.quote.form === 'direct' && y.witness.quote.form === 'direct') return 0
  const worth = (stem: string, weight: number) =>
    weight * rarity(stem) * (x.ownSense.has(stem) && y.ownSense.has(stem) ? MARKED : 1)
  const total = (one: Known) => [...one.sense].reduce((sum, [stem, weight]) => sum + worth(stem, weight), 0)
  const both = [...x.sense].filter(([stem]) => y.sense.has(stem))
  const shared = both.reduce((sum, [stem, weight]) => sum + worth(stem, weight), 0)
  const sharedMarks = both.filter(([stem]) => x.ownSense.has(stem) && y.ownSense.has(stem)).length
  const ownArticle = x.witness.article.id === y.witness.article.id
  if (ownArticle && sharedMarks ? shared < LEAST_MARKED : both.length < 2 || shared < LEAST_TOLD) return 0
  const bonus = ownArticle
    ? OWN_ARTICLE.sentence + (headlines(x, y) ? OWN_ARTICLE.headline : 0) + (sharedMarks ? OWN_ARTICLE.marked : 0)
    : 0
  const doubt = !ownArticle && !(x.earliest && x.earliest === y.earliest) ? UNDATED : 0
  return Math.max(0, Math.min(0.99, shared / Math.min(total(x), total(y)) + bonus - doubt))
}

/** The least weight of shared stems, each times its rarity, that makes a paraphrase; one word in marks is enough inside one article. */
const LEAST_TOLD = 1.2
const LEAST_MARKED = 0.6

/** What is taken off where no day says that two articles tell of one occasion. */
const UNDATED = 0.1

const headlines = (x: Known, y: Known): boolean => (x.witness.quote.part === 'body') !== (y.witness.quote.part === 'body')
