import type { Dated } from '../../types.ts'

const ISO = /^(\d{4})-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(:\d\d)?(?:\.\d+)?(Z|[+-]\d\d:?\d\d)?)?)?$/i

/** A moment as feeds print it, in ISO 8601 with its own offset: "Tue, 11 Mar 2031 09:00:00 +0100" gives 2031-03-11T09:00:00+01:00. */
export const datedOf = (printed: string | undefined | null): Dated | null => {
  const typed = printed?.trim().slice(0, 100) ?? ''
  const at = Date.parse(typed)
  if (Number.isNaN(at)) return null
  const iso = ISO.exec(typed)
  if (iso) return { value: typed, precision: precisionOf(iso), evidence: typed }
  const offset = offsetIn(typed)
  const local = new Date(at + offset.minutes * 60_000)
  const value = `${local.toJSON()?.slice(0, 19)}${offset.written}`
  // "+0199", or the year 20311: some readers take it, and it is no moment.
  return ISO.test(value) && !Number.isNaN(Date.parse(value)) ? { value, precision: 'second', evidence: typed } : null
}

const precisionOf = ([, , , day, time, seconds]: RegExpExecArray): Dated['precision'] => {
  if (seconds) return 'second'
  if (time) return 'minute'
  return day ? 'day' : 'month'
}

const offsetIn = (typed: string): { minutes: number; written: string } => {
  const [, sign, hours, minutes] = /([+-])(\d\d):?(\d\d)$/.exec(typed) ?? []
  if (!sign) return { minutes: 0, written: 'Z' }
  const total = (sign === '-' ? -1 : 1) * (60 * Number(hours) + Number(minutes))
  return { minutes: total, written: total ? `${sign}${hours}:${minutes}` : 'Z' }
}

/** The moment of a date, for comparing; null where there is none. */
export const momentOf = (dated: Dated | null): number | null => {
  const at = dated ? Date.parse(dated.value) : Number.NaN
  return Number.isNaN(at) ? null : at
}
