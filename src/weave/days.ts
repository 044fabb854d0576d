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
  const loansOf = loansIn(loom)
  let changed: ReadonlySet<QuoteId> = new Set()
  for (let lending = 1; lending <= 2 * parts.LENDINGS; lending++) {
    const inStatements = lending % 2 === 1
    const groups = inStatements
      ? statementsOf(loom, new Set([...touched.quotations, ...changed]))
      : articlesOf(read, touched.articles, changed)
    const lend = inStatements ? parts.lendInStatement : parts.lendInArticle
    const next = new Set<QuoteId>()
    for (const group of groups) {
      const witnesses = Array.isArray(group) ? group.map(read.witness) : read.witnessesOf(group as ArticleId)
      for (const id of lendOnce(loom, loansOf, lending, witnesses, lend)) next.add(id)
    }
    changed = next
  }
  for (const id of changed) {
    const loan = loansOf(id).get(2 * parts.LENDINGS)
    loom.putSaying(id, loan ? parts.lentSaying(read.witness(id), loan) : null)
  }
}

type Lend = Weavers['lendInStatement']

type LoansOf = (quotation: QuoteId) => Map<number, Loan>

/** What is lent to a quotation after each lending, read once; what is put there is seen. */
const loansIn = (loom: Loom): LoansOf => {
  const held = new Map<QuoteId, Map<number, Loan>>()
  return quotation => {
    const loans = held.get(quotation) ?? new Map(loom.loansOf(quotation))
    held.set(quotation, loans)
    return loans
  }
}

const lendOnce = (loom: Loom, loansOf: LoansOf, lending: number, group: readonly Witness[], lend: Lend): QuoteId[] => {
  const known = new Map(
    group.flatMap(({ id }) => {
      const loan = loansOf(id).get(lending - 1)
      return loan ? [[id, loan] as const] : []
    })
  )
  const loans = lend(group, known)
  return group.flatMap(({ id }) => {
    const [before, now] = [loansOf(id).get(lending), loans.get(id)]
    if (before?.date === now?.date && before?.witness === now?.witness) return []
    loom.putLoan(lending, id, now ?? null)
    if (now) loansOf(id).set(lending, now)
    else loansOf(id).delete(lending)
    return [id]
  })
}

const statementsOf = (loom: Loom, quotations: ReadonlySet<QuoteId>): QuoteId[][] => {
  const groups: QuoteId[][] = []
  const found = new Set<QuoteId>()
  for (const quotation of quotations) {
    if (found.has(quotation)) continue
    const members = [...(loom.statementOf(quotation)?.members ?? [quotation])]
    for (const member of members) found.add(member)
    groups.push(members)
  }
  return groups
}

const articlesOf = (read: Reader, fresh: readonly ArticleId[], changed: ReadonlySet<QuoteId>): ArticleId[] => [
  ...new Set([...fresh, ...[...changed].map(read.articleOf)])
]
