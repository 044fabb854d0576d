import { html } from 'hono/html'
import type { ColumnKind, StatementView, VariantView, Words } from '../wire.ts'
import { formMark, type Html, href, outletOf, placeOf, whereabouts } from './bits.ts'
import { count, RELATIONS } from './say.ts'

/** What a cell of the collation shows against the base's cell of that column. */
export type Cell = { words: string; badge: string; tone: 'quiet' | 'point' | 'accidental' | 'differs' | 'gap' | 'loss' | 'none' }

type Place = { cell: Words | null; base: Words | null; kind: ColumnKind; variant: VariantView; column: number }

const isDirect = ({ quotation }: VariantView) => quotation.form === 'direct'
const countWords = (words: string) => words.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length
const bare = (words: string) => words.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Whether a gap has printed words on both sides in its row: then something fell out of the middle. */
const isInside = ({ variant: { cells }, column }: Place) =>
  cells.slice(0, column).some(Boolean) && cells.slice(column + 1).some(Boolean)

/** Whether the row shows its cut, by dots at the end of the words before the gap or at the start of those after it. */
const isMarked = ({ variant: { cells }, column }: Place) =>
  /(?:…|\.{3}|\. \. \.)[\])]?\s*$/.test(cells.slice(0, column).findLast(Boolean)?.words ?? '') ||
  /^\s*[[(]?(?:…|\.{3}|\. \. \.)/.test(cells.slice(column + 1).find(Boolean)?.words ?? '')

/** The rules for a cell, tried in order: the first that answers decides. */
const RULES: readonly ((place: Place) => Cell | null)[] = [
  // Neither the base nor this row prints words here: only some third row does.
  ({ cell, base }) => (cell || base ? null : { words: '', badge: '', tone: 'none' }),
  // “the road, long and hard, is open” cut to “the road is open”: dropped inside the marks, and nothing shows it.
  place => {
    if (place.cell || !isDirect(place.variant) || !isInside(place) || isMarked(place)) return null
    if (place.variant.relation === 'excerpt' || place.variant.relation === 'stitched') return null
    const n = countWords(place.base!.words)
    return n ? { words: '', badge: `∅ ${count(n, 'word')}, no mark`, tone: 'loss' } : null
  },
  // “the road … is open”: dropped, and the dots say so.
  place =>
    !place.cell && isInside(place) && isMarked(place)
      ? { words: '', badge: `${count(countWords(place.base!.words), 'word')} cut, marked`, tone: 'gap' }
      : null,
  // Only the end of it is quoted: the beginning is not printed.
  ({ cell, base }) =>
    cell
      ? null
      : { words: '', badge: countWords(base!.words) ? 'not printed' : '', tone: countWords(base!.words) ? 'gap' : 'none' },
  // Words that the base does not have.
  ({ cell, base }) => (base ? null : { words: cell!.words, badge: 'not in the base', tone: 'differs' }),
  // The same characters as the base.
  ({ cell, base, kind }) =>
    cell!.words === base!.words ? { words: cell!.words, badge: '', tone: kind === 'differs' ? 'point' : 'quiet' } : null,
  // “programme,” for “Programme”: the same letters but for points, marks and capitals.
  ({ cell, base }) => {
    const [here, there] = [bare(cell!.words), bare(base!.words)]
    if (here.toLowerCase() !== there.toLowerCase()) return null
    return { words: cell!.words, badge: here === there ? 'punctuation' : 'capitals', tone: 'accidental' }
  },
  ({ cell, kind }) =>
    kind === 'differs' ? null : { words: cell!.words, badge: kind === 'accidental' ? 'spelling' : '', tone: 'accidental' },
  // “[The government] will act”: the outlet's own words, in brackets.
  ({ cell }) =>
    /\[[^\]]*\p{L}[^\]]*\]/u.test(cell!.words) ? { words: cell!.words, badge: 'in brackets', tone: 'differs' } : null,
  ({ cell, variant }) => (isDirect(variant) ? null : { words: cell!.words, badge: 'told', tone: 'differs' }),
  ({ cell, variant }) => ({
    words: cell!.words,
    badge: variant.relation === 'retranslated' ? 'other translation' : 'other words',
    tone: 'differs'
  })
]

