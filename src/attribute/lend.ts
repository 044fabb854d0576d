import type { ArticleId, Cited, QuoteId, Saying, Statement, Witness } from '../types.ts'
import { addDays, isOneDay, printedTimes, recentWeekday, weekdayOf } from './days.ts'
import { referenceDay } from './sayings.ts'

/** A day that a witness lends, and which witness that is. */
type Loan = { readonly date: string; readonly witness: QuoteId }

/** How far another weekday of the same article may lie before the one that is known: further back, the week after is as likely. */
const MAX_DAYS_BACK = 3

/**
 * Sayings taken from an aligned witness that prints the day, for quotations whose own article does not, by quotation. A weekday that an undated article
 * prints must fit the day; where the dated witnesses disagree, nothing is lent.
 */
export const lendDates = (statements: readonly Statement[], witnesses: readonly Witness[]): ReadonlyMap<QuoteId, Saying> => {
  const byId = new Map(witnesses.map(one => [one.id, one]))
  const loans = new Map<QuoteId, Loan>()
  const aligned = statements.map(({ variants }) => variants.flatMap(({ quotation }) => byId.get(quotation) ?? []))
  const byArticle = grouped(witnesses)
  // Each round can date articles that then lend to others; a chain is no longer than the articles.
  for (let before = -1; before < loans.size; ) {
    before = loans.size
    for (const group of aligned) lendWithin(group, loans)
    for (const own of byArticle.values()) spread(own, loans)
  }
  return new Map([...loans].map(([id, loan]) => [id, lent(byId.get(id) as Witness, loan)]))
}

const grouped = (witnesses: readonly Witness[]): Map<ArticleId, Witness[]> => {
  const found = new Map<ArticleId, Witness[]>()
  for (const one of witnesses) {
    const known = found.get(one.article.id)
    if (known) known.push(one)
    else found.set(one.article.id, [one])
  }
  return found
}

const lent = ({ said }: Witness, { date, witness }: Loan): Saying => ({
  date,
  place: said?.place ?? null,
  occasion: said?.occasion ?? null,
  because: said?.because ?? [],
  witness
})

const printed = ({ article }: Witness, { start, end }: Cited) => printedTimes(article.text.chars, { start, end })[0]

/** The weekday that a quotation without a day prints, or null. */
const weekdayIn = (witness: Witness): number | null => {
  for (const cited of witness.said?.because ?? []) {
    const time = printed(witness, cited)
    if (time?.is === 'weekday') return time.weekday
  }
  return null
}

const printsTime = (witness: Witness) => (witness.said?.because ?? []).some(cited => printed(witness, cited))

const dayOfWitness = (witness: Witness, loans: ReadonlyMap<QuoteId, Loan>): string | null =>
  (isOneDay(witness.said?.date ?? null) ? witness.said?.date : loans.get(witness.id)?.date) ?? null

/** Lends within one statement: the day of those that have one, else the weekday one prints on or before the day another was published. */
const lendWithin = (group: readonly Witness[], loans: Map<QuoteId, Loan>): void => {
  const dated = group.filter(one => dayOfWitness(one, loans))
  const days = new Set(dated.map(one => dayOfWitness(one, loans)))
  if (days.size > 1) return
  const loan = dated.length
    ? { date: [...days][0] as string, witness: loans.get(dated[0].id)?.witness ?? dated[0].id }
    : byWeekday(group)
  if (!loan) return
  for (const one of group) {
    if (dayOfWitness(one, loans) || one.said?.date || one.id === loan.witness) continue
    const weekday = weekdayIn(one)
    if (weekday === null ? !printsTime(one) && canBe(one, loan.date) : weekday === weekdayOf(loan.date)) loans.set(one.id, loan)
  }
  const lender = group.find(one => one.id === loan.witness)
  if (lender && !dated.length)
    loans.set(lender.id, {
      date: loan.date,
      witness: group.find(one => one !== lender && referenceDay(one.article))?.id ?? lender.id
    })
}

/** Nothing is said after it was printed. */
const canBe = ({ article }: Witness, date: string): boolean => {
  const day = referenceDay(article)
  return !day || date <= day
}

/** One prints "on Wednesday" in an article without a day, another, without a weekday, was published that week: the Wednesday before that. */
const byWeekday = (group: readonly Witness[]): Loan | null => {
  const telling = group.filter(one => !referenceDay(one.article) && weekdayIn(one) !== null)
  const weekdays = new Set(telling.map(weekdayIn))
  const published = group.flatMap(one => referenceDay(one.article) ?? []).sort()
  if (weekdays.size !== 1 || !published.length) return null
  return { date: recentWeekday([...weekdays][0] as number, published[0]), witness: telling[0].id }
}

/** What a dated quotation tells of the others in its article: those of the same act of speaking, and other weekdays. */
const spread = (own: readonly Witness[], loans: Map<QuoteId, Loan>): void => {
  const known = own.filter(one => loans.has(one.id))
  if (!known.length) return
  for (const one of own) {
    if (one.said?.date || loans.has(one.id)) continue
    const same = known.find(other => shares(one, other))
    if (same) loans.set(one.id, loans.get(same.id) as Loan)
    else if (!referenceDay(one.article)) fromWeekday(one, known, loans)
  }
}

const shares = (a: Witness, b: Witness): boolean =>
  (a.said?.because ?? []).some(one =>
    (b.said?.because ?? []).some(other => one.start === other.start && one.end === other.end)
  ) && (weekdayIn(a) ?? weekdayIn(b)) === (weekdayIn(b) ?? weekdayIn(a))

const fromWeekday = (one: Witness, known: readonly Witness[], loans: Map<QuoteId, Loan>): void => {
  const weekday = weekdayIn(one)
  if (weekday === null) return
  const told = known.filter(other => weekdayIn(other) !== null).map(other => loans.get(other.id) as Loan)
  const days = new Set(told.map(loan => nearWeekday(weekday, loan.date)))
  const [day] = days
  if (days.size === 1 && day) loans.set(one.id, { date: day, witness: told[0].witness })
}

/** The weekday on or before a day that is known, when it lies close before it. */
const nearWeekday = (weekday: number, day: string): string | null => {
  const back = recentWeekday(weekday, day)
  return back >= addDays(day, -MAX_DAYS_BACK) ? back : null
}
