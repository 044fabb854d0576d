import { html } from 'hono/html'
import { isApart } from '../answer/statement.ts'
import type { StatementView, VariantView, Words } from '../answer/wire/index.ts'
import { type Html, outletOf, placeOf } from './bits.ts'
import { chooser, wordings } from './chooser.ts'
import { type Showing, shownAt } from './collation.ts'
import { laidOut } from './columns.ts'
import type { Kept } from './folded.ts'
import { count } from './say.ts'
import { type Stand, type Standing, standsOf } from './standing.ts'

/** One wording at a place of the base, and the printings that have it. */
type Reading = Stand & { printings: VariantView[] }

/** A place of the base: its words (null where only others print some), how the printings that quote it stand to it, and how many of them print it otherwise. */
export type HeatPlace = { words: Words | null; readings: Reading[]; differ: number; quoting: number }

/** The base cut where printings begin and cease to differ; a printing that tells it in its own words throughout is not counted. */
export const heatOf = (kept: readonly Kept[]): HeatPlace[] => {
  const [base, ...others] = kept
  const counted = others.filter(one => !isApart(one.variant))
  const laid = laidOut(
    [base, ...counted].map(one => one.variant),
    base.variant
  )
  const rows = counted.map(({ variant, same }) => ({
    stands: standsOf(laid.rows.get(variant.quotation.id)!, laid),
    printings: [variant, ...same]
  }))
  return laid.columns.map((_, column) => {
    const readings = readingsAt(column, rows)
    const many = (...which: Standing[]) =>
      readings.filter(one => which.includes(one.standing)).reduce((sum, one) => sum + one.printings.length, 0)
    return {
      words: laid.base.cells[column],
      readings,
      differ: many('differs'),
      quoting: many('same', 'differs') + base.same.length
    }
  })
}

type Row = { stands: readonly Stand[]; printings: readonly VariantView[] }

const readingsAt = (column: number, rows: readonly Row[]): Reading[] => {
  const readings = new Map<string, Reading>()
  for (const { stands, printings } of rows) {
    const stand = stands[column]
    const { words, badge, sense } = stand.cell
    const key = JSON.stringify([stand.standing, words, badge, sense])
    const known = readings.get(key)
    if (known) known.printings.push(...printings)
    else readings.set(key, { ...stand, printings: [...printings] })
  }
  return [...readings.values()]
}

/** How strongly a place is shaded: one of four steps, by the share of printings that differ there among those that quote it; 0 where none does. */
const heatAt = ({ differ, quoting }: HeatPlace): number => (differ ? Math.ceil((4 * differ) / quoting) : 0)

/** Readings that are not the base's letter for letter: what there is to see at a place. */
const others = ({ readings }: HeatPlace): Reading[] =>
  readings.filter(
    ({ standing, cell }) =>
      standing === 'differs' || standing === 'farther' || (standing === 'same' && cell.words && cell.tone === 'accidental')
  )

/** The heat map: the base's words, darker where more printings differ, each such place with a number and a link to what stands there. */
export const heatMap = (statement: StatementView, showing: Showing): Html => {
  const kept = wordings(statement, showing)
  const places = heatOf(kept)
  const marked = places.map((place, n) => ({ place, n })).filter(({ place }) => others(place).length)
  return html`${chooser('Base', kept, kept[0].variant, ({ quotation }) => shownAt(statement, { ...showing, base: quotation.id }))}
<div class="${marked.length ? 'heat' : 'heat alone'}"><div class="heat-base"><p class="heat-text" dir="auto">${places.map(baseWords)}</p>
${marked.length ? LEGEND : html`<p class="heat-legend">No printing that quotes these words prints others.</p>`}${apart(statement, kept, showing)}</div>
${marked.length ? html`<ol class="heat-places" aria-label="What stands at each place">${marked.map(({ place, n }) => atPlace(place, n))}</ol>` : ''}</div>`
}

const LEGEND = html`<p class="fine heat-legend">The number says how many printings differ there; the shade, how large a part of those that quote it: ${['up to a quarter', 'up to half', 'up to three quarters', 'more'].map((share, n) => html`<span class="heat${n + 1}">${share}</span> `)} <b>+</b> words that the base does not print, <b>~</b> spelling or points only.</p>`

/** That printings in words of their own are not counted, and where they are to be seen. */
const apart = (statement: StatementView, [base, ...rest]: readonly Kept[], showing: Showing): Html | '' => {
  const told = rest.filter(one => isApart(one.variant))
  if (!told.length) return ''
  const all = told.reduce((sum, one) => sum + 1 + one.same.length, 0)
  const beside = { ...showing, view: 'side' as const, base: base.variant.quotation.id, other: told[0].variant.quotation.id }
  return html`<p class="fine heat-legend">${count(all, 'printing tells', 'printings tell')} it in other words throughout and ${all === 1 ? 'is' : 'are'} not counted: <a href="${shownAt(statement, beside)}">side by side</a>.</p>`
}

const baseWords = (place: HeatPlace, n: number): Html => {
  const { words, differ, quoting } = place
  const printed = words?.refused ? `(refused: ${words.refused})` : (words?.words ?? '')
  const all = others(place)
  if (!all.length) return html`${printed} `
  const sign = words ? (differ ? `${differ}` : '~') : `+${all.reduce((sum, one) => sum + one.printings.length, 0)}`
  const means = words
    ? differ
      ? `${differ} of ${quoting} differ`
      : 'spelling or points only'
    : 'words that the base does not print'
  return html`<a class="heat${heatAt(place)}" id="in-${n}" href="#at-${n}" title="${means}">${printed}<sup aria-hidden="true">${sign}</sup><span class="unseen"> (${means})</span></a> `
}

const atPlace = (place: HeatPlace, n: number): Html => {
  const { words, differ, quoting, readings } = place
  const unquoted = readings.filter(one => one.standing === 'unquoted').reduce((sum, one) => sum + one.printings.length, 0)
  return html`<li id="at-${n}"><p><a href="#in-${n}">${words ? html`<q class="words" dir="auto">${words.words}</q>` : 'Not in the base'}</a> <span class="fine">${words ? `${differ} of ${count(quoting, 'other printing')} ${differ === 1 ? 'differs' : 'differ'}` : ''}${unquoted ? ` · ${count(unquoted, 'more quotes', 'more quote')} other words only` : ''}</span></p>
<ul>${others(place).map(reading)}</ul></li>\n`
}

/** As many printings of one wording as are named at a place. */
const NAMED = 6

const reading = ({ cell, printings }: Reading): Html => {
  const more = printings.length - NAMED
  const { words, badge, sense } = cell
  return html`<li>${words ? html`<span class="words" dir="auto">${words}</span> ` : ''}${badge ? html`<span class="badge${cell.tone === 'loss' ? ' loss' : ''}">${badge}</span> ` : ''}${sense ? html`<span class="badge loss">${sense}</span> ` : ''}<span class="fine">${printings
    .slice(0, NAMED)
    .map(
      ({ quotation }, n) => html`${n ? ', ' : ''}<a href="${placeOf(quotation)}">${outletOf(quotation.article)}</a>`
    )}${more > 0 ? ` and ${more} more` : ''}</span></li>`
}
