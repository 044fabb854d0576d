import { html } from 'hono/html'
import { printer } from '../answer/summary.ts'
import type { ArticleLine, Decision, InboxView, QuotationView } from '../answer/wire/index.ts'
import {
  type Html,
  href,
  joined,
  outletOf,
  type Page,
  placeOf,
  speakerLink,
  statementItem,
  titleOf,
  whereabouts
} from './bits.ts'
import { revision } from './changes.ts'
import { count, list, sayDate } from './say.ts'
import { searchHref } from './searches.ts'

/** Whether the record can be written from here, by which secret and as whom; and what was decided just now. */
export type Deciding = { readonly token: string | null; readonly author: string; readonly done: Done | null }

/** What was decided: the word that takes it back, and a sentence. */
export type Done = { readonly word: string; readonly sentence: string }

/** What is new, and what needs a decision: each thing with the reason why it stands here, and with one key for each answer. */
export const inboxPage = (inbox: InboxView, { token, author, done }: Deciding): Page => {
  const all = inbox.waiting.reduce((sum, one) => sum + one.all, 0)
  return {
    title: 'Inbox',
    at: '/inbox',
    body: html`<header class="page-head"><h1>Inbox</h1><p class="lead">${sentenceOf(inbox, all)}</p></header>
${token && done ? undoForm(done, token, author) : ''}
${news(inbox, token)}
${all ? decisions(inbox, { token, author }) : ''}`
  }
}

const sentenceOf = ({ articles, changed, printed, searches }: InboxView, all: number): string => {
  const isNew = articles.all + changed.all + printed.all + searches.length > 0
  if (!all && !isNew) return 'Nothing is new, and nothing waits for a decision.'
  return [
    isNew ? `${count(articles.all, 'article')} came in since you last looked` : 'Nothing is new',
    all ? `${upTo(all)} ${all === 1 ? 'thing waits' : 'things wait'} for a decision` : 'nothing waits for a decision'
  ]
    .join('; ')
    .concat('.')
}

/** Counting stops at a thousand of a kind. */
const upTo = (all: number): string => (all >= 1000 ? 'more than 1000' : String(all))

const undoForm = ({ word, sentence }: Done, token: string, author: string): Html =>
  html`<form method="post" action="/inbox/undo" class="undo" role="status"><input type="hidden" name="token" value="${token}"><input type="hidden" name="by" value="${author}" data-author><input type="hidden" name="done" value="${word}">
<span dir="auto">${sentence}</span> <button data-undo>Undo ${key('u')}</button></form>`

const key = (name: string): Html => html`<kbd aria-hidden="true">${name}</kbd>`

const KINDS: Readonly<Record<Decision['kind'], { name: string; means: string }>> = {
  conflict: { name: 'Given to two speakers', means: 'Two printings of the same words name two speakers.' },
  speaker: { name: 'Who said it', means: 'The machine names somebody and is not sure.' },
  pair: { name: 'One utterance or two', means: 'Two quotations that are nearly enough alike to be one, or nearly not.' },
  correction: { name: 'Corrections in dispute', means: 'What people said and what the machine, or another person, says now.' },
  feed: { name: 'Feeds that fail', means: 'What is watched and could not be read.' }
}

// Enter in the field of the name would press the first button: that one presses nothing.
const decisions = ({ waiting, decisions: all }: InboxView, who: { token: string | null; author: string }): Html => {
  const sections = waiting
    .filter(one => one.all)
    .map(({ kind, all: many }) => {
      const shown = all.filter(one => one.kind === kind)
      return html`<section aria-labelledby="d-${kind}"><div class="section-head"><h2 id="d-${kind}">${KINDS[kind].name}</h2><p class="tools">${many > shown.length ? `the first ${shown.length} of ${upTo(many)}` : count(many, 'thing')}</p></div>
<p class="fine">${KINDS[kind].means}</p><ul class="decisions">${shown.map(one => decision(one, who.token !== null))}</ul></section>`
    })
  if (!who.token) return html`${sections}`
  return html`<form method="post" action="/inbox" class="deciding" aria-label="Decisions"><button disabled hidden></button><input type="hidden" name="token" value="${who.token}">
<p class="as"><label for="by">You decide as</label> <input id="by" name="by" value="${who.author}" required maxlength="200" dir="auto" autocomplete="name" data-author> <span class="keys"><kbd>j</kbd> <kbd>k</kbd> next, previous · <kbd>y</kbd> <kbd>r</kbd> decide · <kbd>e</kbd> edit · <kbd>.</kbd> the same again</span></p>
${sections}</form>`
}

