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
  { all, answers, next }: Hits,
  query: string,
  { isFirst = true, wrong = null, token = null }: { isFirst?: boolean; wrong?: Wrong | null; token?: string | null } = {}
): Page => ({
  title: query ? `Found: ${query}` : 'Find',
  at: '/find',
  ...(query && !wrong ? { feed: `/find?${new URLSearchParams({ q: query })}` } : {}),
  body: html`<header class="page-head"><h1>${wrong ? 'Not understood' : query ? html`Found for <q dir="auto">${query}</q>` : 'Find words that were said'}</h1>
${wrong ? refusal(query, wrong) : html`<p class="lead">${query ? html`${count(all, 'quotation')}${isFirst ? '' : html`, further ones. <a href="/find?${new URLSearchParams({ q: query })}">From the beginning</a>`}` : 'Type words into the field at the top; they are looked for in every quotation.'}</p>`}</header>
<div class="find-tools">${chips(query)}${query && !wrong ? kept(query, token) : ''}</div>
${query && !answers.length && !wrong ? html`<p class="empty">No quotation of the record is like this. Fewer or other words may find it.</p>` : ''}
${answers.length ? html`<ul class="lines">${answers.map(one => hitItem(one, query))}</ul>` : ''}
${next ? html`<nav class="pages" aria-label="Pages of this list"><a class="tool" href="/find?${new URLSearchParams({ q: query, after: next })}">next ${Math.min(answers.length, all)} of ${all}</a></nav>` : ''}`
})

/** What a search gives that was not made. */
export const NOTHING_FOUND: Hits = { all: 0, answers: [], next: null }

// A search that is not kept is a feed too, by its address.
const kept = (query: string, token: string | null): Html => {
  const path = `/find?${new URLSearchParams({ q: query })}`
  return html`${token ? keepForm({ query }, token) : ''}<p class="tools">As a feed: <a href="${feedPath(path, 'atom')}">Atom</a> <a href="${feedPath(path, 'feed.json')}">JSON Feed</a></p>`
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
export const hitItem = (
  { quotation, snippet }: Hit,
  query = ''
): Html => html`<li class="line" data-item><div><p class="over">${speakerLink(quotation.speaker)} · ${sayDay(quotation.said)}</p>
<h2><a class="saying" href="${placeOf(quotation)}" dir="auto">${lit(snippet || joined(quotation.content), query)}</a></h2></div>
<div class="beside"><p class="under"><b>${outletOf(quotation.article)}</b>, ${whereabouts(quotation)} · ${formMark(quotation)}</p>${quotation.statement ? html`<p class="under"><a href="${href('st', quotation.statement)}">how each outlet printed it</a></p>` : ''}</div></li>`

/** A field with what it asks for, which is not looked for in the words: `speaker:"Ada Ruiz"`, `said:2031-01`. */
const FIELD = /\S+:(?:"[^"]*"?|\S*)/g

/** Words of a quotation with those marked that begin like words of the query. */
const lit = (words: string, query: string): Html => {
  const wanted = query
    .replace(FIELD, ' ')
    .split(/[^\p{L}\p{N}]+/u)
    .filter(one => one.length > 1 && one !== 'OR')
  if (!wanted.length) return html`${words}`
  const begins = new RegExp(`(?<![\\p{L}\\p{N}])(?:${wanted.join('|')})[\\p{L}\\p{N}]*`, 'giu')
  let at = 0
  const pieces = [...words.matchAll(begins)].map(({ 0: found, index }) => {
    const before = words.slice(at, index)
    at = index + found.length
    return html`${before}<mark>${found}</mark>`
  })
  return html`${pieces}${words.slice(at)}`
}
