import type { Span } from '../text/index.ts'
import type { Token } from './wording.ts'

/** Where two wordings meet, in order: indices of words that stand for each other. */
export type Meeting = readonly [number, number]

/** What it costs to break off: without it, a stray "the" far away would be taken for the one that stands here. */
const BREAK = 0.3
/** What each word left out costs: nearly nothing, since an excerpt leaves out much. */
const SKIP = 0.01
/** What two words of one stem are worth of a full match: "wreak" and "wreaking" hold the place of each other. */
const NEAR = 0.6

/** How well two words stand for each other: 0 for not at all, else the weight of what they share. */
export const likeness = (a: Token, b: Token): number => {
  if (a.kind === 'gap' || b.kind === 'gap') return a.kind === b.kind ? 0.2 : 0
  if (a.key === b.key) return Math.max(a.weight, b.weight, 0.15)
  if (a.kind === 'bracket' || b.kind === 'bracket') return 0
  return sameStem(a.key, b.key) ? NEAR * Math.min(a.weight, b.weight) : 0
}

/** Whether two words differ in their ending only: "close" and "closing", "injection" and "injections". */
export const sameStem = (a: string, b: string): boolean => {
  const least = Math.min(a.length, b.length)
  if (a[0] !== b[0] || least < 3 || Math.abs(a.length - b.length) > 4) return false
  let shared = 0
  while (shared < least && a[shared] === b[shared]) shared++
  return shared >= 3 && shared >= Math.max(a.length, b.length) - 4 && ENDING.test(a.slice(shared)) && ENDING.test(b.slice(shared))
}

const ENDING = /^(?:e?s|e?d|e|y|ies|ied|ing|ings|er|ers|ly|al|ally|n|an|ns|ans|[a-z]ing|[a-z]ed)?$/

/** What one word put for another costs inside a run: less than breaking off, so that what follows still stands against its like. */
const REPLACE = 0.1

/**
 * The best meeting of two sequences: the heaviest words that stand in the same order, in as few runs as may be.
 * Ties go to the earlier place in the first, then in the second, so that the same input has the same answer.
 */
