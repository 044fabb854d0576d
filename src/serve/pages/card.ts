import { html } from 'hono/html'
import type { ArticleView, ReadQuotation, Rival } from '../answer/wire/index.ts'
import { cueAfter, formMark, type Html, href, outletOf, placeOf, speakerLink } from './bits.ts'
import { correctingForm } from './correcting.ts'
import { answersTo } from './deciding.ts'
import { judged, judgedBriefly } from './judged.ts'
import { MANY_QUOTATIONS } from './marked.ts'
import { notesAmong, notesBeside } from './notes.ts'
import { saidBriefly } from './said.ts'
import { count, PARTS } from './say.ts'

/** Whether the record can be written from here, by which secret, and which card of an article of many quotations is to be corrected. */
export type Correcting = { readonly token: string | null; readonly correct: string | null }

/** In an article of more quotations than this, the forms of a card come when they are asked for: a hundred of them would weigh as much as ten articles. */
const MOST_FORMS = 40

/** What the record knows of one quotation, beside its words: whose, when, how often printed, how sure; and what can be done with it. */
export const card = (quotation: ReadQuotation, { id: here, quotes }: ArticleView, { token, correct }: Correcting): Html => {
  const { id, said, rival } = quotation
  const { line, reasons } = saidBriefly(said, here)
  const few = quotes.length < MANY_QUOTATIONS
  const writes = quotes.length <= MOST_FORMS || correct === id ? token : null
  return html`<article class="card ${quotation.form}" id="c-${id}" data-card="${id}" tabindex="-1">
<p class="how"><span class="who">${speakerLink(quotation.speaker)}</span> · <a href="#q-${encodeURIComponent(id)}">${formMark(quotation)}</a>${few ? cueAfter(quotation) : ''}${quotation.part === 'body' ? '' : html` · ${PARTS[quotation.part]}`}</p>
<div class="when"><span>${line}</span> ${printings(quotation)} · ${few ? judged(quotation, reasons) : judgedBriefly(quotation)}
<div class="acts"><a class="tool" href="/cite/${encodeURIComponent(id)}">cite</a>${writes ? answersTo(id) : ''}${token && !writes ? html`<a class="tool" href="?correct=${encodeURIComponent(id)}#c-${id}">correct</a>` : ''}${correctingForm(quotation, writes)}${notesBeside(notesAmong(quotation.corrected), { id, back: `${href('a', here)}#c-${id}`, token: writes, opens: 'note' })}</div></div>
${rival ? warning(rival, quotation) : ''}</article>`
}

const printings = ({ statement, printings }: ReadQuotation): Html | '' =>
  statement
    ? html`· <a class="to-statement" href="${href('st', statement)}">${printings > 1 ? count(printings, 'printing') : 'printed once'}</a>`
    : ''

/** What a card must warn of: the same words given to another speaker, here or by another outlet. */
const warning = (rival: Rival, { article }: ReadQuotation): Html => {
  const sameAddress = rival.article.address === article.address
  const elsewhere = sameAddress ? 'in another version of this page' : html`by ${outletOf(rival.article)}`
  const where = rival.article.id === article.id ? `in this article’s ${PARTS[rival.part]}` : elsewhere
  return html`<p class="warn"><b>≠ conflict</b> <a href="${placeOf(rival)}">given to ${rival.speaker?.name ?? 'nobody by name'} ${where}</a></p>`
}
