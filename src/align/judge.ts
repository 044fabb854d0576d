import type { Speaker } from '../types.ts'
import { otherClaims } from './claims.ts'
import { isConflict } from './conflict.ts'
import { daysMeet, daysNear } from './days.ts'
import { isEcho } from './echo.ts'
import { commonIn, isDirect, type Known, sameArticle, sharedWeight } from './known.ts'
import { PHRASE, PLAINLY, retoldSame, SAME_WORDS, saidAlike } from './said.ts'
import { toldSame } from './told.ts'

/**
 * What two witnesses are to each other. `same` is how surely they are one statement, 0 to 1; `words` says that their own words show it;
 * `echo` and `conflict` that the words are the same and the occasion, or the speaker, is not.
 */
export type Judgement = { readonly same: number; readonly words: boolean; readonly echo: boolean; readonly conflict: boolean }

const APART: Judgement = { same: 0, words: false, echo: false, conflict: false }

/** From here on a telling and another one, or the words themselves, have one sense. */
const SAME_SENSE = 0.4

/** Whether a judgement is sure enough to call two witnesses one statement. */
export const isSame = ({ same, words }: Judgement): boolean => same >= (words ? SAME_WORDS : SAME_SENSE)

/** Two witnesses laid against each other: what the rules ask of them. */
type Met = {
  readonly x: Known
  readonly y: Known
  /** The stems that both have. */
  readonly both: readonly string[]
  readonly speakers: ReturnType<typeof speakersOf>
  /** Of the shorter of their own words, the share that the other one has; and whether these are so many, and so rare, that they tell one saying from others. */
  readonly contained: number
  readonly telling: boolean
  /** The chance that they are one utterance by their own words. */
  chance(): number
}

type Rule = {
  readonly name: string
  readonly holds: (met: Met) => boolean
  readonly judged: (met: Met) => Judgement
}

const echo = (met: Met): Judgement => ({ ...APART, echo: isAgain(met) })

/** What two witnesses may be to each other, in the order in which it is asked: the first that holds is the judgement. */
const RULES: readonly Rule[] = [
  // "7 of the 8 wells are clean", "2 of the 8 wells are clean"
  { name: 'another claim', holds: ({ x, y }) => claimOther(x, y), judged: echo },
  // “The new toll ruins every boat in Tarn,” said Ruiz; “The new toll ruins every boat in Tarn,” said Lund
  {
    name: 'another speaker',
    holds: ({ speakers }) => speakers === 'two',
    judged: ({ x, y, telling }) => ({ ...APART, conflict: telling && daysMeet(x, y) && isConflict(x, y) })
  },
  // “We hauled the nets before dawn and sold no barrel,” she said on Monday; it printed again, a year on: “We hauled the nets before dawn and sold no barrel.”
  {
    name: 'taken down',
    holds: met => isTakenDown(met),
    judged: met => ({ ...APART, same: Math.max(met.chance(), SAME_WORDS), words: true })
  },
  // “The toll ruins us,” she said on Monday; “The toll ruins us,” she said again on Friday
  { name: 'another day', holds: ({ x, y }) => !daysMeet(x, y), judged: echo },
  // “The new toll ruins every boat in Tarn,” a keeper said; the new toll "ruins every boat in Tarn", Ruiz thinks
  {
    name: 'perhaps another speaker',
    holds: met => met.speakers === 'unknown' && (!isSpeech(met) || [met.x, met.y].some(isUnnamed)),
    judged: met => (met.telling && isPhrase(met) ? { ...APART, same: met.chance(), words: true } : APART)
  },
  // “The toll ruins us,” she said; “… the toll ruins us all,” she told the Lantern
  {
    name: 'the words themselves',
    holds: met => isSpeech(met) || met.chance() >= SAME_WORDS,
    judged: met => ({ ...APART, same: met.chance(), words: true, echo: met.chance() < SAME_WORDS && isAgain(met) })
  },
  // She calls the toll “a tax on fog”; the whole of last year, she wrote, was “a tax on fog”
  { name: 'words alike, of something else', holds: ({ contained }) => contained >= SAME_WORDS, judged: echo },
  // She said the toll ruined the boats of Tarn; Ruiz: toll is ruin of Tarn's boats
  { name: 'one telling', holds: () => true, judged: ({ x, y, both }) => ({ ...APART, same: toldSame(x, y, both) }) }
]

