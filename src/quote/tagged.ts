import { overlap, type Span, type Text, trim } from '../text/index.ts'
import type { Quote, Reading, Some, Tagged } from '../types.ts'
import { confidenceOf } from './confidence.ts'
import { formOf, type Passage } from './passage.ts'
import { toMarks } from './tagged-bounds.ts'

/** What a Quote that the tagger found says in `because`. */
export const TAGGER = 'tagger'

/** A quotation and the passage that holds its content. */
export type Placed = { readonly passage: Passage; readonly quote: Quote }

/**
 * The tagger's attributions as quotations, one for each paragraph of a speech: the paragraph of the cue has it, the others carry on without one.
 * Content is cut where blocks end, so that furniture inside a speech is no part of it; what has its cue in no passage is nobody's.
 */
export const quotesOf = (reading: Reading, passages: readonly Passage[], tagged: readonly Tagged[]): Placed[] =>
  tagged.flatMap(one => {
    const home = passageAt(passages, one.cue)
    if (!home) return []
    const told = between(passages, one.content[0].start, one.content[one.content.length - 1].end)
    const holding = told.filter(passage => passage.part === home.part && one.content.some(span => overlap(span, passage.block)))
    const announced = holding.includes(home) ? home : holding[0]
    const source = one.source && passageAt(passages, one.source) ? one.source : null
    return holding.flatMap((passage): Placed[] => {
      const content = contentIn(reading.text, passage, one)
      if (!content) return []
      const form = formOf(reading.text, passage.marked, content)
      const cue = passage === announced ? one.cue : null
      return [
        { passage, quote: { form, part: home.part, content, cue, source, because: TAGGER, confidence: confidenceOf(one.sure) } }
      ]
    })
  })

const contentIn = (text: Text, { block, marked }: Passage, { cue, content }: Tagged): Some<Span> | null => {
  const found: Span[] = []
  for (const one of content) {
    const inside = { start: Math.max(one.start, block.start), end: Math.min(one.end, block.end) }
    const printed = inside.start < inside.end ? trim(text, inside) : null
    if (!printed) continue
    const { start, end } = toMarks(printed, marked, cue)
    const last = found.at(-1)
    // Two pieces that were mended to the same marks are one.
    if (last && start <= last.end) found[found.length - 1] = { start: last.start, end: Math.max(last.end, end) }
    else found.push({ start, end })
  }
  const [first, ...rest] = found
  return first ? [first, ...rest] : null
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
