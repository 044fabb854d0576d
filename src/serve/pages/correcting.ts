import { html } from 'hono/html'
import { printer } from '../answer/summary.ts'
import type { CorrectionView, QuotationView, SpeakerView, StatementView, StoryView } from '../answer/wire/index.ts'
import { brief, type Html, href, outletOf, titleInWords, whereabouts } from './bits.ts'

// The forms with which a person corrects the record. Without a token the record cannot be written from here, and there is none.

/** What a form asks for, of which thing, and the page that is shown afterwards: the list of corrections, where the thing itself may be gone by then. */
type Asks = { what?: string; id?: string; back?: string }

const asks = (token: string, { what, id, back }: Asks): Html =>
  html`<input type="hidden" name="token" value="${token}">${what ? html`<input type="hidden" name="what" value="${what}">` : ''}${id ? html`<input type="hidden" name="id" value="${id}">` : ''}${back ? html`<input type="hidden" name="back" value="${back}">` : ''}`

/** The reason and the name, without which nothing is corrected; `of` tells the fields of one form from those of the next. */
const signed = (
  of: string,
  button: string
): Html => html`<label for="why-${of}">Because</label> <input id="why-${of}" name="why" required maxlength="2000" dir="auto" autocomplete="off">
<label for="by-${of}">Your name</label> <input id="by-${of}" name="by" required maxlength="200" dir="auto" autocomplete="name">
<button class="main">${button}</button>`

const form = (opens: string, inside: Html): Html =>
  html`<details class="correcting"><summary>${opens}</summary><form method="post" action="/correct">${inside}</form></details>`

/** A form that corrects one quotation. */
export const correctingForm = (quotation: QuotationView, token: string | null): Html | '' => {
  if (!token) return ''
  const { id, speaker, content, article } = quotation
  return form(
    'correct',
    html`${asks(token, { id, back: `${href('a', article.id)}#c-${encodeURIComponent(id)}` })}
<fieldset><legend class="unseen">What is so</legend>
<label><input type="radio" name="what" value="confirm" required> it is right as it is</label>
<label><input type="radio" name="what" value="reject"> this is no quotation</label>
<label><input type="radio" name="what" value="speaker"> the speaker is</label> <input name="speaker" value="${speaker?.name ?? ''}" aria-label="The speaker, or nobody" dir="auto" autocomplete="off">
<label><input type="radio" name="what" value="bounds"> the words are</label> <textarea name="words" rows="3" aria-label="The words, as the article prints them" dir="auto">${content.map(one => one.words.replace(/\s+/g, ' ')).join('\n')}</textarea></fieldset>
${signed(id, 'Correct')}`
  )
}

/** A form that takes a correction back, where it still stands. */
export const takeBack = ({ id, standing, what }: CorrectionView, token: string | null): Html | '' =>
  token && what !== 'undo' && standing !== 'undone'
    ? form('take back', html`${asks(token, { what: 'undo', id })}${signed(id, 'Take back')}`)
    : ''

/** Forms for how a statement was put together: printings that are another statement, another statement that is this one, and which articles share copy. */
export const statementForms = (statement: StatementView, token: string | null): Html | '' => {
  if (!token) return ''
  const { id, variants, echoes } = statement
  const carriers = [...new Map(variants.map(one => [one.quotation.article.id, one.quotation.article])).values()]
  const choose = (name: string, label: string, chosen: number) =>
    html`<label>${label} <select name="${name}">${carriers.map((one, n) => html`<option value="${one.id}"${n === chosen ? ' selected' : ''}>${printer(one)}: ${one.title ?? one.opening ?? one.address}</option>`)}</select></label>`
  return html`<section aria-labelledby="correcting"><h2 id="correcting">If this was put together wrongly</h2>
${
  variants.length > 1
    ? form(
        'a printing is of another statement',
        html`${asks(token, { what: 'split', id })}<fieldset><legend class="unseen">Printings that are no part of it</legend>
${variants.map(({ quotation: one }) => html`<label><input type="checkbox" name="with" value="${one.id}"> ${outletOf(one.article)}, ${whereabouts(one)}: <span dir="auto">${brief(one.content, FEW_WORDS)}</span></label>`)}</fieldset>${signed('split', 'Part them')}`
      )
    : ''
}
${form(
  'another statement is this one',
  html`${asks(token, { what: 'merge', id })}<label for="merge-with">Its address or id</label> <input id="merge-with" name="with" required list="echoes-of" autocomplete="off">
<datalist id="echoes-of">${echoes.map(one => html`<option value="${one.id}">${brief(one.words, FEW_WORDS)}</option>`)}</datalist>${signed('merge', 'Make them one')}`
)}
${
  carriers.length > 1
    ? form(
        'two articles share copy, or do not',
        html`${asks(token, { back: `${href('st', id)}#origins` })}${choose('id', 'The article', 0)} ${choose('with', 'and', 1)}
<fieldset><legend class="unseen">What is so</legend><label><input type="radio" name="what" value="merge" required> print one copy</label> <label><input type="radio" name="what" value="split"> do not</label></fieldset>${signed('copy', 'Correct')}`
      )
    : ''
}</section>`
}

/** Words of a quotation that tell it from the next in a list of choices. */
const FEW_WORDS = 18

/** Forms for how a story was put together: articles of another one, and another one that is this. */
export const storyForms = ({ id, lines }: StoryView, token: string | null): Html | '' => {
  if (!token) return ''
  return html`<section aria-labelledby="correcting"><h2 id="correcting">If this was put together wrongly</h2>
${
  lines.length > 1
    ? form(
        'some articles are of another story',
        html`${asks(token, { what: 'split', id })}<fieldset><legend class="unseen">Articles that are no part of it</legend>
${lines.map(one => html`<label><input type="checkbox" name="with" value="${one.id}"> ${outletOf(one)}: <span dir="auto">${titleInWords(one)}</span></label>`)}</fieldset>${signed('split', 'Part them')}`
      )
    : ''
}
${form(
  'another story is this one',
  html`${asks(token, { what: 'merge', id })}<label for="merge-with">Its address or id</label> <input id="merge-with" name="with" required autocomplete="off">${signed('merge', 'Make them one')}`
)}</section>`
}

/** Forms for who a speaker is: another name of the same one, and articles that mean somebody else. */
export const speakerForms = ({ id, kind, name }: SpeakerView, token: string | null): Html | '' => {
  if (!token || kind === 'unnamed') return ''
  return html`<section aria-labelledby="correcting"><h2 id="correcting">If this is not one speaker</h2>
${form(
  'somebody else in the record is the same',
  html`${asks(token, { what: 'merge', id })}<label for="merge-with">Their name, address or id</label> <input id="merge-with" name="with" required dir="auto" autocomplete="off">${signed('merge', `Call both ${name}`)}`
)}
${form(
  'some articles mean somebody else',
  html`${asks(token, { what: 'split', id })}<label for="split-with">Their addresses or ids, one a line</label> <textarea id="split-with" name="with" rows="3" required></textarea>${signed('split', 'Part them')}`
)}</section>`
}
