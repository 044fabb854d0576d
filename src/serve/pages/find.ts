import { html } from 'hono/html'
import { FIELD_HELP } from '../../store/index.ts'
import type { Hit, Hits } from '../answer/wire/index.ts'
import { feedPath, formMark, type Html, href, joined, outletOf, type Page, placeOf, speakerLink, whereabouts } from './bits.ts'
import { count, sayDay } from './say.ts'
import { keepForm } from './searches.ts'

/** What is wrong with a query: the sentence, and the offset where it shows. */
export type Wrong = { readonly sentence: string; readonly at: number }

/** What the search found, or where the query is not understood; and the chips that type its fields. */
export const findPage = (
  { all, hits, next }: Hits,
  query: string,
  { isFirst = true, wrong = null, token = null }: { isFirst?: boolean; wrong?: Wrong | null; token?: string | null } = {}
): Page => ({
  title: query ? `Found: ${query}` : 'Find',
  at: '/find',
  ...(query && !wrong ? { feed: `/find?${new URLSearchParams({ q: query })}` } : {}),
  body: html`<header class="page-head"><h1>${wrong ? 'Not understood' : query ? html`Found for <q dir="auto">${query}</q>` : 'Find words that were said'}</h1>
${wrong ? refusal(query, wrong) : html`<p class="lead">${query ? html`${count(all, 'quotation')}${isFirst ? '' : html`, further ones. <a href="/find?${new URLSearchParams({ q: query })}">From the beginning</a>`}` : 'Type words into the field at the top; they are looked for in every quotation.'}</p>`}</header>
${query && !wrong ? kept(query, token) : ''}${chips(query)}
${query && !hits.length && !wrong ? html`<p class="empty">No quotation of the record is like this. Fewer or other words may find it.</p>` : ''}
${hits.length ? html`<ul class="lines">${hits.map(hitItem)}</ul>` : ''}
${next ? html`<nav class="pages" aria-label="Pages of this list"><a class="tool" href="/find?${new URLSearchParams({ q: query, after: next })}">next ${Math.min(hits.length, all)} of ${all}</a></nav>` : ''}`
})

/** What a search gives that was not made. */
export const NOTHING_FOUND: Hits = { all: 0, hits: [], next: null }

// A search that is not kept is a feed too, by its address.
const kept = (query: string, token: string | null): Html => {
  const path = `/find?${new URLSearchParams({ q: query })}`
  return html`<div class="as-feed"><p class="tools">As a feed: <a href="${feedPath(path, 'atom')}">Atom</a> <a href="${feedPath(path, 'feed.json')}">JSON Feed</a></p>${token ? keepForm({ query }, token) : ''}</div>`
}

const refusal = (query: string, { sentence, at }: Wrong): Html => {
  const there = query.slice(at).split(' ')[0]
  return html`<p class="refusal">${sentence}.</p>
<p class="query-fault"><code dir="auto">${query.slice(0, at)}<mark>${there || '␣'}</mark>${query.slice(at + there.length)}</code></p>`
}

/** What the grammar has besides fields: what is typed, and what it means. */
const SIGNS: readonly (readonly [string, string])[] = [
  ['"…"', 'these words one after the other'],
  ['"…"~8', 'these words near each other'],
  ['-', 'without what follows'],
  [' OR ', 'one or the other'],
  ['(…)', 'together']
]

const chips = (query: string): Html => html`<details class="grammar"${query ? '' : html` open`}><summary>Narrow it</summary>
<ul class="chips">${FIELD_HELP.map(([field, takes]) => chipOf(`${field}:`, takes, `${query} ${field}:`.trimStart()))}${SIGNS.map(([sign, means]) => chipOf(sign, means, `${query}${sign === '-' ? ' -' : ''}`.trimStart()))}</ul></details>`

// With the script it is typed into the field at the top; without it, the field comes back with it.
const chipOf = (typed: string, means: string, next: string): Html =>
  html`<li><a class="type-chip" data-type="${typed}" href="/find?${new URLSearchParams({ draft: next })}"><b>${typed}</b> ${means}</a></li>`

/** A quotation that was found, in a line. */
export const hitItem = ({
  quotation,
  snippet
}: Hit): Html => html`<li class="line" data-item><div><p class="over">${speakerLink(quotation.speaker)} · ${sayDay(quotation.said)}</p>
<h2><a class="saying" href="${placeOf(quotation)}" dir="auto">${snippet || joined(quotation.content)}</a></h2></div>
<p class="under"><b>${outletOf(quotation.article)}</b>, ${whereabouts(quotation)} · ${formMark(quotation)}${quotation.statement ? html` · <a href="${href('st', quotation.statement)}">as each printed it</a>` : ''}</p></li>`
