import { html } from 'hono/html'
import { FEED_STATES, feedFacts } from '../answer/feeds.ts'
import type { Listed, OutletLine, OutletView } from '../answer/wire/index.ts'
import { articleItem, chip, type Html, type Page, paged, speakerLink } from './bits.ts'
import { count, RELATIONS } from './say.ts'

const address = (name: string) => `/outlet?${new URLSearchParams({ name })}`

/** The outlets, those of most articles first. */
export const outletsPage = (outlets: Listed<OutletLine>): Page => ({
  title: 'Outlets',
  at: '/outlets',
  body: html`<header class="page-head"><h1>Outlets</h1>
<p class="lead">${count(outlets.all, 'outlet')} by the name it prints, those of most articles first. What feeds them: <a href="/feeds">feeds</a>, and <a href="/jobs">what works on the record</a>.</p></header>
${outlets.all ? paged(outlets, {}, shown => html`<ul class="lines">${shown.map(line)}</ul>`) : html`<p class="empty">No article that is held names its outlet.</p>`}`
})

const line = ({ name, articles, quotations }: OutletLine): Html => html`<li class="line" data-item><div>
<h2><a href="${address(name)}" dir="auto">${name}</a></h2></div><p class="under">${count(articles, 'article')}, ${count(quotations, 'quotation')}</p></li>`

type Share = { n: number; of: number }

/** A share with what it is out of: nothing is a share of nothing. */
const share = ({ n, of }: Share, thing: string): string =>
  of ? `${n} of ${count(of, thing)} (${Math.round((100 * n) / of)} %)` : 'none is held to be told by'

/** An outlet: how it prints what others print too, its feeds, whom it quotes, its articles. */
export const outletPage = (outlet: OutletView): Page => ({
  title: outlet.name,
  at: '/outlets',
  body: html`<header class="page-head"><h1 dir="auto">${outlet.name}</h1>
<p class="lead">${count(outlet.articles.all, 'article')}, ${count(outlet.quotations, 'quotation')}.</p></header>
<section aria-labelledby="habits"><h2 id="habits">What can be counted</h2><dl class="facts">
<div><dt>Held in full</dt><dd>${share(outlet.full, 'article')}</dd></div>
<div><dt>Share copy with another article that is held</dt><dd>${share(outlet.copied, 'article')}</dd></div>
<div><dt>In other words than the fullest reading, with no mark of it</dt><dd>${share(outlet.differs, 'quotation')} that other articles print too</dd></div></dl>
${outlet.relations.length ? html`<p class="under">All that other articles print too, told ones included: ${outlet.relations.map(one => `${one.n} ${RELATIONS[one.relation].name}`).join(', ')}. This counts, and judges nobody: what is in other words can be right all the same.</p>` : ''}</section>
${outlet.feeds.length ? html`<section aria-labelledby="feeds"><h2 id="feeds">Its feeds</h2><ul class="lines">${outlet.feeds.map(one => html`<li class="line"><div><h3 dir="auto">${one.title ?? one.address}</h3><p class="over">${chip(FEED_STATES[one.state], one.state === 'failing' ? 'loss' : '')}</p></div><div class="beside">${feedFacts(one).map(fact => html`<p class="under">${fact}</p>`)}</div></li>`)}</ul></section>` : ''}
${outlet.speakers.length ? html`<section aria-labelledby="quoted"><h2 id="quoted">Whom it quotes</h2><ul class="quoted">${outlet.speakers.map(one => html`<li>${speakerLink(one.speaker)} <span class="soft">${one.quotations}</span></li>`)}</ul></section>` : ''}
<section aria-labelledby="articles"><h2 id="articles">Its articles</h2>
${paged(outlet.articles, { name: outlet.name }, shown => html`<ul class="lines">${shown.map(one => articleItem(one, 3))}</ul>`)}</section>`
})
