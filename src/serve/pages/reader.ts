import { html } from 'hono/html'
import type { Span } from '../../text/index.ts'
import { printer } from '../answer/summary.ts'
import type { ArticleView } from '../answer/wire/index.ts'
import { chip, type Html, heldChip, href, outletOf, type Page, titleInWords, titleOf } from './bits.ts'
import { type Correcting, card } from './card.ts'
import { versionsOf } from './changes.ts'
import { saidBy } from './corrected.ts'
import { type Deciding, decidingForm } from './deciding.ts'
import { MANY_QUOTATIONS, type Mark, markedUp, marksOf, signsIn } from './marked.ts'
import { notesAmong, notesBeside } from './notes.ts'
import { count, HELD, list, sayDated } from './say.ts'
import { ways } from './source.ts'
import { endOf, grouped, isFolded, partsOf, type Stretch, stretches } from './stretches.ts'

/**
 * Which part of a long article is asked for, or the quotation that is to be in it, or that is to be corrected there, or the character (`t`); and whether
 * who asks may see the page it was read from.
 */
export type Asked = {
  readonly part?: string
  readonly at?: string
  readonly correct?: string
  readonly t?: string
  readonly seesPages?: boolean
} & Deciding

/** The reader: the whole text in blocks, quotations underlined by kind, and beside each block a card for every quotation that begins in it. */
export const readerPage = (article: ArticleView, token: string | null = null, asked: Asked | 'whole' = {}): Page => ({
  title: titleInWords(article),
  at: '/articles',
  body: html`${head(article, token)}
${article.refused ? html`<p class="refusal">The words are not shown: ${article.refused}.</p>` : ''}
${article.replacedBy ? html`<p class="refusal">This is an older reading of the page. <a href="${href('a', article.replacedBy)}">The present one</a> took its place; its text is kept for what points into it.</p>` : ''}
${versionsOf(article)}
${asked !== 'whole' && asked.seesPages ? ways(article, 'reader', asked.at) : ''}
${shownPart(article, token, asked)}${asked === 'whole' ? '' : CITE_BAR}
${problems(article)}
${rejected(article)}`
})

/** The language of the words, where it is named by a tag that browsers know how to read. */
const languageOf = ({ language }: ArticleView): Html | '' =>
  language && /^[a-z]{2,3}(-[a-z0-9]{2,8})*$/i.test(language) ? html` lang="${language}"` : ''

const head = (article: ArticleView, token: string | null): Html => html`<header class="article-head">
<p class="eyebrow"><a href="/articles">Article</a>${article.section ? html` · <span dir="auto">${article.section}</span>` : ''}</p>
<p class="outlet">${outletOf(article)}</p>
${article.blocks.some(block => block.kind === 'title') ? '' : html`<h1 class="untitled">${titleOf(article)}</h1>`}
<dl class="facts">
<div><dt>Published</dt><dd>${article.published ? html`${sayDated(article.published)} <span class="evidence"><q dir="auto">${article.published.evidence}</q></span>` : chip('day not printed')}</dd></div>
${article.updated ? html`<div><dt>Updated</dt><dd>${sayDated(article.updated)} <span class="evidence"><q dir="auto">${article.updated.evidence}</q></span></dd></div>` : ''}
<div><dt>Read</dt><dd>${sayDated({ value: article.seen, precision: 'minute', evidence: '' })}</dd></div>
<div><dt>Held</dt><dd>${heldChip(article)}${article.completeness === 'full' ? '' : html` <span class="evidence">${HELD[article.completeness].means}</span>`}</dd></div>
${article.origin?.because.length ? html`<div><dt>Copy</dt><dd>${sharedCopy(article)}</dd></div>` : ''}
${article.story && article.story.articles > 1 ? html`<div><dt>Story</dt><dd><a href="${href('stories', article.story.id)}">with ${count(article.story.articles - 1, 'other article')}</a></dd></div>` : ''}
</dl>
<div class="acts">${behind(article)}${/^https?:/.test(article.address) ? html`<a class="tool" href="${article.address}" rel="noreferrer" data-key="v">the page itself <kbd>v</kbd></a>` : ''}${notesBeside(
  notesAmong(article.corrections).filter(one => one.about === 'article'),
  { id: article.id, back: href('a', article.id), token }
)}</div>
<p class="legend">${count(article.quotes.length, 'quotation')}: <span class="q direct">direct</span> <span class="q indirect">indirect</span> <span class="q mixed">partly quoted</span> <span class="q scare">marks, no speech</span> <span class="cue">cue</span> <span class="source">who is named</span> <span class="keys"><kbd>n</kbd> <kbd>p</kbd> next, previous</span> <span class="taps">Touch words that are underlined to see who said them, and when.</span>${article.quotes.length < MANY_QUOTATIONS ? '' : html` <span>Of so many, the reasons stand on the statements’ pages.</span>`}</p>
</header>`

