import { covers, type Span } from '../text/index.ts'
import type { Quote } from '../types.ts'
import { type Answer, type Case, CLEAR, CONFIDENCE, memberAnswer, none, unnamed } from './case.ts'
import { type Sentence, sentenceAt } from './layout.ts'
import { countryOf, type Gender, groups, isRegion, notNames, plain, roles } from './lists.ts'
import type { Member } from './members.ts'
import type { Source } from './naming.ts'
import { candidates, isOf } from './resolve.ts'

/** From here on the stronger of two is no narrow winner. */
const WIDE = 1.6
/** How much likelier one who is known to be a man is "he" than one of whom that isn't known. */
const KNOWN_GENDER = 1.25

/** Answers an outer quotation's source: what "I" inside it needs. */
export type AnswerFor = (open: Case, at: Span, quote: Quote) => Answer

/** Whom a pronoun means. */
export const pronoun = (
  open: Case,
  { word, at }: Source & { is: 'pronoun' },
  sentence: Sentence,
  quote: Quote,
  answerFor: AnswerFor
): Answer => {
  // The weights are those of English sentences: in other languages only one who has spoken before goes on speaking.
  const spoke = new Set([...open.answers].flatMap(([start, answer]) => (start < at.start ? (answer.member ?? []) : [])))
  const fits = (gender: Gender) => (member: Member) => isOf(gender)(member) && (!isForeign(open) || spoke.has(member))
  if (/^(?:he|him|his|himself)$/.test(word)) return taken(open, at, sentence, fits('man'), 'man')
  if (/^(?:she|her|hers|herself)$/.test(word)) return taken(open, at, sentence, fits('woman'), 'woman')
  if (/^(?:who|whom|whose|that|which)$/.test(word)) return antecedent(open, at, sentence, word)
  if (/^(?:i|me|my|we|our|us)$/.test(word)) return enclosing(open, at, sentence, quote, answerFor)
  if (/^(?:they|them|their)$/.test(word)) return several(open, at, sentence)
  if (/^(?:it|its)$/.test(word))
    return taken(open, at, sentence, member => member.kind === 'body' && member.sure && !isRegion(member.name), null)
  return none('the source is no name')
}

const isForeign = ({ layout: { language } }: Case): boolean => language !== null && language !== 'en'

/** "he said": the strongest of those named before, when nobody else is as strong. */
export const taken = (open: Case, at: Span, sentence: Sentence, fits: (member: Member) => boolean, gender: Gender): Answer => {
  const found = candidates(
    isAsked(sentence) ? open.traces.filter(one => one.sentence !== sentence.number) : open.traces,
    at,
    sentence,
    fits
  )
  const stranger = gender && strangerBefore(open, at, sentence)
  const isStranger = stranger && !found.some(one => one.trace.start > stranger.start)
  if (isStranger && !stranger.named) return none('two possible antecedents')
  if (isStranger && stranger.named)
    return {
      member: null,
      named: stranger.named,
      because: [stranger],
      confidence: CONFIDENCE.strangerAgain,
      why: 'the unnamed one spoken of before'
    }
  if (!found.length) return cataphora(open, at, sentence, fits)
  const [first, second] = found
  const sure = (one: typeof first) => one.score * (gender && one.member.gender === gender ? KNOWN_GENDER : 1)
  const [best, next] = second && sure(second) > sure(first) ? [second, first] : [first, second]
  if (next && sure(best) < sure(next) * CLEAR) return none('two possible antecedents')
  return memberAnswer(
    best.member,
    [best.trace],
    next && sure(best) < sure(next) * WIDE ? CONFIDENCE.pronounNarrowly : CONFIDENCE.pronoun,
    'the one spoken of before'
  )
}

/** "Asked about Lund, she said": who is asked about is not the one who answers. */
const isAsked = ({ tokens }: Sentence): boolean => /^(?:asked|pressed|quizzed|questioned)$/i.test(tokens[0]?.word ?? '')

/** "A harbour official …. He said": one who isn't named, in this sentence or the one before. */
const strangerBefore = ({ layout, strangers }: Case, at: Span, sentence: Sentence) =>
  strangers.findLast(
    one =>
      one.head &&
      !one.plural &&
      one.start < at.start &&
      one.start >= sentence.post &&
      sentence.number - (sentenceAt(layout, one.start)?.number ?? Number.NEGATIVE_INFINITY) <= 1
  )

/** "Asked about the bill, she … Ruiz": with nobody named before, the first that this sentence names. */
const cataphora = (open: Case, at: Span, sentence: Sentence, fits: (member: Member) => boolean): Answer => {
  const after = open.traces.find(trace => trace.sentence === sentence.number && trace.start > at.start && fits(trace.member))
  return after
    ? memberAnswer(after.member, [after], CONFIDENCE.namedAfter, 'named after the pronoun')
    : none('nobody was named before')
}