export const meet = <A, B>(a: readonly A[], b: readonly B[], like: (x: A, y: B) => number): Meeting[] => {
  const width = b.length + 1
  const [best, run, worth] = gridsOf((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--) {
      const here = i * width + j
      const next = here + width + 1
      const value = like(a[i], b[j])
      const goesOn = value > 0 ? value + Math.max(run[next], best[next] - BREAK) : run[next] - REPLACE
      worth[here] = value
      run[here] = goesOn
      best[here] = Math.max(goesOn, Math.max(best[here + width], best[here + 1]) - SKIP, 0)
    }
  const found: Meeting[] = []
  let [i, j, running] = [0, 0, false]
  while (i < a.length && j < b.length) {
    const [here, next] = [i * width + j, (i + 1) * width + j + 1]
    if (!running && best[here] <= 0) break
    if (running || run[here] === best[here]) {
      if (worth[here] > 0) found.push([i, j])
      running = worth[here] <= 0 || run[next] >= best[next] - BREAK
      i++
      j++
    } else if (best[here + width] >= best[here + 1]) i++
    else j++
  }
  return found.length ? withEnds(a.length, b.length, found, (x, y) => like(a[x], b[y]) > 0) : found
}

/**
 * Flat grids, a row a word of the first: what is best from here on, what is best when a run goes on here, and what the two words here are worth.
 * The same memory again and again: two wordings are laid against each other hundreds of times an article.
 */
const gridsOf = (cells: number): Float64Array[] => {
  if (cells > MOST_CELLS) return [0, 1, 2].map(() => new Float64Array(cells))
  for (const grid of grids) grid.fill(0, 0, cells)
  return grids
}

/** Two wordings of 250 words each; for longer ones memory is taken anew. */
const MOST_CELLS = 2 ** 16
const grids = [0, 1, 2].map(() => new Float64Array(MOST_CELLS))

/** The most words between the first, or the last, word of two wordings and the rest of what they share, that still makes these two one. */
const NEAR_END = 6

// "The … toll" and "The old road toll" begin alike, though one light word is not worth a run of its own.
const withEnds = (
  aLength: number,
  bLength: number,
  found: readonly Meeting[],
  alike: (i: number, j: number) => boolean
): Meeting[] => {
  const [first, last] = [found[0], found[found.length - 1]]
  const [opening, closing]: [Meeting[], Meeting[]] = [[], []]
  for (let k = 0; k < Math.min(...first) && alike(k, k); k++) opening.push([k, k])
  for (let k = 1; k < Math.min(aLength - last[0], bLength - last[1]) && alike(aLength - k, bLength - k); k++)
    closing.unshift([aLength - k, bLength - k])
  const before = Math.max(...first) - opening.length
  const after = Math.max(aLength - last[0], bLength - last[1]) - 1 - closing.length
  return [...(before <= NEAR_END ? opening : []), ...found, ...(after <= NEAR_END ? closing : [])]
}

/** One column of a collation: for each wording the index of its word, or null where it has none there. */
export type Column = readonly (number | null)[]

/** The most words at one end of two wordings that are taken for a change of words and not for two windows on one speech. */
export const EDGE = 2

/**
 * The columns of any number of wordings, word by word: each in turn is laid against the table of those before it.
 * What one has moved elsewhere stands in columns of its own. Give the fullest first; `columnsOf` depends on the order, `collate` does not.
 */
const columnsOf = (wordings: readonly (readonly Token[])[]): Column[] => {
  let columns: (number | null)[][] = wordings[0].map((_, i) => [i])
  wordings.slice(1).forEach((wording, before) => {
    const like = (column: (number | null)[], token: Token) =>
      column.reduce<number>((most, at, w) => (at === null ? most : Math.max(most, likeness(wordings[w][at], token))), 0)
    const meetings = meet(columns, wording, like)
    const next: (number | null)[][] = []
    let [column, token] = [0, 0]
    const close = (toColumn: number, toToken: number, edge: boolean) => {
      const most = Math.max(toColumn - column, toToken - token)
      const together = !edge || most <= EDGE || !meetings.length
      while (together && column < toColumn && token < toToken) next.push([...columns[column++], token++])
      while (column < toColumn) next.push([...columns[column++], null])
      while (token < toToken) next.push([...Array(before + 1).fill(null), token++])
    }
    meetings.forEach(([i, j], n) => {
      close(i, j, n === 0)
      next.push([...columns[column++], token++])
    })
    close(columns.length, wording.length, true)
    columns = next
  })
  return columns
}

/**
 * The table of any number of wordings: the rows in the order given, each with a cell for every column, a run of its words or null.
 * Words are merged into one column where no wording breaks them, and the order in which the wordings come makes no difference.
 */
export const collate = (wordings: readonly (readonly Token[])[]): (Span | null)[][] => {
  const order = wordings.map((_, i) => i).sort((x, y) => fuller(wordings[x], wordings[y]))
  const joined = joinDivided(order.map(i => wordings[i]))
  // A hundred outlets print a handful of wordings: those that are the same word for word have one row among the columns.
  const signs = joined.map(signOf)
  const once = [...new Set(signs)]
  const distinct = once.map(sign => joined[signs.indexOf(sign)])
  const merged = mergeColumns(distinct, columnsOf(distinct))
  const rows: (Span | null)[][] = Array(wordings.length)
  order.forEach((place, row) => {
    const at = once.indexOf(signs[row])
    rows[place] = merged.map(column => {
      const cells = column.map(one => one[at]).filter(cell => cell !== null)
      if (!cells.length) return null
      return { start: joined[row][cells[0]].outer.start, end: joined[row][cells.at(-1)!].outer.end }
    })
  })
  return rows
}

const signOf = (wording: readonly Token[]) => wording.map(({ kind, key, part }) => `${kind} ${part} ${key}`).join('\n')

/** The order of reading: the longest first, then by its words, then as printed; what is equal in all that gives the same row anyway. */
export const fuller = (a: readonly Token[], b: readonly Token[]): number =>
  b.length - a.length || compare(keysOf(a), keysOf(b)) || compare(printsOf(a), printsOf(b))

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const keysOf = (wording: readonly Token[]) => wording.map(one => one.key).join(' ')
const printsOf = (wording: readonly Token[]) => wording.map(one => one.print).join(' ')

/** Joins what one wording prints as two words and another as one: "paddy wagon", "counter-productive". */
export const joinDivided = (wordings: readonly (readonly Token[])[]): Token[][] => {
  const printed = new Set(wordings.flatMap(wording => wording.map(one => one.key)))
  return wordings.map(wording => {
    const joined: Token[] = []
    for (const token of wording) {
      const last = joined.at(-1)
      const key = last && last.kind === 'word' && token.kind === 'word' && last.part === token.part ? last.key + token.key : ''
      if (last && key.length > 4 && printed.has(key)) joined[joined.length - 1] = join(last, token, key)
      else joined.push(token)
    }
    return joined
  })
}

const join = (a: Token, b: Token, key: string): Token => ({
  ...a,
  key,
  end: b.end,
  outer: { start: a.outer.start, end: b.outer.end },
  print: `${a.print} ${b.print}`,
  weight: Math.max(a.weight, b.weight)
})

const mergeColumns = (wordings: readonly (readonly Token[])[], columns: readonly Column[]): Column[][] => {
  const merged: Column[][] = []
  for (const column of columns) {
    const last = merged.at(-1)?.at(-1)
    if (last && sameSplit(wordings, last, column)) merged.at(-1)!.push(column)
    else merged.push([column])
  }
  return merged
}

/** Whether two columns stand side by side in every wording and the same wordings agree in both, so that nothing is lost by making them one. */
const sameSplit = (wordings: readonly (readonly Token[])[], left: Column, right: Column): boolean => {
  const pairs = new Map<string, string>()
  const back = new Map<string, string>()
  for (let row = 0; row < wordings.length; row++) {
    const [l, r] = [left[row], right[row]]
    if (l !== null && r !== null && wordings[row][l].part !== wordings[row][r].part) return false
    const [x, y] = [l, r].map(at => (at === null ? '' : wordings[row][at].key))
    if ((pairs.get(x) ?? y) !== y || (back.get(y) ?? x) !== x) return false
    pairs.set(x, y)
    back.set(y, x)
  }
  return true
}
