import { html } from 'hono/html'
import type { Page as Read } from '../../types.ts'
import type { ArticleView } from '../answer/wire/index.ts'
import { type Html, href, outletOf, type Page, titleInWords, titleOf } from './bits.ts'
import { isHtml } from './decoded.ts'
import { openingWords } from './place.ts'
import { sayDated } from './say.ts'

/** An article in three ways: its text with the quotations, the page it was read from as a browser shows it, and the source of that. */
type As = 'reader' | 'page' | 'raw'

const WAYS: readonly (readonly [As, string])[] = [
  ['reader', 'Reader'],
  ['page', 'Page'],
  ['raw', 'Raw']
]

/** Leads from each way of seeing an article to the others, at the same quotation where one is asked for. */
export const ways = ({ id }: Pick<ArticleView, 'id'>, now: As, at?: string): Html => {
  const to = (as: As) => {
    const query = new URLSearchParams({ ...(as === 'reader' ? {} : { as }), ...(at ? { at } : {}) }).toString()
    return `${href('a', id)}${query && `?${query}`}${at && as !== 'page' ? `#q-${encodeURIComponent(at)}` : ''}`
  }
  return html`<nav class="tabs" aria-label="Ways of seeing this article" data-ways><ul>${WAYS.map(
    ([as, name]) => html`<li><a href="${to(as)}"${as === now ? html` aria-current="page"` : ''}>${name}</a></li>`
  )}</ul></nav>`
}

/** A page of more bytes than these is not drawn: it would be held several times over while it is. */
const MOST_BYTES = 16 * 1024 * 1024

/** Gives the page that an article was read from; null where its bytes are not held. */
export type PageOf = () => Read | null

/** The page that may be shown, or why it may not, in a sentence. */
export const shownOf = ({ page }: Pick<ArticleView, 'page'>, pageOf: PageOf): Read | string => {
  if (!page) return 'The page that this was read from is not held: its text was added without one.'
  if (page.size > MOST_BYTES) return `The page has ${page.size.toLocaleString('en-GB')} bytes: more than are shown.`
  return pageOf() ?? 'The bytes of the page are missing from the record, or are no longer those that came.'
}

/** The page as it came, in a frame in which nothing runs and to which nothing is fetched. */
export const asPage = (article: ArticleView, pageOf: PageOf, at?: string): Page => {
  const page = shownOf(article, pageOf)
  if (typeof page === 'string') return sourcePage(article, 'page', at, html`<p class="refusal">${page}</p>`)
  if (isHtml(page)) return sourcePage(article, 'page', at, frame(article, at))
  const why = `What was read is ${page.mediaType}, and no page that a browser shows. Raw shows it as it came.`
  return sourcePage(article, 'page', at, html`<p class="refusal">${why}</p>`)
}

/** The name of the place in the page as it came at which the quotation that is asked for begins. */
export const MARKED = 'onrecord-quotation'

const frame = (article: ArticleView, at?: string): Html => {
  const quotation = article.quotes.find(one => one.id === at)
  const address = `${href('a', article.id)}/page${quotation ? `?at=${encodeURIComponent(quotation.id)}#${MARKED}` : ''}`
  return html`<p class="fine">The page as it came. Nothing in it runs, its links lead nowhere, and nothing is fetched for it: pictures and styles that lie elsewhere are missing. <a href="${address}" target="_blank" rel="noopener">In a window of its own</a>${quotation ? html`, at <q dir="auto">${openingWords(quotation).join(' ')} …</q>` : ''}</p>
<iframe class="kept-page" src="${address}" sandbox="" referrerpolicy="no-referrer" title="The page as it came: ${titleInWords(article)}"></iframe>`
}

/** What is shown of the page that an article was read from, under the article's head and the ways of seeing it. */
export const sourcePage = (article: ArticleView, as: As, at: string | undefined, body: Html): Page => ({
  title: titleInWords(article),
  at: '/articles',
  body: html`<header class="article-head"><p class="eyebrow"><a href="/articles">Article</a></p>
<p class="outlet">${outletOf(article)}</p>
<h1>${titleOf(article)}</h1>
<dl class="facts"><div><dt>Read</dt><dd>${sayDated({ value: article.seen, precision: 'minute', evidence: '' })}</dd></div>
<div><dt>Address</dt><dd class="hash" dir="ltr">${article.address}</dd></div>
${article.page ? html`<div><dt>SHA-256 of its ${article.page.size.toLocaleString('en-GB')} bytes</dt><dd><code class="hash">${article.page.hash}</code></dd></div>` : ''}</dl></header>
${ways(article, as, at)}
${body}`
})
