import type { Dated } from '../types.ts'

/** Days since 1 January 1970 of the day that is printed, wherever on the earth it was; null where no day is known. */
export const dayNumber = (dated: Dated | null): number | null => {
  if (!dated || dated.precision === 'month' || dated.precision === 'year') return null
  const day = Date.parse(`${dated.value.slice(0, 10)}T00:00:00Z`)
  return Number.isNaN(day) ? null : day / DAY_MS
}

/** The day as ISO 8601 has it. */
export const isoDay = (day: number): string => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** Milliseconds of a day. */
export const DAY_MS = 86_400_000

/** The weekdays, as English prints them. */
export const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** The latest such weekday, this day included. */
export const latestWeekday = (weekday: number, today: number): number => {
  const now = (((today + EPOCH_WEEKDAY) % 7) + 7) % 7
  return today - ((now - weekday + 7) % 7)
}

const WEEKDAY =
  /^(Sun|Mon|Tue|Wed|Thu|Fri|Sat)(?:(?<=Sun|Mon|Fri)day|(?<=Tue)s(?:day)?|(?<=Wed)nesday|(?<=Thu)(?:rs?|rsday)|(?<=Sat)urday)$/
const NUMBER = WEEKDAYS.map(name => name.slice(0, 3))

/** 1 January 1970 was a Thursday. */
const EPOCH_WEEKDAY = 4

/** How much more a day in the lead says of when the news happened. */
const LEAD_WEIGHT = 2

/**
 * The days an article speaks of by the names of weekdays, each the latest such day, the day of publication included, and the first of them:
 * two articles that begin with Monday's vote are likelier one story than one on the vote and one on Wednesday's protest against it.
 */
export const daysSpoken = (
  tokens: readonly string[],
  published: number | null,
  lead: number
): { days: ReadonlyMap<number, number>; lead: number | null } => {
  const days = new Map<number, number>()
  if (published === null) return { days, lead: null }
  tokens.forEach((word, i) => {
    const name = WEEKDAY.exec(word)?.[1]
    if (!name) return
    const day = latestWeekday(NUMBER.indexOf(name), published)
    days.set(day, (days.get(day) ?? 0) + (i < lead ? LEAD_WEIGHT : 1))
  })
  return { days, lead: days.keys().next().value ?? null }
}
