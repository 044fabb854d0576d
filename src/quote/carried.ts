import type { Span } from '../text/index.ts'
import type { Quote } from '../types.ts'
import { isSayingNoun } from './lexicon.ts'
import { type Passage, quoteFrom } from './passage.ts'
import { mainSubject, subjectBefore } from './subject.ts'
import type { Sentence, Token } from './tokens.ts'
import { cuesIn } from './verbs.ts'

type Rule = (passages: readonly Passage[], at: number) => Quote | null

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

/** He said: | We will stay. — the next paragraph is what was said, with marks or without. */
const blockAfterColon: Rule = (passages, at) => {
  const before = passages[at - 1]?.sentences.at(-1)
  if (before?.at(-1)?.low !== ':' || namesItsOwn(passages[at]) || isTold(passages[at])) return null
  const said = announced(before)
  return said && quoteFrom(passages[at], 'block after a colon', 'direct', [wholeOf(passages[at])], said.source, said.cue)
}

// “We stay,” she said. after a colon has a cue of its own.
const namesItsOwn = ({ quotes, sentences }: Passage): boolean => quotes.some(one => one.cue && !!sentences[0][0]?.marked)

/** “We stay,” Ruiz said. | “We always did.” — the same speaker, where her words end the paragraph before. */
const speakerOfLastQuote: Rule = (passages, at) => {
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
  if (isRelative(before, last.source) || before.sentences.at(-1)?.at(-1)?.low === ':') return null
  return quoteFrom(passages[at], 'carried over', 'direct', [wholeOf(passages[at])], last.source, null)
}