/** What stands behind the words: where the page is, and the hashes by which its text and the page can be known again. */
const behind = ({
  address: where,
  textHash,
  page
}: ArticleView): Html => html`<details class="behind"><summary>Where the text comes from</summary>
<dl class="facts">
<div><dt>Address</dt><dd class="address">${address(where)}</dd></div>
<div><dt>SHA-256 of the text</dt><dd><code class="hash">${textHash}</code></dd></div>
${page ? html`<div><dt>The page as it came is kept: ${page.size.toLocaleString('en-GB')} bytes, ${page.mediaType}</dt><dd>SHA-256 <code class="hash">${page.hash}</code></dd></div>` : ''}
</dl></details>`

const address = (where: string): Html =>
  /^https?:\/\//.test(where) ? html`<a href="${where}" rel="noreferrer">${where}</a>` : html`${where}`

const sharedCopy = ({ id, origin }: ArticleView): Html => {
  const others = origin!.articles.filter(article => article.id !== id)
  const links = others.map((article, i) => html`${i ? ', ' : ''}<a href="${href('a', article.id)}">${outletOf(article)}</a>`)
  const reasons = origin!.because.map(
    ({ note, spans }) => html`<p>${note}${spans.slice(0, 2).map(one => html` <q dir="auto">${one.words}</q>`)}</p>`
  )
  return html`${others.length ? html`shared with ${links}` : 'credited to an agency'} <details class="judged"><summary><span class="chip machine">machine</span></summary>${reasons}</details>`
}

/** The text with its cards; of a long article the part that is asked for. */
const shownPart = (article: ArticleView, token: string | null, asked: Asked | 'whole'): Html => {
  const groups = grouped(stretches(article))
  const parts = asked === 'whole' ? [groups] : partsOf(groups, article.quotes)
  const { part, at, t, correct = null } = asked === 'whole' ? ({} as Asked) : asked
  const wanted = article.quotes.find(one => one.id === (at ?? correct))?.content[0].start ?? (t === undefined ? t : Number(t))
  const n = wanted === undefined ? Math.trunc(Number(part)) - 1 || 0 : parts.findIndex(one => endOf(one) > wanted)
  const shown = Math.min(Math.max(0, n), parts.length - 1)
  const turns = parts.length > 1 ? turnsOf(article, shown, parts.length) : ''
  const decides = token && asked !== 'whole' && article.quotes.length > 0
  return html`${turns}${decides ? decidingForm(href('a', article.id), shown + 1, token, asked) : ''}<div class="reader" data-reader data-hash="${article.textHash}" data-printed="${printedIn(article)}"${languageOf(article)}>
${rows(parts[shown] ?? [], article, { token, correct })}
</div>${turns}`
}

/** Where words of an article were printed, for who cites them. */
const printedIn = (article: ArticleView): string =>
  `${printer(article)}, “${titleInWords(article)}”, ${article.published ? sayDated(article.published) : 'undated'}`

/** What shows while words of the article are selected. */
const CITE_BAR = html`<div class="cite-bar" data-cite role="group" aria-label="The words that are selected" hidden><span role="status"></span> <button type="button" data-as="citation">copy citation</button> <button type="button" data-as="link">copy link</button></div>`

