import { fold } from '../../text/index.ts'
import type { QuotationView } from './wire/index.ts'

/** How many characters of a quotation a line of answers shows. */
const LONGEST = 160

/** The quotation's words around the first one that was asked for, on one line; empty where they are refused. */
export const snippetOf = ({ content }: QuotationView, asked: string): string => {
  if (content.some(one => one.refused)) return ''
  const words = content
    .map(one => one.words)
    .join(' … ')
    .replace(/\s+/g, ' ')
  if (words.length <= LONGEST) return words
  const wanted = fold(asked)
    .chars.split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  const folded = fold(words)
  const hits = wanted.map(one => folded.chars.indexOf(one)).filter(at => at >= 0)
  const first = hits.length ? folded.toSource(Math.min(...hits), Math.min(...hits) + 1).start : 0
  const start = first < LONGEST - 40 ? 0 : words.indexOf(' ', first - 60) + 1
  const end = start + LONGEST >= words.length ? words.length : words.lastIndexOf(' ', start + LONGEST)
  return `${start ? '… ' : ''}${words.slice(start, end)}${end < words.length ? ' …' : ''}`
}
