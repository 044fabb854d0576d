import { isApart, tightened, wordsApart } from '../answer/statement.ts'
import type { ColumnKind, VariantView, Words } from '../answer/wire/index.ts'
import { unmarked } from './cells.ts'

/** A collation as it is laid out: the rows that stand in columns, by quotation, and what each column's cells do to each other. */
export type Laid = { columns: ColumnKind[]; rows: ReadonlyMap<string, VariantView>; base: VariantView }

/** The table to show: without the columns that only printings apart need, and with neighbours joined that are the same in every row. */
export const laidOut = (variants: readonly VariantView[], base: VariantView): Laid => {
  const shown = variants.filter(one => one === base || !isApart(one))
  const rows = tightened(shown)
  const kept = rows[0].cells.map((_, column) => column)
  const kinds = kept.map(column => kindOf(rows, column))
  const groups = kept.reduce<number[][]>((all, column, i) => {
    const last = all.at(-1)
    const joins = last && kinds[i] === 'same' && kinds[i - 1] === 'same' && rows.every(row => goesOn(row, last.at(-1)!, column))
    if (joins) last.push(column)
    else all.push([column])
    return all
  }, [])
  const laid = rows.map(row => ({ ...row, cells: groups.map(group => together(group.map(column => row.cells[column]))) }))
  return {
    columns: groups.map(([first]) => kinds[kept.indexOf(first)]),
    rows: new Map(laid.map(row => [row.quotation.id, row])),
    base: laid[shown.indexOf(base)]
  }
}

const kindOf = (rows: readonly VariantView[], column: number): ColumnKind => {
  const printed = rows.flatMap(({ cells }) => cells[column]?.words ?? [])
  if (new Set(printed.map(unmarked)).size < 2) return 'same'
  return wordsApart(rows, column).size < 2 ? 'accidental' : 'differs'
}

/** Whether a row goes on from one column to the next: it prints both with nothing between, or neither. */
const goesOn = ({ cells }: VariantView, left: number, right: number): boolean => {
  const [a, b] = [cells[left], cells[right]]
  if (!a || !b) return !a && !b
  return a.text === b.text && b.start - a.end <= 1 && !a.refused && !b.refused
}

const together = (cells: readonly (Words | null)[]): Words | null => {
  const printed = cells.filter(cell => cell !== null)
  if (!printed.length) return null
  const words = printed.map((cell, i) => `${i && cell.start > printed[i - 1].end ? ' ' : ''}${cell.words}`).join('')
  return { ...printed[0], end: printed[printed.length - 1].end, words }
}
