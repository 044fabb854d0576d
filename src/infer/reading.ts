import { type Span, textOf } from '../text/index.ts'
import type { Reading, Tagged, Tagger } from '../types.ts'

/** The language that the tagger has learned. */
const LEARNED = 'en'

/**
 * The attributions of a reading as a tagger finds them in its text without the furniture, in offsets of the whole text: a span may run across furniture.
 * Null where the reading is known to be in a language that no tagger has learned.
 */
export const tagReading = async (tagger: Tagger, reading: Reading): Promise<readonly Tagged[] | null> => {
  const { language } = reading
  if (language && !language.startsWith(LEARNED)) return null
  const { chars, toSource } = withoutFurniture(reading)
  const found = chars.trim() ? await tagger.tag(textOf(chars)) : []
  return found.map(one => {
    const [first, ...rest] = one.content.map(toSource)
    return { ...one, cue: toSource(one.cue), source: one.source && toSource(one.source), content: [first, ...rest] }
  })
}

/** The text without its furniture, as a copy that knows the way back. */
const withoutFurniture = ({ text, blocks }: Reading) => {
  const kept: { from: number; start: number }[] = []
  let chars = ''
  let start = 0
  const keep = (end: number) => {
    if (start < end) kept.push({ from: chars.length, start })
    chars += text.chars.slice(start, end)
  }
  for (const block of blocks)
    if (block.kind === 'furniture') {
      keep(block.start)
      start = block.end
    }
  keep(text.chars.length)
  const sourceOf = (at: number) => {
    const piece = kept[pieceAt(kept, at)]
    return piece.start + at - piece.from
  }
  return { chars, toSource: ({ start, end }: Span): Span => ({ start: sourceOf(start), end: sourceOf(end - 1) + 1 }) }
}

const pieceAt = (kept: readonly { from: number }[], at: number): number => {
  let low = 0
  for (let high = kept.length; high - low > 1; ) {
    const middle = (low + high) >> 1
    if (kept[middle].from <= at) low = middle
    else high = middle
  }
  return low
}
