import { entries } from '../text/index.ts'
import type { Dated } from '../types.ts'
import monthList from './months.txt'
import { plainOf } from './text/lines.ts'
import zoneList from './zones.txt'

const pairs = (list: string) => entries(list).map(entry => entry.split(' ') as [string, string])
const months = new Map(pairs(monthList))
const zones = new Map(pairs(zoneList).map(([name, offset]) => [name.toLowerCase(), offset]))

const MONTH = [...months.keys()].sort((a, b) => b.length - a.length).join('|')
const ZONE = [...zones.keys()].join('|')
const YEAR = '(?<year>(?:19|20)\\d\\d)'

/** How a day is printed, the commonest first; each names year, month and day. */
const DAYS: readonly RegExp[] = [
  // 2031-05-04, 2031/05/04
  new RegExp(`\\b${YEAR}[-/.](?<month>0?[1-9]|1[0-2])[-/.](?<day>3[01]|[12]\\d|0?[1-9])(?!\\d)`),
  // 4 May 2031, 04. Mai 2031, 4th of May, 2031, 4 de mayo de 2031
  new RegExp(
    `\\b(?<day>3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th|er|\\.)?[\\s-]+(?:of |de |d')?(?<name>${MONTH})\\b\\.?,?[\\s-]+(?:de |del )?${YEAR}`
  ),
  // May 4, 2031; Sept. 4th 2031
  new RegExp(`\\b(?<name>${MONTH})\\b\\.?\\s+(?<day>3[01]|[12]\\d|0?[1-9])(?:st|nd|rd|th)?,?\\s+${YEAR}`),
  // 2031 May 4
  new RegExp(`\\b${YEAR},?\\s+(?<name>${MONTH})\\b\\.?\\s+(?<day>3[01]|[12]\\d|0?[1-9])(?!\\d)`),
  // 25.04.2031 and 25/04/2031, where only one order is possible
  new RegExp(`\\b(?<day>3[01]|2\\d|1[3-9])[./-](?<month>0?[1-9]|1[0-2])[./-]${YEAR}`),
  new RegExp(`\\b(?<month>0?[1-9]|1[0-2])[/-](?<day>3[01]|2\\d|1[3-9])[/-]${YEAR}`),
  // 04.05.2031: with points the day comes first everywhere
  new RegExp(`\\b(?<day>0?[1-9]|1[0-2])\\.(?<month>0?[1-9]|1[0-2])\\.${YEAR}`),
  // 25.04.31
  /\b(?<day>3[01]|[12]\d|0[1-9])\.(?<month>0[1-9]|1[0-2])\.(?<short>\d\d)(?![\d.])/
]

const TIMES: readonly RegExp[] = [
  // 5:41 pm EDT, 17:41:30, 17h41, 15.01 Uhr, 12.05 GMT, T05:41:00+02:00
  new RegExp(
    `(?:\\b|t)(?<hour>[01]?\\d|2[0-3])(?:[:h]|\\.(?=\\d\\d (?:uhr|[ap]\\.?m|(?:${ZONE})\\b)))(?<minute>[0-5]\\d)(?::(?<second>[0-5]\\d)(?:\\.\\d+)?)?\\s*(?<half>[ap]\\.?m\\.?)?\\s*\\(?(?<zone>(?:${ZONE})\\b|[+-]\\d\\d:?\\d\\d|et\\b|ct\\b|mt\\b|pt\\b)?`
  ),
  // 1501 GMT
  new RegExp(`\\b(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)\\s*(?:hrs?\\s*)?\\(?(?<zone>(?:${ZONE})\\b)`),
  // 5 p.m. EST
  new RegExp(`\\b(?<hour>1[0-2]|[1-9])\\s*(?<half>[ap]\\.?m\\b\\.?)\\s*(?<zone>(?:${ZONE})\\b|et\\b|ct\\b|mt\\b|pt\\b)?`)
]

/** A date read from a line, and what of the line is left when day, time, labels and weekday are taken away. */
export type PrintedDate = { readonly dated: Dated; readonly updated: boolean; readonly rest: string }

const UPDATED =
  /\b(?:updated?|last modified|modified|last updated|aktualisiert|mis a jour|maj|actualizado|aggiornato|bijgewerkt|atualizado|edited)\b/
const LABEL =
  /\b(?:updated?|last|modified|published?|posted|first|on|at|date|created|issued|uhr|um|am|mis a jour|maj|modifie|publie|le|a|de|del|aktualisiert|veroffentlicht|stand|publicado|actualizado|el|las|aggiornato|pubblicato|il|alle|ore|gepubliceerd|bijgewerkt|op|om|atualizado|em|as|edited|local time|time|edt|hrs|gmt|utc|day ago|hours ago|minutes ago)\b/g
const WEEKDAY =
  /\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\b(?:montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|lunes|martes|miercoles|jueves|viernes|sabado|domingo|lunedi|martedi|mercoledi|giovedi|venerdi|domenica|maandag|dinsdag|woensdag|donderdag|vrijdag|zaterdag|zondag|segunda|terca|quarta|quinta|sexta)(?:-feira)?\b/g

const NEXT_DATE =
  /\s[|•·;/–—-]\s|[|•·;](?=\s?\p{L})|(?<=\d(?:\s?[ap]\.?m\.?)?(?: \p{Lu}{2,5})?)\s*(?=(?:last )?(?:updated|modified|aktualisiert|mis à jour|actualizado|aggiornato|bijgewerkt|atualizado|uppdaterad)\b)/iu

