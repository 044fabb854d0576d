import { html } from 'hono/html'
import type { ChangeKind } from '../../types.ts'
import type { ArticleView, ChangeView, Listed, RevisionView } from '../answer/wire/index.ts'
import { chip, type Html, href, outletOf, type Page, paged, titleOf } from './bits.ts'
import { wordByWord } from './differences.ts'
import { CHANGES, count, sayDated } from './say.ts'

/** What changed between versions of a page, the last read first. */
export const changesPage = (changes: Listed<RevisionView>, article: string): Page => ({
  title: 'Changes',
  at: '/changes',
  body: html`<header class="page-head"><h1>Changed after it was read</h1>
<p class="lead">${count(changes.all, 'page')} read again and found changed in a quotation, a speaker, a number, a day, the word for saying, the headline, or a live blog’s posts; or with a note of correction. ${chip('machine', 'machine')} <a href="/changes.atom">As a feed</a>${article ? html`. <a href="/changes">Show all</a>` : ''}</p></header>
${changes.all ? paged(changes, article ? { article } : {}, shown => html`<ul class="lines">${shown.map(revision)}</ul>`) : html`<p class="empty">No page was read in two versions that differ so. <code>onrecord add URL</code> reads a page again.</p>`}`
})

/** Two versions of a page, and what changed from one to the other. */
export const revision = ({ earlier, later, changes }: RevisionView): Html => html`<li class="revision" data-item>
<p class="over"><b>${outletOf(later)}</b> · ${when(earlier.seen)} → ${when(later.seen)}</p>
<h2><a href="${href('a', later.id)}#changes">${titleOf(later)}</a></h2>
${changes.map(one => change(one))}</li>`

const when = (seen: string) => sayDated({ value: seen, precision: 'minute', evidence: '' })

const change = (one: ChangeView): Html =>
  html`<div class="change"><p class="kinds">${one.kinds.map(kind => html`${kindChip(kind)} `)}</p>${wordByWord(one)}</div>`

const kindChip = (kind: ChangeKind): Html => html`<span class="chip ${CHANGES[kind].tone}">${CHANGES[kind].name}</span>`

/** The versions of an article's address to choose from, and what changed in this one. */
export const versionsOf = (article: ArticleView): Html | '' => {
  const { versions, id, changes } = article
  if (!versions.length) return ''
  const here = versions.findIndex(one => one.id === id)
  return html`<section class="history" id="changes" aria-labelledby="versions"><div class="section-head"><h2 id="versions">Version ${here + 1} of ${versions.length}</h2></div>
<ol class="picker">${versions.map(
    one =>
      html`<li>${one.id === id ? html`<b aria-current="true">${one.n}</b>` : html`<a href="${href('a', one.id)}#changes">${one.n}</a>`} <span class="fine">read ${when(one.seen)}${one.changes ? html`, ${count(one.changes, 'change')}` : ''}</span></li>`
  )}</ol>
${here > 0 ? (changes.length ? html`<p class="fine">Since version ${here}, with what stands around the article left out. ${chip('machine', 'machine')}</p>${changes.map(change)}` : html`<p class="fine">Since version ${here} nothing changed in a quotation, a speaker, a number, a day, the word for saying, the headline, or a live blog’s posts.</p>`) : ''}</section>`
}
