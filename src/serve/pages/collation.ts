import { html } from 'hono/html'
import type { Form } from '../../types.ts'
import { isApart } from '../answer/statement.ts'
import type { StatementView, VariantView } from '../answer/wire/index.ts'
import { cueAfter, formMark, type Html, href, outletOf, placeOf, whereabouts } from './bits.ts'
import { type Cell, cellsOf, unmarked } from './cells.ts'
import { type Laid, laidOut } from './columns.ts'
import { folded, type Kept, rowsOn } from './folded.ts'
import { count, RELATIONS } from './say.ts'

/** How the printings of a statement can be looked at: in columns, as the base with what differs shaded, or two beside each other. */
export type ViewName = 'table' | 'heat' | 'side'

/**
 * How the printings are to be shown: in which view, which of them is the base and which `other` one stands beside it; in the table, whether what is the same is
 * shortened, whether copies have rows, and which page of it.
 */
export type Showing = {
  view: ViewName
  base: string | null
  other: string | null
  onlyDifferences: boolean
  copies: boolean
  page: number | 'all'
}

/** A table to be looked at, without controls: with every word, or, beside other things, with long stretches shortened in which nothing differs. */
export type Fixed = 'fixed' | 'glanced'
const isFixed = (showing: Showing | Fixed): showing is Fixed => typeof showing === 'string'

/** The address of a statement that is shown so; what is as always is left out of it. */
export const shownAt = (
  { id }: Pick<StatementView, 'id'>,
  { view, base, other, onlyDifferences, copies, page }: Showing
): string => {
  const asked = {
    view: view === 'table' ? '' : view,
    base,
    with: view === 'side' ? other : '',
    show: onlyDifferences ? 'differences' : '',
    copies: copies ? 'all' : '',
    page: page === 1 || page === 'all' ? '' : String(page)
  }
  const given = Object.entries(asked).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return `${href('st', id)}${given.length ? `?${new URLSearchParams(given)}` : ''}#collation`
}

/** The printings in the order of their rows, the base first, copies folded where they are to be; and those of the page that is shown. */
export const rowsShown = ({ variants }: StatementView, showing: Showing | Fixed): ReturnType<typeof rowsOn> => {
  if (isFixed(showing)) return { rows: folded(variants, true), page: 1, pages: 1 }
  const base = variants.find(one => one.quotation.id === showing.base) ?? variants[0]
  return rowsOn(folded([base, ...variants.filter(one => one !== base)], showing.copies), showing.page)
}

/** Words kept at each end of a column that is the same everywhere, when only differences are asked for. */
const KEPT_WORDS = 2
/** The same where a table is shown at a glance. */
const GLANCED_WORDS = 12

/** From so many columns on they are too narrow to be read: each printing then runs on, its differences marked in its words. */
const MOST_COLUMNS = 9

const shortened = (words: string, kept: number): Html => {
  const all = words.split(/\s+/)
  if (all.length <= 2 * kept + 1) return html`${words}`
  const left = count(all.length - 2 * kept, 'word')
  return html`${all.slice(0, kept).join(' ')} <span class="left-out" role="img" aria-label="${left} in which no printing differs" title="${left} in which no printing differs">⋯</span> ${all.slice(-kept).join(' ')}`
}

/** The collation: one row a printing, the base first, its words in columns that line up; `fixed` or `glanced` to be looked at, without controls. */
export const collation = (statement: StatementView, showing: Showing | Fixed): Html => {
  const { rows } = rowsShown(statement, showing)
  const laid = laidOut(
    rows.map(one => one.variant),
    rows[0].variant
  )
  const shown = rows.map(one => one.variant)
  return html`<div class="collation-frame" tabindex="0" role="region" aria-label="Collation: the words of each printing in columns"><table class="collation${runs(laid) ? ' running' : ''}" role="table">
<caption class="unseen">Each row is one printing; words that stand in the same column stand for each other.</caption>
${widths(shown, laid)}<thead class="unseen" role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Printing</th><th scope="col" role="columnheader">Against the fullest reading</th>${laid.columns.map((_, i) => html`<th scope="col" role="columnheader">Words ${i + 1}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(kept => row(statement, kept, laid, showing))}</tbody></table></div>${isFixed(showing) ? '' : meanings(statement, shown, laid)}`
}

/** What the words in the second column mean, and what is marked, of those that stand there. */
const meanings = ({ variants: [fullest] }: StatementView, shown: readonly VariantView[], laid: Laid): Html => {
  const relations = [...new Set(shown.filter(one => one !== fullest).map(one => one.relation))]
  return html`<p class="fine meanings">${relations.map(one => html`<span><b>${RELATIONS[one].name}</b> ${RELATIONS[one].means}</span> `)}${runs(laid) ? html`<span><span class="differs"><span class="words">wavy</span></span> not the base’s words</span> ` : ''}<span><b>base</b> what the others are laid against</span></p>`
}

/** The share of the table's width that its words have, in hundredths. */
const WORDS_SHARE = 72
/** Characters of a cell below and above which its column becomes no narrower and no wider. */
const [LEAST_CHARS, MOST_CHARS] = [9, 160]

/** Columns as wide as what stands in them asks for, so that no row is much higher than the others: the square root evens them out. */
const widths = (shown: readonly VariantView[], laid: Laid): Html | '' => {
  if (runs(laid) || laid.columns.length < 2) return ''
  const rows = shown.flatMap(one => laid.rows.get(one.quotation.id) ?? [])
  const asked = laid.columns.map((_, column) => {
    const longest = Math.max(...rows.map(one => one.cells[column]?.words.length ?? 0))
    return Math.sqrt(Math.min(MOST_CHARS, Math.max(LEAST_CHARS, longest)))
  })
  const all = asked.reduce((sum, one) => sum + one, 0)
  return html`<colgroup><col><col>${asked.map(one => html`<col width="${Math.round((WORDS_SHARE * one) / all)}%">`)}</colgroup>`
}

const row = (statement: StatementView, { variant, same }: Kept, laid: Laid, showing: Showing | Fixed): Html => {
  const { quotation } = variant
  const isBase = quotation.id === laid.base.quotation.id
  const kept = showing === 'glanced' ? GLANCED_WORDS : !isFixed(showing) && showing.onlyDifferences ? KEPT_WORDS : null
  return html`<tr role="row" id="v-${quotation.id}" class="${isBase ? 'base' : ''}" data-variant tabindex="-1">