/** Judges two witnesses by themselves alone: what else the record holds makes no difference. */
export const judge = (x: Known, y: Known, sameSpeaker: SameSpeaker): Judgement => {
  const met = lay(x, y, sameSpeaker)
  return RULES.find(rule => rule.holds(met))!.judged(met)
}

const lay = (x: Known, y: Known, sameSpeaker: SameSpeaker): Met => {
  const both = [...x.sense.keys()].filter(stem => y.sense.has(stem))
  const speakers = speakersOf(x, y, sameSpeaker)
  const alike = saidAlike(x, y, both, speakers === 'one')
  const { contained } = alike
  const chance = once(() => (speakers === 'one' ? Math.max(alike.chance(), retoldSame(x, y, both)) : alike.chance()))
  const telling = contained >= PLAINLY && sharedWeight(x, y, both) >= LEAST_TELLING
  return { x, y, both, speakers, contained, telling, chance }
}

// What stands around two quotations is read only where the chance is asked for, and once: that takes longest.
const once = (find: () => number): (() => number) => {
  let found: number | null = null
  return () => (found ??= find())
}

/** What the shared words must weigh, each times its rarity, not to be on everybody's lips. */
const LEAST_TELLING = 1.4

/**
 * Words so many and so much alike are one utterance, unless two days are told at the words themselves: nobody says it twice word for word. On a thousand
 * articles four stems joined ten more than six did, and one that was said twice.
 */
const TAKEN_DOWN = { alike: 0.9, stems: 4 }

const isTakenDown = ({ x, y, speakers, contained }: Met): boolean =>
  speakers === 'one' &&
  contained >= TAKEN_DOWN.alike &&
  commonIn(x.ownSense, y.ownSense) >= TAKEN_DOWN.stems &&
  !sameArticle(x, y) &&
  daysNear(x, y)

const isAgain = ({ x, y, speakers, contained }: Met): boolean => speakers === 'one' && contained >= PLAINLY && isEcho(x, y)

const isSpeech = ({ x, y }: Met): boolean => isDirect(x) && isDirect(y)
const isUnnamed = ({ witness: { speaker } }: Known): boolean => speaker?.kind === 'unnamed'

// What is told with other numbers, denied or hedged is something else, however alike it is: "7 of the 8 wells are clean", "2 of the 8 wells are clean".
const claimOther = (x: Known, y: Known): boolean => {
  if (isDirect(x) && isDirect(y)) return false
  if (limitsOther(x, y) || limitsOther(y, x)) return true
  if (isDirect(x) || isDirect(y)) return x.numbers.size > 0 && y.numbers.size > 0 && !commonIn(x.numbers, y.numbers)
  return otherNumbers(x.numbers, y.numbers) || otherClaims(x.claims, y.claims)
}

// "The fever is very nearly beaten", "the fever is beaten"
const limitsOther = (x: Known, y: Known): boolean => [...x.limited].some(stem => y.sense.has(stem) && !y.limited.has(stem))

const otherNumbers = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some(one => !b.has(one)) && [...b].some(one => !a.has(one))

const isPhrase = ({ x, y, both }: Met): boolean => {
  const counts = sameArticle(x, y)
    ? (stem: string) => !x.names.has(stem) && !y.names.has(stem)
    : (stem: string) => x.ownSense.has(stem) && y.ownSense.has(stem)
  return both.filter(counts).length >= PHRASE
}

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
