import abbreviationList from './abbreviations.txt'
import { markedSpans } from './marks.ts'
import type { Span } from './span.ts'
import { trim } from './span.ts'
import type { Text } from './text.ts'
import { entries } from './words.ts'

const abbreviations = new Set(entries(abbreviationList).map(word => word.toLowerCase()))
const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' })

/**
 * The sentences inside a span, in order, without the white space between them. A quotation of several sentences is not broken,
 * and neither is "Mr. Ruiz" or "J. Ruiz": candidates come from Unicode's sentence rules (UAX 29) and are joined again by these three rules.
 */
export const sentences = (text: Text, within: Span): Span[] => {
  const quoted = markedSpans(text, within).filter(one => one.missing === 'none')
  const found: Span[] = []
  let start = within.start
  for (const { index, segment } of segmenter.segment(text.chars.slice(within.start, within.end))) {
    const end = within.start + index + segment.length
    const inQuotation = quoted.some(({ whole }) => whole.start < end && end < whole.end)
    if (end < within.end && (inQuotation || endsInAbbreviation(segment) || goesOn(text.chars, end))) continue
    const sentence = start < end ? trim(text, { start, end }) : null
    if (sentence) found.push(sentence)
    start = end
  }
  return found
}

const endsInAbbreviation = (segment: string): boolean => {
  const last = /(\S+)\.\s*$/.exec(segment)?.[1].replace(/^[^\p{L}]+/u, '')
  return !!last && (/^\p{Lu}$/u.test(last) || abbreviations.has(last.toLowerCase()))
}

const goesOn = (chars: string, at: number): boolean => /^\s*[\p{Ll},;]/u.test(chars.slice(at, at + 4))