/** What stands in each cell of a variant's row, against the row that is the base. */
export const cellsOf = (variant: VariantView, base: VariantView, columns: readonly ColumnKind[]): Cell[] =>
  variant.cells.map((cell, column) => {
    const place = { cell, base: base.cells[column], kind: columns[column], variant, column }
    if (variant === base && cell) return { words: cell.words, badge: '', tone: columns[column] === 'differs' ? 'point' : 'quiet' }
    return RULES.reduce<Cell | null>((found, rule) => found ?? rule(place), null)!
  })

/** How a table of variants is to be shown: which row is the base, and whether what is the same is shortened. */
export type Showing = { base: string | null; onlyDifferences: boolean }

/** Most of the words kept at each end of a column that is the same everywhere, when only differences are asked for. */
const KEPT_WORDS = 2

const shortened = (words: string): Html => {
  const all = words.split(/\s+/)
  if (all.length <= 2 * KEPT_WORDS + 1) return html`${words}`
  return html`${all.slice(0, KEPT_WORDS).join(' ')} <span class="left-out" role="img" aria-label="${all.length - 2 * KEPT_WORDS} words the same everywhere">⋯</span> ${all.slice(-KEPT_WORDS).join(' ')}`
}

/** The collation: one row a printing, the base first, its words in columns that line up. */
export const collation = (statement: StatementView, showing: Showing): Html => {
  const base = statement.variants.find(one => one.quotation.id === showing.base) ?? statement.variants[0]
  const rows = [base, ...statement.variants.filter(one => one !== base)]
  return html`<div class="collation-frame" tabindex="0" role="region" aria-label="Collation: the words of each printing in columns"><table class="collation" data-collation role="table">
<caption class="unseen">Each row is one printing; words that stand in the same column stand for each other.</caption>
<thead class="unseen" role="rowgroup"><tr role="row"><th scope="col" role="columnheader">Printing</th><th scope="col" role="columnheader">Relation</th>${statement.columns.map((_, i) => html`<th scope="col" role="columnheader">Words ${i + 1}</th>`)}</tr></thead>
<tbody role="rowgroup">
${rows.map(variant => row(statement, variant, base, showing))}</tbody></table></div>`
}

const row = (statement: StatementView, variant: VariantView, base: VariantView, showing: Showing): Html => {
  const { quotation } = variant
  const isBase = variant === base
  return html`<tr role="row" id="v-${quotation.id}" class="${isBase ? 'base' : ''}" data-variant tabindex="-1">
<th scope="row" role="rowheader"><a class="outlet" href="${placeOf(quotation)}">${outletOf(quotation.article)}</a>
<span class="where">${whereabouts(quotation)}</span>
<span class="where">${formMark(quotation)}${quotation.cue ? html` · <q class="cue" dir="auto">${quotation.cue.words}</q>` : ''}</span></th>
<td role="cell" class="relation">${relation(statement, variant, isBase)}${isBase ? '' : html`<a class="make-base" data-base href="${href('st', statement.id)}?base=${encodeURIComponent(quotation.id)}${showing.onlyDifferences ? '&show=differences' : ''}#collation">make base</a>`}</td>
${cellsOf(variant, base, statement.columns).map((cell, i) => oneCell(cell, showing.onlyDifferences && statement.columns[i] === 'same'))}</tr>\n`
}

const relation = (statement: StatementView, variant: VariantView, isBase: boolean): Html => {
  const fullest = variant === statement.variants[0]
  const { name, means, tone } = RELATIONS[variant.relation]
  return html`<b class="${fullest ? '' : tone}">${fullest ? 'fullest reading' : name}</b><span>${fullest ? (isBase ? 'base' : '') : means}${isBase && !fullest ? ' · base' : ''}</span>`
}

const oneCell = ({ words, badge, tone }: Cell, short: boolean): Html =>
  html`<td role="cell" class="${tone}">${words ? html`<span class="words" dir="auto">${short ? shortened(words) : words}</span> ` : ''}${badge ? html`<span class="badge">${badge}</span>` : ''}</td>`
