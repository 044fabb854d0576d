import type { VariantView } from '../answer/wire/index.ts'

/** A printing, and those that print the very same words in the same form: they need no row of their own. */
export type Kept = { readonly variant: VariantView; readonly same: readonly VariantView[] }

/** Printings with the copies folded into the first that prints their words; `whole` keeps each by itself. */
export const folded = (variants: readonly VariantView[], whole = false): Kept[] => {
  if (whole) return variants.map(variant => ({ variant, same: [] }))
  const kept = new Map<string, { variant: VariantView; same: VariantView[] }>()
  for (const variant of variants) {
    const words = JSON.stringify([variant.quotation.form, variant.cells.map(cell => cell && (cell.refused ?? cell.words))])
    const first = kept.get(words)
    if (first) first.same.push(variant)
    else kept.set(words, { variant, same: [] })
  }
  return [...kept.values()]
}

/** As many rows as a table has besides its base: more of them are on its next pages. */
export const ROWS = 24

/** The rows of a page, the base before them, and how many pages there are. */
export const rowsOn = (
  [base, ...others]: readonly Kept[],
  asked: number | 'all'
): { rows: Kept[]; page: number; pages: number } => {
  if (asked === 'all') return { rows: [base, ...others], page: 1, pages: 1 }
  const pages = Math.max(1, Math.ceil(others.length / ROWS))
  const page = Math.min(Math.max(1, Math.trunc(asked) || 1), pages)
  return { rows: [base, ...others.slice((page - 1) * ROWS, page * ROWS)], page, pages }
}
