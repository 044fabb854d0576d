import { html } from 'hono/html'
import type { JobLine, JobsView } from '../answer/wire/index.ts'
import { jobFacts, waitFacts } from '../command/print-jobs.ts'
import { chip, type Html, type Page, paged } from './bits.ts'
import { count } from './say.ts'

/** What works on the record, how far it has come, and what waits. */
export const jobsPage = ({ jobs, waits, left }: JobsView): Page => ({
  title: 'Jobs',
  at: '/jobs',
  body: html`<header class="page-head"><h1>Jobs</h1>
<p class="lead">${waitFacts(waits)}</p></header>
${jobs.all ? paged(jobs, {}, shown => html`<ul class="lines">${shown.map(item)}</ul>`) : html`<p class="empty">Nothing has worked on this record for longer than a moment.</p>`}
${left.length ? html`<section aria-labelledby="left"><h2 id="left">Why articles of feeds could not be read</h2><ul class="lines">${left.map(one => html`<li class="line"><p dir="auto">${one.why}</p><p class="under">${count(one.articles, 'article')}</p></li>`)}</ul></section>` : ''}`
})

const item = (one: JobLine): Html => html`<li class="line" data-item><div>
<p class="over">${one.kind} ${chip(one.state, one.state === 'killed' ? 'loss' : '')}</p>
<h2 dir="auto">${one.what || 'what is watched'}</h2>
${one.total && one.state === 'running' ? html`<progress max="${one.total}" value="${one.done}" aria-label="${one.done} of ${one.total}"></progress>` : ''}</div>
<div class="beside">${jobFacts(one).map(fact => html`<p class="under">${fact}</p>`)}${one.note ? html`<p class="note" dir="auto">${one.note}</p>` : ''}</div></li>`
