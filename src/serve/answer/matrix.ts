import type { Long, Placed } from '../../store/index.ts'
import type { ArticleId, Relation, Statement, StatementId } from '../../types.ts'
import { nearOf, whyUnknown } from './absence.ts'
import { articleLine, statementLine } from './lines.ts'
import { listed } from './listed.ts'
import type { Look } from './look.ts'
import { conflictsOf } from './statement.ts'
import type { CellState, MatrixCell, MatrixView } from './wire/index.ts'

/** As many rows and columns as a page of the matrix has: what stands on three screens, in less than 200 kB. */
const ROWS = 25
const COLUMNS = 30

/** The statements that more than one article carries, or gives to another speaker, against those articles and the ones that left them out. */
export const matrixView = (
  look: Look,
  shared: Long<StatementId>,
  page: number | undefined,
  of: number | null = null
): MatrixView => {
  const rows = listed(shared, page, look.statement, ROWS)
  const { shown, others } = columnsFor(look, rows.lines)
  const lines = rows.lines.map(one => ({
    statement: statementLine(look, one),
    cells: shown.map(id => cellOf(look, one, id))
  }))
  return { articles: shown.map(id => articleLine(look, id)), others, of, rows: { ...rows, lines } }
}

/** The articles that print most of these statements, and where there is room those that left one out, in the order of their days. */
const columnsFor = (look: Look, statements: readonly Statement[]): { shown: ArticleId[]; others: number } => {
  const weights = new Map<ArticleId, number>()
  for (const one of statements) for (const id of touchedBy(look, one)) weights.set(id, (weights.get(id) ?? 0) + 1)
  const { inOrder } = look.store.ranked
  const touching = [...inOrder([...weights.keys()])].sort((a, b) => weights.get(b)! - weights.get(a)!)
  const shown = touching.slice(0, COLUMNS)
  const near = shown.length < COLUMNS ? new Set(statements.flatMap(one => [...nearOf(look, one)])) : []
  for (const id of inOrder([...near])) {
    if (shown.length === COLUMNS) break
    if (!weights.has(id) && statements.some(one => !whyUnknown(look, one, id))) shown.push(id)
  }
  return { shown: [...inOrder(shown)], others: touching.length - Math.min(COLUMNS, touching.length) }
}

/** Where a statement's variants stand, and what is in conflict with it. */
const placesOf = (look: Look, statement: Statement) =>
  look.once(`places ${statement.id}`, () => {
    const { variants } = statement
    const placed = look.store.placed([...variants.map(one => one.quotation), ...conflictsOf(look, statement)])
    return { own: placed.slice(0, variants.length), elsewhere: placed.slice(variants.length) }
  })

const touchedBy = (look: Look, statement: Statement): ReadonlySet<ArticleId> =>
  look.once(`touched ${statement.id}`, () => {
    const { own, elsewhere } = placesOf(look, statement)
    return new Set([...own, ...elsewhere].map(one => one.article))
  })

/** What a relation makes of a cell. */
const STATE: Record<Relation, CellState> = {
  verbatim: 'verbatim',
  accidentals: 'verbatim',
  excerpt: 'partial',
  'elided-marked': 'partial',
  'elided-silent': 'partial',
  bracketed: 'partial',
  stitched: 'partial',
  reworded: 'paraphrase',
  retranslated: 'paraphrase',
  paraphrase: 'paraphrase'
}

/** What is told is never verbatim, however well it agrees with the fullest reading; nor is what is partly quoted the whole of it in marks. */
const stateOf = ({ form }: Placed, relation: Relation): CellState => {
  if (form === 'indirect') return 'paraphrase'
  return form === 'mixed' && STATE[relation] === 'verbatim' ? 'partial' : STATE[relation]
}

/** Where an article prints a statement twice, the cell shows the first of these. */
const FIRST: readonly CellState[] = ['conflicting', 'verbatim', 'partial', 'paraphrase']

/** What an article makes of a statement. */
export const cellOf = (look: Look, statement: Statement, id: ArticleId): MatrixCell => {
  const places = placesOf(look, statement)
  const own = places.own.flatMap((one, n) => (one.article === id ? [{ ...one, relation: statement.variants[n].relation }] : []))
  const elsewhere = places.elsewhere.filter(one => one.article === id)
  const states = [...own.map(one => stateOf(one, one.relation)), ...elsewhere.map((): CellState => 'conflicting')]
  const quotations = [...own, ...elsewhere].map(one => one.id)
  const missing = () => (whyUnknown(look, statement, id) ? 'unknown' : 'absent')
  return { state: FIRST.find(one => states.includes(one)) ?? missing(), quotations, relations: own.map(one => one.relation) }
}

/** What the articles that print a statement, or give its words to somebody else, make of it. */
export const printedStates = (look: Look, statement: Statement): ReadonlySet<CellState> =>
  new Set([...touchedBy(look, statement)].map(id => cellOf(look, statement, id).state))
