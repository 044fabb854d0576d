import { html } from 'hono/html'
import type { Listed, SearchLine, SearchView } from '../answer/wire/index.ts'
import { chip, type Html, type Page, paged } from './bits.ts'
import { hitItem } from './find.ts'
import { count } from './say.ts'

/** The page of a saved search. */
export const searchHref = (id: string): string => `/searches/${encodeURIComponent(id)}`

/** The searches that people keep. */
export const searchesPage = (searches: Listed<SearchLine>, token: string | null): Page => ({
  title: 'Searches',
  at: '/searches',
  body: html`<header class="page-head"><h1>Searches</h1>
<p class="lead">${count(searches.all, 'search', 'searches')} kept. Each is a page, a feed, and <code>saved:"name"</code> in another search; what is new in it can be sent to a webhook or by e-mail.</p></header>
${searches.all ? paged(searches, {}, shown => html`<ul class="lines">${shown.map(line)}</ul>`) : html`<p class="empty">No search is kept yet. Search for something, then choose “keep this search”${token ? '' : ', where the record may be written'}; or <code>onrecord save NAME QUERY</code>.</p>`}`
})

const line = (search: SearchLine): Html => html`<li class="line" data-item><div>
<h2><a href="${searchHref(search.id)}" dir="auto">${search.name}</a></h2>
<p class="under"><code dir="auto">${search.query}</code></p>${search.fault ? html`<p class="note">${search.fault}.</p>` : ''}</div>
<div class="beside">${search.alerts.map(told)}<p class="under">${feedLinks(search.id)}</p></div></li>`

const told = ({ target, sent, waiting, left, why }: SearchLine['alerts'][number]): Html => {
  const counts = [sent ? `${sent} told` : '', waiting ? `${waiting} waiting` : '', left ? `${left} given up` : ''].filter(Boolean)
  return html`<p class="under">to <span class="receiver" dir="auto">${target}</span>${counts.length ? html`: ${counts.join(', ')}` : ''} ${left ? chip('given up', 'loss') : ''}</p>${why && (waiting || left) ? html`<p class="note" dir="auto">${why}</p>` : ''}`
}

const feedLinks = (id: string): Html =>
  html`<a href="${searchHref(id)}.atom">Atom</a> · <a href="${searchHref(id)}.feed.json">JSON Feed</a>`

/** A saved search with what it finds, the articles that came last first. */
export const searchPage = (search: SearchView, token: string | null): Page => ({
  title: search.name,
  at: '/searches',
  feed: searchHref(search.id),
  body: html`<header class="page-head"><p class="eyebrow"><a href="/searches">Search</a></p><h1 dir="auto">${search.name}</h1>
<p class="lead"><a href="/find?${new URLSearchParams({ q: search.query })}"><code dir="auto">${search.query}</code></a> · ${count(search.found.length, 'quotation')}, what came last first · ${feedLinks(search.id)}</p>
${search.fault ? html`<p class="refusal">${search.fault}.</p>` : ''}${search.alerts.map(told)}</header>
${search.found.length || search.fault ? html`<ul class="lines">${search.found.map(one => hitItem(one, search.query))}</ul>` : html`<p class="empty">Nothing in the record is like this yet.</p>`}
${token ? keepForm(search, token, 'Change this search') : ''}
${token ? forgetForm(search, token) : ''}`
})

const forgetForm = ({ name }: SearchLine, token: string): Html =>
  html`<form method="post" action="/searches/forget" class="keep"><input type="hidden" name="token" value="${token}"><input type="hidden" name="name" value="${name}"><button>Forget this search</button> <span class="fine">What it found stays in the record.</span></form>`

type Kept = { query: string; name?: string }

/** A form that keeps a search, and says whom to tell what is new in it. */
export const keepForm = ({ query, name }: Kept, token: string, title = 'Keep this search'): Html => {
  const empty = name ? 'empty: as before; “none” ends it' : 'may be left empty'
  return html`<details class="correcting keep"><summary>${title.toLowerCase()}</summary><form method="post" action="/searches"><input type="hidden" name="token" value="${token}">
<label for="keep-query">It asks for</label> <input id="keep-query" name="query" value="${query}" required maxlength="1000" dir="auto" autocomplete="off">
<label for="keep-name">Under the name</label> <input id="keep-name" name="name" value="${name ?? ''}" required maxlength="80" dir="auto" autocomplete="off">
<label for="keep-webhook">Tell what is new to a webhook <span class="fine">(${empty})</span></label> <input id="keep-webhook" name="webhook" autocomplete="off">
<label for="keep-email">and by e-mail to <span class="fine">(${empty})</span></label> <input id="keep-email" name="email" autocomplete="email">
<button class="main">Keep</button></form></details>`
}
