import { fold, type Span, type Text } from '../../text/index.ts'

/** Where a text prints these words one after the other, whatever marks and spaces stand between them; null where it does not. */
export const placeIn = ({ chars }: Text, words: string): Span | null => {
  const wanted = fold(words).chars.match(/[\p{L}\p{N}]+/gu)
  if (!wanted) return null
  const folded = fold(chars)
  // Letters and figures need no escape.
  const found = new RegExp(`(?<![\\p{L}\\p{N}])${wanted.join('[^\\p{L}\\p{N}]+')}(?![\\p{L}\\p{N}])`, 'u').exec(folded.chars)
  return found && folded.toSource(found.index, found.index + found[0].length)
}
