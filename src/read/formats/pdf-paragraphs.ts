import type { Printed } from './pdf-lines.ts'

/** A line further below the last than this, in letter sizes, begins a paragraph. */
const GAP = 1.75
/** Other letters are larger or smaller by more than this. */
const OTHER_SIZE = 0.12
/** A line indented by more than this, in letter sizes, begins a paragraph. */
const INDENT = 0.8
/** A line that ends so much before the others, as a share of their width, is the last of its paragraph. */
const SHORT = 0.85
/** What stands in the same place on so many pages is a running head. */
const LEAST_REPEATS = 3
/** How many lines at the top and at the bottom of a page may be running heads. */
const EDGE = 2

/** The paragraphs of a document: its lines joined, words that were parted at a line's end made whole, running heads and page numbers left out. */
export const paragraphsOf = (pages: readonly (readonly Printed[])[]): string[] => {
  const running = runningHeads(pages)
  const found: string[] = []
  let before: Printed | null = null
  for (const page of pages) {
    const lines = page.filter((line, at) => !(isEdge(page, at) && (running.has(numberless(line)) || isNumber(line))))
    const measure = widthOf(lines)
    for (const line of lines) {
      if (before && !begins(before, line, measure)) found.push(glued(found.pop()!, line.chars))
      else found.push(line.chars)
      before = line
    }
  }
  return found
}

const isEdge = (page: readonly Printed[], at: number) => at < EDGE || at >= page.length - EDGE
const isNumber = ({ chars }: Printed) => /^(?:page |p\. ?)?[-–— ]*\d{1,4}[-–— ]*(?:(?:of|\/) ?\d{1,4})?$/i.test(chars)
const numberless = ({ chars }: Printed) => chars.replace(/\d+/g, '0')

const runningHeads = (pages: readonly (readonly Printed[])[]): ReadonlySet<string> => {
  const counts = new Map<string, number>()
  for (const page of pages) {
    const edge = new Set(page.filter((_, at) => isEdge(page, at)).map(numberless))
    for (const line of edge) counts.set(line, (counts.get(line) ?? 0) + 1)
  }
  return new Set([...counts].filter(([, count]) => count >= LEAST_REPEATS).map(([line]) => line))
}

/** The width that most lines have. */
const widthOf = (lines: readonly Printed[]): number => {
  const widths = lines.map(({ left, right }) => right - left).sort((a, b) => a - b)
  return widths[Math.floor(0.75 * widths.length)] ?? 0
}

const CLOSED = /[.!?…]["'”’»)\]]*$/

/** Whether a line begins a paragraph after another line: other letters, a gap, an indent, or a last line that ends early with a full stop. */
const begins = (before: Printed, line: Printed, measure: number): boolean => {
  if (Math.abs(before.size - line.size) > OTHER_SIZE * Math.max(before.size, line.size)) return true
  const drop = before.base - line.base
  // The next column, or the next page, goes on with a sentence that has not ended.
  if (drop <= 0) return CLOSED.test(before.chars)
  if (drop > GAP * line.size) return drop > 3 * GAP * line.size ? CLOSED.test(before.chars) || isUpper(line) : true
  if (line.left - before.left > INDENT * line.size && line.left - before.left < 6 * line.size) return true
  return CLOSED.test(before.chars) && before.right - before.left < SHORT * measure
}

const isUpper = ({ chars }: Printed) => /^["'“‘«]?\p{Lu}/u.test(chars)

/** Two lines of one paragraph: a hyphen before a small letter parted a word, unless it belongs to it. */
const glued = (first: string, second: string): string => {
  if (/\p{L}[-\u00ad\u2010]$/u.test(first) && /^\p{Ll}/u.test(second)) return first.slice(0, -1) + second
  return `${first} ${second}`
}
