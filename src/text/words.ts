import type { Span } from './span.ts'
import type { Text } from './text.ts'

/** A word, number or single mark of punctuation, as a span of its text. */
export type Word = Span & { readonly kind: 'word' | 'mark' }

// "U.S." and "9.5" are one word each, and so are "don't" and "end-of-year".
const PIECE =
  /(?:\p{Lu}\.){2,}|[\p{L}\p{M}\p{N}]+(?:(?:[’'‑-]|(?<=\p{N})[.,](?=\p{N}))[\p{L}\p{M}\p{N}]+)*|\.{3,}|[^\s\p{L}\p{M}\p{N}]/gu

/** The words and marks inside a span, in order; white space belongs to none of them. */
export const words = (text: Text, within: Span): Word[] => {
  const found: Word[] = []
  for (const piece of text.chars.slice(within.start, within.end).matchAll(PIECE)) {
    const start = within.start + piece.index
    found.push({ start, end: start + piece[0].length, kind: /[\p{L}\p{N}]/u.test(piece[0]) ? 'word' : 'mark' })
  }
  return found
}

/** The lines of a text that hold more than white space, without their white space at the ends. */
export const lines = (text: Text): Span[] => {
  const found: Span[] = []
  for (const line of text.chars.matchAll(/[^\r\n\u2028\u2029]+/g)) {
    const words = line[0].trim()
    const start = line.index + line[0].length - line[0].trimStart().length
    if (words) found.push({ start, end: start + words.length })
  }
  return found
}

/** The entries of a word list: one a line, in its order, without blank lines and lines that begin with "#". */
export const entries = (list: string): string[] =>
  list
    .split('\n')
    .map(line => line.trim())
    .filter(line => line && !line.startsWith('#'))
