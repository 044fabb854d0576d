import { html } from 'hono/html'
import { isApart } from '../answer/statement.ts'
import type { StatementView, VariantView } from '../answer/wire/index.ts'
import { cueAfter, formMark, type Html, joined, outletOf, placeOf, whereabouts } from './bits.ts'
import type { Cell } from './cells.ts'
import { chooser, wordings } from './chooser.ts'
import { type Showing, shownAt } from './collation.ts'
import { laidOut } from './columns.ts'
import { piecesOf } from './differences.ts'
import { type Standing, standsOf } from './standing.ts'

/** Two printings beside each other, the one that is asked for and the base; both scroll in one frame. */
export const sideBySide = (statement: StatementView, showing: Showing): Html => {
  const kept = wordings(statement, showing)
  const left = kept[0].variant
  const right =
    statement.variants.find(one => one.quotation.id === showing.other && one !== left) ??
    nextTo(statement, left, kept[1]?.variant)
  const rest = kept.slice(1).some(one => one.variant === right) ? kept.slice(1) : [{ variant: right, same: [] }, ...kept.slice(1)]
  const at = (base: VariantView, other: VariantView) =>
    shownAt(statement, { ...showing, base: base.quotation.id, other: other.quotation.id })
  return html`<div class="choosers">${chooser('Left', kept, left, one => at(one, one === right ? left : right))}
${chooser('Right', rest, right, one => at(left, one), true)}</div>
<div class="side-frame" tabindex="0" role="region" aria-label="Two printings, side by side"><table class="side" role="table">
<caption class="unseen">The same place of both printings stands in one row; words that differ are marked in both.</caption>
<thead role="rowgroup"><tr role="row">${head(left)}${head(right)}</tr></thead>
<tbody role="rowgroup">${rowsOf(left, right).map(row => html`<tr role="row"><td role="cell" dir="auto">${row.left}</td><td role="cell" dir="auto">${row.right}</td></tr>\n`)}</tbody></table></div>
<p class="fine">Marked: words that the other printing has otherwise, or drops between words that it prints. Soft: words that it does not quote. <a href="${at(right, left)}">Change sides</a></p>`
}

/** What stands on the right when nothing is asked for: the first printing of other words, else the first other one. */
const nextTo = ({ variants }: StatementView, left: VariantView, other: VariantView | undefined): VariantView =>
  other ?? variants.find(one => one !== left) ?? left

const head = ({
  quotation
}: VariantView): Html => html`<th scope="col" role="columnheader"><a class="outlet" href="${placeOf(quotation)}">${outletOf(quotation.article)}</a>
<span class="where">${whereabouts(quotation)}</span> <span class="where">${formMark(quotation)}${cueAfter(quotation)}</span></th>`

type SideRow = { left: Html[]; right: Html[] }

/** Both printings in rows of a sentence or more, so that they stay level however long they are. */
const rowsOf = (left: VariantView, right: VariantView): SideRow[] => {
  if (isApart(left) || isApart(right)) return [wordForWord(left, right)]
  const laid = laidOut([left, right], left)
  const stands = standsOf(laid.rows.get(right.quotation.id)!, laid)
  const rows: SideRow[] = [{ left: [], right: [] }]
  stands.forEach(({ cell, begins, standing }, column) => {
    const row = rows.at(-1)!
    const words = laid.base.cells[column]
    if (words) row.left.push(shown(words.refused ? `(refused: ${words.refused})` : words.words, standing))
    if (begins) row.right.push(against(cell, standing))
    const ended = ENDS.test(words?.words ?? cell.words)
    if (ended && column < stands.length - 1) rows.push({ left: [], right: [] })
  })
  return rows
}

const ENDS = /[.!?…][”"’'»)\]]*\s*$/

const shown = (words: string, standing: Standing): Html => {
  if (standing === 'differs') return html`<mark>${words}</mark> `
  return standing === 'unquoted' ? html`<span class="unquoted">${words}</span> ` : html`${words} `
}

const against = ({ words, badge, sense, tone }: Cell, standing: Standing): Html =>
  html`${words ? shown(words, standing === 'farther' ? 'unquoted' : standing) : ''}${badge ? html`<span class="badge${tone === 'loss' || tone === 'refused' ? ' loss' : standing === 'differs' ? '' : ' mild'}">${badge}</span> ` : ''}${sense ? html`<span class="badge loss">${sense}</span> ` : ''}`

/** Printings that do not stand in columns with each other, told or translated anew: the words that differ, by themselves. */
const wordForWord = (left: VariantView, right: VariantView): SideRow => {
  const pieces = piecesOf(joined(left.quotation.content), joined(right.quotation.content))
  const marked = ({ words, differs }: (typeof pieces.before)[number]) => (differs ? html`<mark>${words}</mark>` : html`${words}`)
  return { left: pieces.before.map(marked), right: pieces.after.map(marked) }
}
