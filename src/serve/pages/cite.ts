import { html } from 'hono/html'
import { printer } from '../answer/summary.ts'
import { type Ask, NotHere, type QuotationView, type StatementView } from '../answer/wire/index.ts'
import { STYLE_NAMES, STYLES } from '../cite/cite.ts'
import { type Html, href, joined, outletOf, type Page, placeOf, printed, speakerLink } from './bits.ts'
import { embedCode } from './embed.ts'
import { sayDate } from './say.ts'

const statementIn = (ask: Ask, id: string): StatementView | null => {
  try {
    return ask('statement', { id })
  } catch (error) {
    if (error instanceof NotHere) return null
    throw error
  }
}

/** What a picture of a quotation says to who cannot see it. */
const alternativeOf = ({ content, speaker, article }: QuotationView): string =>
  `${joined(content)} ${speaker?.name ?? 'Speaker not known'}, as printed by ${printer(article)}, ${article.published ? sayDate(article.published.value.slice(0, 10)) : 'undated'}.`

/** Every way in which a quotation or statement can be cited, to copy or to load. */
export const citePage = (ask: Ask, id: string, base: string): Page => {
  const statement = statementIn(ask, id)
  const written = STYLE_NAMES.flatMap(as => {
    try {
      return [ask('cite', { id, as, base })]
    } catch (error) {
      // An apparatus is one of a statement alone.
      if (error instanceof NotHere && as === 'tei') return []
      throw error
    }
  })
  const [{ quotation, link }] = written
  return {
    title: 'Cite',
    at: '',
    body: html`<header class="page-head"><p class="eyebrow">${statement ? html`<a href="${href('st', statement.id)}">Statement</a>` : html`<a href="${placeOf(quotation)}">Quotation</a>`}</p><h1>Cite</h1>
<p class="lead">${printed(quotation.content)}</p>
<p class="under">${speakerLink(quotation.speaker)} · ${outletOf(quotation.article)} · <a href="${link}">its place in the record</a></p></header>
<ul class="lines citations">${written.map(({ as, citation }, n) => item({ id, as, open: n === 0 }, citation, alternativeOf(quotation)))}${statement ? embedding(statement, base) : ''}</ul>`
  }
}

/** A button that copies what stands beside it; who has no script selects it. */
const COPY = html` <button class="plain" data-copy hidden>copy</button>`

/** The comparison of a statement's printings, for another page to show. */
const embedding = (
  statement: StatementView,
  base: string
): Html => html`<li class="line" data-item id="embed"><div class="way"><h2>Comparison</h2><p class="under">to show the table in a web page</p><p class="acts"><a class="tool" href="/embed/statement/${encodeURIComponent(statement.id)}">look at it</a>${COPY}</p></div>
<details><summary>show</summary><pre tabindex="0" aria-label="The code of the comparison">${embedCode(statement, base)}</pre></details></li>`

const card = (path: string, alternative: string): Html =>
  html`<div><img class="card-picture" src="${path}" alt="${alternative}"><p class="fine">Its alternative text, to go with it: <q dir="auto">${alternative}</q></p></div>`

type Way = { id: string; as: keyof typeof STYLES; open: boolean }

const item = ({ id, as, open }: Way, citation: string, alternative: string): Html => {
  const { name, for: purpose, ending } = STYLES[as]
  const path = `/cite/${encodeURIComponent(id)}/${as}`
  return html`<li class="line" data-item><div class="way"><h2>${name}</h2><p class="under">${purpose}</p><p class="acts"><a class="tool" href="${path}" download="${id}.${ending}">load .${ending}</a>${as === 'card' ? html` <a class="tool" href="/cite/${encodeURIComponent(id)}/card.png" download="${id}.png">load .png</a>` : COPY}</p></div>
<details${open || as === 'card' ? html` open` : ''}><summary>show</summary>${as === 'card' ? card(path, alternative) : html`<pre tabindex="0" aria-label="${name}" dir="auto">${citation}</pre>`}</details></li>`
}
