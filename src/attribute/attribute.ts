import type { Span } from '../text/index.ts'
import type { Attribution, Found, Quote, Reading } from '../types.ts'
import { type Answer, type Case, CONFIDENCE, memberAnswer, none, type Stranger, unnamed } from './case.ts'
import { findCast } from './cast.ts'
import { body, role } from './descriptions.ts'
import { isQuoted, type Layout, layOut, sentenceAt } from './layout.ts'
import { groups, plain } from './lists.ts'
import { isDenied, isOutletAsI, withoutNamed } from './own-words.ts'
import { pronoun, taken } from './pronouns.ts'
import { isOf } from './resolve.ts'
import { readSource } from './source.ts'
import { weighMentions } from './weigh.ts'

/** How strongly a source, and a pronoun that begins a sentence, go on being meant. */
const SOURCE_WEIGHT = 1.8
const PRONOUN_WEIGHT = 1.5

/** Whose each quotation is, one Attribution a quotation, in their order. Where two answers are possible it abstains and says why. */
export const attributeQuotes = (reading: Reading, quotes: readonly Quote[]): Found<readonly Attribution[]> => {
  const layout = layOut(reading)
  const cast = findCast(layout)
  const speaking = new Set<number>()
  for (const { source } of quotes) {
    const read = source && readSource(layout, cast, source)
    if (read?.is === 'name') speaking.add(read.mention.start)
  }
  const traces = weighMentions(layout, cast, quotes, mention => speaking.has(mention.start))
  const open: Case = { layout, cast, traces, quotes, answers: new Map(), strangers: groupsIn(layout) }
  for (const step of [...sourcesOf(quotes), ...pronounsIn(layout, quotes)].sort((a, b) => a.at.start - b.at.start)) {
    if (step.quote && open.answers.has(step.at.start)) continue
    const answer = step.quote ? answerFor(open, step.at, step.quote) : takenUp(open, step)
    if (step.quote) open.answers.set(step.at.start, answer)
    const sentence = sentenceAt(layout, step.at.start)
    if (!answer.member || !sentence) continue
    const weight = step.quote ? SOURCE_WEIGHT : PRONOUN_WEIGHT
    open.traces.push({ ...step.at, member: answer.member, sentence: sentence.number, block: sentence.block, weight })
  }
  const value = quotes.map(({ source }, quote): Attribution => {
    if (!source) return { quote, speaker: null, because: [], confidence: 0, why: 'no source is printed' }
    if (isDenied(layout, quotes[quote]))
      return { quote, speaker: null, because: [source], confidence: 0, why: 'the words are denied' }
    const { named, because, confidence, why } = open.answers.get(source.start) ?? none('no source is printed')
    return { quote, speaker: named, because: [source, ...because].map(({ start, end }) => ({ start, end })), confidence, why }
  })
  const problems = value
    .filter(one => !one.speaker)
    .map(one => ({ code: 'attribute/nobody', at: quotes[one.quote].content[0], note: one.why }))
  return { value, problems }
}

/** "They were voters" tells of somebody else what they are. */
const CLAUSE_WORD = /^(?:i|he|she|it|we|you|they|there|this|is|are|was|were|be|been|has|have|had|will|would)$/i

/** "Many voters stayed away.": several at once that a sentence is about. */
const groupsIn = (layout: Layout): Stranger[] =>
  layout.sentences.flatMap(({ tokens }) => {
    const at = tokens.findIndex((token, i) => i < 4 && (token.mark || groups.has(plain(token.word))))
    if (at < 0 || tokens[at].mark || tokens[at].owns || tokens.slice(0, at).some(({ word }) => CLAUSE_WORD.test(word))) return []
    const span = { start: tokens[0].start, end: tokens[at].end }
    const name = layout.chars.slice(span.start, span.end)
    return [{ ...span, head: plain(tokens[at].word), named: { name, kind: 'unnamed' as const, names: [name] }, plural: true }]
  })

type Step = { readonly at: Span; readonly quote: Quote | null; readonly word: string }

const sourcesOf = (quotes: readonly Quote[]): Step[] =>
  quotes.flatMap(quote => (quote.source ? [{ at: quote.source, quote, word: '' }] : []))

/** The "he" and "she" that sentences begin with: who they are goes on being spoken of. */
const pronounsIn = (layout: Layout, quotes: readonly Quote[]): Step[] => {
  const sources = new Set(quotes.map(({ source }) => source?.start))
  return layout.sentences.flatMap(({ tokens }) => {
    const [first] = tokens
    if (!first || !/^(?:He|She)$/.test(first.word) || sources.has(first.start) || isQuoted(layout, first)) return []
    return [{ at: { start: first.start, end: first.end }, quote: null, word: plain(first.word) }]
  })
}

const takenUp = (open: Case, { at, word }: Step): Answer => {
  const sentence = sentenceAt(open.layout, at.start)
  const gender = word === 'he' ? 'man' : 'woman'
  return sentence ? taken(open, at, sentence, isOf(gender), gender) : none('the source is no name')
}

const answerFor = (open: Case, at: Span, quote: Quote): Answer => {
  const sentence = sentenceAt(open.layout, at.start)
  const source = sentence && readSource(open.layout, open.cast, at)
  if (!sentence || !source) return none('the source is no name')
  switch (source.is) {
    case 'name':
      if (isOutletAsI(open.layout, quote, source.mention.run.tokens)) return none('the source is a thing')
      return memberAnswer(
        source.member,
        [source.member.mentions[0]],
        source.mention.run.tokens.length > 1 ? CONFIDENCE.fullName : CONFIDENCE.partOfName,
        'named'
      )
    case 'unclear':
      return none('two possible: a shared name')
    case 'several':
      return none('several speakers')
    case 'thing':
      return none('the source is a thing')
    case 'pronoun':
      return pronoun(withoutNamed(open, quote), source, sentence, quote, answerFor)
    case 'role':
      return role(withoutNamed(open, quote), source, at, sentence)
    case 'body':
      return isOutletAsI(open.layout, quote, source.tokens) ? none('the source is a thing') : body(open, source, at, sentence)
    case 'unnamed':
      return unnamed(open, source.tokens)
  }
}