<th scope="row" role="rowheader"><a class="outlet" href="${placeOf(quotation)}">${outletOf(quotation.article)}</a>
<span class="where">${whereabouts(quotation)}</span>
<span class="where">${formMark(quotation)}${cueAfter(quotation)}</span>${same.length ? copies(same) : ''}</th>
<td role="cell" class="relation">${relation(statement, variant)} ${isBase ? html`<span class="is-base">the base</span>` : isFixed(showing) ? '' : makeBase(statement, variant, showing)}</td>
${isApart(variant) && !isBase ? runningCell(variant, statement, laid) : cellsOrRun(variant, laid, kept)}</tr>\n`
}

const relation = (statement: StatementView, variant: VariantView): Html => {
  if (variant === statement.variants[0]) return html`<b>fullest reading</b>`
  const { name, means, tone } = RELATIONS[variant.relation]
  return html`<b class="${tone}" title="${means}">${name}</b>`
}

const makeBase = (statement: StatementView, { quotation }: VariantView, showing: Showing): Html =>
  html`<a class="make-base" data-base href="${shownAt(statement, { ...showing, base: quotation.id, page: 1 })}">make base</a>`

/** The printings of the same words that are folded into a row. */
const copies = (same: readonly VariantView[]): Html =>
  html`<details class="copies"><summary>+ ${count(same.length, 'printing')} of the same words</summary><ul>${same.map(
    ({ quotation }) => html`<li id="v-${quotation.id}"><a href="${placeOf(quotation)}">${outletOf(quotation.article)}</a></li>`
  )}</ul></details>`

const cellsOrRun = (variant: VariantView, laid: Laid, kept: number | null): Html => {
  const all = cells(variant, laid, kept)
  if (!runs(laid))
    return html`${all.map(({ cell, inner }) => html`<td role="cell" class="${cell.tone}" colspan="${cell.columns}">${inner}</td>`)}`
  return html`<td role="cell" colspan="${laid.columns.length}">${all.map(({ cell, inner }) => html`<span class="${cell.tone}">${inner}</span>`)}</td>`
}

const runs = ({ columns }: Laid) => columns.length > MOST_COLUMNS

const cells = (variant: VariantView, laid: Laid, kept: number | null): { cell: Cell; inner: Html }[] => {
  const { columns, rows, base } = laid
  let column = 0
  return cellsOf(rows.get(variant.quotation.id)!, base, columns).map(cell => {
    const keeps = columns[column] === 'differs' ? null : kept
    column += cell.columns
    return { cell, inner: oneCell(cell, keeps, runs(laid)) }
  })
}

/** Where words run on, other words are marked in them, and a label behind each would bury them: only what is left out is told, and what makes another claim. */
const oneCell = ({ words, badge, sense, tone }: Cell, kept: number | null, isRunning: boolean): Html =>
  html`${words ? html`<span class="words" dir="auto">${kept === null ? words : shortened(words, kept)}</span> ` : ''}${badge && !(isRunning && words && tone !== 'outside') ? html`<span class="badge">${badge}</span> ` : ''}${sense ? html`<span class="badge loss">${sense}</span> ` : ''}`

const APART: Record<Form, string> = {
  direct: 'other words throughout',
  mixed: 'told, partly quoted',
  indirect: 'told, not quoted',
  scare: 'not speech'
}

/** What has words of its own runs across all columns; the words it shares with the base are underlined in it. */
const runningCell = (variant: VariantView, { variants }: StatementView, { base, columns }: Laid): Html => {
  const against = variants.find(one => one.quotation.id === base.quotation.id)!
  const pieces = variant.cells.flatMap((cell, column) => {
    if (!cell) return []
    const there = against.cells[column]
    const shared = there && unmarked(there.words).toLowerCase() === unmarked(cell.words).toLowerCase()
    return [
      shared
        ? html`<span class="shared">${cell.words}</span> `
        : html`<span class="own">${cell.refused ? `refused: ${cell.refused}` : cell.words}</span> `
    ]
  })
  return html`<td role="cell" class="apart" colspan="${columns.length}"><span class="words" dir="auto">${pieces}</span> <span class="badge">${APART[variant.quotation.form]}</span></td>`
}
