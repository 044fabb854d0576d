import type { ArticleId, Quote, Relation, Statement } from '../types.ts'
import { articleLine, carriersOf, statementLine, witnessesOf } from './lines.ts'
import type { Look } from './look.ts'
import { whyUnknown } from './statement.ts'
import type { CellState, MatrixView } from './wire.ts'

type Cell = MatrixView['rows'][number]['cells'][number]

/** The statements that more than one article carries, or gives to another speaker, against those articles and the ones that left them out. */
export const matrixView = (look: Look, statements: readonly Statement[]): MatrixView => {
  const shared = statements.filter(one => touchedBy(look, one).size > 1)
  const touched = new Set(shared.flatMap(one => [...touchedBy(look, one)]))
  const articles = look.store.articles().filter(id => touched.has(id) || shared.some(one => !whyUnknown(look, one, id)))
  return {
    articles: articles.map(id => articleLine(look, id)),
    rows: shared.map(one => ({ statement: statementLine(look, one), cells: articles.map(id => cellOf(look, one, id)) }))
  }
}

const conflictsIn = (look: Look, { conflicts }: Statement) => conflicts.map(look.quotation)

const touchedBy = (look: Look, statement: Statement): ReadonlySet<ArticleId> =>
  look.once(`touched ${statement.id}`, () => {
    return new Set([...carriersOf(look, statement), ...conflictsIn(look, statement).map(one => one.article)])
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
const stateOf = ({ form }: Quote, relation: Relation): CellState => {
  if (form === 'indirect') return 'paraphrase'
  return form === 'mixed' && STATE[relation] === 'verbatim' ? 'partial' : STATE[relation]
}

/** Where an article prints a statement twice, the cell shows the first of these. */
const FIRST: readonly CellState[] = ['conflicting', 'verbatim', 'partial', 'paraphrase']

const cellOf = (look: Look, statement: Statement, id: ArticleId): Cell => {
  const own = witnessesOf(look, statement).flatMap(({ id: quotation, article, quote }, n) =>
    article === id ? [{ quotation, quote, relation: statement.variants[n].relation }] : []
  )
  const elsewhere = conflictsIn(look, statement).filter(one => one.article === id)
  const states = [...own.map(one => stateOf(one.quote, one.relation)), ...elsewhere.map((): CellState => 'conflicting')]
  const quotations = [...own.map(one => one.quotation), ...elsewhere.map(one => one.id)]
  const missing = () => (whyUnknown(look, statement, id) ? 'unknown' : 'absent')
  return { state: FIRST.find(one => states.includes(one)) ?? missing(), quotations, relations: own.map(one => one.relation) }
}
