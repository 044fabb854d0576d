import { entries, type Span, type Text } from '../text/index.ts'
import namingNounList from './naming-nouns.txt'
import noNounList from './no-nouns.txt'
import notNameList from './not-names.txt'
import verbList from './speech-verbs.txt'

/** What the text around a quotation tells of the occasion. Every field may be empty: then it tells nothing. */
export type Context = {
  /** The last name of who speaks, in lower case. */
  readonly speaker: string | null
  /** The ways in which it was said or written, by the names of CHANNELS. */
  readonly channels: ReadonlySet<string>
  /** Whether the words stand as a name or a term: `the “Harbour Act”`. */
  readonly label: boolean
}

/** How far around a quotation its cue is looked for, in code units. */
const NEAR = 160
/** How far back the speaker of a "he said" is looked for. */
const BACK = 600

const VERBS = new Set(entries(verbList))
const NO_NAME = new Set(entries(notNameList))

/** The words of a clause; commas are kept, since they divide a name from what is told of it. */
const clauseWords = (clause: string): string[] => clause.match(/[\p{L}\p{N}@]+(?:[’'-][\p{L}\p{N}]+)*|,/gu) ?? []

/** Titles and initials end in a stop that ends no sentence. */
const TITLE_STOP = /\b(?:Mr|Mrs|Ms|Dr|Sen|Rep|Reps|Sens|Gov|Gen|Lt|Col|Sgt|Prof|Rev|Hon|St|Jr|Sr|\p{Lu})\s?\./gu
const withoutStops = (chars: string) => chars.replace(TITLE_STOP, stop => `${stop.slice(0, -1)} `)

const isName = (word: string) => /^\p{Lu}/u.test(word) && word.length > 1 && !NO_NAME.has(word) && !VERBS.has(word.toLowerCase())
const PRONOUN = /^(?:he|she|they)$/i

/** The last name of a subject: "Ruiz" of "Mayor Ada Ruiz, who was born here", and of "the mayor's lawyer, Ben Ruiz,". */
const nameOf = (subject: readonly string[]): string | null => {
  const parts = subject.join(' ').split(' , ')
  for (const part of parts) {
    const last =
      part
        .replace(/[ ,]+$/, '')
        .split(' ')
        .at(-1) ?? ''
    if (PRONOUN.test(last)) return PRONOUN_MARK
    if (isName(last)) return last.toLowerCase().replace(/[’']s$/, '')
  }
  return null
}

const PRONOUN_MARK = '…'

/** Most words between a subject and its verb, and after the verb where the subject follows it. */
const SUBJECT = 14

/** Who speaks in a clause that follows (`said Ruiz`, `Ruiz said`) or goes before (`Ruiz said`) a quotation. */
const speakerIn = (clause: string, follows: boolean): string | null => {
  const found = clauseWords(clause)
  const at = follows ? found.findIndex(word => VERBS.has(word)) : found.findLastIndex(word => VERBS.has(word))
  if (at < 0 || (follows && at > SUBJECT)) return null
  const before = found.slice(Math.max(0, at - SUBJECT), at)
  if (before.length) return nameOf(before)
  if (!follows) return null
  const after = found.slice(at + 1, at + 1 + SUBJECT)
  const end = after.findIndex((word, i) => i > 0 && word !== ',' && !isName(word) && isName(after[i - 1]))
  return nameOf(end < 0 ? after : after.slice(0, end))
}

/** Speech of other quotations, also one whose beginning is out of sight: verbs and names in it are no cue. */
const QUOTED = /^[^“”`]*(?:”|'')|(?:“|``)[^“”`]*?(?:”|''|$)/gu

const speakerNear = (before: string, after: string, goesOn: boolean): string | null => {
  const following = /^[\s,.!?]*(?:["“”`'‘’]\s?)*([^"“”.;`]*)/.exec(withoutStops(after))?.[1] ?? ''
  const said = goesOn ? speakerIn(following, true) : null
  if (said && said !== PRONOUN_MARK) return said
  const outside = before.replace(/(?:["“`'‘]\s?)+$/, '').replace(QUOTED, ' ; ')
  const clauses = withoutStops(outside)
    .split(/[.!?;:]/)
    .filter(clause => /\p{L}/u.test(clause))
  for (const clause of clauses.reverse()) {
    const told = speakerIn(clause, false) ?? speakerIn(clause, true)
    if (told && told !== PRONOUN_MARK) return told
  }
  return null
}

/** Ways of saying that exclude each other: what was tweeted was not said in an interview. */
const CHANNELS: Readonly<Record<string, RegExp>> = {
  post: /\b(?:tweet|retweet|twitter|facebook|instagram|posted|@)/i,
  statement: /\bstatement|press release|news release|spokes/i,
  letter: /\b(?:letter|e-?mail|memo|op-ed|essay|column)\b/i,
  document: /\b(?:report|filing|ruling|opinion|lawsuit|complaint|dissent|decision|majority)\b/i,
  interview: /\binterview|\btold (?:me|us|the outlet|\p{Lu})|\bNews ['’] s\b/u,
  event: /\b(?:rally|speech|address|hearing|testif|testimony|floor|debate|summit|conference|briefing|reporters|meeting|ceremony)/i
}

// A name is in capitals wherever it stands; "Lastly" and "Media" are not.
const isProper = (chars: string, name: string) => !new RegExp(`(?<![\\p{L}@#-])${name}(?![\\p{L}-])`, 'u').test(chars)

const LABEL_BEFORE =
  /(?:\b(?:the|a|an|so-called|called|named|dubbed|titled|term|phrase|slogan|new|or|of|known as|as)|['’]\s?s)\s*(?:["“`'‘]\s?)+$/i

/** Reads the text around a quotation. */
export const contextOf = ({ chars }: Text, { start, end }: Span): Context => {
  const before = chars.slice(Math.max(0, start - BACK), start)
  const after = chars.slice(end, end + NEAR)
  const around = `${before.slice(-NEAR)} ${after}`
  // After a full stop inside the marks a new sentence begins, which is no cue of this quotation.
  const goesOn = !/\.\s*$/.test(chars.slice(start, end))
  const speaker = speakerNear(before, after, goesOn)
  const channels = new Set(Object.keys(CHANNELS).filter(name => CHANNELS[name].test(around)))
  return { speaker: speaker && isProper(chars, speaker) ? speaker : null, channels, label: LABEL_BEFORE.test(before.slice(-40)) }
}

/** Whether words stand as a name or a term of something: `the “Harbour Act” bill`, `the so-called “quiet zone”`. */
export const asName = ({ chars }: Pick<Text, 'chars'>, { start, end }: Span): boolean => {
  const [before, after] = [chars.slice(Math.max(0, start - 40), start), chars.slice(end, end + 30)]
  if (
    /\b(?:so-called|called|named|dubbed|titled|entitled|known as|the term|the phrase|slogan|supposed)\s*["“'‘`]*\s*$/i.test(
      before
    )
  )
    return true
  if (isNamed({ chars }, { start, end })) return true
  const noun = NOUN_BEHIND.exec(after)?.[1]
  return !!noun && !noNouns.has(noun.toLowerCase()) && BEFORE_NAME.test(before)
}

const NOUN_BEHIND = /^[,.!?]?\s?(?:["”'’]\s?)+(\p{L}[\p{L}-]+)/u

/** Whether what follows says that words are a name: `the letters stand in the “Harbour Voices” section`. */
export const isNamed = ({ chars }: Pick<Text, 'chars'>, { end }: Span): boolean => {
  const after = chars.slice(end, end + 60)
  const noun = NOUN_BEHIND.exec(after)?.[1]
  return (!!noun && namingNouns.has(noun.toLowerCase())) || CALLED_SO.test(after)
}

const BEFORE_NAME = /(?:\b(?:the|a|an|its|their|his|her|this|that|our|new)|['’]s)\s*["“'‘`]+\s*$/i
/** “night boats”, as the harbour office prefers to call them */
const CALLED_SO = /^[,.]?\s?["”'’],?\sas\s(?:[\p{L}’'-]+\s){1,4}(?:to\s)?calls?\s(?:it|them|this|these|him|her)\b/u
const namingNouns = new Set(entries(namingNounList))
const noNouns = new Set(entries(noNounList))
