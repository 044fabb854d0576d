import { html } from 'hono/html'
import { bare, tightened } from '../answer/statement.ts'
import { printer } from '../answer/summary.ts'
import type { LineageView, Relative, StatementView, VariantView } from '../answer/wire/index.ts'
import { chip, type Html, href, placeOf } from './bits.ts'
import { count, PARTS, sayDate, sayShort } from './say.ts'

/** With fewer printings the table says it all. */
export const LEAST_FAMILY = 3

/** Of more printings the tree is drawn when it is asked for: each is weighed against each. */
export const MOST_FAMILY = 12

/** Measures of the drawing, in its own units: the tree stands left, the words that each printing keeps right of it. */
const WIDTH = 760
const ROW = 34
const HEAD = 26
const INDENT = 18
const MOST_DEPTH = 6
const STRIP = 470
const STRIP_HEIGHT = 10

/** Letters of a printing's name that have room left of its strip. */
const ROOM = 44

type Node = Relative & { depth: number; row: number; variant: VariantView }

/** Who seems to have whose words, with a strip of the words that each printing keeps, and who dropped words first; and all of it in words. */
export const family = (statement: StatementView, lineage: LineageView | null): Html | '' => {
  const nodes = nodesOf(statement, lineage)
  if (nodes.length < LEAST_FAMILY) return ''
  const base =
    nodes.find(({ variant }) => variant.quotation.id === statement.variants[0].quotation.id)?.variant ?? nodes[0].variant
  const widths = base.cells.map(cell => cell?.words.length ?? 0)
  const dropping = nodes.filter(one => one.dropped.length)
  return html`<section aria-labelledby="family"><div class="section-head"><h2 id="family">Who has whose words</h2><p class="tools">a bar is the fullest reading, from its first word to its last · filled: kept · light: other words · empty: not printed</p></div>
<p class="lead">From the wording and the days: each printing hangs on the one that explains it with the fewest changes. That it was copied is not proved. ${chip('machine', 'machine')}</p>
<div class="time-frame" tabindex="0" role="region" aria-label="The family tree of the printings">
<svg class="time family" viewBox="0 0 ${WIDTH} ${HEAD + ROW * nodes.length}" role="img" aria-labelledby="family-title"><title id="family-title">${count(nodes.length, 'printing')}, each under the one it seems to have its words from</title>
${nodes.map(one => html`${branch(one, nodes)}${label(one)}${strip(one, base, widths)}\n`)}
</svg></div>
${dropping.length ? html`<ul class="first-without">${dropping.map(one => html`<li>${named(one, statement)} is the first without ${dropped(one)}</li>`)}</ul>` : ''}
<details class="fine"><summary>The same in words</summary><ul>${nodes.map(one => html`<li>${inWords(one, nodes)}</li>`)}</ul></details>
${lineage!.more ? html`<p class="fine">${count(lineage!.more, 'further printing tells it in its', 'further printings tell it in their')} own words: no tree holds them.</p>` : ''}</section>`
}

const nodesOf = ({ variants }: StatementView, lineage: LineageView | null): Node[] => {
  const nodes: Node[] = []
  for (const one of lineage?.relatives ?? []) {
    const variant = variants.find(({ quotation }) => quotation.id === one.quotation)
    if (!variant) continue
    const parent = nodes.find(other => other.quotation === one.parent)
    nodes.push({ ...one, variant, row: nodes.length, depth: parent ? Math.min(MOST_DEPTH, parent.depth + 1) : 0 })
  }
  const rows = tightened(nodes.map(one => one.variant))
  return nodes.map((one, n) => ({ ...one, variant: rows[n] }))
}

const middle = ({ row }: Node) => HEAD + row * ROW
const left = ({ depth }: Node) => 8 + depth * INDENT

const branch = (one: Node, nodes: readonly Node[]): Html => {
  const parent = nodes.find(other => other.quotation === one.parent)
  const at = middle(one)
  const line = parent
    ? html`<path class="branch" d="M${left(parent)} ${middle(parent) + 5}V${at}H${Math.max(left(one) - 5, left(parent) + 5)}"/>`
    : ''
  return html`${line}<circle class="alone" cx="${left(one)}" cy="${at}" r="4"/>`
}

const short = (name: string, room: number) => (name.length > room ? `${name.slice(0, room - 1).trimEnd()}…` : name)

const label = (one: Node): Html => {
  const where = `${one.part === 'body' ? '' : `${PARTS[one.part]}, `}${one.published ? sayShort(one.published.slice(0, 10)) : 'undated'}`
  const name = short(printer(one.article), Math.max(10, ROOM - where.length - one.depth * 2))
  return html`<text class="name" x="${left(one) + 12}" y="${middle(one) + 4}">${name} <tspan class="soft">${where}</tspan></text>`
}

/** The fullest reading from its first word to its last, a piece for each of its columns. */
const strip = (one: Node, base: VariantView, widths: readonly number[]): Html[] => {
  const all = widths.reduce((sum, width) => sum + width, 0) || 1
  let at = STRIP
  return widths.flatMap((width, column) => {
    if (!width) return []
    const long = (width / all) * (WIDTH - STRIP)
    const from = at
    at += long
    return [
      html`<rect class="${keeps(one.variant, base, column)}" x="${round(from)}" y="${middle(one) - STRIP_HEIGHT / 2}" width="${round(Math.max(1, long - 1))}" height="${STRIP_HEIGHT}"/>`
    ]
  })
}

const round = (n: number) => Math.round(n * 10) / 10

const keeps = ({ cells }: VariantView, base: VariantView, column: number): 'kept' | 'other' | 'gone' => {
  const [here, there] = [cells[column], base.cells[column]]
  if (!here) return 'gone'
  return bare(here.words) === bare(there?.words ?? '') ? 'kept' : 'other'
}

const dropped = ({ dropped }: Relative): Html[] => {
  const runs = dropped.reduce<{ text: string; end: number; words: string }[]>((all, one) => {
    const last = all.at(-1)
    if (last && last.text === one.text && one.start - last.end <= 1) {
      last.words += ` ${one.words}`
      last.end = one.end
    } else all.push({ text: one.text, end: one.end, words: one.refused ? `(refused: ${one.refused})` : one.words })
    return all
  }, [])
  return runs.map((run, n) => html`${n ? ' and ' : ''}<q dir="auto">${run.words.replace(/^[“"'‘«„]+|[”"'’»]+$/g, '')}</q>`)
}

const named = (one: Node, { id }: StatementView): Html =>
  html`<a href="${href('st', id)}#v-${encodeURIComponent(one.quotation)}"><b dir="auto">${printer(one.article)}</b>, ${PARTS[one.part]}</a>`

const BECAUSE = {
  first: 'the others seem to come from it, or from a source they share',
  words: 'its words need the fewest changes',
  credit: 'its words need the fewest changes, and its article names that outlet'
} as const

const inWords = (one: Node, nodes: readonly Node[]): Html => {
  const parent = nodes.find(other => other.quotation === one.parent)
  const from = parent ? html` has its words from ${printer(parent.article)}, ${PARTS[parent.part]}` : ' stands first'
  return html`<a href="${placeOf(one.variant.quotation)}">${printer(one.article)}, ${PARTS[one.part]}, ${one.published ? sayDate(one.published.slice(0, 10)) : 'undated'}</a>${from}: ${BECAUSE[one.because]}${one.dropped.length ? html`; first without ${dropped(one)}` : ''}`
}
