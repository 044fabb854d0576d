import type { Span } from '../../text/index.ts'
import { bare } from '../answer/statement.ts'
import { type Column, printedIn, type Sides } from './columns.ts'

/** So much of the shorter side must stand in both, in one order, for two stretches to be laid out word by word. */
const LEAST_ALIKE = 0.5

/** The most words of a stretch that is laid out: what is longer has been by then. */
const MOST_WORDS = 60

/** "You can eat it" against "You cannot eat it": light words, which nothing heavy holds together, are laid out by themselves. */
export const refined = (texts: Sides, column: Column): Column[] => {
  const [x, y] = [0, 1].map(side => wordsIn(printedIn(texts, column, side as 0 | 1), column[side]))
  const least = Math.min(x.length, y.length)
  // Dots stand for words of the other side: they are no word to be laid out.
  if (/…|\.\s?\.\s?\./.test(printedIn(texts, column, 0))) return [column]
  if (!least || Math.max(x.length, y.length) > MOST_WORDS) return [column]
  const met = meetings(x, y)
  if (met.length < least * LEAST_ALIKE || met.length === Math.max(x.length, y.length)) return [column]
  const stops = [[-1, -1], ...met, [x.length, y.length]]
  return stops.slice(1).flatMap(([i, j], n): Column[] => {
    const [before, behind] = [spanOf(x.slice(stops[n][0] + 1, i)), spanOf(y.slice(stops[n][1] + 1, j))]
    const between: Column[] = before || behind ? [[before, behind]] : []
    return i < x.length && j < y.length ? [...between, [x[i].at, y[j].at]] : between
  })
}

type Word = { readonly at: Span; readonly key: string }

const wordsIn = (printed: string, within: Span | null): Word[] =>
  [...printed.matchAll(/\S*[\p{L}\p{N}]\S*/gu)].map(({ 0: word, index }) => ({
    at: { start: within!.start + index, end: within!.start + index + word.length },
    key: bare(word)
  }))

const spanOf = (some: readonly Word[]): Span | null =>
  some.length ? { start: some[0].at.start, end: some[some.length - 1].at.end } : null

/** The longest run of words that both have in one order. */
const meetings = (x: readonly Word[], y: readonly Word[]): [number, number][] => {
  const most = Array.from({ length: x.length + 1 }, () => new Uint8Array(y.length + 1))
  for (let i = x.length - 1; i >= 0; i--)
    for (let j = y.length - 1; j >= 0; j--)
      most[i][j] = x[i].key === y[j].key ? most[i + 1][j + 1] + 1 : Math.max(most[i + 1][j], most[i][j + 1])
  const found: [number, number][] = []
  for (let [i, j] = [0, 0]; i < x.length && j < y.length; )
    if (x[i].key === y[j].key) found.push([i++, j++])
    else if (most[i + 1][j] >= most[i][j + 1]) i++
    else j++
  return found
}
