import { overlap, type Span, type Text, trim } from '../text/index.ts'
import type { Quote, Reading, Some, Tagged } from '../types.ts'
import { confidenceOf } from './confidence.ts'
import { formOf, type Passage } from './passage.ts'
import { toMarks } from './tagged-bounds.ts'

/** What a Quote that the tagger found says in `because`. */
export const TAGGER = 'tagger'

/**
 * The tagger's attributions as quotations, each with the passages that hold its content. Content is cut where blocks end, so that furniture
 * and captions inside a speech are no part of it; what has its cue in no passage is nobody's.
 */
export const quotesOf = (reading: Reading, passages: readonly Passage[], tagged: readonly Tagged[]): [Quote, Passage[]][] =>
  tagged.flatMap((one): [Quote, Passage[]][] => {
    const home = passageAt(passages, one.cue)
    if (!home) return []
    const pieces = piecesOf(reading.text, passages, one).filter(({ passage }) => passage.part === home.part)
    const [first, ...rest] = pieces.map(({ span }) => span)
    if (!first) return []
    const content: Some<Span> = [first, ...rest]
    const marked = pieces.flatMap(({ passage }) => passage.marked)
    const source = one.source && passageAt(passages, one.source) ? one.source : null
    const form = formOf(reading.text, marked, content)
    const quote: Quote = {
      form,
      part: home.part,
      content,
      cue: one.cue,
      source,
      because: TAGGER,
      confidence: confidenceOf(one.sure)
    }
    return [[quote, [...new Set(pieces.map(({ passage }) => passage))]]]
  })

type Piece = { readonly span: Span; readonly passage: Passage }

const piecesOf = (text: Text, passages: readonly Passage[], { cue, content }: Tagged): Piece[] => {
  const pieces: Piece[] = []
  for (const passage of between(passages, content[0].start, content[content.length - 1].end))
    for (const one of content) {
      if (!overlap(one, passage.block)) continue
      const within = { start: Math.max(one.start, passage.block.start), end: Math.min(one.end, passage.block.end) }
      const span = trim(text, within)
      if (span) pieces.push({ span: toMarks(span, passage.marked, cue), passage })
    }
  return joined(pieces)
}

// Two pieces that were mended to the same marks are one.
const joined = (pieces: readonly Piece[]): Piece[] => {
  const found: Piece[] = []
  for (const { span, passage } of pieces) {
    const last = found.at(-1)
    if (last && span.start < last.span.end)
      found[found.length - 1] = { passage, span: { start: last.span.start, end: Math.max(last.span.end, span.end) } }
    else found.push({ span, passage })
  }
  return found
}

const passageAt = (passages: readonly Passage[], { start, end }: Span): Passage | null => {
  const [passage] = between(passages, start, end)
  return passage && passage.block.start <= start && end <= passage.block.end ? passage : null
}

/** The passages that a stretch of the text touches; passages stand in order. */
const between = (passages: readonly Passage[], start: number, end: number): readonly Passage[] => {
  let low = 0
  for (let high = passages.length; low < high; ) {
    const middle = (low + high) >> 1
    if (passages[middle].block.end <= start) low = middle + 1
    else high = middle
  }
  let past = low
  while (past < passages.length && passages[past].block.start < end) past++
  return passages.slice(low, past)
}
