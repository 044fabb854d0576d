import type { VariantView } from '../answer/wire/index.ts'
import { type Cell, cellsOf, lettersOf } from './cells.ts'
import type { Laid } from './columns.ts'

/**
 * What a printing does at a place of the base: prints its words; prints others, or leaves them out between words that it prints; does not quote so far;
 * quotes farther than the base does; or has a text behind it that does not check.
 */
export type Standing = 'same' | 'differs' | 'unquoted' | 'farther' | 'refused'

/** A printing at a column: what its cell shows, whether it begins there (a gap may run over several columns), and what it does to the base. */
export type Stand = { cell: Cell; begins: boolean; standing: Standing }

/** What a printing that stands in columns does to the base in each of them. */
export const standsOf = (row: VariantView, { base, columns }: Laid): Stand[] => {
  const cells = cellsOf(row, base, columns)
  const placed = cells.flatMap(cell => Array.from({ length: cell.columns }, (_, n) => ({ cell, begins: n === 0 })))
  return placed.map((one, column) => ({ ...one, standing: standingAt(one.cell, row, base, column) }))
}

const standingAt = ({ tone, words }: Cell, row: VariantView, base: VariantView, column: number): Standing => {
  const [here, there] = [row.cells[column], base.cells[column]]
  if (here?.refused || there?.refused) return 'refused'
  if (!here && !there) return isInside(row, column) ? 'same' : 'unquoted'
  // What a partly quoted printing skips stands outside its marks: it drops nothing of what it quotes.
  if (!here) return isInside(row, column) && row.quotation.form === 'direct' ? 'differs' : 'unquoted'
  // Dots alone put nothing in; and words outside the marks are the outlet's own.
  if (!there && tone === 'gap') return 'same'
  if (!there) return isInside(base, column) && tone !== 'outside' ? 'differs' : 'farther'
  if (tone === 'outside') return lettersOf(words).toLowerCase() === lettersOf(there.words).toLowerCase() ? 'same' : 'differs'
  return tone === 'differs' || tone === 'gap' ? 'differs' : 'same'
}

/** Whether a row prints words on both sides of a column: then what it does not print there fell out of the middle. */
const isInside = ({ cells }: VariantView, column: number): boolean =>
  cells.slice(0, column).some(Boolean) && cells.slice(column + 1).some(Boolean)