const decision = (one: Decision, canDecide: boolean): Html => html`<li class="decision" data-item data-decision tabindex="-1">
<p class="why">${one.sentence}</p>
${one.quotations.length ? html`<div class="witnesses">${one.quotations.map(quoted)}</div>` : ''}
${one.correction ? html`<p class="noted"><b dir="auto">${one.correction.by}</b> ${one.correction.sentence} <span class="fine">${sayDate(one.correction.at.slice(0, 10))}, because: <span dir="auto">${one.correction.why}</span></span></p>` : ''}
${one.feed ? html`<p class="noted" dir="auto">${one.feed.title ? `${one.feed.title}, ` : ''}${one.feed.address}</p>` : ''}
<p class="answers">${canDecide ? html`<button name="yes" value="${one.item}" data-answer="y">${one.yes} ${key('y')}</button>${one.no ? html` <button name="no" value="${one.item}" data-answer="r">${one.no} ${key('r')}</button>` : ''}` : ''} <a class="tool" href="${one.link}" data-answer="e">${canDecide ? 'look and edit' : 'look'} ${key('e')}</a></p></li>`

const quoted = (
  quotation: QuotationView
): Html => html`<div class="witness"><p class="printed small" dir="auto">${joined(quotation.content)}</p>
<p class="under">${speakerLink(quotation.speaker)} · <a href="${placeOf(quotation)}">${outletOf(quotation.article)}</a>, ${whereabouts(quotation)}</p></div>`

const news = (inbox: InboxView, token: string | null): Html => {
  const { articles, changed, printed, searches } = inbox
  const parts = [
    searches.length
      ? part(
          'In your searches',
          `${searches.length}`,
          html`<ul class="found-in">${searches.map(({ id, name, found }) => html`<li><a href="${searchHref(id)}" dir="auto">${name}</a> <span class="fine">${upTo(found)} new</span></li>`)}</ul>`
        )
      : '',
    printed.all
      ? part(
          'New printings of what you noted',
          upTo(printed.all),
          html`<ul class="lines">${printed.lines.map(({ statement, quotations }) => statementItem(statement, 3, { note: `now also in ${list([...new Set(quotations.map(one => printer(one.article)))])}` }))}</ul>`
        )
      : '',
    changed.all ? part('Changed after they were read', upTo(changed.all), html`<ul>${changed.lines.map(revision)}</ul>`) : '',
    articles.all
      ? part(
          'New articles',
          articles.all > articles.lines.length
            ? `the last ${articles.lines.length} of ${upTo(articles.all)}`
            : upTo(articles.all),
          html`<ul class="arrived">${articles.lines.map(arrived)}</ul>`
        )
      : ''
  ]
  return html`${parts}${articles.all && token ? html`<form method="post" action="/inbox/look" class="keep"><input type="hidden" name="token" value="${token}"><input type="hidden" name="arrived" value="${String(inbox.arrived)}"><button>I have seen what is new</button></form>` : ''}`
}

const arrived = (article: ArticleLine): Html =>
  html`<li data-item><a href="${href('a', article.id)}">${titleOf(article)}</a> <span class="fine"><b>${outletOf(article)}</b>, ${article.published ? sayDate(article.published.value.slice(0, 10)) : 'undated'} · ${count(article.quotations, 'quotation')}</span></li>`

const part = (name: string, many: string, inner: Html): Html =>
  html`<section aria-label="${name}"><div class="section-head"><h2>${name}</h2><p class="tools">${many}</p></div>${inner}</section>`
