import { keepsWords } from '../answer/statement.ts'
import type { ColumnKind, VariantView, Words } from '../answer/wire/index.ts'
import { count } from './say.ts'
import { areOtherNames, isConditionOf, senseOf } from './sense.ts'

/** What a cell shows against the base's cell of that column; a gap may run over several columns. */
export type Cell = {
  words: string
  badge: string
  /** How it makes another claim, where it does: “negation dropped”. */
  sense: string | null
  tone: 'quiet' | 'point' | 'accidental' | 'differs' | 'gap' | 'loss' | 'none' | 'outside' | 'refused'
  columns: number
}

type Place = {
  cell: Words | null
  base: Words | null
  missing: number
  kind: ColumnKind
  variant: VariantView
  against: VariantView
  column: number
}
type Rule = (place: Place) => Omit<Cell, 'columns' | 'sense'> | null

const DOTS = /(?:…|\.{3}|\. \. \.)/
const isDirect = ({ quotation }: VariantView) => quotation.form === 'direct'
const countWords = (words: string) => words.split(/\s+/).filter(word => /[\p{L}\p{N}]/u.test(word)).length
/** The letters and digits of words alone, which punctuation does not change. */
export const lettersOf = (words: string) => words.replace(/[^\p{L}\p{N}]+/gu, ' ').trim()

/** Words without the quotation marks around them and a comma or stop at the closing one: where a quotation ends is not what it says. */
export const unmarked = (words: string) => words.replace(/^[“”„‘’"'«»\s]+|[,.\s]*[“”‘’"'«»]*[,.\s]*$/g, '')

/** Whether a gap has printed words on both sides in its row: then something fell out of the middle. */
const isInside = ({ variant: { cells }, column }: Place) =>
  cells.slice(0, column).some(Boolean) && cells.slice(column + 1).some(Boolean)

/** Whether the row shows its cut, by dots at the end of the words before the gap or at the start of those after it. */
const isMarked = ({ variant: { cells }, column }: Place) =>
  new RegExp(`${DOTS.source}[\\])]?\\W*$`).test(cells.slice(0, column).findLast(Boolean)?.words ?? '') ||
  new RegExp(`^\\W*${DOTS.source}`).test(cells.slice(column + 1).find(Boolean)?.words ?? '')

const OPENING = /^[“"«„]|^[‘'](?=\p{L})/u
const CLOSING = /^[”"»]|^[’'](?!\p{L})/u

/** Whether a cell of a partly quoted printing stands outside the quotation marks: “his government had” of: his government had “sent letters”. */
const isOutside = ({ quotation }: VariantView, cell: Words): boolean => {
  const whole = quotation.content.find(one => one.start <= cell.start && cell.start < one.end)
  if (quotation.form !== 'mixed' || !whole || OPENING.test(cell.words)) return false
  let open = false
  for (let at = 0; at < cell.start - whole.start; at++) {
    const rest = whole.words.slice(at)
    if (open && CLOSING.test(rest)) open = false
    else if (!open && OPENING.test(rest) && !/\p{L}$/u.test(whole.words.slice(0, at))) open = true
  }
  return !open
}

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
  // Words before or after the marks of a partly quoted printing: the outlet's, not the speaker's.
  ({ cell, base, variant }) => (cell !== base && isOutside(variant, cell!) ? shown(cell, 'outside the marks', 'outside') : null),
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
  // “harbour” for “harbor”.
  ({ cell, kind, variant, against }) =>
    kind === 'accidental' || (keepsWords(variant) && keepsWords(against)) ? shown(cell, 'spelling', 'accidental') : null,
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
    const place = {
      cell: variant.cells[column],
      base: base.cells[column],
      missing,
      kind: columns[column],
      variant,
      against: base,
      column
    }
    const cell = RULES.reduce<ReturnType<Rule>>((found, rule) => found ?? rule(place), null)!
    cells.push({ ...cell, sense: senseIn(place, cell.tone, run), columns: run })
    column += run
  }
  return cells
}

/** Whether a cell's difference makes another claim, and how. Of words that are only not quoted, that they were a condition of those before them. */
const senseIn = ({ cell, base, variant, against, column }: Place, tone: Cell['tone'], run: number): string | null => {
  const fullest = against.cells.slice(column, column + run).map(one => one?.words ?? '')
  if (tone === 'loss' || (tone === 'gap' && variant.relation === 'elided-marked')) return senseOf('', fullest.join(' '))
  if (tone === 'gap' && !cell) {
    const before = against.cells[column - 1]?.words ?? ''
    return variant.cells[column - 1] && isConditionOf(before, fullest.join(' ')) ? 'condition not quoted' : null
  }
  if (tone !== 'differs' || !cell || !base) return null
  const begins = [variant, against].some(one => beginsSentence(one, column))
  return senseOf(cell.words, base.words) ?? (!begins && areOtherNames(cell.words, base.words) ? 'other name' : null)
}

/** Whether a row's words of this column begin a sentence, whose capital letter tells nothing. */
const beginsSentence = ({ cells }: VariantView, column: number): boolean => {
  const before = cells.slice(0, column).findLast(Boolean)?.words
  return !before || /[.!?][”"’'»]*\s*$/.test(before)
}

const gapFrom = ({ cells }: VariantView, column: number): number => {
  const next = cells.findIndex((cell, i) => i > column && cell)
  return (next < 0 ? cells.length : next) - column
}
