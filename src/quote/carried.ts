import type { Span } from '../text/index.ts'
import type { Quote } from '../types.ts'
import { BLOCK_RULES, isPulled } from './blocks.ts'
import { type Carry, type Passage, quoteFrom, tokensOf, wholeOf } from './passage.ts'

/**
 * Speech that runs on from one paragraph to the next. A rule is asked about a paragraph of the body in which nothing was found;
 * captions, headings and furniture between paragraphs are passed over.
 */
export const carryOver = (passages: readonly Passage[]): void => {
  const body = passages.filter(one => one.part === 'body' && one.block.kind !== 'heading')
  body.forEach((passage, at) => {
    if (!passage.sentences.length) return
    for (const rule of passage.quotes.length ? BLOCK_RULES : RULES) {
      const quote = rule(body, at)
      if (!quote) continue
      passage.quotes.splice(0, passage.quotes.length, quote)
      return
    }
  })
}

/** “We stay,” Ruiz said. | “We always did.” — the same speaker, where her words end the paragraph before. */
const speakerOfLastQuote: Carry = (passages, at) => {
  const before = passages[at - 1]
  const last = before?.quotes.at(-1)
  if (!last?.source || !isWhollyQuoted(passages[at]) || !endsWith(before, last)) return null
  if (isPulled(passages[at]) || (last.because === 'carried over' && !staysOpen(before))) return null
  if (
    staysOpen(passages[at]) &&
    !(staysOpen(before) && isStraight(passages[at]) === isStraight(before)) &&
    !isAnonymous(passages, at)
  )
    return null
  if (isWithinSpeech(before, last)) return null
  if (isOf(before, last.source, NO_SPEAKER) || isOf(before, last.source, OUTLET) || before.sentences.at(-1)?.at(-1)?.low === ':')
    return null
  return quoteFrom(passages[at], 'carried over', 'direct', [wholeOf(passages[at])], last.source, null)
}

/** “We stay. | “We always did,” Ruiz said. — a mark that stays open says that who speaks where it is closed speaks here too. */
const speakerOfNextQuote: Carry = (passages, at) => {
  const end = endOfSpeech(passages, at)
  const source = end > at && !isPulled(passages[at]) ? passages[end].quotes[0]?.source : null
  return source ? quoteFrom(passages[at], 'carried over', 'direct', [wholeOf(passages[at])], source, null) : null
}

/** The paragraph in which a speech is closed that is open at the end of this one, and of all between. */
const endOfSpeech = (passages: readonly Passage[], at: number): number => {
  const goesOn = (here: Passage, next: Passage | undefined) =>
    !!next?.sentences[0]?.[0]?.marked && isWhollyQuoted(here) && staysOpen(here) && isStraight(here) === isStraight(next)
  let end = at
  while (goesOn(passages[end], passages[end + 1])) end++
  return end
}

// “We stay. | “We always did.” — an open mark of which nobody is named where it is closed, either.
const isAnonymous = (passages: readonly Passage[], at: number): boolean => {
  const last = passages[endOfSpeech(passages, at)]
  return isWhollyQuoted(last) && !staysOpen(last) && !last.quotes.length && !isPulled(last)
}

/** How many paragraphs before a question the one who answers it may have spoken last. */
const LONGEST_PAUSE = 5

/** “We stay,” Ruiz says. | But who will pay? | “The town.” — what stands alone after the outlet's own question, or after “I”, is the answer of the one who spoke before it. */
const answerToOutlet: Carry = (passages, at) => {
  const question = passages[at - 1]
  if (!question || isPulled(passages[at]) || !isWhollyQuoted(passages[at]) || staysOpen(passages[at]) || !asks(question))
    return null
  for (const passage of passages.slice(Math.max(0, at - 1 - LONGEST_PAUSE), at).toReversed()) {
    const spoken = passage.quotes.findLast(one => one.form === 'direct' && one.source && !isOf(passage, one.source, OUTLET))
    if (spoken) return quoteFrom(passages[at], 'carried over', 'direct', [wholeOf(passages[at])], spoken.source, null)
  }
  return null
}

const asks = (passage: Passage): boolean => {
  const last = passage.quotes.at(-1)
  return tokensOf(passage).at(-1)?.low === '?' || (!!last?.source && isOf(passage, last.source, OUTLET))
}

const RULES: readonly Carry[] = [...BLOCK_RULES, speakerOfLastQuote, answerToOutlet, speakerOfNextQuote]

// “(Laughter)” is what the outlet heard, not what anybody said.
const STAGE_DIRECTION = /^\W*\([^)]*\)\W*$/

const isWhollyQuoted = (passage: Passage): boolean => {
  const tokens = tokensOf(passage)
  if (tokens.every(one => STAGE_DIRECTION.test(one.low))) return false
  return tokens.some(one => one.pos === 'QUOTE') && tokens.every(one => one.pos === 'QUOTE' || /^[.,…—]$/.test(one.low))
}

// “The doctor typed “unfit.” | “She wept.” — who is told of inside a speech that runs on does not give that speech.
const isWithinSpeech = (passage: Passage, { content }: Quote): boolean => {
  const open = tokensOf(passage).find(one => one.marked?.missing === 'closing')?.marked
  return !!open && content[0].start > open.whole.start
}

/** Whether a mark of a paragraph is never closed: its speech runs on, and its speaker may be named further down. */
export const staysOpen = (passage: Passage): boolean => tokensOf(passage).some(one => one.marked?.missing === 'closing')

// A paragraph that opens with another kind of mark and never closes it is from another text, which is printed as a whole.
const isStraight = (passage: Passage): boolean =>
  tokensOf(passage)
    .find(one => one.marked)
    ?.low.startsWith('"') ?? false

// Nobody else has come to act since: the quotation reaches into the last sentence of its paragraph.
const endsWith = ({ sentences }: Passage, { content, cue, source }: Quote): boolean => {
  const last = sentences.at(-1)?.[0]
  if (!last) return false
  return [...content, cue, source].some(one => one && one.end > last.start)
}

const NO_SPEAKER = /^(?:who|which|that|many|some)$/
/** The outlet speaks of itself: what follows in marks is somebody else's. */
const OUTLET = /^i$/

/** Whether a source is this word alone. */
const isOf = (passage: Passage, source: Span, word: RegExp): boolean =>
  tokensOf(passage).some(one => one.start === source.start && one.end === source.end && word.test(one.low))
