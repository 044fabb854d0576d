import { html } from 'hono/html'
import { type Ask, NotHere } from '../answer/wire/index.ts'
import { STYLE_NAMES, STYLES } from '../cite/cite.ts'
import { type Html, outletOf, type Page, printed, speakerLink } from './bits.ts'

/** Every way in which a quotation or statement can be cited, to copy or to load. */
export const citePage = (ask: Ask, id: string, base: string): Page => {
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
    body: html`<header class="page-head"><h1>Cite</h1>
<p class="lead">${printed(quotation.content)}</p>
<p class="under">${speakerLink(quotation.speaker)} · ${outletOf(quotation.article)} · <a href="${link}">its place in the record</a></p></header>
<ul class="lines citations">${written.map(({ as, citation }) => item(id, as, citation))}</ul>`
  }
}

const item = (id: string, as: keyof typeof STYLES, citation: string): Html => {
  const { name, for: purpose, ending } = STYLES[as]
  const path = `/cite/${encodeURIComponent(id)}/${as}`
  return html`<li class="line" data-item><div><h2>${name}</h2><p class="under">${purpose} · <a href="${path}" download="${id}.${ending}">load .${ending}</a></p></div>
${as === 'card' ? html`<img class="card-picture" src="${path}" alt="The quotation as a picture: its words, its speaker and where it was printed">` : html`<pre tabindex="0" aria-label="${name}" dir="auto">${citation}</pre>`}</li>`
}
