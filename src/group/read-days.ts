import { isAhead } from './ahead.ts'
import { DAY_MS, latestWeekday, WEEKDAYS } from './days.ts'

/** A day that is printed, as a number of days since 1 January 1970, where, and by what; a weekday that is still to come is given as the one before. */
export type SpokenDay = {
  readonly day: number
  readonly at: number
  readonly length: number
  readonly by: 'date' | 'weekday' | 'weekday to come'
}

type Rule = {
  readonly pattern: RegExp
  readonly weekday?: boolean
  day(groups: Record<string, string>, today: number): number | null
}

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const MONTH =
  '(?<month>January|February|March|April|May|June|July|August|September|October|November|December|(?:Jan|Feb|Mar|Apr|Aug|Sept?|Oct|Nov|Dec)\\.?)'

// Without a year it is the latest such day: "on 30 December", printed in January, was last year's.
const calendarDay = ({ date, month, year }: Record<string, string>, today: number): number | null => {
  const at = MONTHS.indexOf(month.slice(0, 3).toLowerCase())
  const numbered = (of: number) => {
    const time = Date.UTC(of, at, Number(date))
    return new Date(time).getUTCDate() === Number(date) ? time / DAY_MS : null
  }
  if (year) return numbered(Number(year))
  const now = new Date(today * DAY_MS).getUTCFullYear()
  const here = numbered(now)
  return here !== null && here > today ? numbered(now - 1) : here
}

/** How a day is printed, in order: what an earlier rule has read, a later one does not read again. */
const rules: readonly Rule[] = [
  // "on 3 March", "the 3rd of March 2026"
  {
    pattern: new RegExp(`\\b(?<date>\\d{1,2})(?:st|nd|rd|th)?(?: of)? ${MONTH}(?:,? (?<year>\\d{4}))?(?![\\p{L}\\d])`, 'gu'),
    day: calendarDay
  },
  // "on March 3", "March 3rd, 2026"; not "March 2026"
  {
    pattern: new RegExp(`\\b${MONTH} (?<date>\\d{1,2})(?:st|nd|rd|th)?(?:, (?<year>\\d{4}))?(?![\\p{L}\\d])`, 'gu'),
    day: calendarDay
  },
  // "on Monday": the latest, the day of publication included; not "next Monday", "on Mondays", "will vote on Monday" unless that is today
  {
    weekday: true,
    pattern: new RegExp(`(?<!\\b[Nn]ext |\\b[Ee]very |\\bcoming )\\b(?<name>${WEEKDAYS.join('|')})(?![\\p{L}\\d])`, 'gu'),
    day: ({ name }, today) => latestWeekday(WEEKDAYS.indexOf(name), today)
  }
]

/** The days that a sentence prints, by the day it was published. */
export const readDays = (chars: string, today: number): SpokenDay[] => {
  const found: SpokenDay[] = []
  for (const { pattern, weekday, day } of rules)
    for (const match of chars.matchAll(pattern)) {
      const number = day(match.groups as Record<string, string>, today)
      const taken = found.some(one => one.at < match.index + match[0].length && match.index < one.at + one.length)
      if (number === null || number > today || taken) continue
      const place = { at: match.index, length: match[0].length }
      const comes = weekday && number !== today && isAhead(chars, place.at, place.length)
      found.push({ day: number, ...place, by: comes ? 'weekday to come' : weekday ? 'weekday' : 'date' })
    }
  return found
}
