import type { Speaker } from '../types.ts'
import { otherClaims } from './claims.ts'
import { daysMeet, daysNear } from './days.ts'
import { isDirect, type Known, sameArticle, sharedWeight } from './known.ts'
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
    return telling && isPhrase(x, y, both) ? { ...APART, same: chance(), words: true } : APART
  const same = speakers === 'one' ? Math.max(chance(), retoldSame(x, y, both)) : chance()
  if (same >= SAME_WORDS || speech) return { ...APART, same, words: true, echo: telling && same < SAME_WORDS }
  return contained >= SAME_WORDS ? { ...APART, echo: telling } : { ...APART, same: toldSame(x, y, both) }
}

/** Speech so long and so much alike is one utterance, though the days that two articles give for it are one apart: nobody says it twice word for word. */
const TAKEN_DOWN = { alike: 0.9, stems: 6 }

// What is told with other numbers, denied or hedged is something else, however alike it is: "7 of the 8 wells are clean", "2 of the 8 wells are clean".
const claimOther = (x: Known, y: Known): boolean => {
  if (isDirect(x) && isDirect(y)) return false
  if (isDirect(x) || isDirect(y)) return x.numbers.size > 0 && y.numbers.size > 0 && !meets(x.numbers, y.numbers)
  return otherNumbers(x.numbers, y.numbers) || otherClaims(x.claims, y.claims)
}

const meets = (a: ReadonlySet<string>, b: ReadonlySet<string>) => [...a].some(one => b.has(one))
const otherNumbers = (a: ReadonlySet<string>, b: ReadonlySet<string>): boolean =>
  [...a].some(one => !b.has(one)) && [...b].some(one => !a.has(one))

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