/** “We stay. | “We always did,” Ruiz said. — a mark that stays open says that who speaks where it is closed speaks here too. */
const speakerOfNextQuote: Rule = (passages, at) => {
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

/** Whether a block is set as a quotation, with marks of its own and no colon before it, is as often a line pulled from elsewhere: nobody's, then. */
export const isPulled = (passage: Passage): boolean => passage.block.kind === 'quotation' && !!tokensOf(passage)[0]?.marked

/** > We will stay. | > — Ada Ruiz: a block that is set as a quotation is the one's who signs it, else the one whose words or deeds the paragraph before tells last. */
const quotationBlock: Rule = (passages, at) => {
  if (passages[at].block.kind !== 'quotation' || isPulled(passages[at]) || signatureIn(passages[at])) return null
  const below = passages[at + 1]?.block.kind === 'quotation' ? signatureIn(passages[at + 1]) : null
  if (below) return quoteFrom(passages[at], 'quotation after a colon', 'direct', [wholeOf(passages[at])], below, null)
  const before = passages[at - 1]
  const tokens = before?.sentences.at(-1) ?? []
  const subject = mainSubject(tokens, 0, tokens.length)
  const source = before?.quotes.at(-1)?.source ?? (subject && spanOf(tokens, subject))
  return source && quoteFrom(passages[at], 'block after a colon', 'direct', [wholeOf(passages[at])], source, null)
}

/** “We stay here for good” | Ada Ruiz, mayor — a quotation that is signed, on its own last line or in the block below. */
const signed: Rule = (passages, at) => {
  const tokens = tokensOf(passages[at])
  const own = tokens.findLastIndex(one => one.pos === 'QUOTE') + 1
  if (!own || !tokens.slice(0, own).every(one => one.pos === 'QUOTE' || /^[.,…]$/.test(one.low))) return null
  // “Read next:” | Town Stays Put: what announces is not what is signed.
  if (/:\W*$/.test(tokens[own - 1].low)) return null
  const below = own === tokens.length && passages[at + 1] ? tokensOf(passages[at + 1]) : []
  const source = own < tokens.length ? signature(tokens.slice(own), isDash(tokens[own])) : signature(below, true)
  const content = spanOf(tokens, { from: 0, to: own })
  return source && quoteFrom(passages[at], 'quotation after a colon', 'direct', [content], source, null)
}

// > — Ada Ruiz, mayor; without a dash, nothing but a name of two words and what follows its comma.
const signatureIn = (passage: Passage): Span | null => {
  const tokens = tokensOf(passage).filter((one, i) => i > 0 || one.low !== '>')
  return tokens[0] && (isDash(tokens[0]) || isFullName(tokens)) ? signature(tokens, true) : null
}

const isFullName = (tokens: readonly Token[]): boolean => {
  const comma = tokens.findIndex(one => one.low === ',')
  const name = comma < 0 ? tokens : tokens.slice(0, comma)
  return name.length > 1 && name.every(one => one.pos === 'PROPN' && !one.marked)
}

const LONGEST_SIGNATURE = 14
const isDash = ({ low }: Token): boolean => /^(?:-|–|—|--|―)$/.test(low)
const signature = (tokens: readonly Token[], parted: boolean): Span | null => {
  const dash = tokens[0] && isDash(tokens[0]) ? 1 : 0
  const name = tokens.slice(dash, tokens.at(-1)?.low === '.' ? -1 : undefined)
  const isName =
    name[0]?.pos === 'PROPN' && name.every(one => /^(?:PROPN|NOUN|ADJ|DET|ADP|NUM|PART)$/.test(one.pos) || one.low === ',')
  return parted && isName && name.length <= LONGEST_SIGNATURE ? spanOf(name, { from: 0, to: name.length }) : null
}

/** Rules for a block that is one speech as a whole, whatever was found in its sentences. */
const BLOCK_RULES: readonly Rule[] = [signed, blockAfterColon, quotationBlock]
const RULES: readonly Rule[] = [...BLOCK_RULES, speakerOfLastQuote, speakerOfNextQuote]

// The outlet's own next paragraph, where what was announced (a picture, a post) is not in the text: it tells of others' speech or announces more.
const isTold = (passage: Passage): boolean => {
  const tokens = tokensOf(passage)
  if (tokens[0].marked) return false
  const speakers = passage.quotes.map(one => tokens.find(token => token.start === one.source?.start)?.low ?? '')
  return tokens.at(-1)?.low === ':' || speakers.some(low => !/^(?:i|we|you|my|our|who|that|which)$/.test(low))
}

const announced = (tokens: Sentence): { source: Span; cue: Span | null } | null => {
  const noun = tokens.findLastIndex(
    one => isSayingNoun(one.low) || /^(?:words|following|remarks|tweet|post|letter)$/.test(one.low)
  )
  const cue = cuesIn(tokens).findLast(one => one.kinds.has('say') || one.kinds.has('say in marks'))
  if (cue && !cue.passive && noun < cue.verb) {
    const at = subjectBefore(tokens, cue.from) ?? mainSubject(tokens, 0, cue.from)
    return at && { source: spanOf(tokens, at), cue: spanOf(tokens, cue) }
  }
  if (noun < tokens.length - 2) return null
  const at = mainSubject(tokens, 0, noun)
  return at && { source: spanOf(tokens, at), cue: spanOf(tokens, { from: noun, to: noun + 1 }) }
}

const spanOf = (tokens: Sentence, { from, to }: { from: number; to: number }): Span => ({
  start: tokens[from].start,
  end: tokens[to - 1].end
})

const tokensOf = ({ sentences }: Passage): Token[] => sentences.flat()

// Markdown sets a quotation with ">": that is not said.
const wholeOf = (passage: Passage): Span => {
  const tokens = tokensOf(passage)
  const from = tokens.findIndex(one => one.low !== '>')
  return spanOf(tokens, { from: Math.max(0, from), to: tokens.length })
}

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

const isRelative = (passage: Passage, source: Span): boolean =>
  tokensOf(passage).some(
    one => one.start === source.start && one.end === source.end && /^(?:who|which|that|many|some)$/.test(one.low)
  )
