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
<p class="lead">${count(outlets.all, 'outlet')}, by the name that their articles print; those of most articles first. Where new articles come from: <a href="/feeds">feeds</a>, and <a href="/jobs">what works on the record</a>.</p></header>
${
  outlets.all
    ? paged(
        outlets,
        {},
        shown => html`<div class="table-frame" tabindex="0" role="region" aria-label="Outlets"><table class="counts wide"><thead><tr><th scope="col">Outlet</th><th scope="col" class="n">Articles</th><th scope="col" class="n">Quotations</th></tr></thead>
<tbody>${shown.map(line)}</tbody></table></div>`
      )
    : html`<p class="empty">No article that is held names its outlet.</p>`
}`
})

const line = ({ name, articles, quotations }: OutletLine): Html =>
  html`<tr data-item><th scope="row"><a href="${address(name)}" dir="auto">${name}</a></th><td class="n">${articles.toLocaleString('en-GB')}</td><td class="n">${quotations.toLocaleString('en-GB')}</td></tr>\n`

type Share = { n: number; of: number }

/** A share with what it is out of: nothing is a share of nothing. */
const figure = ({ n, of }: Share, thing: string, what: string): Html =>
  html`<li><p><b>${of ? `${n.toLocaleString('en-GB')} of ${of.toLocaleString('en-GB')}` : '?'}</b><span>${of ? `${of === 1 ? thing : `${thing}s`} ${what}, ${Math.round((100 * n) / of)} %` : `no ${thing} to be told by: ${what}`}</span></p></li>`

/** An outlet: how it prints what others print too, its feeds, whom it quotes, its articles. */
export const outletPage = (outlet: OutletView): Page => ({
  title: outlet.name,
  at: '/outlets',
  body: html`<header class="page-head"><p class="eyebrow"><a href="/outlets">Outlet</a></p><h1 dir="auto">${outlet.name}</h1></header>
<section aria-label="What can be counted"><ul class="figures" aria-label="In numbers">
<li><a href="#articles"><b>${outlet.articles.all.toLocaleString('en-GB')}</b><span>${outlet.articles.all === 1 ? 'article' : 'articles'}</span></a></li>
<li><a href="#quoted"><b>${outlet.quotations.toLocaleString('en-GB')}</b><span>${outlet.quotations === 1 ? 'quotation' : 'quotations'}</span></a></li>
${figure(outlet.full, 'article', 'held in full')}
${figure(outlet.copied, 'article', 'share copy with another that is held')}
${figure(outlet.differs, 'quotation', 'that other articles print too stand in other words than the fullest reading, with no mark of it')}</ul>
${outlet.relations.length ? html`<p class="under">All that other articles print too, told ones included: ${outlet.relations.map(one => `${one.n} ${RELATIONS[one.relation].name}`).join(', ')}. This counts, and judges nobody: what is in other words can be right all the same.</p>` : ''}</section>
${outlet.feeds.length ? html`<section aria-labelledby="feeds"><h2 id="feeds">Its feeds</h2><ul class="lines">${outlet.feeds.map(one => html`<li class="line"><div><h3 dir="auto">${one.title ?? one.address}</h3><p class="over">${chip(FEED_STATES[one.state], one.state === 'failing' ? 'loss' : '')}</p></div><div class="beside">${feedFacts(one).map(fact => html`<p class="under">${fact}</p>`)}</div></li>`)}</ul></section>` : ''}
${outlet.speakers.length ? html`<section aria-labelledby="quoted"><h2 id="quoted">Whom it quotes</h2><p class="fine">Quotations of each, of ${outlet.quotations.toLocaleString('en-GB')} in all.</p><ul class="quoted">${outlet.speakers.map(one => html`<li><div>${speakerLink(one.speaker)}</div> <span>${one.quotations.toLocaleString('en-GB')}</span></li>`)}</ul></section>` : ''}
<section aria-labelledby="articles"><h2 id="articles">Its articles</h2>
${paged(outlet.articles, { name: outlet.name }, shown => html`<ul class="lines">${shown.map(one => articleItem(one, 3, false))}</ul>`)}</section>`
})
