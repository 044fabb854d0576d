import abbreviationList from './abbreviations.txt'
import atEndList from './abbreviations-at-end.txt'
import { markedSpans } from './marks.ts'
import openerList from './openers.txt'
import type { Span } from './span.ts'
import { trim } from './span.ts'
import type { Text } from './text.ts'
import { entries } from './words.ts'

const abbreviations = new Set(entries(abbreviationList).map(word => word.toLowerCase()))
const atEnd = new Set(entries(atEndList).map(word => word.toLowerCase()))
const openers = new Set(entries(openerList))
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/** How far the words after a candidate are looked at: one long word. */
const LONGEST_WORD = 32

/**
 * The sentences inside a span, in order, without the white space between them. A quotation of several sentences is not broken,
 * and neither is "Mr. Ruiz" or "J. Ruiz": candidates come from Unicode's sentence rules (UAX 29) and are joined again by these three rules.
 */
export const sentences = (text: Text, within: Span): Span[] => {
  const quoted = markedSpans(text, within).filter(one => one.missing === 'none' && !one.inside)
  const found: Span[] = []
  let start = within.start
  let next = 0
  for (const end of candidates(text.chars, within)) {
    while (next < quoted.length && quoted[next].whole.end <= end) next++
    const inQuotation = next < quoted.length && quoted[next].whole.start < end
    const rest = text.chars.slice(end, Math.min(end + LONGEST_WORD, within.end))
    const segment = text.chars.slice(Math.max(start, end - LONGEST_WORD), end)
    if (end < within.end && (inQuotation || endsInAbbreviation(segment, rest) || goesOn(rest))) continue
    const sentence = start < end ? trim(text, { start, end }) : null
    if (sentence) found.push(sentence)
    start = end
  }
  return found
}

/** How much is handed to the segmenter at a time: longer than nearly all paragraphs. Its cost grows faster than its input. */
const PIECE = 4000

/** Unicode's rules see no beginning in a mark before a bracket: "… he said. “<b>No” …". */
const BEFORE_BRACKET = /[.!?…]["'”’)]*\s+(?=["“‘«„]<)/g

const candidates = (chars: string, { start, end }: Span): number[] => {
  const found: number[] = []
  let size = PIECE
  for (let from = start; from < end; ) {
    const to = Math.min(end, from + size)
    const segments = Array.from(segmenter.segment(chars.slice(from, to)), one => from + one.index + one.segment.length)
    if (to < end) segments.pop()
    let last = from
    for (const end of segments) {
      for (const { 0: close, index } of chars.slice(last, end).matchAll(BEFORE_BRACKET)) found.push(last + index + close.length)
      found.push(end)
      last = end
    }
    size = segments.length ? PIECE : 2 * size
    from = segments.at(-1) ?? from
  }
  return found
}

// "Mr. Ruiz", "J. Ruiz"; "the U.N. Council" and "9 a.m. Monday", but "in the U.S. She left".
const endsInAbbreviation = (segment: string, rest: string): boolean => {
  const last = /([\p{L}.]+)\.["'”’)]*\s*$/u.exec(segment)?.[1]
  if (!last) return false
  const low = last.toLowerCase()
  if (abbreviations.has(low) || /^\p{Lu}$/u.test(last)) return true
  const canEnd = atEnd.has(low) || /^(?:\p{Lu}\.)+\p{Lu}$/u.test(last)
  const next = /^\s*([\p{L}\p{N}’']+)/u.exec(rest)?.[1]
  return canEnd && !!next && !openers.has(next.toLowerCase())
}

const goesOn = (rest: string): boolean => /^\s*[\p{Ll},;]/u.test(rest)