/** "Ruiz, who said", "officials who said": the one, or the ones, right before. */
const antecedent = (open: Case, at: Span, sentence: Sentence, word: string): Answer => {
  const place = sentence.tokens.findIndex(token => token.start >= at.start)
  const beside = sentence.tokens[place - 1]?.mark ? place - 2 : place - 1
  const noun = sentence.tokens[beside]
  const isPeople = noun && (word === 'who' || groups.has(plain(noun.word)) || roles.has(plain(noun.word)))
  if (noun && !noun.capital && !noun.mark && isPeople && !notNames.has(plain(noun.word))) {
    let from = beside
    while (
      from > 0 &&
      beside - from < 6 &&
      /^[\p{L}\d-]+$/u.test(sentence.tokens[from - 1].word) &&
      (!notNames.has(plain(sentence.tokens[from - 1].word)) || isPartOf(sentence.tokens, from - 1))
    )
      from--
    return unnamed(open, sentence.tokens.slice(from, beside + 1))
  }
  const kind = word.startsWith('who') ? 'person' : 'body'
  const before = open.traces
    .filter(trace => trace.sentence === sentence.number && trace.end <= at.start && trace.member.kind === kind)
    .at(-1)
  // "the Lund Examiner, which said": what is not named right before is only near by.
  const between = before ? sentence.tokens.filter(token => token.start >= before.end && token.end <= at.start) : []
  return before && (kind === 'person' || between.every(token => token.word === ','))
    ? memberAnswer(before.member, [before], CONFIDENCE.relative, 'the one before the relative')
    : none('no name before the relative')
}

/** "one of the clerks": some of those. */
const isPartOf = (tokens: Sentence['tokens'], at: number): boolean => {
  const [of, number] = tokens[at].word === 'the' ? [at - 1, at - 2] : [at, at - 1]
  const isOf =
    tokens[of]?.word === 'of' && /^(?:one|two|some|many|several|most|few|none|all|each)$/i.test(tokens[number]?.word ?? '')
  return isOf || (/^one$/i.test(tokens[at].word) && tokens[at + 1]?.word === 'of')
}

/** "I said": whoever speaks the words that it stands in, or is named before the colon that they follow. */
const enclosing = (open: Case, at: Span, sentence: Sentence, quote: Quote, answerFor: AnswerFor): Answer => {
  const nobody = none('nobody is quoted around “I”')
  // Set first, so that two quotations inside each other don't ask for ever.
  open.answers.set(at.start, nobody)
  const outer = open.quotes.find(one => one !== quote && one.source && one.content.some(content => covers(content, at)))
  if (!outer?.source) return introduced(open, sentence) ?? nobody
  const answer = open.answers.get(outer.source.start) ?? answerFor(open, outer.source, outer)
  return answer.named ? { ...answer, why: 'speaks of themselves' } : nobody
}

/** "Ruiz said:" at the end of the paragraph before: whoever it is about. */
const introduced = ({ layout, traces }: Case, sentence: Sentence): Answer | null => {
  const before = layout.blocks[sentence.block - 1]
  if (!before || layout.chars[before.end - 1] !== ':') return null
  const named = traces.filter(trace => trace.block === sentence.block - 1 && trace.member.kind === 'person')
  const [best] = named.sort((a, b) => b.weight - a.weight || a.start - b.start)
  return best ? memberAnswer(best.member, [best], CONFIDENCE.beforeColon, 'named before the colon') : null
}

/** A body that isn't a country, or what may be one. */
export const mayBeBody = (member: Member) => (member.kind === 'body' || !member.sure) && !countryOf(member.name)

/** What a body's strength must be to be "they": named two sentences back. */
const NEAR = 0.5

/** "they said": the unnamed, or the body, that was the source before. */
const several = (open: Case, at: Span, sentence: Sentence): Answer => {
  const near = open.strangers
    .filter(one => one.start < at.start && one.plural)
    .sort((a, b) => a.start - b.start)
    .at(-1)
  const bodies = candidates(open.traces, at, sentence, mayBeBody)
  const [best] = bodies
  const nearSentence = near && sentenceAt(open.layout, near.start)
  const isWeak = !best || best.score <= NEAR || best.trace.start < (near?.start ?? 0)
  if (near?.named && nearSentence && sentence.number - nearSentence.number <= 4 && isWeak)
    return { named: near.named, member: null, because: [near], confidence: CONFIDENCE.groupAgain, why: 'those spoken of before' }
  if (best && best.score > NEAR)
    return memberAnswer(best.member, [best.trace], CONFIDENCE.anyBodyNear, 'the body spoken of before')
  return none('nobody was named before')
}
