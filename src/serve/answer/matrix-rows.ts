import type { Long } from '../../store/index.ts'
import type { Relation, Statement, StatementId } from '../../types.ts'
import { nearOf, whyUnknown } from './absence.ts'
import { statementLine } from './lines.ts'
import type { Look } from './look.ts'
import { printedStates } from './matrix.ts'
import { conflictsOf } from './statement.ts'
import type { MatrixSort, MatrixState } from './wire/index.ts'

/** Rows of the matrix as they are asked for: in which order, and only those with a cell of some state. */
export type Rows = { readonly sort?: MatrixSort | undefined; readonly state?: MatrixState | undefined }

/** Of so many statements, those of most outlets, the rows are chosen and put in order: each is read whole for it. */
const MOST_READ = 300

/** Who left a statement out is found in the texts around it, which takes a hundred times as long as what stands in the statement itself. */
const MOST_SEARCHED = 30

/** The statements of the rows that are asked for, and of how many they were chosen; null where nothing was chosen or put in another order. */
export const rowsOf = (
  look: Look,
  shared: Long<StatementId>,
  { sort = 'outlets', state }: Rows
): { rows: Long<StatementId>; of: number | null } => {
  if (sort === 'outlets' && !state) return { rows: shared, of: null }
  const read = shared.slice(0, state === 'absent' ? MOST_SEARCHED : MOST_READ).map(look.statement)
  const kept = state ? read.filter(one => has(look, one, state)) : read
  return { rows: ORDERS[sort](look, kept).map(one => one.id), of: read.length }
}

const has = (look: Look, statement: Statement, state: MatrixState): boolean =>
  state === 'absent'
    ? [...nearOf(look, statement)].some(id => !whyUnknown(look, statement, id) && !printers(look, statement).has(id))
    : printedStates(look, statement).has(state)

const printers = (look: Look, { variants }: Statement) => new Set(variants.map(one => look.quotation(one.quotation).article))

/** How words are printed otherwise and no mark says so: of statements with most of these a reader wants to know first. */
const UNMARKED: readonly Relation[] = ['elided-silent', 'reworded', 'stitched', 'retranslated']

const differing = (look: Look, statement: Statement): number =>
  statement.variants.filter(one => UNMARKED.includes(one.relation)).length + conflictsOf(look, statement).length

const dayOf = (look: Look, statement: Statement): string => statementLine(look, statement).said?.date ?? ''

/** The orders of rows; what ties stays as it was, those of most outlets first. */
const ORDERS: Record<MatrixSort, (look: Look, rows: readonly Statement[]) => readonly Statement[]> = {
  outlets: (_, rows) => rows,
  differences: (look, rows) => [...rows].sort((a, b) => differing(look, b) - differing(look, a)),
  day: (look, rows) => [...rows].sort((a, b) => dayOf(look, b).localeCompare(dayOf(look, a)))
}
