import { html } from 'hono/html'
import type { CorrectionView, Listed } from '../answer/wire/index.ts'
import { brief, chip, type Html, href, type Page, paged } from './bits.ts'
import { count, STANDINGS, sayDate } from './say.ts'

const isNote = ({ what }: CorrectionView) => what === 'note'

/** The notes among what people said. */
export const notesAmong = (corrections: readonly CorrectionView[] = []): CorrectionView[] => corrections.filter(isNote)

/** What people noted on something, and a form for one more; without a token the record cannot be written here. `back` is the page to come back to, `opens` what opens the form. */
export const notesBeside = (
  notes: readonly CorrectionView[],
  { id, back, token, opens = 'add a note' }: { id: string; back: string; token: string | null; opens?: string }
): Html | '' =>
  notes.length || token
    ? html`<aside class="notes" aria-label="Notes by people">${notes.map(said)}${token ? noteForm(id, back, token, opens) : ''}</aside>`
    : ''

const said = ({ by, at, why }: CorrectionView): Html =>
  html`<p class="noted">${chip('note', 'person')} <span class="noted-words" dir="auto">${why}</span> <span class="fine"><b dir="auto">${by}</b>, ${sayDate(at.slice(0, 10))}</span></p>`

const noteForm = (
  id: string,
  back: string,
  token: string,
  opens: string
): Html => html`<details class="correcting"><summary>${opens}</summary>
<form method="post" action="/note"><input type="hidden" name="token" value="${token}"><input type="hidden" name="id" value="${id}"><input type="hidden" name="back" value="${back}">
<label for="note-${id}">A note of yours, which stays</label> <textarea id="note-${id}" name="words" rows="3" required maxlength="2000" dir="auto"></textarea>
<label for="note-by-${id}">Noted by</label> <input id="note-by-${id}" name="by" required maxlength="200" dir="auto" autocomplete="name" data-author>
<button class="main">Note</button></form></details>`

/** What people noted, the last first. */
export const notesPage = (notes: Listed<CorrectionView>): Page => ({
  title: 'Notes',
  at: '/notes',
  body: html`<header class="page-head"><h1>Notes</h1>
<p class="lead">${count(notes.all, 'note')} by people, on quotations, statements, articles and stories. They are theirs, not the record’s, and stay when everything is read anew. <code>note:word</code> and <code>has:note</code> find what they are on.</p></header>
${notes.all ? paged(notes, {}, shown => html`<ul class="lines">${shown.map(noteItem)}</ul>`) : html`<p class="empty">Nobody has noted anything yet. Open a quotation, a statement, an article or a story, and choose “note”; or <code>onrecord note ID WORDS</code>.</p>`}`
})

const noteItem = (note: CorrectionView): Html => html`<li class="line" data-item><div>
<p class="over"><b dir="auto">${note.by}</b> · ${sayDate(note.at.slice(0, 10))} · on ${place(note)}</p>
<p class="noted-words" dir="auto">${note.why}</p></div>
<div class="beside">${note.words.length ? html`<p class="printed small" dir="auto">${brief(note.words, 20)}</p>` : ''}${note.standing === 'applies' ? '' : html`<p class="under">${chip(STANDINGS[note.standing].name, STANDINGS[note.standing].tone)} ${note.note}</p>`}</div></li>`

const place = ({ article, quotation, about = 'quotation' }: CorrectionView): Html =>
  article
    ? html`<a href="${href('a', article.id)}${quotation ? `#c-${encodeURIComponent(quotation)}` : ''}">${WHAT[about]}</a>`
    : html`${WHAT[about]}`

const WHAT = { quotation: 'a quotation', statement: 'a statement', article: 'an article', story: 'a story' }
