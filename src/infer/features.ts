import type { Tokens } from './wordpiece.ts'

/**
 * What the words' numbers do not tell, three numbers a token: its shape (0 neither letters nor digits, 1 lower case, 2 capitalised, 3 upper case, 4 mixed,
 * 5 with a digit), what stands before it (0 nothing, 1 white space, 2 a line break, 3 an empty line), and where it stands to quotation marks (see `quotedStates`).
 * `training/data.py` computes the same.
 */
export const featuresOf = (chars: string, { ids, starts, ends }: Tokens): Int32Array => {
  const states = quotedStates(chars)
  const features = new Int32Array(ids.length * 3)
  for (let i = 0; i < ids.length; i++) {
    features[3 * i] = shapeOf(chars.slice(starts[i], ends[i]))
    features[3 * i + 1] = i ? gapOf(chars.slice(ends[i - 1], starts[i])) : 3
    features[3 * i + 2] = states[starts[i]]
  }
  return features
}

const shapeOf = (piece: string): number => {
  if (/\p{Nd}/u.test(piece)) return 5
  const upper = piece.match(/\p{Uppercase}/gu)?.length ?? 0
  if (!upper) return /\p{L}/u.test(piece) ? 1 : 0
  if (upper === piece.length && upper > 1) return 3
  return upper === 1 && /^\p{Uppercase}/u.test(piece) ? 2 : 4
}

const gapOf = (between: string): number => (between ? 1 + Math.min(between.split('\n').length - 1, 2) : 0)

const WORD = /[\p{L}\p{N}_]/u
const SINGLE_CLOSING = /(?<=\S)['’](?![\p{L}\p{N}_])/u
/** A single mark opens only where one closes on the same line within so many characters: longer ones are apostrophes that happen to fit. */
const FARTHEST_CLOSING = 2000

/** For each character: 0 outside quotation marks, 1 inside double marks, 2 an opening mark, 3 a closing mark, 4 inside single marks; every line begins outside. */
export const quotedStates = (chars: string): Uint8Array => {
  const states = new Uint8Array(chars.length)
  let inside = 0
  for (let at = 0; at < chars.length; at++) {
    const mark = markAt(chars, at, inside)
    if (chars[at] === '\n' || mark === 3) inside = 0
    else if (mark) inside = "'‘".includes(chars[at]) ? 4 : 1
    states[at] = mark || inside
  }
  return states
}

/** 2 for an opening mark, 3 for a closing one, 0 for every other character. */
const markAt = (chars: string, at: number, inside: number): number => {
  const char = chars[at]
  if ('“„«'.includes(char) || (char === '"' && inside !== 1)) return 2
  if ('”»"'.includes(char)) return 3
  if ("'‘".includes(char) && inside === 0) return opensSingle(chars, at) ? 2 : 0
  if ("'’".includes(char) && inside === 4) return closesSingle(chars, at) ? 3 : 0
  return 0
}

const closesSingle = (chars: string, at: number): boolean => /\S/.test(chars[at - 1]) && !WORD.test(chars[at + 1] ?? ' ')

const opensSingle = (chars: string, at: number): boolean => {
  if (WORD.test(chars[at - 1] ?? ' ') || /\s/.test(chars[at + 1] ?? ' ')) return false
  const ahead = chars.slice(at + 1, at + 1 + FARTHEST_CLOSING)
  return SINGLE_CLOSING.test(ahead.split('\n', 1)[0])
}
