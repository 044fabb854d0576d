import { entries } from '../text/index.ts'
import afterNounList from './lists/after-noun.txt'
import beLikeList from './lists/be-like.txt'
import beforeToList from './lists/before-to.txt'
import dayList from './lists/days.txt'
import directList from './lists/direct.txt'
import irregularList from './lists/irregular.txt'
import judgeList from './lists/judge.txt'
import judgePhraseList from './lists/judge-phrases.txt'
import labelList from './lists/labels.txt'
import nounList from './lists/nouns.txt'
import occasionList from './lists/occasions.txt'
import sayList from './lists/say.txt'
import sayInMarksList from './lists/say-in-marks.txt'
import showList from './lists/show.txt'
import thinkList from './lists/think.txt'

/** What a verb can do as a cue: each kind is a list beside this file that says what its verbs take. */
export type Kind = 'say' | 'say in marks' | 'think' | 'show' | 'judge' | 'direct'

/** How a word form stands in its verb: `plain` is also the infinitive. */
export type Shape = 'plain' | 'third' | 'past' | 'ing'

export type VerbForm = { readonly base: string; readonly shape: Shape }

const irregular = new Map(entries(irregularList).map(line => [line.split(' ')[0], line.split(' ')]))

const regular = (base: string): string[] => {
  const stem = base.replace(/e$/, '')
  const third = /(?:s|x|z|ch|sh)$/.test(base) ? `${base}es` : base.replace(/([^aeiou])y$/, '$1ie').concat('s')
  const past = base.endsWith('e') ? `${base}d` : `${base.replace(/([^aeiou])y$/, '$1i')}ed`
  return [base, third, past, `${base.endsWith('ee') ? base : stem}ing`]
}

const forms = new Map<string, VerbForm[]>()
const kinds = new Map<string, Set<Kind>>()
const phrases = new Map<string, { words: string[]; kind: Kind }[]>()

const learn = (entry: string, kind: Kind) => {
  const [base, ...words] = entry.split(' ')
  if (words.length) phrases.set(base, [...(phrases.get(base) ?? []), { words, kind }])
  else kinds.set(base, (kinds.get(base) ?? new Set()).add(kind))
  if (forms.get(base)?.length) return
  const [plain, third, past, ing, participle] = irregular.get(base) ?? regular(base)
  const add = (form: string, shape: Shape) => {
    const known = forms.get(form) ?? []
    if (!known.some(one => one.base === base && one.shape === shape)) forms.set(form, [...known, { base, shape }])
  }
  add(plain, 'plain')
  add(third, 'third')
  add(past, 'past')
  add(ing, 'ing')
  if (participle) add(participle, 'past')
}

for (const entry of entries(sayList)) learn(entry, 'say')
for (const entry of entries(sayInMarksList)) learn(entry, 'say in marks')
for (const entry of entries(thinkList)) learn(entry, 'think')
for (const entry of entries(showList)) learn(entry, 'show')
for (const entry of entries(judgeList)) learn(entry, 'judge')
for (const entry of entries(judgePhraseList)) learn(entry, 'judge')
for (const entry of entries(directList)) learn(entry, 'direct')

/** The verbs of the lists that a word form, in lower case, can belong to. */
export const verbForms = (low: string): readonly VerbForm[] => forms.get(low) ?? []

/** What a verb, given by its base form, can do without a particle or preposition. */
export const kindsOf = (base: string): ReadonlySet<Kind> => kinds.get(base) ?? new Set()

/** The phrases ("call for", "make clear") that begin with a verb, the longest first. */
export const phrasesOf = (base: string): readonly { words: string[]; kind: Kind }[] =>
  [...(phrases.get(base) ?? [])].sort((a, b) => b.words.length - a.words.length)

const nouns = new Set(entries(nounList).flatMap(noun => [noun, `${noun.replace(/([^aeiou])y$/, '$1ie')}s`]))
const labels = new Set(entries(labelList))
const occasions = new Set(entries(occasionList))
const afterNoun = new Set(entries(afterNounList))
const beforeTo = new Set(entries(beforeToList))
const days = new Set(entries(dayList))
const adjectives = new Set(entries(beLikeList))

/** Whether a word names something said or thought ("claim", "warnings"). */
export const isSayingNoun = (low: string): boolean => nouns.has(low)

/** Whether a word names a day, a month or a time of day. */
export const isTimeWord = (low: string): boolean => days.has(low) || /^(?:19|20)\d\d$/.test(low)

/** Whether a word names a length of time, or a day ("has for years argued"). */
export const isPeriod = (low: string): boolean => /^(?:days|weeks|months|years|decades|generations)$/.test(low) || isTimeWord(low)

/** Whether words before a colon label a piece or a line, and are nobody's name. */
export const isLabel = (low: string): boolean => labels.has(low)

/** Whether a word names an occasion, a medium or listeners ("interview", "reporters"). */
export const isOccasion = (low: string): boolean => occasions.has(low)

/** Whether a participle or adjective follows the noun it belongs to ("officials briefed on …"). */
export const followsNoun = (low: string): boolean => afterNoun.has(low)

/** Whether a verb form leads to a verb of speech with "to" ("went on to say"). */
export const leadsToSpeech = (low: string): boolean => beforeTo.has(low)

/** Whether an adjective tells a state of mind after "be" ("hopeful", "aware"). */
export const isMindAdjective = (low: string): boolean => adjectives.has(low)

/** Whether a word is a finite form of a verb that reports speech. */
export const isSpeechVerb = (low: string): boolean =>
  verbForms(low).some(
    ({ base, shape }) => shape !== 'plain' && shape !== 'ing' && (kindsOf(base).has('say') || kindsOf(base).has('say in marks'))
  )
