import { html } from 'hono/html'
import type { StatementView } from '../answer/wire/index.ts'
import type { Html } from './bits.ts'
import { collation, rowsShown, type Showing, shownAt, type ViewName } from './collation.ts'
import { folded } from './folded.ts'
import { heatMap } from './heat.ts'
import { count } from './say.ts'
import { sideBySide } from './side.ts'

/** How the printings are to be shown, from the query of an address. */
export const showingOf = ({
  view,
  base,
  show,
  copies,
  page,
  ...given
}: Readonly<Record<string, string | undefined>>): Showing => ({
  view: view === 'heat' || view === 'side' ? view : 'table',
  base: base ?? null,
  other: given.with ?? null,
  onlyDifferences: show === 'differences',
  copies: copies === 'all',
  page: Number(page ?? 1)
})

/** How each outlet printed it, in the view that is asked for; nothing where one printing is all. `tree` is where its family tree is. */
export const collated = (statement: StatementView, showing: Showing, tree: string | null = null): Html | '' => {
  if (statement.variants.length === 1) return ''
  if (showing.view === 'table') return inColumns(statement, showing, tree)
  return html`<section aria-labelledby="collation"><div class="section-head"><h2 id="collation">How each printed it</h2></div>
${tabs(statement, showing, tree)}
${showing.view === 'heat' ? heatMap(statement, showing) : sideBySide(statement, showing)}</section>`
}

const inColumns = (statement: StatementView, showing: Showing, tree: string | null): Html => {
  const { rows, page, pages } = rowsShown(statement, showing)
  const isFolded = folded(statement.variants).length < statement.variants.length
  const at = (other: Partial<Showing>) => shownAt(statement, { ...showing, ...other })
  const turn = (to: number, name: string) =>
    to < 1 || to > pages ? '' : html`<a class="tool" href="${at({ page: to })}">${name}</a>`
  return html`<section aria-labelledby="collation"><div class="section-head"><h2 id="collation">How each printed it</h2>
<p class="tools"><a class="tool" data-key="d" href="${at({ onlyDifferences: !showing.onlyDifferences })}">${showing.onlyDifferences ? 'show all words' : 'differences only'} <kbd>d</kbd></a>
${isFolded ? html`<a class="tool" data-key="w" href="${at({ copies: !showing.copies, page: 1 })}">${showing.copies ? 'fold copies' : 'unfold copies'} <kbd>w</kbd></a>` : ''}
<span class="tool with-keys"><kbd>]</kbd> <kbd>[</kbd> printing</span> <span class="tool with-keys"><kbd>b</kbd> make base</span></p></div>
${showing.page === 'all' ? '' : tabs(statement, showing, tree)}
${collation(statement, showing)}
${pages > 1 ? html`<nav class="pages" aria-label="Pages of the table">${turn(page - 1, 'previous')} <span>${count(rows.length - 1, 'row')} besides the base; page ${page} of ${pages}</span> ${turn(page + 1, 'next')}</nav>` : ''}</section>`
}

const NAMES: Record<ViewName, string> = { table: 'Table', heat: 'Heat map', side: 'Side by side' }

const tabs = (statement: StatementView, showing: Showing, tree: string | null): Html =>
  html`<nav class="tabs" aria-label="Views of the printings"><ul>${Object.entries(NAMES).map(([view, name]) => {
    const to = shownAt(statement, { ...showing, view: view as ViewName, page: 1 })
    return html`<li><a href="${to}"${view === showing.view ? html` aria-current="page"` : ''}>${name}</a></li>`
  })}${tree ? html`<li><a href="${tree}">Family tree</a></li>` : ''}</ul></nav>`
