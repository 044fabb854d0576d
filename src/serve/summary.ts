import type { Statement } from '../types.ts'
import { carriersOf, statementLine } from './lines.ts'
import type { Look } from './look.ts'
import { type Collation, collate } from './statement.ts'
import type { ArticleLine, SummaryView, VariantView, Words } from './wire.ts'

/** How many differences a summary tells. */
const MOST_TOLD = 12

/** The record in numbers, and its most telling differences. */
export const summaryView = (look: Look): SummaryView => {
  const { store } = look
  const articles = store.articles()
  const statements = store.statements()
  const shared = statements.filter(one => carriersOf(look, one).length > 1)
  return {
    articles: articles.length,
    outlets: new Set(articles.flatMap(id => look.article(id).outlet ?? [])).size,
    quotations: articles.reduce((count, id) => count + look.quotationsOf(id).length, 0),
    speakers: store.speakers().length,
    statements: statements.length,
    shared: shared.length,
    differing: differing(look, statements)
  }
}

type Difference = { statement: Collation; note: string; weight: number }

const differing = (look: Look, statements: readonly Statement[]): SummaryView['differing'] =>
  statements
    .filter(one => one.variants.length > 1 || one.conflicts.length > 0)
    .flatMap(one => mostTelling(collate(look, one)) ?? [])
    .sort(
      (a, b) => b.weight - a.weight || b.statement.printings - a.statement.printings || (a.statement.id < b.statement.id ? -1 : 1)
    )
    .slice(0, MOST_TOLD)
    .map(({ statement, note }) => ({ statement: statementLine(look, look.statement(statement.id as Statement['id'])), note }))

/** Who printed it: the outlet as it names itself, or the end of the address. */
export const printer = ({ outlet, address }: Pick<ArticleLine, 'outlet' | 'address'>): string =>
  outlet ?? address.split(/[\\/]/).filter(Boolean).at(-1) ?? address

const quoted = (words: string) => `“${words.replace(/\s+/g, ' ').replace(/^[“"'‘]+|[”"'’]+$/g, '')}”`

type Rule = (variant: VariantView, base: VariantView, statement: Collation) => string | null

const by = (variant: VariantView) => printer(variant.quotation.article)

/** Words of the fullest reading that a variant goes on after, having printed nothing in their place. */
const leftOut: Rule = (variant, base) => {
  const first = variant.cells.findIndex(Boolean)
  const last = variant.cells.findLastIndex(Boolean)
  const gap = base.cells.flatMap((cell, n) => (cell && first < n && n < last && !variant.cells[n] ? [n] : []))
  const words = runs(gap).map(run => joined(base.cells.slice(run[0], run[run.length - 1] + 1)))
  return words.length ? words.map(quoted).join(' and ') : null
}

/** "Harbour Post leaves out “bitter and” without a mark; Valley News prints it." */
const silently: Rule = (variant, base, statement) => {
  const words = variant.relation === 'elided-silent' && leftOut(variant, base, statement)
  return words ? `${by(variant)} leaves out ${words} without a mark; ${by(base)} prints it.` : null
}

/** "Harbour Post prints “will” where Valley News prints “may”." */
const otherwise: Rule = (variant, base, { columns }) => {
  const at = columns.findIndex(
    (kind, n) => kind === 'differs' && variant.cells[n] && base.cells[n] && differ(variant.cells[n], base.cells[n])
  )
  if (at < 0) return null
  const to = columns.findIndex((kind, n) => n > at && kind !== 'differs')
  const end = to < 0 ? columns.length : to
  return `${by(variant)} prints ${quoted(joined(variant.cells.slice(at, end)))} where ${by(base)} prints ${quoted(joined(base.cells.slice(at, end)))}.`
}

/** "Harbour Post leaves out “bitter and”, and marks it; Valley News prints it." */
const openly: Rule = (variant, base, statement) => {
  const words = /elided-marked|bracketed/.test(variant.relation) && leftOut(variant, base, statement)
  return words ? `${by(variant)} leaves out ${words}, and marks it; ${by(base)} prints it.` : null
}

/** "Harbour Post joins words that Valley News prints apart." */
const stitched: Rule = (variant, base) =>
  variant.relation === 'stitched' ? `${by(variant)} joins words that ${by(base)} prints apart.` : null

/** "Harbour Post prints only “not fair” of it." */
const excerpted: Rule = variant =>
  variant.relation === 'excerpt' ? `${by(variant)} prints only ${quoted(joined(variant.cells))} of it.` : null

/** "Harbour Post gives these words to Ada Ruiz, Valley News to Jon Bell." */
const conflicting = ({ conflicts, speaker, variants }: Collation): string | null => {
  const [other] = conflicts
  if (!other?.speaker || !speaker) return null
  return `${printer(other.article)} gives these words to ${other.speaker.name}, ${by(variants[0])} to ${speaker.name}.`
}

/** The differences in the order in which they tell: what a reader is not shown comes first. */
const RULES: readonly Rule[] = [silently, otherwise, openly, stitched, excerpted]

const mostTelling = (statement: Collation): Difference | null => {
  if (statement.variants.some(one => one.cells.some(cell => cell?.refused))) return null
  const conflict = conflicting(statement)
  if (conflict) return { statement, note: conflict, weight: RULES.length + 1 }
  const [base, ...others] = statement.variants
  for (const [n, rule] of RULES.entries())
    for (const variant of others) {
      const note = rule(variant, base, statement)
      if (note) return { statement, note, weight: RULES.length - n }
    }
  return null
}

const differ = (a: Words | null, b: Words | null) => a?.words.toLowerCase() !== b?.words.toLowerCase()

const joined = (cells: readonly (Words | null)[]) =>
  cells
    .flatMap(cell => cell?.words ?? [])
    .join(' ')
    .replace(/ (?=[,.;:!?])/g, '')

const runs = (numbers: readonly number[]): number[][] =>
  numbers.reduce<number[][]>((all, n) => {
    const last = all.at(-1)
    if (last && last[last.length - 1] === n - 1) last.push(n)
    else all.push([n])
    return all
  }, [])
