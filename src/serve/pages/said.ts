import { html } from 'hono/html'
import type { SaidView } from '../answer/wire/index.ts'
import { chip, type Html, href, outletOf } from './bits.ts'
import { sayBriefDate, sayDate } from './say.ts'

/** When and where something was said, with the words that say so. */
export const saidLine = (said: SaidView | null): Html =>
  html`${day(said, sayDate)}${said?.lender ? html`<span class="evidence">: ${dayFrom(said, '')}</span>` : ''} <span class="evidence">${evidenceOf(said).map(one => html`${one} `)}</span>${
    said?.place ? html` · <b dir="auto">${said.place.words}</b>` : ''
  }${said?.occasion ? html` · <span dir="auto">${said.occasion.words}</span>` : ''}${wayOf(said).map(one => html` · ${one}`)}`

/** To whom, in what and through whom the words came, where it is printed. */
const wayOf = (said: SaidView | null): Html[] =>
  (['to', 'medium', 'through'] as const).flatMap(part => {
    const words = said?.way?.[part]
    // Words told to an outlet came through it: that is said once.
    const isTold = part === 'through' && words?.start === said?.way?.to?.start
    return words && !isTold ? [html`${part === 'medium' ? 'in' : part}: <span dir="auto">${words.words}</span>`] : []
  })

const day = (said: SaidView | null, say: (iso: string) => string): Html =>
  html`${said?.date ? html`<b>${say(said.date)}</b>` : chip('day not printed')}${said?.inferredFrom ? html`, ${chip('inferred', 'inferred')}` : ''}`

/** From whom a day was taken that this article does not print; `here` is the article that is being read. */
const dayFrom = ({ inferredFrom, lender }: SaidView, here: string): Html | '' =>
  inferredFrom && lender
    ? html`day taken from <a href="${href('a', lender.id)}#q-${encodeURIComponent(inferredFrom)}">${lender.id === here ? 'another quotation here' : html`${outletOf(lender)}’s report`}</a>`
    : ''

/** The words that a day and a place rest on, but those that are shown as the place and the occasion. */
const evidenceOf = (said: SaidView | null): Html[] => {
  const shown = [said?.place, said?.occasion]
  const rest = said?.because.filter(one => !shown.some(other => other?.start === one.start && other.text === one.text)) ?? []
  return rest.map(one => html`<q dir="auto">${one.words}</q>`)
}

/** The same in a narrow place: the day and the place; and what opens with the reasons. */
export const saidBriefly = (said: SaidView | null, here: string): { line: Html; reasons: Html | '' } => {
  const lent = said && dayFrom(said, here)
  const occasion = said?.occasion ? html`<span dir="auto">${said.occasion.words}</span>` : ''
  const reasons = [...(lent ? [lent] : []), ...evidenceOf(said), ...(occasion ? [occasion] : []), ...wayOf(said)]
  return {
    line: html`${day(said, sayBriefDate)}${said?.place ? html` · <b dir="auto">${said.place.words}</b>` : ''}`,
    reasons: reasons.length ? html`<p>When and where: ${reasons.map((one, i) => html`${i ? ', ' : ''}${one}`)}</p>` : ''
  }
}
