import type { Speaker } from '../types.ts'
import { alignPair } from './alignment.ts'
import { otherClaims } from './claims.ts'
import { evidenceOf, weigh } from './evidence.ts'
import { daysBetween, type Known } from './known.ts'
import { rarityOf } from './rarity.ts'
import { chanceOf, signsOf } from './signs.ts'
import type { Token } from './wording.ts'

/**
 * What two witnesses are to each other. `same` is how surely they are one statement, 0 to 1; `words` says that their own words show it;
 * `echo` and `conflict` that the words are the same and the occasion, or the speaker, is not.
 */
export type Judgement = { readonly same: number; readonly words: boolean; readonly echo: boolean; readonly conflict: boolean }

const APART: Judgement = { same: 0, words: false, echo: false, conflict: false }

/** From here on two witnesses are one statement, by their own words or by their sense. The first: .40 to .55 were within noise in the cross-validation. */
const SAME_FROM = { words: 0.44, sense: 0.4 }

/** Whether a judgement is sure enough to call two witnesses one statement. */
export const isSame = ({ same, words }: Judgement): boolean => same >= (words ? SAME_FROM.words : SAME_FROM.sense)

/** Judges two witnesses by themselves alone: what else the record holds makes no difference. */
export const judge = (x: Known, y: Known, sameSpeaker: SameSpeaker): Judgement => {
  const both = [...x.sense.keys()].filter(stem => y.sense.has(stem))
  const speakers = speakersOf(x, y, sameSpeaker)
  const { contained, chance } = saidAlike(x, y, both, speakers === 'one')
  const telling = contained >= PLAINLY && tells(x, y, both)
  if (claimOther(x, y)) return { ...APART, echo: telling }
  if (speakers === 'two')
    return { ...APART, conflict: telling && !isWithin(x) && !isWithin(y) && daysMeet(x, y) && isPhrase(x, y, both) }
  if (!daysMeet(x, y) && !(daysNear(x, y) && contained >= TAKEN_DOWN.alike && both.length >= TAKEN_DOWN.stems))
    return { ...APART, echo: telling }
  const speech = isDirect(x) && isDirect(y)
  if (speakers === 'unknown' && !(speech && [x, y].every(one => one.witness.speaker?.kind !== 'unnamed')))
    return telling && isPhrase(x, y, both) ? { ...APART, same: chance, words: true } : APART
  const same = speakers === 'one' ? Math.max(chance, retoldSame(x, y, both)) : chance
  if (same >= SAME_FROM.words || speech) return { ...APART, same, words: true, echo: telling && same < SAME_FROM.words }
  return contained >= SAME_FROM.words ? { ...APART, echo: telling } : { ...APART, same: toldSame(x, y, both) }
}

// What is told with other numbers, denied or hedged is something else, however alike it is: "7 of the 8 wells are clean", "2 of the 8 wells are clean".
const claimOther = (x: Known, y: Known): boolean => {
  if (isDirect(x) && isDirect(y)) return false
  if (isDirect(x) || isDirect(y)) return x.numbers.size > 0 && y.numbers.size > 0 && !meets(x.numbers, y.numbers)
  return otherNumbers(x.numbers, y.numbers) || otherClaims(x.claims, y.claims)
}

const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some(one => b.has(one))
const otherNumbers = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some(one => !b.has(one)) && [...b].some(one => !a.has(one))

const isDirect = ({ witness: { quote } }: Known) => quote.form === 'direct'

/** Words so much alike that they need no other sign. */
const PLAINLY = 0.8
/** So many words that say something, the same in two mouths or in nobody's, are more than a turn of phrase. */
const PHRASE = 4
// Two people may be told to think the same; the words themselves, or one article's telling under two names, are another matter.
// What names add ("new tolls on the Upper Merrow", asked for by one and refused by another) says what both speak of, not what either says.
const isPhrase = (x: Known, y: Known, both: readonly string[]): boolean => {
  const counts = sameArticle(x, y)
    ? (stem: string) => !x.names.has(stem) && !y.names.has(stem)
    : (stem: string) => x.ownSense.has(stem) && y.ownSense.has(stem)
  return both.filter(counts).length >= PHRASE
}

