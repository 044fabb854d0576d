import { type Span, slice, type Text } from '../text/index.ts'

/** Words of a text where they stand in it: what is around them may tell why they are printed as they are. */
export type Printed = { readonly text: Text; readonly content: readonly Span[] }

/** An apostrophe inside a word, straight or curly: "don't", "Ada’s". At the ends of words it may be a quotation mark, and tells nothing. */
const APOSTROPHE = /(?<=\p{L})['’](?=\p{L})/gu

const apostrophesIn = (chars: string): readonly string[] => chars.match(APOSTROPHE) ?? []

/**
 * Whether two printings differ in the shape of an apostrophe, and the house style of neither outlet explains it: they stand alone, or are printed otherwise
 * than what is around them, as what was pasted from elsewhere is.
 */
export const otherApostrophes = (a: Printed, b: Printed): boolean => {
  const [left, right] = [a, b].map(({ text, content }) => content.flatMap(span => apostrophesIn(slice(text, span))))
  return left.join('') !== right.join('') && !isHouseStyle(a, left) && !isHouseStyle(b, right)
}

/** Most apostrophes around the words have the shape of those in them. Outlets mix the two: of two thousand articles two in five had both. */
const isHouseStyle = ({ text }: Printed, own: readonly string[]): boolean => {
  const all = apostrophesIn(text.chars)
  const around = (shape: string) => count(all, shape) - count(own, shape)
  return own.every(shape => 2 * around(shape) > all.length - own.length)
}

const count = (some: readonly string[], shape: string) => some.filter(one => one === shape).length