const turnsOf = ({ id }: ArticleView, shown: number, all: number): Html => {
  const turn = (to: number, name: string) =>
    to < 0 || to >= all ? '' : html`<a class="tool" href="${href('a', id)}?part=${to + 1}">${name}</a>`
  return html`<nav class="pages" aria-label="Parts of this article" data-parts>${turn(shown - 1, 'previous part')} <span>part ${shown + 1} of ${all}</span> ${turn(shown + 1, 'next part')}</nav>`
}

const rows = (groups: readonly Stretch[][], article: ArticleView, correcting: Correcting): Html[] => {
  const marks = marksOf(article.quotes)
  const signs = article.page?.mediaType === 'text/markdown' ? signsIn(article.text) : []
  return groups.map(group => {
    const [first] = group
    const cards = article.quotes.filter(({ content: [{ start }] }) => group.some(one => one.start <= start && start < one.end))
    return html`<div class="row" data-row><div class="said-in">${postHead(first)}${
      isFolded(first) ? folded(article.text, group, marks) : block(article.text, first, marks, signs)
    }</div>${cards.length ? html`<div class="cards">${cards.map(quote => card(quote, article, correcting))}</div>` : ''}</div>\n`
  })
}

/** When a post of a live blog was printed, above it. */
const postHead = (first: Stretch): Html | '' =>
  'time' in first && first.time
    ? html`<p class="post-head" id="post-${first.start}"><time datetime="${first.time.value}">${sayDated(first.time)}</time></p>`
    : ''

const folded = (text: string, group: readonly Stretch[], marks: readonly Mark[]): Html => {
  const reasons = [...new Set(group.map(one => ('why' in one && one.why) || 'not in any block'))]
  return html`<details class="furniture"><summary>Not part of the report: ${list(reasons)}</summary>${group.map(
    one => html`<p dir="auto" ${spanOf(one)}>${markedUp(text, one, marks)}</p>`
  )}</details>`
}

const block = (text: string, one: Stretch, marks: readonly Mark[], signs: readonly Span[]): Html => {
  const own = signs.filter(sign => one.start <= sign.start && sign.end <= one.end)
  const words = html`${signsAround(one.lead)}${markedUp(text, one, marks, own)}${signsAround(one.tail)}`
  if (one.kind === 'title') return html`<h1 dir="auto" ${spanOf(one)}>${words}</h1>`
  if (one.kind === 'heading') return html`<h2 dir="auto" ${spanOf(one)}>${words}</h2>`
  if (one.kind === 'quotation') return html`<blockquote dir="auto" ${spanOf(one)}>${words}</blockquote>`
  return html`<p class="${one.kind}" dir="auto" ${spanOf(one)}>${one.kind === 'summary' ? html`<span class="label" data-aside>key points </span>` : ''}${words}</p>`
}

const signsAround = (signs = ''): Html | '' => (signs.trim() ? html`<span class="signs" data-aside>${signs}</span>` : '')

/** The characters of the text that an element shows, but for what stands aside in it. */
const spanOf = ({ start, end }: Span): Html => html`data-span="${start},${end}"`

/** The corrections of the article that no card shows: of quotations that are none any more, of speakers, and what was taken back. */
const rejected = ({ corrections, quotes }: ArticleView): Html | '' => {
  const shown = new Set(quotes.flatMap(one => one.corrected ?? []).map(one => one.id))
  const rest = corrections.filter(one => !shown.has(one.id) && one.what !== 'note')
  return rest.length
    ? html`<section class="problems" aria-labelledby="corrected"><h2 id="corrected">Corrected by people</h2>${saidBy(rest)}</section>`
    : ''
}

const problems = ({ problems }: ArticleView): Html | '' => {
  if (!problems.length) return ''
  const counted = new Map<string, { code: string; note: string; times: number }>()
  for (const { code, note } of problems)
    counted.set(`${code} ${note}`, { code, note, times: (counted.get(`${code} ${note}`)?.times ?? 0) + 1 })
  return html`<section class="problems" aria-labelledby="problems"><h2 id="problems">What could not be read or decided</h2><ul>${[
    ...counted.values()
  ].map(
    ({ code, note, times }) => html`<li>${note}${times > 1 ? html` <b>× ${times}</b>` : ''} <code>${code}</code></li>`
  )}</ul></section>`
}
