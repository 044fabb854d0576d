import { html } from 'hono/html'
import type { ColumnKind, StatementView, VariantView, Words } from '../wire.ts'
import { formMark, type Html, href, outletOf, placeOf, whereabouts } from './bits.ts'
import { count, RELATIONS } from './say.ts'

/** What a cell shows against the base's cell of that column; a gap may run over several columns. */
export type Cell = {
  words: string
  badge: string
  tone: 'quiet' | 'point' | 'accidental' | 'differs' | 'gap' | 'loss' | 'none' | 'refused'
  columns: number
}

type Place = { cell: Words | null; base: Words | null; missing: number; kind: ColumnKind; variant: VariantView; column: number }
type Rule = (place: Place) => Omit<Cell, 'columns'> | null

const DOTS = /(?:…|\.{3}|\. \. \.)/
const isDirect = ({ quotation }: VariantView) => quotation.form === 'direct'
const countWords = (words: string) => words.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length
const lettersOf = (words: string) => words.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Words without the quotation marks around them and a comma before the closing one: where a quotation ends is not what it says. */
const unmarked = (words: string) => words.replace(/^[“”„‘’"'«»\s]+|[,\s]*[“”‘’"'«»]*[,\s]*$/g, '')

/** Whether a gap has printed words on both sides in its row: then something fell out of the middle. */
const isInside = ({ variant: { cells }, column }: Place) =>
  cells.slice(0, column).some(Boolean) && cells.slice(column + 1).some(Boolean)

/** Whether the row shows its cut, by dots at the end of the words before the gap or at the start of those after it. */
const isMarked = ({ variant: { cells }, column }: Place) =>
  new RegExp(`${DOTS.source}[\\])]?\\W*$`).test(cells.slice(0, column).findLast(Boolean)?.words ?? '') ||
  new RegExp(`^\\W*${DOTS.source}`).test(cells.slice(column + 1).find(Boolean)?.words ?? '')

const shown = (cell: Words | null, badge: string, tone: Cell['tone']) => ({ words: cell?.words ?? '', badge, tone })

/** The rules for a cell, tried in order: the first that answers decides. */
const RULES: readonly Rule[] = [
  // The text behind the words is not the one that was read: the reason is shown, never the words.
  ({ cell }) => (cell?.refused ? shown(null, `refused: ${cell.refused}`, 'refused') : null),
  // Neither the base nor this row prints words here: only some third row does.
  ({ cell, missing }) => (cell || missing ? null : shown(null, '', 'none')),
  // “the road … is open”: dropped, and the dots say so.
  place =>
    !place.cell && isInside(place) && isMarked(place) ? shown(null, `${count(place.missing, 'word')} cut, marked`, 'gap') : null,
  // “the road, long and hard, is open” printed as “the road is open”: dropped inside the marks, and nothing shows it.
  place =>
    !place.cell && isDirect(place.variant) && isInside(place) && place.variant.relation === 'elided-silent'
      ? shown(null, `∅ ${count(place.missing, 'word')}, no mark`, 'loss')
      : null,
  // Only the end of it is quoted: the beginning is not printed.
  ({ cell }) => (cell ? null : shown(null, 'not printed', 'gap')),
  // The dots themselves: “the … is open”.
  ({ cell, base }) =>
    lettersOf(cell!.words) || !DOTS.test(cell!.words)
      ? null
      : shown(cell, base ? `${count(countWords(base.words), 'word')} cut, marked` : '', 'gap'),
  // Words that the base does not have.
  ({ cell, base }) => (base ? null : shown(cell, 'not in the base', 'differs')),
  // The same characters, but for the marks around them.
  ({ cell, base, kind }) =>
    unmarked(cell!.words) === unmarked(base!.words) ? shown(cell, '', kind === 'differs' ? 'point' : 'quiet') : null,
  // “programme!” for “Programme.”: the same letters, other points or capitals.
  ({ cell, base }) => {
    const [here, there] = [lettersOf(cell!.words), lettersOf(base!.words)]
    if (here.toLowerCase() !== there.toLowerCase()) return null
    return shown(cell, here === there ? 'punctuation' : 'capitals', 'accidental')
  },
  ({ cell, kind }) => (kind === 'accidental' ? shown(cell, 'spelling', 'accidental') : null),
  // “[The government] will act”: the outlet's own words, in brackets.
  ({ cell }) => (/\[[^\]]*\p{L}[^\]]*\]/u.test(cell!.words) ? shown(cell, 'in brackets', 'differs') : null),
  ({ cell, variant }) => (isDirect(variant) ? null : shown(cell, 'told', 'differs')),
  ({ cell, variant }) => shown(cell, variant.relation === 'retranslated' ? 'other translation' : 'other words', 'differs')
]

