/** Words on a page of paper: where they begin and end, the line they stand on (from below), and the size of their letters. */
export type Printed = {
  readonly chars: string
  readonly left: number
  readonly right: number
  readonly base: number
  readonly size: number
}

/** Words on one line that stand further apart than this, in letter sizes, stand in two columns. */
const GUTTER = 1.6
/** Words further apart than this are two words. */
const SPACE = 0.15
/** Fewer lines than this on either side make no column. */
const LEAST_LINES = 4
/** Of the lines of a page of columns, hardly any crosses between them. */
const MOST_CROSSING = 0.3

/** The lines of a page, in the order in which they are read: columns one after the other, and what stands across them before and after. */
export const linesOnPage = (words: readonly Printed[]): Printed[] => inColumns(stretchesOf(words.filter(one => one.chars)))

/** Words beside each other on a line, joined. */
const stretchesOf = (words: readonly Printed[]): Printed[] => {
  const rows = new Map<number, Printed[]>()
  for (const word of words) {
    const row = rowOf(rows, word)
    const known = rows.get(row)
    if (known) known.push(word)
    else rows.set(row, [word])
  }
  return [...rows].sort((a, b) => b[0] - a[0]).flatMap(([, row]) => joined(row.sort((a, b) => a.left - b.left)))
}

// Letters of one line may stand a little higher or lower, as notes do.
const rowOf = (rows: ReadonlyMap<number, readonly Printed[]>, { base, size }: Printed): number => {
  const at = Math.round(base)
  for (let off = 0; off <= 0.4 * size && off < 20; off++) for (const row of [at - off, at + off]) if (rows.has(row)) return row
  return at
}

const joined = (row: readonly Printed[]): Printed[] => {
  const found: Printed[] = []
  for (const word of row) {
    const last = found.at(-1)
    const gap = last ? word.left - last.right : 0
    if (!last || gap > GUTTER * Math.max(last.size, word.size)) {
      if (word.chars.trim()) found.push(word)
      continue
    }
    const space = gap > SPACE * word.size && !/\s$/.test(last.chars) && !/^\s/.test(word.chars) ? ' ' : ''
    found[found.length - 1] = { ...last, chars: last.chars + space + word.chars, right: Math.max(last.right, word.right) }
  }
  return found.map(one => ({ ...one, chars: one.chars.replace(/\s+/g, ' ').trim() })).filter(one => one.chars)
}

/** Lines column by column, where a gutter parts the page: what crosses it ends one set of columns and begins the next. */
const inColumns = (lines: readonly Printed[]): Printed[] => {
  const gutter = gutterOf(lines)
  if (gutter === null) return [...lines]
  const found: Printed[] = []
  let left: Printed[] = []
  let right: Printed[] = []
  const flush = () => {
    found.push(...inColumns(left), ...inColumns(right))
    left = []
    right = []
  }
  for (const line of lines) {
    if (line.right <= gutter) left.push(line)
    else if (line.left >= gutter) right.push(line)
    else {
      flush()
      found.push(line)
    }
  }
  flush()
  return found
}

/** The place that most lines keep clear of, with columns on both sides; null where there is none. */
const gutterOf = (lines: readonly Printed[]): number | null => {
  if (lines.length < 2 * LEAST_LINES) return null
  const places = [...new Set(lines.map(({ left }) => Math.floor(left)))]
  let best: { at: number; crossing: number } | null = null
  for (const at of places) {
    const before = lines.filter(({ right }) => right <= at)
    const after = lines.filter(({ left }) => left >= at)
    if (before.length < LEAST_LINES || after.length < LEAST_LINES || !areBeside(before, after)) continue
    const crossing = lines.length - before.length - after.length
    if (crossing <= MOST_CROSSING * lines.length && (!best || crossing < best.crossing)) best = { at, crossing }
  }
  return best?.at ?? null
}

/** Whether two sets of lines stand beside each other for the better part: a heading's indent is no column. */
const areBeside = (before: readonly Printed[], after: readonly Printed[]): boolean => {
  const top = Math.min(Math.max(...before.map(one => one.base)), Math.max(...after.map(one => one.base)))
  const bottom = Math.max(Math.min(...before.map(one => one.base)), Math.min(...after.map(one => one.base)))
  const isBeside = ({ base }: Printed) => base <= top && base >= bottom
  return before.filter(isBeside).length >= LEAST_LINES && after.filter(isBeside).length >= LEAST_LINES
}
