import type { ArticleId, Cited, Loan, QuoteId, Saying, Statement, Witness } from '../types.ts'
import { addDays, daysApart, isOneDay, printedTimes, recentWeekday, weekdayOf } from './days.ts'
import { dayAt } from './sayings.ts'

/** How far another weekday of the same article may lie from the one that is known: further back, that of the week after is nearer. */
const MAX_DAYS_APART = 3

/** Which days are lent: by quotation, those that other quotations gave before and those that are given now. */
export type Loans = ReadonlyMap<QuoteId, Loan>

/** Lends among the quotations of one statement, of which these are known; gives these and the new ones. A weekday that an undated article prints must fit. */
export const lendInStatement = (members: readonly Witness[], known: Loans): Loans => {
  const loans = new Map(known)
  lendWithin(members, loans)
  return loans
}

/** What days lent to some quotations of an article tell of its others. */
export const lendInArticle = (own: readonly Witness[], known: Loans): Loans => {
  const loans = new Map(known)
  spread(own, loans)
  return loans
}

/** So often days go from statements to articles and from there to other statements: a longer chain of likelihoods is a guess. */
export const LENDINGS = 2

/**
 * Sayings taken from an aligned witness that prints the day, for quotations whose own article does not, by quotation. A weekday that an undated article
 * prints must fit the day; where the dated witnesses disagree, nothing is lent.
 */
export const lendDates = (statements: readonly Statement[], witnesses: readonly Witness[]): ReadonlyMap<QuoteId, Saying> => {
  const byId = new Map(witnesses.map(one => [one.id, one]))
  const aligned = statements.map(({ variants }) => variants.flatMap(({ quotation }) => byId.get(quotation) ?? []))
  const articles = [...grouped(witnesses).values()]
  let loans: Loans = new Map()
  const within = (some: Loans, group: readonly Witness[]): Loans =>
    new Map(group.flatMap(({ id }) => (some.has(id) ? [[id, some.get(id)!]] : [])))
  for (let round = 0; round < LENDINGS; round++) {
    loans = new Map([...loans, ...aligned.flatMap(group => [...lendInStatement(group, within(loans, group))])])
    loans = new Map([...loans, ...articles.flatMap(own => [...lendInArticle(own, within(loans, own))])])
  }
  return new Map([...loans].map(([id, loan]) => [id, lentSaying(byId.get(id)!, loan)]))
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

/** The saying of a quotation to which a day is lent: its own words for place and occasion stay. */
export const lentSaying = ({ said }: Witness, { date, witness }: Loan): Saying => ({
  date,
  place: said?.place ?? null,
  occasion: said?.occasion ?? null,
  because: said?.because ?? [],
  witness,
  way: said?.way ?? null
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

const dayOfWitness = (witness: Witness, loans: Loans): string | null =>
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
      witness: group.find(one => one !== lender && printedOn(one))?.id ?? lender.id
    })
}

const printedOn = ({ article, quote }: Witness) => dayAt(article, quote.content[0].start)

/** Nothing is said after it was printed. */
const canBe = (witness: Witness, date: string): boolean => {
  const day = printedOn(witness)
  return !day || date <= day
}

/** One prints "on Wednesday" in an article without a day, another, without a weekday, was published that week: the Wednesday before that. */
const byWeekday = (group: readonly Witness[]): Loan | null => {
  const telling = group.filter(one => !printedOn(one) && weekdayIn(one) !== null)
  const weekdays = new Set(telling.map(weekdayIn))
  const published = group.flatMap(one => printedOn(one) ?? []).sort()
  if (weekdays.size !== 1 || !published.length) return null
  return { date: recentWeekday([...weekdays][0] as number, published[0]), witness: telling[0].id }
}

/** What a dated quotation tells of the others in its article: of the same act, of the day it is "a day after", and of other weekdays. */
const spread = (own: readonly Witness[], loans: Map<QuoteId, Loan>): void => {
  const known = own.filter(one => loans.has(one.id))
  if (!known.length) return
  for (const one of own) {
    if (one.said?.date || loans.has(one.id)) continue
    const same = known.find(other => shares(one, other))
    const loan = (same && loans.get(same.id)) ?? fromDaysApart(one, known, loans) ?? fromWeekday(one, known, loans)
    if (loan && canBe(one, loan.date)) loans.set(one.id, loan)
  }
}

/** "A day after predicting …, N said": when the prediction is dated, so is what N said. */
const fromDaysApart = (one: Witness, known: readonly Witness[], loans: Loans): Loan | null => {
  if (printsTime(one)) return null
  for (const other of known) {
    const days = (other.said?.because ?? [])
      .map(({ start, end }) => daysApart(other.article.text.chars.slice(start, end)))
      .find(Boolean)
    const loan = loans.get(other.id)
    if (days && loan && one.quote.source?.start === other.quote.source?.start) return { ...loan, date: addDays(loan.date, -days) }
  }
  return null
}

const shares = (a: Witness, b: Witness): boolean =>
  (a.said?.because ?? []).some(one =>
    (b.said?.because ?? []).some(other => one.start === other.start && one.end === other.end)
  ) && (weekdayIn(a) ?? weekdayIn(b)) === (weekdayIn(b) ?? weekdayIn(a))

const fromWeekday = (one: Witness, known: readonly Witness[], loans: Loans): Loan | null => {
  const weekday = weekdayIn(one)
  if (weekday === null || printedOn(one)) return null
  const told = known.filter(other => weekdayIn(other) !== null)
  const days = new Set(told.map(other => nearWeekday(weekday, (loans.get(other.id) as Loan).date, isBefore(one, other))))
  const [day] = days
  return days.size === 1 && day ? { date: day, witness: (loans.get(told[0].id) as Loan).witness } : null
}

const isBefore = (a: Witness, b: Witness) =>
  (a.quote.source ?? a.quote.content[0]).start < (b.quote.source ?? b.quote.content[0]).start

/** The weekday nearest to a day that is known: the last before it, or, for what is told first (news goes from the latest day back), the next. */
const nearWeekday = (weekday: number, day: string, isFirst: boolean): string | null => {
  const back = recentWeekday(weekday, day)
  if (back >= addDays(day, -MAX_DAYS_APART)) return back
  return isFirst ? addDays(back, 7) : null
}
