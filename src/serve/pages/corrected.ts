import { html } from 'hono/html'
import type { CorrectionView, Listed, QuotationView } from '../answer/wire/index.ts'
import { chip, type Html, href, joined, type Page, paged } from './bits.ts'
import { takeBack } from './correcting.ts'
import { count, STANDINGS, sayCarried, sayDate, sayVersion } from './say.ts'

/** What people corrected, the last first. */
export const correctionsPage = (corrections: Listed<CorrectionView>, token: string | null = null): Page => ({
  title: 'Corrections',
  at: '/corrections',
  body: html`<header class="page-head"><h1>Corrected by people</h1>
<p class="lead">${count(corrections.all, 'correction')}. What a person said outranks what the machine judged, and stays when the machine reads everything anew. It is said of the version of a page that they had before them, and is carried over to a newer one where the words that it speaks of still stand there, word for word and once.</p></header>
${corrections.all ? paged(corrections, {}, shown => html`<ul class="lines">${shown.map(one => correction(one, token))}</ul>`) : html`<p class="empty">Nobody has corrected anything yet. <code>onrecord correct</code> says how.</p>`}`
})

/** Who said so, and on a closer look by which account. */
const author = ({ by, account }: CorrectionView): Html =>
  account ? html`<b dir="auto" title="${account}">${by}</b>` : html`<b dir="auto">${by}</b>`

const correction = (one: CorrectionView, token: string | null): Html => html`<li class="line" data-item><div>
<p class="over">${author(one)} · ${sayDate(one.at.slice(0, 10))} · <code>${one.id}</code></p>
<h2>${place(one)}</h2>
${one.words.length ? html`<p class="printed" dir="auto">${joined(one.words)}</p>` : ''}
<p class="fine">Because: <span dir="auto">${one.why}</span></p>${takeBack(one, token)}</div>
<p class="under">${standingChip(one)}${one.note ? html` ${one.note}` : ''}${carriedTo(one)}</p></li>`

const carriedTo = ({ versions = [] }: CorrectionView): Html[] =>
  versions.map(
    one =>
      html`; <a href="${href('a', one.article)}${one.quotation ? `#c-${encodeURIComponent(one.quotation)}` : ''}" dir="auto">${sayCarried(one)}</a>`
  )

const place = ({ article, quotation, sentence }: CorrectionView): Html =>
  article
    ? html`<a href="${href('a', article.id)}${quotation ? `#c-${encodeURIComponent(quotation)}` : ''}" dir="auto">${sentence}</a>`
    : html`<span dir="auto">${sentence}</span>`

const standingChip = ({ standing }: CorrectionView): Html =>
  html`<span class="chip ${STANDINGS[standing].tone}" title="${STANDINGS[standing].means}">${STANDINGS[standing].name}</span>`

/** Who corrected something, when, what and why. */
export const saidBy = (corrections: readonly CorrectionView[]): Html =>
  html`<ul class="corrections">${corrections.map(one => html`<li>${author(one)}, ${sayDate(one.at.slice(0, 10))}: <span dir="auto">${one.sentence}</span>. <q dir="auto">${one.why}</q> ${one.standing === 'applies' ? '' : standingChip(one)}${fate(one)}</li>`)}</ul>`

/** What became of a correction, and from which version it was carried over, or of which it still holds. */
const fate = ({ carriedFrom, standing, note }: CorrectionView): Html | '' => {
  if (!carriedFrom) return note ? html` <span class="fine">${note}</span>` : ''
  const from = html`<a href="${href('a', carriedFrom.article)}">${sayVersion(carriedFrom.seen)}</a>`
  if (standing === 'undone') return html` <span class="fine">said of ${from}</span>`
  return standing === 'stays'
    ? html` <span class="fine">still applies to ${from}; not carried over, because ${note}</span>`
    : html` <span class="fine">carried over from ${from}${note ? `; ${note}` : ''}</span>`
}

/** That a person decided this, with who, when and why; null where nobody's word stands. */
export const personally = ({ corrected = [] }: QuotationView): Html | null => {
  const standing = corrected.filter(one => one.standing !== 'undone' && !/statement|note/.test(one.what))
  if (!standing.length) return null
  const confirmed = standing.every(one => one.what === 'confirm')
  const carried = standing.every(one => one.carriedFrom)
  const word = `${confirmed ? 'confirmed' : 'corrected'}${carried ? ', carried over' : ''}`
  return html`<details class="judged"><summary>${chip(word, 'person')}</summary>${saidBy(standing)}</details>`
}