/** What the shared words must weigh, each times its rarity, not to be on everybody's lips. */
const LEAST_TELLING = 1.4

const tells = (x: Known, y: Known, both: readonly string[]): boolean => sharedWeight(x, y, both) >= LEAST_TELLING

const sharedWeight = (x: Known, y: Known, both: readonly string[]): number =>
  both.reduce((sum, stem) => sum + Math.min(x.sense.get(stem)!, y.sense.get(stem)!) * rarityOf(stem), 0)
const wholeWeight = ({ sense }: Known): number => [...sense].reduce((sum, [stem, weight]) => sum + weight * rarityOf(stem), 0)

/** "Ruiz told the council that Lund said …": the words are hers and his, and no two outlets disagree. */
const isWithin = ({ witness: { quote } }: Known): boolean => quote.because === 'told within what is told'

/** Whether two names may be one speaker's: `attribute` knows names, and is handed in. */
export type SameSpeaker = (a: Speaker, b: Speaker) => boolean

/** Whether two witnesses name one speaker, or two, or do not tell: "officials" may be anybody. */
export const speakersOf = (x: Known, y: Known, sameSpeaker: SameSpeaker): 'one' | 'two' | 'unknown' => {
  const [a, b] = [x.witness.speaker, y.witness.speaker]
  if (!a || !b) return 'unknown'
  if (a.id === b.id && sameArticle(x, y)) return 'one'
  if (a.kind === 'unnamed' || b.kind === 'unnamed') return sameArticle(x, y) ? 'two' : 'unknown'
  return sameSpeaker(a, b) ? 'one' : 'two'
}

/** Whether both can have been said on one day: the dates allow it, and the days of the week, where the outlets name them. */
export const daysMeet = (x: Known, y: Known): boolean =>
  !(x.since && y.latest && x.since > y.latest) &&
  !(y.since && x.latest && y.since > x.latest) &&
  (x.weekday === null || y.weekday === null || x.weekday === y.weekday)

/** Speech so long and so much alike is one utterance, though the days that two articles give for it are one apart: nobody says it twice word for word. */
const TAKEN_DOWN = { alike: 0.9, stems: 6 }

/** Whether both are speech in its own words, said a day apart at the most: an article says "on Monday" of what it heard on Tuesday. */
export const daysNear = (x: Known, y: Known): boolean => {
  if (!isDirect(x) || !isDirect(y)) return false
  const apart = (since: string | null, latest: string | null) =>
    !!since && !!latest && since > latest && daysBetween(since, latest) > 1
  const week = x.weekday === null || y.weekday === null ? 0 : Math.abs(x.weekday - y.weekday)
  return !apart(x.since, y.latest) && !apart(y.since, x.latest) && (week <= 1 || week === 6)
}

const sameArticle = (x: Known, y: Known) => x.witness.article.id === y.witness.article.id
const sameDay = (x: Known, y: Known) =>
  x.earliest && y.earliest ? x.earliest === y.earliest : x.weekday !== null && x.weekday === y.weekday

/** Two articles of one day, or of the next, may tell of one day's speech even where neither says when it was. */
const NEWS_LASTS = 1

const oneDay = (x: Known, y: Known): boolean => {
  if (x.earliest && y.earliest) return x.earliest === y.earliest
  if (x.weekday !== null && y.weekday !== null) return x.weekday === y.weekday
  return !!x.latest && !!y.latest && daysBetween(x.latest, y.latest) <= NEWS_LASTS
}

/** How much of the shorter of two wordings the other one holds, and the chance that they are one utterance by their own words. */
type Alike = { readonly contained: number; readonly chance: number }

