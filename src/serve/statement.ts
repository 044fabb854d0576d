import type { Quotation } from '../store/index.ts'
import { fold } from '../text/index.ts'
import type { ArticleId, Origin, Statement } from '../types.ts'
import { articleLine, carriersOf, contextOf, originView, quotationView, statementLine, witnessesOf } from './lines.ts'
import type { Look } from './look.ts'
import type { ColumnKind, OriginView, StatementLine, StatementView, VariantView } from './wire.ts'

/** A statement in a line with its variants side by side, and with what gives its words to somebody else. */
export type Collation = StatementLine & Pick<StatementView, 'columns' | 'variants' | 'conflicts'>

/** A statement's variants side by side. */
export const collate = (look: Look, statement: Statement): Collation => {
  const witnesses = witnessesOf(look, statement)
  const variants = statement.variants.map((variant, n) => variantView(look, witnesses[n], variant))
  return {
    ...statementLine(look, statement),
    columns: columnKinds(look, variants),
    variants,
    conflicts: statement.conflicts.map(id => quotationView(look, look.quotation(id)))
  }
}

/** A statement with its collated variants, its origins, and who left it out. */
export const statementView = (look: Look, statement: Statement): StatementView => ({
  ...collate(look, statement),
  originReasons: originsOf(look, carriersOf(look, statement)),
  ...absences(look, statement),
  echoes: statement.echoes.flatMap(id => look.store.statement(id) ?? []).map(one => statementLine(look, one))
})

const variantView = (look: Look, quotation: Quotation, { relation, cells }: Statement['variants'][number]): VariantView => {
  const { text } = look.article(quotation.article)
  return {
    quotation: quotationView(look, quotation),
    relation,
    context: contextOf(look, quotation),
    cells: cells.map(cell => cell && look.words(text.id, cell))
  }
}

/** The origins of these articles, with the reasons that stand between them alone. */
const originsOf = (look: Look, articles: readonly ArticleId[]): OriginView[] => {
  const among = <One extends ArticleId>(all: readonly One[]) => all.filter(id => articles.includes(id))
  const origins = new Map(articles.flatMap(id => look.originOf(id) ?? []).map(one => [one.id, one]))
  return [...origins.values()].flatMap(one => {
    const because = one.because.filter(reason => among(reason.articles).length === reason.articles.length)
    return because.length
      ? originView(look, { ...one, articles: among(one.articles) as unknown as Origin['articles'], because })
      : []
  })
}

/** Whether a variant has words of its own throughout, told or translated anew: it shares too little with the others to be held against them word by word. */
export const isApart = ({ relation }: Pick<VariantView, 'relation'>): boolean =>
  relation === 'paraphrase' || relation === 'retranslated'

/** What the cells of each column do to each other, but for those of variants apart; where one prints nothing there, it does not count. */
const columnKinds = (look: Look, variants: readonly VariantView[]): ColumnKind[] => {
  const plain = (words: string) => bare((words.match(/[\p{L}\p{N}’'.-]+/gu) ?? []).map(look.spelled).join(''))
  const rows = variants.filter((one, n) => !n || !isApart(one))
  return variants[0].cells.map((_, column) => {
    const printed = rows.flatMap(({ cells }) => cells[column]?.words ?? [])
    if (new Set(printed).size < 2) return 'same'
    return new Set(printed.map(plain)).size < 2 ? 'accidental' : 'differs'
  })
}

/** Words without what makes no difference: case, accents, marks and spaces. */
export const bare = (words: string): string => fold(words).chars.replace(/[^\p{L}\p{N}]/gu, '')

type Absences = Pick<StatementView, 'leftOutBy' | 'cannotTell' | 'unrelated'>

/** Who left a statement out: near articles that are held in full, and do not give its words to somebody else. Of the other near ones it cannot be told, for a reason each. */
const absences = (look: Look, statement: Statement): Absences => {
  const printers = new Set([...carriersOf(look, statement), ...statement.conflicts.map(id => look.quotation(id).article)])
  const others = look.store.articles().filter(id => !printers.has(id))
  const related = others.filter(id => isNear(look, statement, id))
  const told = related.map(id => ({ id, why: whyUnknown(look, statement, id) }))
  return {
    leftOutBy: told.filter(one => !one.why).map(one => articleLine(look, one.id)),
    cannotTell: told.flatMap(({ id, why }) => (why ? [{ article: articleLine(look, id), why }] : [])),
    unrelated: others.length - related.length
  }
}

const HELD = {
  teaser: 'only the beginning of the article is held',
  wall: 'only a wall is held: a subscription, consent or robot page',
  unknown: 'whether the whole article is held is not known'
}

/** Why it cannot be said that an article leaves a statement out; null when it can: its full text is held, it is about the same things, and it is not older than them. */
export const whyUnknown = (look: Look, statement: Statement, id: ArticleId): string | null => {
  const { text, completeness } = look.article(id)
  const fault = look.fault(text.id)
  if (fault) return fault
  if (!isNear(look, statement, id)) return 'it shares no speaker and no statement with the articles that carry this one'
  return tooEarly(look, statement, id) ?? (completeness === 'full' ? null : HELD[completeness])
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

// The first, simple rule for "about the same things": the same named person or body is quoted, or another statement is shared.
const isNear = (look: Look, statement: Statement, id: ArticleId): boolean =>
  look.once(`near ${statement.id}`, () => new Set(look.store.nearTo(carriersOf(look, statement)))).has(id)
