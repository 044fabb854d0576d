import { overlap, type Span, type Text } from '../text/index.ts'
import type { Form, Quote, Reading, Tagged } from '../types.ts'
import { confidenceOf } from './confidence.ts'
import { formOf, type Passage } from './passage.ts'
import { contentIn, speakerWithin, wholeWords } from './tagged-bounds.ts'

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
    return home ? placedFrom(reading, passages, home, one) : []
  })

const placedFrom = (reading: Reading, passages: readonly Passage[], home: Passage, one: Tagged): Placed[] => {
  const { text } = reading
  const cue = wholeWords(text, one.cue)
  const told = between(passages, one.content[0].start, one.content[one.content.length - 1].end)
  const holding = told.filter(passage => passage.part === home.part && one.content.some(span => overlap(span, passage.block)))
  const announced = holding.includes(home) ? home : holding[0]
  const source = one.source && passageAt(passages, one.source) ? speakerWithin(text, wholeWords(text, one.source)) : null
  return holding.flatMap((passage): Placed[] => {
    const content = contentIn(text, passage.block, passage.marked, { cue, content: one.content })
    if (!content) return []
    const form = formOf(text, passage, content)
    const mine = passage === announced ? cue : null
    if (passage !== announced && !runsOn(text, announced, passage, form)) return []
    const confidence = confidenceOf(one.sure)
    return [{ passage, quote: { form, part: home.part, content, cue: mine, source, because: TAGGER, confidence } }]
  })
}

/** Words in marks may go on in another paragraph. What is told does so behind one that breaks off, or begins in a whole sentence before; in a heading only what a colon announces. */
const runsOn = ({ chars }: Text, { block }: Passage, other: Passage, form: Form): boolean => {
  const isLater = block.start < other.block.start
  if (isLater && chars[block.end - 1] === ':') return true
  if (other.block.kind === 'heading') return false
  const isWhole = /[.!?]\W?$/.test(chars.slice(0, (isLater ? block : other.block).end).slice(-3))
  return form !== 'indirect' || isLater !== isWhole
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
