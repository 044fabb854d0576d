import { html } from 'hono/html'
import { type CheckCell, type CheckedQuote, type CheckView, type Evidence, STATES, type State } from '../answer/wire/index.ts'
import { countsLine, STATE_NAMES } from '../check/print.ts'
import { saySearched } from '../check/say.ts'
import { chip, formMark, type Html, href, joined, outletOf, type Page, speakerLink, whereabouts } from './bits.ts'
import { count, sayDate, sayDay } from './say.ts'

/** What the form of the page holds. */
export type CheckFields = { draft?: string; speaker?: string; said?: string; outlet?: string; published?: string }

/** The page that checks what is pasted into it: the form, and the verdicts, the gravest first. */
export const checkPage = (view: CheckView | null, asked: CheckFields, wrong: string | null): Page => ({
  title: view ? `Checked: ${countsLine(view) || 'no quotation'}` : 'Check a draft',
  at: '/check',
  body: html`<header class="page-head"><h1>Check a draft</h1>
<p class="lead">Paste a quotation, a paragraph or a whole draft. Each quotation in it is laid against the record, word by word.</p></header>
${wrong ? html`<p class="refusal">${wrong}</p>` : ''}
${view ? result(view) : ''}
${view ? html`<details class="again"><summary>Check it anew, or something else</summary>${form(asked)}</details>` : html`${form(asked)}${ANSWERS}`}`
})

const form = ({
  draft = '',
  speaker = '',
  said = '',
  outlet = '',
  published = ''
}: CheckFields): Html => html`<form class="check-form" action="/check" method="post">
<label for="draft">Quotation or draft</label>
<textarea id="draft" name="draft" rows="8" required dir="auto" spellcheck="false">${draft}</textarea>
<details${speaker || said || outlet ? html` open` : ''}><summary>One quotation: who is said to have said it, and when</summary>
<p class="fields"><label for="speaker">Said by</label> <input id="speaker" name="speaker" value="${speaker}" autocomplete="off" dir="auto">
<label for="said">on the day</label> <input id="said" name="said" value="${said}" placeholder="2031-03-12" pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}(/[0-9]{4}-[0-9]{2}-[0-9]{2})?" autocomplete="off">
<label for="outlet">printed by</label> <input id="outlet" name="outlet" value="${outlet}" autocomplete="off" dir="auto"></p></details>
<details${published ? html` open` : ''}><summary>A draft: its own day, for “on Tuesday” in it</summary><p class="fields"><label for="published">Day of the draft</label> <input id="published" name="published" value="${published}" placeholder="2031-03-13" pattern="[0-9]{4}-[0-9]{2}-[0-9]{2}" autocomplete="off"></p></details>
<button class="main">Check</button>
</form>`

const TONES = {
  misattributed: 'loss',
  altered: 'loss',
  elsewhere: 'differs',
  'not-in-record': 'loss',
  'cannot-measure': '',
  found: 'right'
} as const

/** What can be said of a quotation, before anything is asked: the gravest first. */
const MEANINGS: Readonly<Record<State, string>> = {
  misattributed: 'the record holds the words, and gives them to somebody else',
  altered: 'the record holds it in other words, which are shown word by word',
  elsewhere: 'the words are real, but were said on another day or printed by another outlet',
  'not-in-record': 'no text that is held has it: that alone does not make it wrong',
  'cannot-measure': 'too few words, or nothing held of that time, to tell',
  found: 'it stands in a text that is held, as the draft has it'
}

const ANSWERS = html`<section class="answers-to" aria-labelledby="answers"><h2 id="answers">What comes back</h2><dl>${STATES.map(state => html`<div><dt>${chip(STATE_NAMES[state], TONES[state])}</dt><dd>${MEANINGS[state]}</dd></div>`)}</dl></section>`

const result = (view: CheckView): Html => {
  const order = [...view.quotations].sort((x, y) => STATES.indexOf(x.state) - STATES.indexOf(y.state) || x.n - y.n)
  return html`<section class="checked" aria-labelledby="checked"><h2 id="checked">${count(order.length, 'quotation')}${order.length ? `: ${countsLine(view)}` : ': nothing stands in quotation marks'}</h2>
<ol class="lines">${order.map(verdict)}</ol>
<p class="fine">${saySearched(view.searched)} The numbers are the places in the draft.</p></section>`
}

const verdict = (one: CheckedQuote): Html => {
  const { n, state, at, sentence, claim, evidence, nearest, printings, printed } = one
  const differs = state !== 'found' && evidence?.cells.some(cell => ['differs', 'added', 'dropped'].includes(cell.kind))
  return html`<li class="line verdict ${state}" data-item value="${n}" id="check-${n}"><div>
<p class="over">${n}. ${chip(STATE_NAMES[state], TONES[state])} ${claim.speaker ? html`<b dir="auto">${claim.speaker.name}</b>` : 'nobody is named'}${claim.said ? html` · ${sayDate(claim.said)}` : ''}</p>
<p class="saying" dir="auto">“${at.map(words => words.words).join(' ')}”</p>
<p class="note" dir="auto">${sentence}</p>
${differs ? difference(evidence!.cells) : ''}</div>
<div class="beside">${evidence ? source(evidence) : ''}${nearest ? html`<p class="under">The nearest:</p>${source(nearest)}` : ''}${
    printed
      ? html`<p class="under"><a href="${printed.link}">${outletOf(printed.article)}</a>: <q dir="auto">${printed.words.words}</q></p>`
      : ''
  }${printings?.fullest ? html`<p class="under">The fullest reading, in ${outletOf(printings.fullest.article)}:</p><blockquote dir="auto">${joined(printings.fullest.content)}</blockquote>` : ''}${printings && printings.all > 1 ? html`<p class="under"><a href="${printings.link}">${count(printings.all, 'printing')}</a>${printings.alike ? '' : ', not all alike'}</p>` : ''}</div></li>`
}

/** What the record has and the draft has not is struck out, what the draft put in is underlined. */
const difference = (cells: readonly CheckCell[]): Html =>
  html`<p class="difference" dir="auto">${cells
    .filter(one => one.kind !== 'beyond')
    .map(({ kind, draft, record, telling }) => {
      const [mine, theirs] = [draft.map(one => one.words).join(' '), joined(record)]
      if (kind === 'same' || kind === 'accidental') return html`${mine} `
      return html`${theirs ? html`<del${telling ? html` class="telling"` : ''}><span class="unseen">the record has </span>${theirs}</del> ` : ''}${mine ? html`<ins${telling ? html` class="telling"` : ''}><span class="unseen">the draft has </span>${mine}</ins> ` : ''}`
    })}</p>`

const source = ({
  link,
  quotation
}: Evidence): Html => html`<p class="under">${speakerLink(quotation.speaker)} · ${sayDay(quotation.said)}</p>
<p class="under"><a href="${link}"><b>${outletOf(quotation.article)}</b></a>, ${whereabouts(quotation)} · ${formMark(quotation)} · <a href="/cite/${encodeURIComponent(quotation.id)}">cite</a>${quotation.statement ? html` · <a href="${href('st', quotation.statement)}">how each outlet printed it</a>` : ''}</p>`
