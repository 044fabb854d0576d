import { covers, overlap, type Span, type Text } from '../text/index.ts'
import type { Quote } from '../types.ts'
import type { Passage } from './passage.ts'

/** Whether two quotations have words in common. */
export const shares = (a: Quote, b: Quote): boolean => a.content.some(one => b.content.some(other => overlap(one, other)))

/** Whether two quotations hang on the same cue. */
export const sameCue = (a: Quote, b: Quote): boolean => !!a.cue && !!b.cue && overlap(a.cue, b.cue)

const wholeOf = ({ content }: Quote): Span => ({ start: content[0].start, end: content[content.length - 1].end })

/** A quotation of the tagger's, the one that a rule has found with the same cue, and all that rules have found in its paragraph. */
type Pair = { readonly trained: Quote; readonly twin: Quote; readonly byRules: readonly Quote[]; readonly passage: Passage }

/** Whether the twin knows the bounds better. */
type Rule = (pair: Pair) => boolean

/** “We stay,” Ruiz said. — words in marks end where the marks do, and a rule reads on past a stop between them. */
const directBounds: Rule = ({ trained, twin }) =>
  twin.form === 'direct' && trained.content.every(one => twin.content.some(other => overlap(one, other)))

/** According to Ruiz, the town, which owes much, will pay. — there a rule knows both ends. */
const accordingBounds: Rule = ({ twin }) => twin.because === 'according to'

/** SANDPORT, 3 May - The town will pay, Ruiz said. — what is fronted begins after the date line. */
const frontedStart: Rule = ({ trained, twin }) => {
  const [mine, better] = [wholeOf(trained), wholeOf(twin)]
  return twin.because.startsWith('fronted') && mine.start < better.start && mine.end === better.end
}

/** The town must pay first, Ruiz said. — what is fronted goes on to what announces it, also where the line stands twice and the tagger stops at “The town”. */
const frontedEnd: Rule = ({ trained, twin }) => {
  const [mine, better] = [wholeOf(trained), wholeOf(twin)]
  return twin.because === 'fronted clause' && mine.start === better.start && mine.end < better.end
}

/** Ruiz said the town would pay and warned that it was late; … “would pay” as she called on Lund to wait. — the second cue of the same speaker ends what belongs to the first. */
const secondCue: Rule = ({ trained, twin, byRules, passage }) => {
  const [mine, better] = [wholeOf(trained), wholeOf(twin)]
  if (twin.form === 'direct' || trained.content.length > 1 || !covers(mine, better)) return false
  return byRules.some(
    ({ cue, source }) =>
      cue &&
      covers(mine, cue) &&
      cue.start >= better.end &&
      source &&
      (source.start === twin.source?.start || isAsShe(passage, source))
  )
}

const isAsShe = ({ sentences }: Passage, source: Span): boolean =>
  sentences.some(tokens => {
    const at = tokens.findIndex(one => one.start === source.start)
    return /^(?:he|she|they)$/.test(tokens[at]?.low ?? '') && /^(?:as|while)$/.test(tokens[at - 1]?.low ?? '')
  })

const BOUNDS: readonly Rule[] = [directBounds, accordingBounds, frontedStart, frontedEnd, secondCue]

/**
 * The tagger's quotation with the bounds of the rule's where a named rule prefers them, and with the rule's speaker where the tagger has none
 * (the rule's was right in 7 of 13 such cases on PolNeAR's development half, "nobody" in none). `all` are the tagger's, whose words stay theirs.
 */
export const mended = (trained: Quote, passage: Passage, all: readonly Quote[]): Quote => {
  const byRules = passage.quotes
  const twin = byRules.find(one => sameCue(one, trained) && shares(one, trained))
  if (!twin) return trained
  const named = isNamed(passage, trained, twin) ? trained : { ...trained, source: twin.source }
  const better = { ...named, form: twin.form, content: twin.content }
  const isFree =
    all.every(one => one === trained || !shares(one, better)) && !better.content.some(one => named.cue && overlap(one, named.cue))
  return isFree && BOUNDS.some(rule => rule({ trained, twin, byRules, passage })) ? better : named
}

// “Calling the plan a trap, Ruiz left.”: the rules' speaker in the sentence of the cue, where the tagger's stands in another one.
const isNamed = ({ sentences }: Passage, { cue, source }: Quote, twin: Quote): boolean => {
  if (!source || !cue || !twin.source) return !!source
  const sentence = sentences.find(tokens => tokens[0].start <= cue.start && cue.start < tokens[tokens.length - 1].end)
  if (!sentence) return true
  const own = { start: sentence[0].start, end: sentence[sentence.length - 1].end }
  return overlap(own, source) || !covers(own, twin.source)
}

/** Ruiz said the town would pay, the Sandport Post reported: the one whom the paper reports is the speaker, and a rule has found her. */
export const passedOn = ({ chars }: Text, trained: Quote, byRules: readonly Quote[]): boolean => {
  const { cue } = trained
  if (!cue || !/\breport(?:s|ed|ing)?\b/.test(chars.slice(cue.start, cue.end))) return false
  const within = (one: Span | null) => !!one && covers(wholeOf(trained), one)
  return byRules.some(one => within(one.cue) && within(one.source))
}

/**
 * The least sureness of a quotation of the tagger's whose speaker is not printed. Swept 0–0.63 on PolNeAR's development half: 0.54 was best
 * (linked F1 76.0 to 76.3). One with a speaker counts as the tagger gives it: a bound there only lowers the figures.
 */
const LEAST_SURE_WITHOUT_SPEAKER = 0.54

/**
 * The least sureness of told words with some in marks: below it the marks stand as often around a name or a turn of phrase.
 * On PolNeAR's development half 0.63 takes two of 76 marks that are nobody's less for speech, and costs 0.2 of linked F1.
 */
const LEAST_SURE_OF_MARKS = 0.63

/**
 * The same where, besides, no speaker is printed: both doubts at once. It spares one of the 76 marks more and costs nothing.
 */
const LEAST_SURE_OF_MARKS_WITHOUT_SPEAKER = 0.695

/** "did not defend it", "which was said to": words that only point at something. On PolNeAR's development half 6 of 18 such contents are labelled, and none says anything by itself. */
const POINTS =
  /^(?:a|all|an|he|her|herself|him|himself|it|itself|me|she|that|the|them|themselves|these|they|this|those|us|what|which|who|whom|you)$/

/** Whether the words of a quotation that is told tell anything. */
export const says = ({ chars }: Text, { form, content }: Quote): boolean =>
  form !== 'indirect' ||
  content.some(({ start, end }) =>
    chars
      .slice(start, end)
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu)
      ?.some(word => !POINTS.test(word))
  )

/** Whether the tagger is sure enough of a quotation. */
export const isSure = ({ confidence, form, source }: Quote): boolean => confidence >= leastSure(form === 'mixed', !!source)

const leastSure = (isMixed: boolean, isSpoken: boolean): number => {
  if (isMixed) return isSpoken ? LEAST_SURE_OF_MARKS : LEAST_SURE_OF_MARKS_WITHOUT_SPEAKER
  return isSpoken ? 0 : LEAST_SURE_WITHOUT_SPEAKER
}