/** What stands in each cell of a variant's row, against the row that is the base; neighbouring gaps are one. */
export const cellsOf = (variant: VariantView, base: VariantView, columns: readonly ColumnKind[]): Cell[] => {
  const cells: Cell[] = []
  for (let column = 0; column < columns.length; ) {
    const run = variant.cells[column] ? 1 : gapFrom(variant, column)
    const missing = base.cells.slice(column, column + run).reduce((sum, one) => sum + countWords(one?.words ?? ''), 0)
    const place = { cell: variant.cells[column], base: base.cells[column], missing, kind: columns[column], variant, column }
    cells.push({ ...RULES.reduce<ReturnType<Rule>>((found, rule) => found ?? rule(place), null)!, columns: run })
    column += run
  }
  return cells
}

const gapFrom = ({ cells }: VariantView, column: number): number => {
  const next = cells.findIndex((cell, i) => i > column && cell)
  return (next < 0 ? cells.length : next) - column
}

/** How a table of variants is to be shown: which row is the base, and whether what is the same is shortened. */
export type Showing = { base: string | null; onlyDifferences: boolean }

/** Words kept at each end of a column that is the same everywhere, when only differences are asked for. */
const KEPT_WORDS = 2

const shortened = (words: string): Html => {
  const all = words.split(/\s+/)
  if (all.length <= 2 * KEPT_WORDS + 1) return html`${words}`
  const left = count(all.length - 2 * KEPT_WORDS, 'word')
  return html`${all.slice(0, KEPT_WORDS).join(' ')} <span class="left-out" role="img" aria-label="${left} the same everywhere" title="${left} the same everywhere">⋯</span> ${all.slice(-KEPT_WORDS).join(' ')}`
}

/** The collation: one row a printing, the base first, its words in columns that line up; `fixed` to be looked at, without controls. */
export const collation = (statement: StatementView, showing: Showing | 'fixed'): Html => {
  const base = statement.variants.find(one => showing !== 'fixed' && one.quotation.id === showing.base) ?? statement.variants[0]
  const rows = [base, ...statement.variants.filter(one => one !== base)]
  return html`<div class="collation-frame" tabindex="0" role="region" aria-label="Collation: the words of each printing in columns"><table class="collation" role="table">
<caption class="unseen">Each row is one printing; words that stand in the same column stand for each other.</caption>
<thead class="unseen" role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Printing</th><th scope="col" role="columnheader">Against the fullest reading</th>${statement.columns.map((_, i) => html`<th scope="col" role="columnheader">Words ${i + 1}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(variant => row(statement, variant, base, showing))}</tbody></table></div>`
}

const row = (statement: StatementView, variant: VariantView, base: VariantView, showing: Showing | 'fixed'): Html => {
  const { quotation } = variant
  return html`<tr role="row" id="v-${quotation.id}" class="${variant === base ? 'base' : ''}" data-variant tabindex="-1">
<th scope="row" role="rowheader"><a class="outlet" href="${placeOf(quotation)}">${outletOf(quotation.article)}</a>
<span class="where">${whereabouts(quotation)}</span>
<span class="where">${formMark(quotation)}${quotation.cue ? html` · <q class="cue" dir="auto">${quotation.cue.words}</q>` : ''}</span></th>
<td role="cell" class="relation">${relation(statement, variant)} ${variant === base ? html`<span class="is-base">the base</span>` : showing === 'fixed' ? '' : makeBase(statement, variant, showing.onlyDifferences)}</td>
${cells(statement, variant, base, showing)}</tr>\n`
}

const relation = (statement: StatementView, variant: VariantView): Html => {
  if (variant === statement.variants[0]) return html`<b>fullest reading</b>`
  const { name, means, tone } = RELATIONS[variant.relation]
  return html`<b class="${tone}">${name}</b> <span>${means}</span>`
}

const makeBase = ({ id }: StatementView, { quotation }: VariantView, onlyDifferences: boolean): Html =>
  html`<a class="make-base" data-base href="${href('st', id)}?base=${encodeURIComponent(quotation.id)}${onlyDifferences ? '&show=differences' : ''}#collation">make base</a>`

const cells = ({ columns }: StatementView, variant: VariantView, base: VariantView, showing: Showing | 'fixed'): Html[] => {
  let column = 0
  return cellsOf(variant, base, columns).map(cell => {
    const short = showing !== 'fixed' && showing.onlyDifferences && columns[column] !== 'differs'
    column += cell.columns
    return oneCell(cell, short)
  })
}

const oneCell = ({ words, badge, tone, columns }: Cell, short: boolean): Html =>
  html`<td role="cell" class="${tone}" colspan="${columns}">${words ? html`<span class="words" dir="auto">${short ? shortened(words) : words}</span> ` : ''}${badge ? html`<span class="badge">${badge}</span> ` : ''}</td>`
