import type { Span } from './span.ts'

/** A simplified copy that knows the way back: offsets of `chars` lead to spans of the source through `toSource`. */
export type Folded = { readonly chars: string; toSource(start: number, end: number): Span }

const SAME: readonly [RegExp, string][] = [
  [/[“”„‟«»〝〞＂]/u, '"'],
  [/[‘’‚‛‹›`´ʼ′＇]/u, "'"],
  [/[‐‑‒–—―−]/u, '-'],
  [/…/u, '...'],
  [/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/u, ''],
  [/\s/u, ' ']
]

/**
 * A copy in lower case, without accents and invisible characters, with straight marks, plain dashes and single spaces, for comparing.
 * `toSource(i, j)` gives the span of the source whose folded form is `chars[i, j)`; it throws a RangeError for an empty or foreign stretch.
 */
export const fold = (source: string): Folded => {
  let chars = ''
  const starts: number[] = []
  const ends: number[] = []
  let at = 0
  for (const character of source) {
    const plain = simplify(character)
    const next = at + character.length
    if (plain === ' ' && chars.endsWith(' ')) ends[ends.length - 1] = next
    else
      for (let unit = 0; unit < plain.length; unit++) {
        starts.push(at)
        ends.push(next)
      }
    if (!(plain === ' ' && chars.endsWith(' '))) chars += plain
    at = next
  }
  const toSource = (start: number, end: number): Span => {
    if (!(0 <= start && start < end && end <= chars.length))
      throw new RangeError(`[${start}, ${end}) is not inside a folded text of ${chars.length}`)
    return { start: starts[start], end: ends[end - 1] }
  }
  return { chars, toSource }
}

const simplify = (character: string): string => {
  if (character < '\u0080') return /\s/.test(character) ? ' ' : character.toLowerCase()
  for (const [like, plain] of SAME) if (like.test(character)) return plain
  return character.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase() || character
}
