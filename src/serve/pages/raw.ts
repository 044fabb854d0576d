import { html } from 'hono/html'
import type { Span } from '../../text/index.ts'
import type { Page as Read } from '../../types.ts'
import type { ArticleView, QuotationView } from '../answer/wire/index.ts'
import type { Html, Page } from './bits.ts'
import { decoded, isWords } from './decoded.ts'
import { openingWords, placeIn } from './place.ts'
import { type PageOf, shownOf, sourcePage } from './source.ts'

/** Which part of a source is asked for, or the quotation that is to be in it. */
type Asked = { readonly at?: string; readonly part?: string }

/** The source of the page that an article was read from, in parts, with the headers it came with. */
export const asRaw = (article: ArticleView, pageOf: PageOf, { at, part }: Asked): Page => {
  const page = shownOf(article, pageOf)
  if (typeof page === 'string') return sourcePage(article, 'raw', at, html`<p class="refusal">${page}</p>`)
  const words = isWords(page)
    ? source(decoded(page), article.quotes.find(one => one.id === at) ?? null, part)
    : html`<p class="refusal">What was read is ${page.mediaType}: bytes, of which no words can be shown.</p>`
  return sourcePage(article, 'raw', at, html`${headersOf(page)}${words}`)
}

/** As much of a header as is shown: a policy can be very long. */
const LONGEST_HEADER = 1000

const headersOf = ({ headers = {}, mediaType, charset }: Read): Html => {
  const sent = Object.entries(headers)
  const rows = sent.length ? sent : [['media type', charset ? `${mediaType}; charset=${charset}` : mediaType]]
  return html`<details class="behind" open><summary>What it came with${sent.length ? '' : ' (no headers: it was no web server’s answer, or they were not kept)'}</summary>
<dl class="facts">${rows.map(([name, value]) => html`<div><dt>${name}</dt><dd class="hash" dir="ltr">${value.slice(0, LONGEST_HEADER)}${value.length > LONGEST_HEADER ? ' … and more' : ''}</dd></div>`)}</dl></details>`
}

/** As many characters of a source as are shown at once: with all of them escaped a page stays below 200 kB. */
const PART = 30_000

const source = (chars: string, quotation: QuotationView | null, part: string | undefined): Html => {
  const place = quotation && placeIn(chars, quotation)
  const all = Math.max(1, Math.ceil(chars.length / PART))
  const asked = place && !part ? Math.floor(place.start / PART) : Math.trunc(Number(part)) - 1 || 0
  const n = Math.min(Math.max(0, asked), all - 1)
  const shown = { start: wholeAt(chars, n * PART), end: wholeAt(chars, (n + 1) * PART) }
  const turns = all > 1 ? turnsOf(n, all, shown, chars.length) : ''
  const lost =
    quotation && !place
      ? html`<p class="fine">The words <q dir="auto">${openingWords(quotation).join(' ')} …</q> do not stand so in the source.</p>`
      : ''
  return html`${lost}${turns}<pre class="source-text" tabindex="0" role="region" aria-label="The source" dir="auto">${marked(chars, shown, place, quotation)}</pre>${turns}`
}

const marked = (chars: string, { start, end }: Span, place: Span | null, quotation: QuotationView | null): Html => {
  if (!place || place.start < start || place.start >= end) return html`${chars.slice(start, end)}`
  const to = Math.min(place.end, end)
  return html`${chars.slice(start, place.start)}<mark id="q-${quotation!.id}">${chars.slice(place.start, to)}</mark>${chars.slice(to, end)}`
}

const turnsOf = (n: number, all: number, { start, end }: Span, length: number): Html => {
  const turn = (to: number, name: string) =>
    to < 0 || to >= all ? '' : html`<a class="tool" href="?as=raw&amp;part=${to + 1}">${name}</a>`
  const [from, to, of] = [start, end, length].map(one => one.toLocaleString('en-GB'))
  return html`<nav class="pages" aria-label="Parts of this source">${turn(n - 1, 'previous part')} <span>part ${n + 1} of ${all}: characters ${from} to ${to} of ${of}</span> ${turn(n + 1, 'next part')}</nav>`
}

/** The nearest place from here at which no character is cut in two. */
const wholeAt = (chars: string, at: number): number => {
  if (at >= chars.length) return chars.length
  return /[\udc00-\udfff]/.test(chars[at]) ? at + 1 : at
}
