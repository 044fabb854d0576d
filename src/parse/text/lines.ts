import type { Span } from '../../text/index.ts'

/** A line of a text, or the lines of a hard-wrapped paragraph: its characters, a plain form for rules, and how it stands. */
export type Line = Span & {
  readonly chars: string
  /** Lower case, no accents, straight marks, single spaces, without bullets and arrows in front. */
  readonly plain: string
  readonly words: number
  /** Whether a blank line stands before it. */
  readonly apart: boolean
  /** Whether it ends as a sentence ends. */
  readonly closed: boolean
}

type Raw = { start: number; end: number; apart: boolean }

/** Longest printed column of a mailed or typewritten page: mail wraps at 72 to 78, terminals at 80. */
const WIDEST_COLUMN = 84
/** Fewer wrapped lines than this show no habit. */
const LEAST_WRAPPED = 4

/** The lines of a text that hold more than white space, in order; a paragraph that was clearly hard-wrapped is one Line. */
export const readLines = (chars: string): Line[] => {
  const raw = rawLines(chars)
  return (isWrapped(chars, raw) ? joinWrapped(chars, raw) : raw).map(one => lineOf(chars, withoutEmphasis(chars, one)))
}

/** Marks of Markdown around a whole line: "*The harbour stays closed.*", "**Repairs to the quay**". */
const EMPHASIS = /^([*_])\1{0,2}(?=[^\s*_])/
const withoutEmphasis = (chars: string, raw: Raw): Raw => {
  const marks = EMPHASIS.exec(chars.slice(raw.start, raw.start + 4))?.[0].length ?? 0
  const [start, end] = [raw.start + marks, raw.end - marks]
  if (!marks || end <= start) return raw
  const mark = chars[raw.start]
  const isWhole = chars.slice(end, raw.end) === mark.repeat(marks) && !chars.slice(start, end).includes(mark)
  return isWhole ? { ...raw, start, end } : raw
}

const NEW_LINE = /\r\n|[\n\r\u2028\u2029]/g

const rawLines = (chars: string): Raw[] => {
  const found: Raw[] = []
  let from = 0
  let apart = false
  const take = (to: number) => {
    let start = from
    let end = to
    while (start < end && isSpace(chars, start)) start++
    while (end > start && isSpace(chars, end - 1)) end--
    if (start < end) found.push({ start, end, apart })
    apart = start === end
  }
  for (const { index, 0: mark } of chars.matchAll(NEW_LINE)) {
    take(index)
    from = index + mark.length
  }
  take(chars.length)
  return found
}

const isSpace = (chars: string, at: number) => /[\s\u200b\u2060\ufeff\0]/.test(chars[at])

const CLOSED = /[.!?…。！？](?:["'”’»›)\]*_]|\[\d+\])*$/
const BULLET = /^(?:[•‣▪◦●·*–—-]|\d{1,2}[.)])\s+\S/

const isWrapped = (chars: string, raw: readonly Raw[]): boolean => {
  let inner = 0
  let open = 0
  for (let i = 1; i < raw.length; i++) {
    const before = raw[i - 1]
    if (raw[i].end - raw[i].start > WIDEST_COLUMN) return false
    if (raw[i].apart) continue
    inner++
    if (before.end - before.start > 40 && !CLOSED.test(chars.slice(before.end - 4, before.end))) open++
  }
  return inner >= LEAST_WRAPPED && open > 0.6 * inner
}

const joinWrapped = (chars: string, raw: readonly Raw[]): Raw[] => {
  const found: Raw[] = []
  for (const one of raw) {
    const last = found.at(-1)
    if (last && !one.apart && !BULLET.test(chars.slice(one.start, one.start + 8))) last.end = one.end
    else found.push({ ...one })
  }
  return found
}

/** Rules look at a line's first characters only: no boilerplate needs more, and a text may be one line of ten million. */
const LOOKED_AT = 4000

/** The Line at a span of a text. */
export const lineOf = (text: string, { start, end, apart }: Span & { apart: boolean }): Line => {
  const chars = text.slice(start, end)
  const plain = plainOf(chars.slice(0, LOOKED_AT))
  return { start, end, apart, chars, plain, words: countWords(chars), closed: CLOSED.test(chars.slice(-8)) }
}

/** The plain form of a line, for rules written in lower-case ASCII. */
export const plainOf = (chars: string): string =>
  (/^[\0-\x7f]*$/.test(chars) ? chars : unaccented(chars))
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .replace(/^[^\p{L}\p{N}"'([{@#$]+/u, '')
    .trim()

const unaccented = (chars: string) =>
  chars
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[“”„‟«»]/g, '"')
    .replace(/[‘’‚‛‹›`´ʼ]/g, "'")
    .replace(/[‐‑‒–—―−]/g, '-')
    .replace(/[\u00ad\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/ß/g, 'ss')
    .replace(/[øØ]/g, 'o')
    .replace(/[æÆ]/g, 'ae')
    .replace(/[łŁ]/g, 'l')
    .replace(/ı/g, 'i')

const countWords = (chars: string): number => {
  let count = 0
  let inside = false
  for (let i = 0; i < chars.length; i++) {
    const code = chars.charCodeAt(i)
    const space = code <= 32 || code === 160
    if (!space && !inside) count++
    inside = !space
  }
  return count
}

/** Whether a line stands behind a bullet, a dash or a number, as an item of a list. */
export const isItem = (line: Line): boolean => BULLET.test(line.chars)

/** Whether a line breaks off and the next goes on in small letters: a sentence cut in two by the page. */
export const runsOn = (lines: readonly Line[], at: number): boolean =>
  !lines[at].closed && /^\p{Ll}/u.test(lines[at + 1]?.chars ?? '')
