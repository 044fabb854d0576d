import type { Quotation } from '../../store/index.ts'
import { fold } from '../../text/index.ts'
import type { ArticleId, QuoteId, Reason, Relation, Statement } from '../../types.ts'
import { absencesOf } from './absence.ts'
import { correctionsOf } from './corrections.ts'
import { disagree } from './disagree.ts'
import { carriersOf, contextOf, originView, quotationView, statementLine, witnessesOf } from './lines.ts'
import type { Look } from './look.ts'
import type { ColumnKind, CorrectionView, OriginView, StatementLine, StatementView, VariantView } from './wire/index.ts'

/** A statement in a line with its variants side by side, and with what gives its words to somebody else. */
export type Collation = StatementLine & Pick<StatementView, 'columns' | 'variants' | 'conflicts'>

/** A statement's variants side by side. */
export const collate = (look: Look, statement: Statement): Collation => {
  const witnesses = witnessesOf(look, statement)
  const variants = statement.variants.map((variant, n) => variantView(look, witnesses[n], variant))
  return {
    ...statementLine(look, statement),
    columns: columnKinds(variants),
    variants,
    conflicts: conflictsOf(look, statement).map(id => quotationView(look, look.quotation(id)))
  }
}

/** The quotations that give a statement's words to somebody else, as far as the two are two. */
export const conflictsOf = (look: Look, { speaker, conflicts }: Statement): QuoteId[] => {
  const own = speaker && look.speaker(speaker)
  return conflicts.filter(id => {
    const other = look.quotation(id).speaker
    return own && other && disagree(own, look.speaker(other))
  })
}

/** A statement with its collated variants, its origins, and who left it out. */
export const statementView = (look: Look, statement: Statement): StatementView => ({
  ...collate(look, statement),
  originReasons: originsOf(look, carriersOf(look, statement)),
  ...absencesOf(look, statement),
  echoes: statement.echoes.flatMap(id => look.store.statement(id) ?? []).map(one => statementLine(look, one)),
  corrections: togetherBy(look, statement)
})

/** What people said of how a statement was put together. */
const togetherBy = (look: Look, { variants }: Statement): CorrectionView[] => {
  const all = variants.flatMap(one => correctionsOf(look, one.quotation)).filter(one => /statement|note/.test(one.what))
  const ofTheirOwn = all.filter(one => !one.carriedFrom)
  return [...new Map([...all, ...ofTheirOwn].map(one => [one.id, one])).values()]
}

const variantView = (look: Look, quotation: Quotation, { relation, cells }: Statement['variants'][number]): VariantView => {
  const { text } = look.article(quotation.article)
  return {
    quotation: quotationView(look, quotation),
    relation,
    context: contextOf(look, quotation),
    cells: cells.map(cell => cell && look.words(text.id, cell))
  }
}

/** The origins of these articles as far as they concern them, with the reasons that do. */
const originsOf = (look: Look, carriers: readonly ArticleId[]): OriginView[] => {
  const origins = new Map(carriers.flatMap(id => look.originOf(id) ?? []).map(one => [one.id, one]))
  return [...origins.values()].flatMap(origin => {
    const articles = origin.articles.filter(id => carriers.includes(id))
    const texts = new Set(articles.map(id => look.article(id).text.id))
    const because = reasonsAmong(origin.because, articles).map(one => {
      const here = one.spans.filter(({ text }) => texts.has(text))
      return here.length ? { ...one, spans: here } : one
    })
    const [first, ...others] = articles
    return first && because.length ? [originView(look, { ...origin, articles: [first, ...others], because })] : []
  })
}

/** The reasons that join two of these articles or credit one alone; for one that is joined to the others through third articles only, those too. */
const reasonsAmong = (because: readonly Reason[], articles: readonly ArticleId[]): Reason[] => {
  const here = (reason: Reason) => reason.articles.filter(id => articles.includes(id))
  const direct = because.filter(one => here(one).length > 1)
  const linked = new Set(direct.flatMap(here))
  const farther = (one: Reason) => articles.length > 1 && here(one).some(id => !linked.has(id))
  return because.filter(one => here(one).length && (one.articles.length === 1 || direct.includes(one) || farther(one)))
}

/** The relations in which no word stands for another one: what such rows print differently in one column is spelled, pointed or shortened differently. */
const SAME_WORDS: readonly Relation[] = ['verbatim', 'accidentals', 'excerpt', 'elided-marked', 'elided-silent']

/** Whether a printing has no other words than the fullest reading: "neighbour" for "neighbor" is the same word. What is told may have. */
export const keepsWords = ({ relation, quotation }: Pick<VariantView, 'relation' | 'quotation'>): boolean =>
  quotation.form === 'direct' && SAME_WORDS.includes(relation)

/** Whether a variant has words of its own throughout, told or translated anew: it shares too little with the others to stand in columns with them. */
export const isApart = ({ relation }: Pick<VariantView, 'relation'>): boolean =>
  relation === 'paraphrase' || relation === 'retranslated'

/** These rows without the columns that none of them prints, and with neighbours made one that hold the same words but never in one row: a row that is not shown held them apart. */
export const tightened = <Row extends Pick<VariantView, 'cells'>>(variants: readonly Row[]): Row[] => {
  const groups = (variants[0]?.cells ?? []).reduce<number[][]>((all, _, column) => {
    const last = all.at(-1)
    if (last && isOneColumn(variants, [...last, column])) last.push(column)
    else if (variants.some(one => one.cells[column])) all.push([column])
    return all
  }, [])
  return variants.map(one => ({ ...one, cells: groups.map(group => group.map(n => one.cells[n]).find(Boolean) ?? null) }))
}

const isOneColumn = (variants: readonly Pick<VariantView, 'cells'>[], columns: readonly number[]): boolean => {
  const printed = variants.map(one => columns.flatMap(n => one.cells[n] ?? []))
  const words = new Set(printed.flat().map(one => bare(one.words)))
  return printed.every(one => one.length < 2) && words.size === 1 && !words.has('')
}

/** What the cells of each column do to each other; where a variant prints nothing there, it does not count. */
export const columnKinds = (variants: readonly VariantView[]): ColumnKind[] =>
  (variants[0]?.cells ?? []).map((_, column) => {
    const printed = variants.flatMap(one => one.cells[column]?.words ?? [])
    if (new Set(printed).size < 2) return 'same'
    return wordsApart(variants, column).size < 2 ? 'accidental' : 'differs'
  })

/** The different words that stand in a column, those that keep the words of the fullest reading counting as one. */
export const wordsApart = (variants: readonly VariantView[], column: number): ReadonlySet<string> => {
  const letters = (one: VariantView) => bare(one.cells[column]?.words ?? '')
  const kept = variants.filter(one => keepsWords(one) && letters(one))
  const others = variants.filter(one => one.cells[column] && !kept.includes(one))
  return new Set([...kept.slice(0, 1), ...others].map(letters))
}

/** Words without what makes no difference: case, accents, marks and spaces. */
export const bare = (words: string): string => fold(words).chars.replace(/[^\p{L}\p{N}]/gu, '')
