import { type Span, type Text, textOf } from '../text/index.ts'
import type { ArticleId, Comparison, QuoteId, SpeakerId, Witness } from '../types.ts'
import { alignPair } from './alignment.ts'
import { collate } from './collate.ts'
import { isSame, judge, type SameSpeaker } from './judge.ts'
import { known } from './known.ts'
import { relationOf } from './relation.ts'
import { wordingOf } from './wording.ts'

/** One side of a comparison: words of a text (without their marks), and who said them and when it was published, where that is known. */
export type Side = {
  readonly text: Text
  readonly at: Span
  readonly speaker?: string | null
  readonly published?: string | null
}

/** Whether two quotations are one utterance, how the second stands to the first, and the table of their words. */
export const compareQuotes = (a: Side, b: Side): Comparison => {
  const [x, y] = [known(asWitness(a, 'a')), known(asWitness(b, 'b'))]
  const relation = relationOf(alignPair(x.wording, y.wording), [printed(a), printed(b)])
  const judged = judge(x, y, endsAlike)
  const same = relation !== null && isSame(judged)
  const [left, right] = collate([x.wording, y.wording])
  return { same, relation: same ? relation : null, score: judged.same, cells: left.map((cell, i) => [cell, right[i]]) }
}

const printed = ({ text, at }: Side) => ({ text, content: [at] })

// Words that somebody points at are speech, each in an article of its own, of which nothing more is known.
const asWitness = ({ text, at, speaker, published }: Side, name: string): Witness => ({
  id: name as QuoteId,
  article: {
    id: name as ArticleId,
    address: '',
    seen: '',
    text,
    blocks: [],
    byline: [],
    outlet: null,
    language: null,
    published: published ? { value: published, precision: 'day', evidence: '' } : null,
    updated: null,
    completeness: 'unknown'
  },
  quote: { form: 'direct', part: 'body', content: [at], cue: null, source: null, because: '', confidence: 1 },
  speaker: speaker ? { id: speaker as SpeakerId, name: speaker, kind: 'person', names: [speaker] } : null,
  said: null
})

/** Whether one of two names ends as the other does: "Ruiz" may be "Ada Ruiz". */
const endsAlike: SameSpeaker = (a, b) => {
  const [x, y] = [a.name.toLowerCase(), b.name.toLowerCase()]
  return x.endsWith(y) || y.endsWith(x)
}

/** Whether two stretches are the same words, however they are spelled, pointed or shortened: "it is a harbor" and "It’s a harbour,". */
export const sameWords = (a: string, b: string): boolean => keysOf(a) === keysOf(b)

const keysOf = (printed: string): string =>
  printed
    ? wordingOf(textOf(printed), [{ start: 0, end: printed.length }])
        .map(one => one.key)
        .join(' ')
    : ''
