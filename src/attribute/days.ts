import type { Span } from '../text/index.ts'

/** A printed time, before it is known which day that is. `interval` gives days counted from the day of reference. */
export type Printed = Span &
  (
    | { readonly is: 'weekday'; readonly weekday: number; readonly isPast: boolean }
    | { readonly is: 'date'; readonly month: number; readonly day: number | null; readonly year: number | null }
    | { readonly is: 'ago'; readonly days: number }
    | { readonly is: 'week' | 'month' | 'year'; readonly back: number }
    | { readonly is: 'vague' }
  )

const WEEKDAYS = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday']
const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(January|February|March|April|May|June|July|August|September|October|November|December|Jan\\.?|Feb\\.?|Mar\\.?|Apr\\.?|Jun\\.?|Jul\\.?|Aug\\.?|Sept?\\.?|Oct\\.?|Nov\\.?|Dec\\.?)'
const NUMBERS = ['zero', 'one', 'two', 'three', 'four', 'five', 'six']

/** A date that is printed whole outweighs the weekday in front of it. */
const ON = '(?:[Oo]n )?(?:(?:Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday),? )?'

const monthOf = (word: string) => MONTHS.indexOf(word.slice(0, 3).toLowerCase())
const numberOf = (word: string) =>
  /^\d+$/.test(word) ? Number(word) : /^an?$/i.test(word) ? 1 : NUMBERS.indexOf(word.toLowerCase())

/** One way to print a time, with an invented example, and what it says. The first that fits at a place is taken. */
type Way = {
  readonly name: string
  readonly like: RegExp
  readonly read: (match: RegExpExecArray) => DistributiveOmit<Printed, keyof Span> | null
}
type DistributiveOmit<T, K extends PropertyKey> = T extends unknown ? Omit<T, K> : never

/** "Harbour TODAY": an outlet that is called so. */
const isOfName = (word: string, before: string): boolean => /^\p{Lu}/u.test(word) && /\p{Lu}[\p{L}.]* $/u.test(before)

const WAYS: readonly Way[] = [
  // "on Sept. 5, 2031", "May 3", "on Friday, Sept. 5"
  {
    name: 'month and day',
    like: new RegExp(`\\b${ON}${MONTH} (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?(?!\\d)`, 'g'),
    read: ([, month, day, year]) => ({ is: 'date', month: monthOf(month), day: Number(day), year: year ? Number(year) : null })
  },
  // "on 5 September 2031", "on Friday, 5 September 2031"
  {
    name: 'day and month',
    like: new RegExp(`\\b${ON}(?:the )?(\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (\\d{4}))?(?!\\d)`, 'g'),
    read: ([, day, month, year]) => ({ is: 'date', month: monthOf(month), day: Number(day), year: year ? Number(year) : null })
  },
  // "in August", "in May 2030"
  {
    name: 'month',
    like: new RegExp(`\\bin ${MONTH}(?:,? (?:of )?(\\d{4}))?(?![\\w-])`, 'g'),
    read: ([, month, year]) => ({ is: 'date', month: monthOf(month), day: null, year: year ? Number(year) : null })
  },
  // "on Wednesday", "late Tuesday night"; not "next Friday", nor "Black Friday" and "the Sunday Times"
  {
    name: 'weekday',
    like: /(?<!\b(?:Ash|Black|Bloody|Cyber|Easter|Giving|Good|Holy|Palm|Super) )\b(?:[Oo]n |[Ll]ate |[Ee]arly |earlier |this |last |past )*(next |coming |every |each )?(Sunday|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday)(?:[ -](?:morning|afternoon|evening|night))?(?!s\b| (?:Express|Herald|Mail|Mirror|Night|Post|Telegraph|Times)\b)/g,
    read: ([all, next, day]) =>
      next ? null : { is: 'weekday', weekday: WEEKDAYS.indexOf(day.toLowerCase()), isPast: /last |past /.test(all) }
  },
  { name: 'yesterday', like: /\byesterday\b/gi, read: () => ({ is: 'ago', days: 1 }) },
  {
    name: 'today',
    like: /\b(?:today|tonight|this (?:morning|afternoon|evening))\b/gi,
    read: ({ 0: word, index, input }) => (isOfName(word, input.slice(0, index)) ? null : { is: 'ago', days: 0 })
  },
  // "two days ago"
  {
    name: 'days ago',
    like: /\b(a|one|two|three|four|five|six) days? ago\b/gi,
    read: ([, word]) => ({ is: 'ago', days: numberOf(word) })
  },
  { name: 'a week ago', like: /\ba week ago\b/gi, read: () => ({ is: 'ago', days: 7 }) },
  // "three weeks ago"
  {
    name: 'weeks ago',
    like: /\b(a|one|two|three|four|five|six) (week|month|year)s? ago\b/gi,
    read: ([, word, unit]) => ({ is: unit.toLowerCase() as 'week', back: numberOf(word) })
  },
  {
    name: 'last week',
    like: /\b(?:last|the previous) (week|month|year)\b/gi,
    read: ([, unit]) => ({ is: unit.toLowerCase() as 'week', back: 1 })
  },
  {
    name: 'this week',
    like: /\bthis (week|month|year)\b/gi,
    read: ([, unit]) => ({ is: unit.toLowerCase() as 'week', back: 0 })
  },
  // "in 2012", "years ago", "over the weekend": some time, not a day that can be told
  {
    name: 'some time',
    like: /\b(?:earlier (?:in the|that) day|in (?:19|20)\d\d|(?:\w+ )?(?:weeks|months|years|decades) ago|(?:over|at) the weekend|(?:over|during) the (?:past|last) (?:\w+ )?(?:days|weeks|months|years))\b/gi,
    read: () => ({ is: 'vague' })
  }
]

