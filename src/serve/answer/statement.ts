import type { Quotation } from '../../store/index.ts'
import { fold } from '../../text/index.ts'
import type { ArticleId, Reason, Relation, Statement } from '../../types.ts'
import { correctionsOf } from './corrections.ts'
import { articleLine, carriersOf, contextOf, originView, quotationView, statementLine, versionsAt, witnessesOf } from './lines.ts'
import type { Look } from './look.ts'
import { printsWordsOf } from './printed.ts'
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
    conflicts: statement.conflicts.map(id => quotationView(look, look.quotation(id)))
  }
}

/** A statement with its collated variants, its origins, and who left it out. */
export const statementView = (look: Look, statement: Statement): StatementView => ({
  ...collate(look, statement),
  originReasons: originsOf(look, carriersOf(look, statement)),
  ...absences(look, statement),
  echoes: statement.echoes.flatMap(id => look.store.statement(id) ?? []).map(one => statementLine(look, one)),
  corrections: togetherBy(look, statement)
})

/** What people said of how a statement was put together. */
const togetherBy = (look: Look, { variants }: Statement): CorrectionView[] => {
  const all = variants.flatMap(one => correctionsOf(look, one.quotation)).filter(one => /statement|note/.test(one.what))
  return [...new Map(all.map(one => [one.id, one])).values()]
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

type Absences = Pick<StatementView, 'leftOutBy' | 'leftOutInAll' | 'cannotTell' | 'cannotTellInAll' | 'unrelated'>

/** Who left a statement out: near articles that are held in full, and do not give its words to somebody else. Of the other near ones it cannot be told, for a reason each. */
const absences = (look: Look, statement: Statement): Absences => {
  const printers = new Set([...carriersOf(look, statement), ...statement.conflicts.map(id => look.quotation(id).article)])
  const addresses = new Set([...printers].map(id => look.article(id).address))
  // What one version of a page carries, the page carries.
  const known = new Set([...printers, ...[...addresses].flatMap(one => versionsAt(look, one))])
  const near = [...nearOf(look, statement)].filter(id => !known.has(id))
  const told = look.store.ranked.inOrder(near).map(id => ({ id, why: whyUnknown(look, statement, id) }))
  const [without, untold] = [told.filter(one => !one.why), told.filter(one => one.why)]
  return {
    leftOutBy: without.slice(0, MOST_ABSENT).map(one => articleLine(look, one.id)),
    leftOutInAll: without.length,
    cannotTell: untold.slice(0, MOST_ABSENT).map(({ id, why }) => ({ article: articleLine(look, id), why: why! })),
    cannotTellInAll: untold.length,
    unrelated: look.once('latest', look.store.ranked.latest).length - known.size - near.length
  }
}

/** As many articles are named that left a statement out, or of which it can't be told: of the others the number tells enough. */
const MOST_ABSENT = 100

const HELD = {
  teaser: 'only the beginning of the article is held',
  wall: 'only a wall is held: a subscription, consent or robot page',
  unknown: 'whether the whole article is held is not known'
}

const PRINTED = 'words of it stand in its text, and were not read as this quotation'

/** Why it cannot be said that an article leaves a statement out; null when it can: its full text is held and prints none of the words, it is about the same things, and it is not older than them. */
export const whyUnknown = (look: Look, statement: Statement, id: ArticleId): string | null => {
  const { text, completeness } = look.article(id)
  const fault = look.fault(text.id)
  if (fault) return fault
  if (!nearOf(look, statement).has(id))
    return 'it is of another story, and shares no statement, nor in the same days a speaker, with the articles that carry this one'
  const why = tooEarly(look, statement, id) ?? (completeness === 'full' ? null : HELD[completeness])
  return why ?? (printsWordsOf(look, statement, id) ? PRINTED : null)
}

/** Nobody leaves out what was not said yet: an article is as late as its day of publication, or the last day that its quotations were said on. */
const tooEarly = (look: Look, statement: Statement, id: ArticleId): string | null => {
  const said = day(statementLine(look, statement).said?.date)
  if (!said) return null
  const { published, updated } = look.article(id)
  const printed = day(updated?.value ?? published?.value)
  if (printed) return printed < said ? 'it was published before this was said' : null
  const days = look.quotationsOf(id).flatMap(one => day(one.said.date) ?? [])
  return days.some(one => one >= said) ? null : 'it is undated, and tells of nothing that was said as late'
}

/** The day of an ISO 8601 date, time or interval's beginning; null for what is less precise. */
const day = (date: string | null | undefined): string | null => /^\d{4}-\d{2}-\d{2}/.exec(date ?? '')?.[0] ?? null

// "About the same things": of one story, or the same named person or body is quoted within two weeks, or another statement is shared.
/** The articles that are about the same things as those that carry a statement, these among them. */
export const nearOf = (look: Look, statement: Statement): ReadonlySet<ArticleId> =>
  look.once(`near ${statement.id}`, () => {
    const carriers = carriersOf(look, statement)
    const stories = new Set(carriers.flatMap(one => look.store.storyOf(one) ?? []))
    return new Set([...look.store.nearTo(carriers), ...[...stories].flatMap(one => look.store.story(one)?.articles ?? [])])
  })
