import { html } from 'hono/html'
import type { ArticleLine, MatrixCell, MatrixView, StatementLine } from '../answer/wire/index.ts'
import { brief, type Html, href, outletOf, type Page, paged, relationChips, titleInWords } from './bits.ts'
import { CELLS, count, sayBriefDate, sayDay, sayShort } from './say.ts'

/** What of the matrix is asked for in its address. */
type Asked = { readonly [Name in (typeof ASKED)[number]]?: string }
const ASKED = ['speaker', 'sort', 'state'] as const

/** Statements against articles, grouped by outlet: who carried what, and how. */
export const matrixPage = ({ articles, others, of, rows }: MatrixView, given: Asked): Page => {
  const { speaker = '' } = given
  const asked = Object.fromEntries(ASKED.flatMap(name => (given[name] ? [[name, given[name]]] : [])))
  return {
    title: 'Who carried what',
    at: '/matrix',
    body: html`<header class="page-head"><h1>Who carried what</h1>
<p class="lead">${statementsIn(rows.all, of)}${others ? ` ${count(others, 'further article prints one', 'further articles print some')} of these and ${others === 1 ? 'is' : 'are'} not shown.` : ''}${speaker ? html` Only those of <b dir="auto">${speaker}</b>: <a href="/matrix">show all</a>.` : ''}</p>
<ul class="legend">${Object.values(CELLS).map(({ sign, name, means }) => html`<li><b aria-hidden="true">${sign}</b> ${name}: ${means}</li>`)}</ul>
${rows.all || asked.state ? choices(asked) : ''}</header>
${rows.all ? paged(rows, asked, shown => grid(articles, shown.map(carriedIn))) : html`<p class="empty">${asked.state ? 'No statement has such a cell.' : 'No statement stands in more than one article yet.'}</p>`}`
  }
}

const statementsIn = (all: number, of: number | null): string =>
  !of
    ? `${count(all, 'statement stands', 'statements stand')} in more than one article, those of most outlets first.`
    : `${count(all, 'statement')} of the ${of} of most outlets that stand in more than one article.`

const SORTS = [
  ['', 'most outlets'],
  ['differences', 'most differences'],
  ['day', 'said last']
] as const
const STATES = ['partial', 'paraphrase', 'conflicting', 'absent'] as const

/** Links to the other orders of the rows, and to those with a cell of one state. */
const choices = (asked: Asked): Html => {
  const link = (more: Asked, name: string, isNow: boolean) => {
    const query = new URLSearchParams(Object.entries({ ...asked, ...more }).filter(([, value]) => value)).toString()
    return html`<a href="/matrix${query && `?${query}`}"${isNow ? html` aria-current="true"` : ''}>${name}</a> `
  }
  const { sort = '', state = '' } = asked
  return html`<p class="row-choices"><span>First: ${SORTS.map(([to, name]) => link({ sort: to }, name, sort === to))}</span> <span>With a cell: ${link({ state: '' }, 'of any kind', !state)}${STATES.map(to => link({ state: to }, CELLS[to].name, state === to))}</span></p>`
}

/** The articles' places in the view, those of one outlet side by side, one without an outlet by itself; first those that print the first statements. */
const byOutlet = (articles: readonly ArticleLine[], rows: readonly Row[]): number[][] => {
  const groups = new Map<string, number[]>()
  articles.forEach((article, i) => {
    const whose = article.outlet ?? article.id
    groups.set(whose, [...(groups.get(whose) ?? []), i])
  })
  const firstRow = (i: number) => {
    const at = rows.findIndex(({ cells }) => cells[i].quotations.length)
    return at < 0 ? rows.length : at
  }
  const first = new Map(articles.map((_, i) => [i, firstRow(i)]))
  const earliest = (group: readonly number[]) => Math.min(...group.map(i => first.get(i)!))
  return [...groups.values()].sort((a, b) => earliest(a) - earliest(b))
}

/** A statement against the articles; `note` stands at the head of its row. */
type Row = MatrixView['rows']['lines'][number] & { note?: string }

/** In how many of the articles that are shown and can be told about a statement is printed. */
const carriedIn = (row: MatrixView['rows']['lines'][number]): Row => {
  const known = row.cells.filter(one => one.state !== 'unknown')
  const prints = known.filter(one => one.state !== 'absent').length
  return { ...row, note: ` · in ${prints} of ${count(known.length, 'article')} here that can be told about` }
}

/** Statements against articles, as a table that scrolls in its own frame. */
export const grid = (
  articles: readonly ArticleLine[],
  rows: readonly Row[],
  order: readonly number[][] = byOutlet(articles, rows)
): Html => {
  const oneYear = new Set(articles.flatMap(one => one.published?.value.slice(0, 4) ?? [])).size < 2
  return html`<div class="matrix-frame" tabindex="0" role="region" aria-label="Statements against articles">
<table class="matrix" data-matrix>
<thead><tr><td rowspan="2" class="corner">${count(rows.length, 'statement')} × ${count(articles.length, 'article')}</td>${order.map(
    group => html`<th scope="colgroup" colspan="${group.length}">${outletOf(articles[group[0]])}</th>`
  )}</tr>
<tr>${order.flat().map(i => html`<th scope="col"><a href="${href('a', articles[i].id)}" title="${titleInWords(articles[i])}">${articles[i].published ? (oneYear ? sayShort : sayBriefDate)(articles[i].published!.value.slice(0, 10)) : 'undated'}<span class="unseen">: ${titleInWords(articles[i])}</span></a></th>`)}</tr></thead>
<tbody>${rows.map(({ statement, cells, note }) => html`<tr data-item><th scope="row">${rowHead(statement, note)}</th>${order.flat().map(i => oneCell(statement, cells[i]))}</tr>\n`)}</tbody>
</table></div>`
}

/** As many words of a statement as stand on three lines at the head of its row. */
const ROW_WORDS = 22

const rowHead = (
  statement: StatementLine,
  note = ''
): Html => html`<a class="saying" href="${href('st', statement.id)}" dir="auto">${brief(statement.words, ROW_WORDS)}</a>
<small>${statement.speaker ? html`<span dir="auto">${statement.speaker.name}</span>` : 'speaker not known'} · ${sayDay(statement.said)}${note}</small> ${relationChips(statement)}`

const oneCell = (statement: StatementLine, { state, quotations }: MatrixCell): Html => {
  const { sign, name } = CELLS[state]
  const shown = html`<i aria-hidden="true">${sign}</i> ${name}${quotations.length > 1 ? html` <small>× ${quotations.length}</small>` : ''}`
  return html`<td class="${state}">${quotations.length ? html`<a href="${href('st', statement.id)}#v-${encodeURIComponent(quotations[0])}">${shown}</a>` : html`<span>${shown}</span>`}</td>`
}
