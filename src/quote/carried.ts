import type { Quote, Reading } from '../types.ts'
import { type Passage, quoteFrom } from './passage.ts'
import type { Sentence } from './tokens.ts'
import { mainSubject, subjectBefore } from './subject.ts'
import { cuesIn } from './verbs.ts'

/**
 * Speech that runs on from one paragraph to the next: a block without marks after "said:", and a paragraph that is wholly a quotation and
 * names no speaker of its own. Captions, headings and furniture between them are passed over.
 */
export const carryOver = (reading: Reading, passages: readonly Passage[]): void => {
  const body = passages.filter(one => one.part === 'body' && one.block.kind !== 'heading')
  body.forEach((passage, i) => {
    const before = body[i - 1]
    if (!before || passage.quotes.length) return
    const quote = blockAfterColon(reading, before, passage) ?? wholeParagraph(reading, before, passage)
    if (quote) passage.quotes.push(quote)
  })
}

const isWhollyQuoted = (passage: Passage): boolean => {
  const tokens = passage.sentences.flat()
  return tokens.some(one => one.pos === 'QUOTE') && tokens.every(one => one.pos === 'QUOTE' || /^[.,…—]$/.test(one.low))
}

const contentOf = ({ sentences }: Passage) => {
  const tokens = sentences.flat()
  return { start: tokens[0].start, end: tokens[tokens.length - 1].end }
}

const blockAfterColon = (_reading: Reading, before: Passage, passage: Passage): Quote | null => {
  const tokens: Sentence = before.sentences.at(-1) ?? []
  if (tokens.at(-1)?.low !== ':') return null
  const cue = cuesIn(tokens).filter(one => one.kinds.has('say') && !one.passive).at(-1)
  if (!cue) return null
  const source = sourceOf(tokens, cue.from)
  if (!source) return null
  return quoteFrom(passage, 'block after a colon', 'direct', [contentOf(passage)], source, { start: tokens[cue.from].start, end: tokens[cue.to - 1].end })
}

const sourceOf = (tokens: Sentence, cueFrom: number) => {
  const at = subjectBefore(tokens, cueFrom) ?? mainSubject(tokens, 0, cueFrom)
  return at && { start: tokens[at.from].start, end: tokens[at.to - 1].end }
}

const wholeParagraph = (_reading: Reading, before: Passage, passage: Passage): Quote | null => {
  if (!isWhollyQuoted(passage)) return null
  const last = before.quotes.at(-1)
  if (!last?.source) return null
  return quoteFrom(passage, 'carried over', 'direct', [contentOf(passage)], last.source, null)
}
