/** Days from the first to the last, both included, as ISO 8601; null where it is open. */
export type Range = { readonly from: string | null; readonly to: string | null }

const DAY = /^\d{4}(?:-\d\d(?:-\d\d)?)?$/
const DURATION = /^P(?=\d)(?:(\d{1,3})Y)?(?:(\d{1,3})M)?(?:(\d{1,3})W)?(?:(\d{1,4})D)?$/

/**
 * An ISO 8601 day, month or year, or an interval: `2031-03`, `2031-03-01/2031-03-09`, `2031-03-01/P1W`, `P1M/2031-03-31`, and open ones:
 * `2031-03-01/..`, `../2031`. Null where it is none.
 */
export const rangeOf = (typed: string): Range | null => {
  const [first, second, more] = typed.split('/')
  if (more !== undefined) return null
  if (second === undefined) return isDay(first) ? { from: firstDay(first), to: lastDay(first) } : null
  const [length, back] = [DURATION.exec(second), DURATION.exec(first)]
  if (length && isDay(first)) return kept(firstDay(first), shifted(shifted(firstDay(first), length, 1), ONE_DAY, -1))
  if (back && isDay(second)) return kept(shifted(shifted(lastDay(second), back, -1), ONE_DAY, 1), lastDay(second))
  if (![first, second].every(one => one === '..' || isDay(one)) || (first === '..' && second === '..')) return null
  return kept(first === '..' ? null : firstDay(first), second === '..' ? null : lastDay(second))
}

const ONE_DAY = DURATION.exec('P1D')!

const kept = (from: string | null, to: string | null): Range | null => (from && to && from > to ? null : { from, to })

const isDay = (typed: string): boolean => {
  if (!DAY.test(typed)) return false
  const day = firstDay(typed)
  const time = Date.parse(day)
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day)
}

const firstDay = (date: string): string => `${date}-01-01`.slice(0, 10).replace(/^(\d{4}-\d\d)-01-?$/, '$1-01')

const lastDay = (date: string): string => {
  if (date.length === 10) return date
  if (date.length === 4) return `${date}-12-31`
  const [year, month] = date.split('-').map(Number)
  return iso(Date.UTC(year, month, 0))
}

const shifted = (day: string, [, years, months, weeks, days]: RegExpExecArray, sign: 1 | -1): string => {
  const [y, m, d] = day.split('-').map(Number)
  const by = (amount: string | undefined) => sign * Number(amount ?? 0)
  return iso(Date.UTC(y + by(years), m - 1 + by(months), d + 7 * by(weeks) + by(days)))
}

const iso = (time: number): string => new Date(time).toISOString().slice(0, 10)