const UNLIKE: Alike = { contained: 0, chance: 0 }

/** What two speeches must share at the least to be laid beside each other: "no" is in many of them. */
const LEAST_SAID = 0.5

const saidAlike = (x: Known, y: Known, both: readonly string[], oneSpeaker: boolean): Alike => {
  if (!isDirect(x) || !isDirect(y)) {
    const contained = both.length > 1 ? verbatimOf(x, y) : 0
    return { contained, chance: contained >= SAME_FROM.words && sameSubject(x, y, both) ? contained * toldShare(x, y) : 0 }
  }
  if (x.ownSense.size && y.ownSense.size && shareOf([...x.ownSense], y.ownSense) < WORTH_A_LOOK / 2) return UNLIKE
  const alignment = alignPair(x.own, y.own)
  if (!alignment.meetings.length) return UNLIKE
  if (evidenceOf(alignment).shared < LEAST_SAID) return UNLIKE
  const signs = signsOf(x, y, alignment, oneSpeaker)
  return { contained: signs.contained, chance: sameArticle(x, y) && signs.contained < PLAINLY ? 0 : chanceOf(signs) }
}

// Words in marks may be all that a telling has of a speech: the more of what is told around them agrees, the surer it is that speech.
const toldShare = (x: Known, y: Known): number => {
  if (alike(x.wording, y.wording) >= PLAINLY) return 1
  return (1 + shareOf([...x.sense.keys()], y.sense)) / 2
}

/** The weight that own words must share before they show anything ("the truth" is nobody's particular utterance), and before a part of them does. */
const LEAST_SHARED = { all: 1.5, part: 3 }

/** How surely the speaker's own words are the same, 0 to 1; told words count only where nearly all of them are. */
const verbatimOf = (x: Known, y: Known): number => {
  const [senses, owns] = [
    [x.sense, y.sense],
    [x.ownSense, y.ownSense]
  ].map(([a, b]) => shareOf([...a.keys()], b))
  const whole = senses >= PLAINLY * WORTH_A_LOOK && !isScrap(x, y) ? alike(x.wording, y.wording) : 0
  const own = owns >= SAME_FROM.words * WORTH_A_LOOK ? alike(x.own, y.own) : 0
  return Math.max(whole >= PLAINLY ? whole : 0, own)
}

// "Lund called for [the new toll]" is a scrap of everything that Lund ever says of it: few words without marks show nothing, but for one day's.
const isScrap = (x: Known, y: Known): boolean =>
  [x, y].some(one => !one.own.length && one.sense.size < PHRASE) && !sameArticle(x, y) && !sameDay(x, y)

/** Of the share of words that makes two wordings alike, so much must be there in any order before they are laid against each other. */
const WORTH_A_LOOK = 0.6

const shareOf = (a: readonly string[], b: { has(stem: string): boolean; readonly size: number }): number =>
  a.length && b.size ? a.filter(stem => b.has(stem)).length / Math.min(a.length, b.size) : 0

const alike = (a: readonly Token[], b: readonly Token[]): number => {
  const { contained, shared, contentWords } = evidenceOf(alignPair(a, b))
  return contentWords > 1 && shared >= (contained >= PLAINLY ? LEAST_SHARED.all : LEAST_SHARED.part) ? contained : 0
}

/** Own words of so little weight may be a saying of the speaker's: what is told around them has to agree too. */
const SAYING = 4

const sameSubject = (x: Known, y: Known, both: readonly string[]): boolean => {
  if (sameArticle(x, y) || sameDay(x, y)) return true
  const least = Math.min(...[x, y].map(one => weigh(one.own)))
  const told = [x, y].some(one => !isDirect(one))
  return least >= SAYING || !told || both.some(stem => !(x.ownSense.has(stem) && y.ownSense.has(stem)) && rarityOf(stem) > 0)
}

