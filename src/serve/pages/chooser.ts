import { html } from 'hono/html'
import type { StatementView, VariantView } from '../answer/wire/index.ts'
import { type Html, outletOf, whereabouts } from './bits.ts'
import type { Showing } from './collation.ts'
import { folded, type Kept } from './folded.ts'
import { count, FORMS } from './say.ts'

/** The printings with each other one of the same words folded into it, the base first. */
export const wordings = ({ variants }: StatementView, { base }: Pick<Showing, 'base'>): Kept[] => {
  const first = variants.find(one => one.quotation.id === base) ?? variants[0]
  return folded([first, ...variants.filter(one => one !== first)])
}

/** As many printings as can be chosen before the others open. */
const FEW_CHOICES = 8

/** Printings to choose one from, by links; `keys` are put on the neighbours of the one that is chosen. */
export const chooser = (
  name: string,
  kept: readonly Kept[],
  chosen: VariantView,
  to: (variant: VariantView) => string,
  keys = false
): Html => {
  const at = kept.findIndex(one => one.variant === chosen)
  const choice = ({ variant, same }: Kept, n: number) => {
    const key = !keys ? null : n === at + 1 ? ']' : n === at - 1 ? '[' : null
    const who = html`<b>${outletOf(variant.quotation.article)}</b> <span class="fine">${whereabouts(variant.quotation)} · ${FORMS[variant.quotation.form]}${same.length ? ` · + ${count(same.length, 'printing')} of the same words` : ''}</span>`
    return variant === chosen
      ? html`<li><a href="${to(variant)}" aria-current="true">${who}</a></li>`
      : html`<li data-variant><a data-base href="${to(variant)}"${key ? html` data-key="${key}"` : ''}>${who}</a></li>`
  }
  const rest = kept.slice(FEW_CHOICES)
  return html`<div class="chooser"><h3>${name}</h3><ul>${kept.slice(0, FEW_CHOICES).map(choice)}</ul>${
    rest.length
      ? html`<details${at >= FEW_CHOICES ? html` open` : ''}><summary>${count(rest.length, 'other')}</summary><ul>${rest.map((one, n) => choice(one, n + FEW_CHOICES))}</ul></details>`
      : ''
  }</div>`
}
