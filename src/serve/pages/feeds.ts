import { html } from 'hono/html'
import { FEED_STATES, feedFacts } from '../answer/feeds.ts'
import type { FeedLine, Listed } from '../answer/wire/index.ts'
import { chip, type Html, type Page, paged } from './bits.ts'
import { count } from './say.ts'

/** What is watched, and how it does. */
export const feedsPage = (feeds: Listed<FeedLine>): Page => ({
  title: 'Feeds',
  at: '/feeds',
  body: html`<header class="page-head"><h1>Feeds</h1><p class="lead">${count(feeds.all, 'feed')}, those that fail first.</p></header>
${feeds.all ? paged(feeds, {}, shown => html`<ul class="lines">${shown.map(feedItem)}</ul>`) : html`<p class="empty">Nothing is watched. <code>onrecord watch FEED</code> reads a feed, a sitemap or a front page again and again.</p>`}`
})

const feedItem = (feed: FeedLine): Html => html`<li class="line" data-item><div>
<p class="over">${feed.kind ?? ''} ${chip(FEED_STATES[feed.state], feed.state === 'failing' ? 'loss' : '')}</p>
<h2 dir="auto">${feed.title ?? feed.address}</h2>
${feed.title ? html`<p class="under">${feed.address}</p>` : ''}${feed.at === feed.address ? '' : html`<p class="under">now at ${feed.at}</p>`}</div>
<div class="beside">${feedFacts(feed).map(fact => html`<p class="under">${fact}</p>`)}
${feed.why ? html`<p class="note" dir="auto">${feed.why}</p>` : ''}${feed.leftWhy ? html`<p class="note" dir="auto">Of its articles: ${feed.leftWhy}</p>` : ''}</div></li>`
