import type { Dated } from '../../types.ts'
import { printedDate } from '../dates.ts'

const ISO = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):?(\d\d)(?::?(\d\d)(?:[.,]\d+)?)?\s?(Z|[+-]\d\d(?::?\d\d)?)?)?/i

/** A field's date, in ISO 8601 with the field's own offset; null where it holds none. */
export const isoDate = (value: string | null | undefined, evidence: string): Dated | null => {
  const text = value?.trim()
  if (!text) return null
  const found = ISO.exec(text)
  if (!found) {
    const printed = text.length < 120 ? printedDate(text)?.dated : null
    return printed ? { ...printed, evidence: `${evidence}: ${text}` } : null
  }
  const [, year, month, day, hour, minute, second, zone] = found
  if (Number(month) > 12 || Number(day) > 31 || Number(month) === 0 || Number(year) < 1900) return null
  const date = `${year}-${month}-${day}`
  if (!hour) return { value: date, precision: 'day', evidence }
  return {
    value: `${date}T${hour}:${minute}${second ? `:${second}` : ''}${offsetOf(zone)}`,
    precision: second ? 'second' : 'minute',
    evidence
  }
}

const offsetOf = (zone: string | undefined): string => {
  if (!zone) return ''
  if (/z/i.test(zone)) return 'Z'
  return zone.length === 3 ? `${zone}:00` : zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
}
