import { html } from 'hono/html'
import type { PositionsSide, PositionsView, ReportedBy, StatementLine, SubjectView, WordingView } from '../answer/wire/index.ts'
import { chip, type Html, href, type Page, statementItem } from './bits.ts'
import { wordByWord } from './differences.ts'
import { speakerTabs } from './lists.ts'
import { lanesOf, subjectPlace } from './positions-time.ts'
import { count, list, sayDate, sayDay } from './say.ts'

/** What one speaker, or two, said by subject and time. */
export const positionsPage = (positions: PositionsView): Page => {
  const { sides, subjects, looked, others, more } = positions
  const names = sides.map(one => one.speaker.name)
  return {
    title: `${list(names)} by subject`,
    at: '/speakers',
    body: html`<header class="page-head"><p class="eyebrow"><a href="/speakers">Speaker</a> · by subject and time</p>
<h1>${sides.map((one, n) => html`${n ? html` <span class="beside-whom">beside</span> ` : ''}<a href="${href('p', one.speaker.id)}" dir="auto">${one.speaker.name}</a>`)}</h1>
${sides.map(side => html`<p class="lead">${spanOf(side, sides.length > 1)}</p>`)}
<p class="fine">A subject is a word that several statements hold, as one of them prints it. ${chip('machine', 'machine')} ${count(others, 'statement')} of ${looked} share none${more ? `; ${count(more, 'older statement')} not looked at` : ''}.</p>
</header>
${sides.length === 1 ? html`${speakerTabs(sides[0].speaker, 'subjects')}${besideWhom(sides[0])}` : ''}
${subjects.length ? html`${lanesOf(positions)}${subjects.map((one, n) => subjectOf(one, n, sides))}` : html`<p class="empty">No two statements share a telling word.</p>`}
${sides.map(one => wordingsOf(one, sides.length > 1))}
${sides.map(one => reportedBy(one, sides.length > 1))}`
  }
}

const besideWhom = ({ speaker }: PositionsSide): Html =>
  html`<form class="filter" action="/positions"><input type="hidden" name="speaker" value="${speaker.id}"><label for="with">Beside</label> <input id="with" name="with" autocomplete="off" dir="auto" required> <button>Compare</button></form>`

const spanOf = ({ speaker, first, last, undated }: PositionsSide, named: boolean): Html =>
  html`${named ? html`<b dir="auto">${speaker.name}</b>: ` : ''}${count(speaker.statements, 'statement')}${
    first && last ? (first === last ? `, all of ${sayDate(first)}` : `, from ${sayDate(first)} to ${sayDate(last)}`) : ''
  }${undated ? `; of ${undated} no day is printed` : ''}.`

const subjectOf = ({ word, statements }: SubjectView, n: number, sides: readonly PositionsSide[]): Html =>
  html`<section class="subject" aria-labelledby="${subjectPlace(n)}"><div class="section-head"><h2 id="${subjectPlace(n)}"><q dir="auto">${word.words}</q></h2><p class="tools">${count(statements.length, 'statement')}</p></div>
${
  sides.length === 1
    ? linesOf(statements)
    : html`<div class="two-sides">${sides.map(
        ({ speaker }) =>
          html`<div><h3 dir="auto">${speaker.name}</h3>${linesOf(
            statements.filter(one => one.speaker?.id === speaker.id),
            4
          )}</div>`
      )}</div>`
}</section>`

const linesOf = (statements: readonly StatementLine[], level: 3 | 4 = 3): Html =>
  statements.length
    ? html`<ul class="lines">${statements.map(one => statementItem(one, level, { over: 'day' }))}</ul>`
    : html`<p class="fine">Nothing in the record.</p>`

const wordingsOf = ({ speaker, wordings }: PositionsSide, named: boolean): Html | '' =>
  wordings.length
    ? html`<section class="history" aria-label="Said again${named ? ` by ${speaker.name}` : ''}"><div class="section-head"><h2>Said again${named ? html` by <span dir="auto">${speaker.name}</span>` : ''}</h2></div>
<p class="fine">The same words on two occasions, with what differs marked. Why they differ is not for the record to say. ${chip('machine', 'machine')}</p>
${wordings.map(wording)}</section>`
    : ''

const wording = ({ earlier, later, change }: WordingView): Html =>
  html`<div class="change"><p class="over"><a href="${href('st', earlier.id)}">${sayDay(earlier.said)}</a> → <a href="${href('st', later.id)}">${sayDay(later.said)}</a></p>${wordByWord(change)}</div>`

const FORMS = ['direct', 'mixed', 'indirect', 'scare'] as const

const reportedBy = ({ speaker, reported }: PositionsSide, named: boolean): Html =>
  html`<section aria-label="Reported by${named ? `, ${speaker.name}` : ''}"><div class="section-head"><h2>How outlets report ${named ? html`<span dir="auto">${speaker.name}</span>` : 'them'}</h2></div>
<div class="table-frame" tabindex="0" role="region" aria-label="Quotations by outlet and form"><table class="counts"><thead><tr><th scope="col">Outlet</th><th scope="col">Quotations</th><th scope="col">in marks</th><th scope="col">partly in marks</th><th scope="col">in other words</th><th scope="col">single words</th></tr></thead>
<tbody>${reported.map(one => html`<tr><th scope="row" dir="auto">${one.outlet ?? 'outlet not named'}</th><td>${one.quotations}</td>${FORMS.map(form => html`<td>${shareOf(one, form)}</td>`)}</tr>`)}</tbody></table></div></section>`

const shareOf = (one: ReportedBy, form: (typeof FORMS)[number]): string => (one[form] ? String(one[form]) : '·')