/** The times printed in a stretch, in order and without overlap; `chars` is the whole text. */
export const printedTimes = (chars: string, { start, end }: Span): Printed[] => {
  const found: Printed[] = []
  const stretch = chars.slice(start, end)
  for (const { like, read } of WAYS)
    for (const match of stretch.matchAll(like)) {
      const at = { start: start + match.index, end: start + match.index + match[0].length }
      const told = found.some(one => one.start < at.end && at.start < one.end) ? null : read(match)
      if (told) found.push({ ...at, ...told } as Printed)
    }
  return found.sort((a, b) => a.start - b.start)
}

const DAY = 86_400_000
const utc = (day: string) => Date.parse(`${day}T00:00:00Z`)
const iso = (time: number) => new Date(time).toISOString().slice(0, 10)

/** The day `days` after an ISO 8601 day. */
export const addDays = (day: string, days: number): string => iso(utc(day) + days * DAY)

/** The weekday of an ISO 8601 day, Sunday being 0. */
export const weekdayOf = (day: string): number => new Date(utc(day)).getUTCDay()

/** The most recent such weekday, the day of reference included. */
export const recentWeekday = (weekday: number, reference: string): string =>
  addDays(reference, -((weekdayOf(reference) - weekday + 7) % 7))

/** The day or ISO 8601 interval that a printed time means in an article of the day of reference; null when it can't be told. */
export const dayOf = (printed: Printed, reference: string | null): string | null => {
  if (printed.is === 'date') return dateOf(printed, reference)
  if (!reference || printed.is === 'vague') return null
  if (printed.is === 'weekday') return recentWeekday(printed.weekday, printed.isPast ? addDays(reference, -1) : reference)
  if (printed.is === 'ago') return addDays(reference, -printed.days)
  if (printed.back === 0) return null
  return intervalBefore(printed.is, printed.back, reference)
}

/** A day without a year that is so near ahead is one that is still to come: nothing was said on it, and a day so long past is printed with its year. */
const SOON = 60

const dateOf = (
  { month, day, year }: { month: number; day: number | null; year: number | null },
  reference: string | null
): string | null => {
  const in_ = (of: number) => {
    const first = new Date(Date.UTC(of, month, day ?? 1))
    if (first.getUTCMonth() !== month) return null
    return day ? iso(first.getTime()) : `${iso(first.getTime())}/${iso(Date.UTC(of, month + 1, 0))}`
  }
  if (year) return in_(year)
  if (!reference) return null
  const same = Number(reference.slice(0, 4))
  const told = in_(same)
  if (!told || told.slice(0, 10) <= addDays(reference, 1)) return told
  return day && told <= addDays(reference, SOON) ? null : in_(same - 1)
}

const intervalBefore = (unit: 'week' | 'month' | 'year', back: number, reference: string): string => {
  const [year, month] = [Number(reference.slice(0, 4)), Number(reference.slice(5, 7)) - 1]
  if (unit === 'year') return `${year - back}-01-01/${year - back}-12-31`
  if (unit === 'month') return `${iso(Date.UTC(year, month - back, 1))}/${iso(Date.UTC(year, month - back + 1, 0))}`
  const monday = addDays(reference, -((weekdayOf(reference) + 6) % 7) - 7 * back)
  return `${monday}/${addDays(monday, 6)}`
}

/** How many days what "a day after", "two days before" leads to lies from what it belongs to; 0 for other words. */
export const daysApart = (phrase: string): number => {
  const match = /^(\w+) days? (after|before)$/i.exec(phrase.trim())
  const count = match ? numberOf(match[1]) : -1
  return match && count > 0 ? (match[2].toLowerCase() === 'after' ? -count : count) : 0
}

/** Whether a saying's date is one day, not an interval. */
export const isOneDay = (date: string | null): date is string => !!date && /^\d{4}-\d\d-\d\d$/.test(date)
