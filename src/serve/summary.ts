import type { Statement } from '../types.ts'
import { carriersOf, statementLine } from './lines.ts'
import type { Look } from './look.ts'
import { bare, type Collation, collate } from './statement.ts'
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
    .filter(isToldOnce())
    .slice(0, MOST_TOLD)
    .map(({ statement, note }) => ({ statement: statementLine(look, look.statement(statement.id as Statement['id'])), note }))

// Two statements that are in conflict are one difference.
const isToldOnce = () => {
  const told = new Set<string | null>()
  return ({ statement }: Difference) => {
    if (statement.conflicts.some(one => told.has(one.statement))) return false
    told.add(statement.id)
    return true
  }
}

/** Who printed it: the outlet as it names itself, or the end of the address. */
export const printer = ({ outlet, address }: Pick<ArticleLine, 'outlet' | 'address'>): string =>
  outlet ?? address.split(/[\\/]/).filter(Boolean).at(-1) ?? address

const quoted = (words: string) => `“${words.replace(/\s+/g, ' ').replace(/^[“"'‘]+|[”"'’]+$/g, '')}”`

type Rule = (variant: VariantView, base: VariantView) => string | null

const place = ({ quotation }: Pick<VariantView, 'quotation'>, other: Pick<VariantView, 'quotation'>): string => {
  const name = printer(quotation.article)
  if (name !== printer(other.quotation.article)) return name
  return `${name} (${quotation.part === other.quotation.part ? `at ${quotation.content[0].start}` : quotation.part})`
}

/** Words of the fullest reading in whose place a variant prints nothing, though it goes on after them. */
const leftOut = (variant: VariantView, base: VariantView) => {
  const first = variant.cells.findIndex(Boolean)
  const last = variant.cells.findLastIndex(Boolean)
  const gaps = base.cells.flatMap((cell, n) => (cell && first < n && n < last && !variant.cells[n] ? [n] : []))
  const words = runs(gaps).map(run => joined(base.cells, run))
  return words.length ? words.map(quoted).join(' and ') : null
}

/** "Harbour Post leaves out “bitter and” without a mark; Valley News prints it." */
const silently: Rule = (variant, base) => {
  const words = variant.relation === 'elided-silent' && leftOut(variant, base)
  return words ? `${place(variant, base)} leaves out ${words} without a mark; ${place(base, variant)} prints it.` : null
}

/** "Harbour Post prints “will” where Valley News prints “may”." */
const otherwise: Rule = (variant, base) => {
  if (!/reworded|retranslated/.test(variant.relation)) return null
  const differ = base.cells.flatMap((cell, n) => {
    const other = variant.cells[n]
    return cell && other && bare(cell.words) !== bare(other.words) ? [n] : []
  })
  const [first] = runs(differ)
  if (!first) return null
  const [mine, theirs] = [joined(variant.cells, first), joined(base.cells, first)].map(quoted)
  return `${place(variant, base)} prints ${mine} where ${place(base, variant)} prints ${theirs}.`
}

/** "Harbour Post leaves out “bitter and”, and marks it; Valley News prints it." */
const openly: Rule = (variant, base) => {
  const words = /elided-marked|bracketed/.test(variant.relation) && leftOut(variant, base)
  return words ? `${place(variant, base)} leaves out ${words}, and marks it; ${place(base, variant)} prints it.` : null
}

/** "Harbour Post joins words that Valley News prints apart." */
const stitched: Rule = (variant, base) =>
  variant.relation === 'stitched' ? `${place(variant, base)} joins words that ${place(base, variant)} prints apart.` : null

/** "Harbour Post prints only “not fair” of it." */
const excerpted: Rule = (variant, base) =>
  variant.relation === 'excerpt' ? `${place(variant, base)} prints only ${quoted(joined(variant.cells))} of it.` : null

/** "Harbour Post gives these words to Ada Ruiz, Valley News to Jon Bell." */
const conflicting = ({ conflicts, speaker, variants: [base] }: Collation): string | null => {
  const other = conflicts.find(one => one.speaker && one.speaker.name !== speaker?.name)
  if (!other || !speaker) return null
  const here = place(base, { quotation: other })
  return `${place({ quotation: other }, base)} gives these words to ${other.speaker?.name}, ${here} to ${speaker.name}.`
}

/** The differences in the order in which they tell: what a reader is not shown comes first. */
const RULES: readonly Rule[] = [silently, otherwise, openly, stitched, excerpted]

const mostTelling = (statement: Collation): Difference | null => {
  if (statement.variants.some(one => one.cells.some(cell => cell?.refused))) return null
  const conflict = conflicting(statement)
  if (conflict) return { statement, note: conflict, weight: RULES.length }
  const [base, ...others] = statement.variants
  for (const [n, rule] of RULES.entries())
    for (const variant of others) {
      const note = rule(variant, base)
      if (note) return { statement, note, weight: RULES.length - n }
    }
  return null
}

const joined = (cells: readonly (Words | null)[], columns: readonly number[] = cells.map((_, n) => n)) =>
  columns
    .flatMap(n => cells[n]?.words ?? [])
    .join(' ')
    .replace(/ (?=[,.;:!?])/g, '')

/** Numbers that follow each other, together. */
const runs = (numbers: readonly number[]): number[][] =>
  numbers.reduce<number[][]>((all, n) => {
    const last = all.at(-1)
    if (last && last[last.length - 1] === n - 1) last.push(n)
    else all.push([n])
    return all
  }, [])
