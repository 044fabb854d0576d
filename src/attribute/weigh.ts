import { covers, type Span } from '../text/index.ts'
import type { Quote } from '../types.ts'
import type { Cast, Mention } from './cast.ts'
import type { Layout, Sentence } from './layout.ts'
import type { Trace } from './resolve.ts'

/** One reason why a mention is, or isn't, what a later pronoun takes up. */
type Weight = {
  readonly name: string
  readonly factor: number
  readonly holds: (mention: Mention, sentence: Sentence) => boolean
}

const PREPOSITION =
  /^(?:of|for|at|in|from|with|on|to|by|about|against|over|under|after|before|like|between|than|toward|towards|into|and|or|including|as)$/

const wordBefore = ({ run }: Mention, sentence: Sentence, back = 1): string => {
  const at = run.first - run.before.length - back
  const token = sentence.tokens[at]
  return token && /^(?:the|The|former|then)$/.test(token.word) ? (sentence.tokens[at - 1]?.word ?? '') : (token?.word ?? '')
}

const WEIGHTS: readonly Weight[] = [
  // "Ada Ruiz met Ben Okoro": the first to be named in a sentence is mostly its subject.
  { name: 'opens the sentence', factor: 1.5, holds: ({ run }) => run.first - run.before.length <= 1 },
  // "Ruiz’s car": an owner is not what the sentence is about.
  { name: 'is a possessive', factor: 0.6, holds: ({ owns }) => owns },
  // "a letter to Ruiz"
  { name: 'follows a preposition', factor: 0.5, holds: (mention, sentence) => PREPOSITION.test(wordBefore(mention, sentence)) },
  // "“Ruiz is wrong,” he said": whoever is spoken of isn't the one who speaks.
  { name: 'stands in quotation marks', factor: 0.3, holds: ({ quoted }) => quoted }
]

/** A person named as a source counts this much more than one named otherwise. */
const SPEAKER = 1.8
/** Named in what somebody is said to have said. */
const IN_CONTENT = 0.45

/** Every mention of the cast as a Trace, weighed by its part in its sentence. */
export const weighMentions = (layout: Layout, cast: Cast, quotes: readonly Quote[]): Trace[] => {
  const contents = quotes.flatMap(quote => quote.content)
  const sources = quotes.flatMap(quote => quote.source ?? [])
  return cast.members
    .flatMap(member =>
      member.mentions.map(mention => {
        const sentence = layout.sentences[mention.sentence]
        let weight = 1
        for (const rule of WEIGHTS) if (rule.holds(mention, sentence)) weight *= rule.factor
        if (sources.some(source => covers({ start: source.start, end: source.end + 1 }, mention)) && !mention.owns)
          weight *= SPEAKER
        else if (!mention.quoted && contents.some(content => covers(content, mention))) weight *= IN_CONTENT
        return { start: mention.start, end: mention.end, member, sentence: mention.sentence, block: sentence.block, weight }
      })
    )
    .sort((a: Span, b: Span) => a.start - b.start)
}
