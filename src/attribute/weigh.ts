import { lastBefore, type Span } from '../text/index.ts'
import type { Quote } from '../types.ts'
import type { Cast } from './cast.ts'
import type { Layout, Sentence } from './layout.ts'
import { bodies, groups, notNames, plain, roles } from './lists.ts'
import type { Member, Mention } from './members.ts'
import type { Trace } from './resolve.ts'

/** One reason why a mention is, or isn't, what a later pronoun takes up. */
type Weight = {
  readonly name: string
  readonly factor: number
  readonly holds: (mention: Mention, sentence: Sentence, member: Member) => boolean
}

const PREPOSITION =
  /^(?:of|for|at|in|from|with|on|to|by|about|against|over|under|after|before|like|between|than|toward|towards|into|including|as)$/

const wordBefore = ({ run }: Mention, sentence: Sentence, back = 1): string => {
  const at = run.from - back
  const token = sentence.tokens[at]
  return token && /^(?:the|The|former|then)$/.test(token.word) ? (sentence.tokens[at - 1]?.word ?? '') : (token?.word ?? '')
}

const describes = ({ run }: Mention, sentence: Sentence): boolean => {
  const next = sentence.tokens[run.first + run.tokens.length]
  if (!next || next.mark || next.capital) return false
  const word = plain(next.word)
  const after = plain(sentence.tokens[run.first + run.tokens.length + 1]?.word ?? '')
  return [roles, bodies, groups].some(
    list => list.has(word) || (list.has(after) && !notNames.has(word) && !/(?:ed|s)$/.test(word))
  )
}

const WEIGHTS: readonly Weight[] = [
  // "Ruiz’s car": an owner is not what the sentence is about.
  { name: 'is a possessive', factor: 0.6, holds: ({ owns }) => owns },
  // "a letter to Ruiz"
  { name: 'follows a preposition', factor: 0.5, holds: (mention, sentence) => PREPOSITION.test(wordBefore(mention, sentence)) },
  // "the Ruiz campaign": a name that only says which one.
  { name: 'is part of a description', factor: 0.4, holds: (mention, sentence) => describes(mention, sentence) },
  // Capitals alone don't make a person: "Harbour Plan".
  { name: 'may be no person', factor: 0.25, holds: (_, __, member) => !member.sure },
  // "“Ruiz is wrong,” he said": whoever is spoken of isn't the one who speaks.
  { name: 'stands in quotation marks', factor: 0.3, holds: ({ quoted }) => quoted }
]

/** The first in a sentence who is neither owner nor object is mostly its subject. */
const SUBJECT = 1.5
/** A person named as a source counts this much more than one named otherwise. */
const SPEAKER = 1.8
/** Named in what somebody is said to have said. */
const IN_CONTENT = 0.45

/** "Ada Ruiz and Ben Okoro": two subjects. */
const isBeside = (mention: Mention, subject: Mention, sentence: Sentence): boolean =>
  wordBefore(mention, sentence) === 'and' && mention.run.from - (subject.run.first + subject.run.tokens.length) <= 2

/** Contents in order, each with the farthest end of it and those before it: one may hold others. */
const widest = (contents: readonly Span[]): readonly Span[] => {
  let end = 0
  return contents.toSorted((a, b) => a.start - b.start).map(one => ({ start: one.start, end: (end = Math.max(end, one.end)) }))
}

const isCovered = (contents: readonly Span[], span: Span): boolean => (lastBefore(contents, span.start)?.end ?? 0) >= span.end

/** Every mention of the cast as a Trace, weighed by its part in its sentence. `speaks` says which are what a source names. */
export const weighMentions = (
  layout: Layout,
  cast: Cast,
  quotes: readonly Quote[],
  speaks: (mention: Mention) => boolean
): Trace[] => {
  const contents = widest(quotes.flatMap(quote => quote.content))
  const all = cast.members
    .flatMap(member => member.mentions.map(mention => ({ mention, member })))
    .sort((a, b) => a.mention.start - b.mention.start)
  const subjects = new Map<number, Mention>()
  return all.map(({ mention, member }) => {
    const sentence = layout.sentences[mention.sentence]
    let weight = 1
    for (const rule of WEIGHTS) if (rule.holds(mention, sentence, member)) weight *= rule.factor
    const inContent = !mention.quoted && isCovered(contents, mention)
    if (speaks(mention)) weight *= SPEAKER
    else if (inContent) weight *= IN_CONTENT
    const subject = subjects.get(sentence.number)
    if (weight >= 1 && (!subject || isBeside(mention, subject, sentence))) {
      subjects.set(sentence.number, mention)
      weight *= SUBJECT
    }
    return { start: mention.start, end: mention.end, member, sentence: mention.sentence, block: sentence.block, weight }
  })
}
