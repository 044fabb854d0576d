import { html } from 'hono/html'
import type { Span } from '../../text/index.ts'
import type { QuotationView } from '../answer/wire/index.ts'
import type { Html } from './bits.ts'

/** A span of an article that something is to be shown of: a quotation's words, its cue, or the words that name its speaker. */
export type Mark = Span & { role: 'words' | 'cue' | 'source'; quotation: QuotationView; opens: boolean; leads: boolean }

/** From this many quotations on, an article's marks lead nowhere and its cards leave the reasons to the statements' pages: it stays below 200 kB. */
export const MANY_QUOTATIONS = 100

/** All marks of these quotations in one text; the first stretch of each one's words `opens` it, and carries its address; cues and names lead to the card. */
export const marksOf = (quotations: readonly QuotationView[]): Mark[] => {
  const leads = quotations.length < MANY_QUOTATIONS
  return quotations.flatMap(quotation => [
    ...quotation.content.map(({ start, end }, i): Mark => ({ start, end, role: 'words', quotation, opens: i === 0, leads })),
    ...(['cue', 'source'] as const).flatMap((role): Mark[] => {
      const at = quotation[role]
      return at ? [{ start: at.start, end: at.end, role, quotation, opens: false, leads }] : []
    })
  ])
}

/** The signs of Markdown inside a paragraph: "**", "`", and what makes a link of "[the Courier](https://courier.example/a)". */
const SIGNS = /\*\*|__(?=\S)|(?<=\S)__|`|(!?\[)([^\]\n]{1,200})\]\([^()\s]{0,2000}\)/g

/** Where a text in Markdown has signs inside its paragraphs. */
export const signsIn = (text: string): Span[] =>
  [...text.matchAll(SIGNS)].flatMap(({ 0: all, 1: opens, 2: words, index }) => {
    const whole = { start: index, end: index + all.length }
    if (!words) return [whole]
    const from = index + opens.length
    return [
      { start: index, end: from },
      { start: from + words.length, end: whole.end }
    ]
  })

/** The span cut at every boundary of a mark or sign, each piece with the marks that cover it, the widest first. */
export const cut = ({ start, end }: Span, marks: readonly Mark[], signs: readonly Span[] = []): (Span & { marks: Mark[] })[] => {
  const inside = marks.filter(mark => mark.start < end && mark.end > start)
  const edges = [start, end, ...[...inside, ...signs].flatMap(mark => [mark.start, mark.end])].filter(
    at => at >= start && at <= end
  )
  const cuts = [...new Set(edges)].sort((a, b) => a - b)
  return cuts.slice(1).map((to, i) => ({
    start: cuts[i],
    end: to,
    marks: inside
      .filter(mark => mark.start <= cuts[i] && mark.end >= to)
      .sort((a, b) => b.end - b.start - (a.end - a.start) || rank(a) - rank(b))
  }))
}

const rank = ({ role }: Mark) => ['words', 'source', 'cue'].indexOf(role)

/**
 * A stretch of a text with its quotations underlined by kind. A piece may lie in several quotations, one inside the other: each draws its own line,
 * lower the further in. A cue or a speaker's mention is a link to its card, the innermost one where several meet: links cannot hold links.
 */
export const markedUp = (text: string, stretch: Span, marks: readonly Mark[], signs: readonly Span[] = []): Html[] =>
  cut(stretch, marks, signs).map(piece => {
    const words = text.slice(piece.start, piece.end)
    const isSign = signs.some(one => one.start <= piece.start && piece.end <= one.end)
    const linked = piece.marks.findLast(mark => mark.leads && mark.role !== 'words')
    let depth = piece.marks.filter(mark => mark.role === 'words').length
    return piece.marks.reduceRight(
      (inner: Html, mark) => {
        const { quotation, role } = mark
        if (role === 'words') {
          depth -= 1
          const id = mark.opens && piece.start === Math.max(mark.start, stretch.start) && mark.start >= stretch.start
          return html`<span class="q ${quotation.form}${depth ? ` deep${Math.min(depth, 2)}` : ''}" data-q="${quotation.id}"${id ? html` id="q-${quotation.id}"` : ''}>${inner}</span>`
        }
        return mark === linked
          ? html`<a class="${role}" href="#c-${encodeURIComponent(quotation.id)}" data-q="${quotation.id}">${inner}</a>`
          : html`<span class="${role}">${inner}</span>`
      },
      isSign ? html`<span class="signs">${words}</span>` : html`${words}`
    )
  })