/**
 * What two articles must print in common of one day's speech, in whatever order and grammar, to have translated it twice: so many stems, of such weight,
 * of the shorter and of the longer. On three hundred articles in one language nothing else reached it but one speech cut in two ways.
 */
const RETOLD = { stems: 4, weight: 2, shorter: 0.5, longer: 0.35 }

/** How surely the words of two outlets are two translations of one utterance: the share of what the shorter says. */
const retoldSame = (x: Known, y: Known, both: readonly string[]): number => {
  if (!isDirect(x) || !isDirect(y) || sameArticle(x, y) || !oneDay(x, y)) return 0
  const shared = sharedWeight(x, y, both)
  const [less, more] = [wholeWeight(x), wholeWeight(y)].sort((a, b) => a - b)
  const enough = both.length >= RETOLD.stems && shared >= RETOLD.weight && shared >= RETOLD.longer * more
  return enough && shared >= RETOLD.shorter * less ? shared / less : 0
}

/** What a word in marks counts for: it is the speaker's own, where the words around it are the outlet's. */
const MARKED = 1.5

/** The share of a quotation's words in marks that another one must have: marks around other words show other speech. */
const SAME_MARKS = 0.6

/** The least weight of shared stems, each times its rarity, that makes a paraphrase; one word in marks is enough inside one article. */
const LEAST_TOLD = 1.4
const LEAST_MARKED = 0.6

/** How much the longer of two counts where a sense is compared: a short phrase is easily found among many words of one subject. */
const LONGER = 0.3

/** What is added where a headline, dek, caption or summary stands beside the body it tells of, and where one article prints the same words in marks. */
const BONUS = { headline: 0.3, marked: 0.3 }

/** What is taken off where no day says that two articles tell of one occasion, and where a body would say one thing twice. */
const DOUBT = { undated: 0.1, twice: 0.15 }

/** How surely a telling and another one, or the words themselves, have one sense: the weight of the stems they share in that of the shorter. */
const toldSame = (x: Known, y: Known, both: readonly string[]): number => {
  if (isDirect(x) && isDirect(y)) return 0
  if (otherMarks(x, y) || otherMarks(y, x)) return 0
  const isMarked = (stem: string) => x.ownSense.has(stem) && y.ownSense.has(stem)
  const worth = (stem: string, weight: number) => weight * rarityOf(stem) * (isMarked(stem) ? MARKED : 1)
  const total = (one: Known) => [...one.sense].reduce((sum, [stem, weight]) => sum + worth(stem, weight), 0)
  const shared = both.reduce((sum, stem) => sum + worth(stem, Math.min(x.sense.get(stem)!, y.sense.get(stem)!)), 0)
  const marks = sameArticle(x, y) && both.some(isMarked)
  if (marks ? shared < LEAST_MARKED : both.length < 2 || shared < LEAST_TOLD) return 0
  const bonus = (marks ? BONUS.marked : 0) + (isHeadlineOf(x, y) ? BONUS.headline : 0)
  const doubt = !sameArticle(x, y) ? (sameDay(x, y) ? 0 : DOUBT.undated) : isHeadlineOf(x, y) ? 0 : DOUBT.twice
  const [less, more] = [total(x), total(y)].sort((a, b) => a - b)
  return Math.max(0, Math.min(0.99, shared / (less + LONGER * (more - less)) + bonus - doubt))
}

const otherMarks = (x: Known, y: Known): boolean => {
  if (x.witness.quote.form !== 'mixed' || !x.ownSense.size || !y.own.length) return false
  const weigh = (stems: readonly string[]) => stems.reduce((sum, stem) => sum + x.sense.get(stem)!, 0)
  const marked = [...x.ownSense]
  return weigh(marked.filter(stem => y.sense.has(stem))) < SAME_MARKS * weigh(marked)
}

const isHeadlineOf = (x: Known, y: Known): boolean =>
  sameArticle(x, y) && (x.witness.quote.part === 'body') !== (y.witness.quote.part === 'body')