/** The dates of a line that holds several, "Published 4 May 2031 | Updated 5 May 2031", and what is left of the line without them. */
export const printedDates = (chars: string): { readonly dates: readonly PrintedDate[]; readonly rest: string } => {
  const parts = chars.split(NEXT_DATE).filter(Boolean)
  const dates = parts.flatMap(part => printedDate(part) ?? [])
  const isWhole = dates.length < 2
  const whole = isWhole ? printedDate(chars) : null
  if (isWhole) return whole ? { dates: [whole], rest: whole.rest } : { dates: [], rest: chars }
  return {
    dates,
    rest: parts
      .map(part => printedDate(part)?.rest ?? withoutLabels(part))
      .join(' ')
      .trim()
  }
}

const withoutLabels = (chars: string): string => {
  const { rest } = timeIn(` ${plainOf(chars)}`, '2000-01-01')
  return bare(rest)
}

/** "4 min read", "an hour ago", "Lesedauer: 3 Min.": what stands beside dates and is none. */
const BESIDE =
  /\b(?:\d+|an?|one) ?(?:min(?:ute)?s?|hours?|days?|weeks?)\b(?: ?-?(?:read|ago)\b)?|\b(?:lesedauer|lesezeit|temps de lecture|tempo de leitura|reading time|read time)\b(?: ?:? ?\d+ ?\w+)?/g

const bare = (plain: string): string =>
  plain
    .replace(BESIDE, ' ')
    .replace(UPDATED, ' ')
    .replace(LABEL, ' ')
    .replace(WEEKDAY, ' ')
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** The first date printed in a line, with its time and zone; null where none is, or where day and month could be either. */
export const printedDate = (chars: string): PrintedDate | null => {
  const plain = ` ${plainOf(chars)}`
  for (const pattern of DAYS) {
    const day = pattern.exec(plain)
    if (!day?.groups) continue
    const { short, year = `20${short}`, month = months.get(day.groups.name), day: number } = day.groups
    const date = `${year}-${month?.padStart(2, '0')}-${number.padStart(2, '0')}`
    if (!isDay(date)) continue
    const around = `${plain.slice(0, day.index)}  ${plain.slice(day.index + day[0].length)}`
    const { suffix, precision, rest } = timeIn(around, date)
    return {
      dated: { value: date + suffix, precision, evidence: chars },
      updated: isUpdate(plain, day.index),
      rest: bare(rest)
    }
  }
  return null
}

const PUBLISHED = /\b(?:published|posted|veroffentlicht|publie|publicado|pubblicato|gepubliceerd)\b/

/** Whether a date at this place is that of an update: the label nearest before it says so, or the line's only label. */
const isUpdate = (plain: string, at: number): boolean => {
  const before = plain.slice(0, at)
  if (PUBLISHED.test(before) && !UPDATED.test(before.slice(before.search(PUBLISHED)))) return false
  return UPDATED.test(before) || (UPDATED.test(plain) && !PUBLISHED.test(plain))
}

type Time = { suffix: string; precision: Dated['precision']; rest: string }

const timeIn = (plain: string, date: string): Time => {
  for (const pattern of TIMES) {
    const time = pattern.exec(plain)
    if (!time?.groups) continue
    const { hour, minute = '00', second, half, zone } = time.groups
    const clock = `${String(hourOf(hour, half)).padStart(2, '0')}:${minute}${second ? `:${second}` : ''}`
    const rest = `${plain.slice(0, time.index)} ${plain.slice(time.index + time[0].length)}`.replace(/\([^)]*\)/g, ' ')
    return { suffix: `T${clock}${offsetOf(zone, date)}`, precision: second ? 'second' : 'minute', rest }
  }
  return { suffix: '', precision: 'day', rest: plain }
}

/** The time of day that a line prints, with the offset of the zone it names, where that is the same all year: "12.05 GMT"; null where it prints none. */
export const clockIn = (chars: string): { readonly clock: string; readonly offset: string } | null => {
  const plain = ` ${plainOf(chars)}`.replace(/(\d)\.(?=\d\d\b)/, '$1:')
  const [winter, summer] = ['2000-01-01', '2000-07-01'].map(day => timeIn(plain, day).suffix)
  return winter ? { clock: winter.slice(1, 6), offset: winter === summer ? winter.slice(6) : '' } : null
}

const hourOf = (hour: string, half: string | undefined): number =>
  half ? (Number(hour) % 12) + (half.startsWith('p') ? 12 : 0) : Number(hour)

const AMERICAN: Readonly<Record<string, number>> = { et: -5, ct: -6, mt: -7, pt: -8 }

const offsetOf = (zone: string | undefined, date: string): string => {
  if (!zone) return ''
  if (/^[+-]/.test(zone)) return zone.includes(':') ? zone : `${zone.slice(0, 3)}:${zone.slice(3)}`
  const standard = AMERICAN[zone]
  if (standard !== undefined) return `-0${-standard - (isAmericanSummer(date) ? 1 : 0)}:00`
  const offset = zones.get(zone) ?? ''
  return offset === '+00:00' ? 'Z' : offset
}

/** "ET" says neither EST nor EDT: summer time runs from the second Sunday of March to the first of November. */
const isAmericanSummer = (date: string): boolean => {
  const [year, month, day] = date.split('-').map(Number)
  const firstSunday = (of: number) => 1 + ((7 - new Date(Date.UTC(year, of - 1, 1)).getUTCDay()) % 7)
  if (month === 3) return day >= firstSunday(3) + 7
  if (month === 11) return day < firstSunday(11)
  return month > 3 && month < 11
}

const isDay = (date: string): boolean => {
  const at = new Date(`${date}T00:00:00Z`)
  return !Number.isNaN(at.getTime()) && at.toISOString().startsWith(date)
}
