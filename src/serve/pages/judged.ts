import { html } from 'hono/html'
import type { QuotationView } from '../answer/wire/index.ts'
import type { Html } from './bits.ts'
import { personally } from './corrected.ts'
import { sayChance } from './say.ts'

/** Whose the machine thinks a quotation is: a chip with its chance, or that it did not decide, which opens the reasons, and `more` of them; or who corrected it. */
export const judged = (quotation: QuotationView, more: Html | '' = ''): Html => {
  const { speaker, attribution } = quotation
  const { why, because, confidence } = attribution
  return (
    personally(quotation) ??
    html`<details class="judged"><summary><span class="chip machine">machine${speaker ? html`, ${sayChance(confidence)}` : ': not decided'}</span></summary>
<p>${speaker ? 'Given to this speaker' : 'Given to nobody'}: ${why || 'no reason was noted'}${because.length ? html`; rests on ${because.map((one, i) => html`${i ? ', ' : ''}<q dir="auto">${one.words}</q>`)}` : ''}</p>${more}</details>`
  )
}

/** The same without the reasons, where there is no room for them. */
export const judgedBriefly = (quotation: QuotationView): Html =>
  personally(quotation) ??
  html`<span class="chip machine">machine${quotation.speaker ? html`, ${sayChance(quotation.attribution.confidence)}` : ': not decided'}</span>`
