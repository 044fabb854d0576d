import type { Text } from './text.ts'

/** `[start, end)` in UTF-16 code units of one Text: never empty, never through a character. */
export type Span = { readonly start: number; readonly end: number }

/** The Span from `start` to `end`. Throws a RangeError when it would be empty or turned round. */
export const span = (start: number, end: number): Span => {
  if (!(Number.isInteger(start) && Number.isInteger(end) && 0 <= start && start < end))
    throw new RangeError(`[${start}, ${end}) is no span`)
  return { start, end }
}

/** The words of a span. Throws a RangeError when the span leaves the text or cuts a character in two. */
export const slice = (text: Text, { start, end }: Span): string => {
  const { chars } = text
  if (!(0 <= start && start < end && end <= chars.length))
    throw new RangeError(`span [${start}, ${end}) is not inside a text of ${chars.length}`)
  if (cutsCharacter(chars, start) || cutsCharacter(chars, end))
    throw new RangeError(`span [${start}, ${end}) cuts a character in two`)
  return chars.slice(start, end)
}

/** Whether an offset stands between the two halves of a surrogate pair. */
export const cutsCharacter = (chars: string, at: number): boolean =>
  at > 0 && at < chars.length && isLow(chars.charCodeAt(at)) && isHigh(chars.charCodeAt(at - 1))

const isHigh = (unit: number) => unit >= 0xd800 && unit <= 0xdbff
const isLow = (unit: number) => unit >= 0xdc00 && unit <= 0xdfff

/** Whether two spans share at least one code unit. */
export const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end

/** Whether `outer` holds the whole of `inner`. */
export const covers = (outer: Span, inner: Span): boolean => outer.start <= inner.start && inner.end <= outer.end

/** The span without white space at its ends; null when nothing else is in it. */
export const trim = (text: Text, { start, end }: Span): Span | null => {
  while (start < end && /\s/.test(text.chars[start])) start++
  while (end > start && /\s/.test(text.chars[end - 1])) end--
  return start < end ? { start, end } : null
}

/** The last of these spans, which stand in order, that begins at a place or before it; null where none does. */
export const lastBefore = <T extends Span>(spans: readonly T[], at: number): T | null => {
  let [low, high] = [0, spans.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle].start <= at) low = middle + 1
    else high = middle
  }
  return spans[low - 1] ?? null
}
