import type { ArticleId, Loan, QuoteId, Witness } from '../types.ts'
import type { Loom, Weavers } from './loom.ts'
import type { Reader } from './reader.ts'

/**
 * Lends days from statement to article and on, wherever something changed: each lending is known by itself, so that a change goes only as far as it makes a
 * difference.
 */
export const weaveDays = (
  loom: Loom,
  read: Reader,
  touched: { readonly quotations: ReadonlySet<QuoteId>; readonly articles: readonly ArticleId[] },
  parts: Weavers
): void => {
  let changed: ReadonlySet<QuoteId> = new Set()
  for (let lending = 1; lending <= 2 * parts.LENDINGS; lending++) {
    const inStatements = lending % 2 === 1
    const groups = inStatements
      ? statementsOf(loom, new Set([...touched.quotations, ...changed]))
      : articlesOf(loom, touched.articles, changed)
    const lend = inStatements ? parts.lendInStatement : parts.lendInArticle
    const next = new Set<QuoteId>()
    for (const group of groups) {
      const witnesses = Array.isArray(group) ? group.map(read.witness) : read.witnessesOf(group as ArticleId)
      for (const id of lendOnce(loom, lending, witnesses, lend)) next.add(id)
    }
    changed = next
  }
  for (const id of changed) {
    const loan = loom.loan(2 * parts.LENDINGS, id)
    loom.putSaying(id, loan && parts.lentSaying(read.witness(id), loan))
  }
}

type Lend = Weavers['lendInStatement']

const lendOnce = (loom: Loom, lending: number, group: readonly Witness[], lend: Lend): QuoteId[] => {
  const known = new Map<QuoteId, Loan>()
  for (const { id } of group) {
    const loan = lending > 1 ? loom.loan(lending - 1, id) : null
    if (loan) known.set(id, loan)
  }
  const loans = lend(group, known)
  return group.flatMap(({ id }) => {
    const [before, now] = [loom.loan(lending, id), loans.get(id) ?? null]
    if (before?.date === now?.date && before?.witness === now?.witness) return []
    loom.putLoan(lending, id, now)
    return [id]
  })
}

const statementsOf = (loom: Loom, quotations: ReadonlySet<QuoteId>): QuoteId[][] => {
  const groups = new Map<string, QuoteId[]>()
  for (const quotation of quotations) {
    const statement = loom.statementOf(quotation)
    groups.set(statement?.id ?? quotation, statement ? [...statement.members] : [quotation])
  }
  return [...groups.values()]
}

const articlesOf = (loom: Loom, fresh: readonly ArticleId[], changed: ReadonlySet<QuoteId>): ArticleId[] => [
  ...new Set([...fresh, ...[...changed].map(id => loom.articleOf(id)!)])
]
