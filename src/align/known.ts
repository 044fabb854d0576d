import { covers, lastBefore, markedSpans, type Span } from '../text/index.ts'
import type { Dated, Witness } from '../types.ts'
import { type Claims, claimsOf, limitedIn } from './claims.ts'
import { rarityOf } from './rarity.ts'
import { stemOf } from './stem.ts'
import { isContent, type Token, wordingOf } from './wording.ts'

/** A witness with what comparing needs of it, read once. */
export type Known = {
  readonly witness: Witness
  readonly wording: readonly Token[]
  /** The stems of its words that say something, those of one sense under one name, each with its weight. */
  readonly sense: ReadonlyMap<string, number>
  /** The stems of its words in capitals, but for the first and for titles in capitals throughout: names. */
  readonly names: ReadonlySet<string>
  /** The speaker's own words: all of a direct quotation, what stands in marks of a mixed one, nothing of an indirect one. */
  readonly own: readonly Token[]
  readonly ownSense: ReadonlySet<string>
  readonly numbers: ReadonlySet<string>
  /** What the outlet's own words claim: nothing of a direct quotation, nor of what stands in marks. */
  readonly claims: Claims
  /** The stems of which it says, in anybody's words, that they are not wholly so. */
  readonly limited: ReadonlySet<string>
  /** The day on which it was printed. */
  readonly printed: string | null
  /** The days, as ISO dates, between which it was said; null where nothing tells. */
  readonly earliest: string | null
  readonly latest: string | null
  /** The earliest day, or where nothing tells it, that before which news is no news any more. */
  readonly since: string | null
  /** The day of the week, 0 for Sunday, where a date or one of the spans that tell when names it. */
  readonly weekday: number | null
  /** Whether when it was said is told beside the words, and not in another paragraph. */
  readonly toldBeside: boolean
}

/** Reads a witness for comparing. */
export const known = (witness: Witness): Known => {
  const { text } = witness.article
  const { content: spans, form } = witness.quote
  const wording = wordingOf(text, spans)
  const marks = form === 'direct' ? spans : spans.flatMap(span => markedSpans(text, span).map(one => one.whole))
  const own = wording.filter(token => marks.some(mark => covers(mark, token)))
  const content = wording.filter(isContent)
  const inCapitals = (token: Token) => /\p{Lu}/u.test(text.chars[token.start]) && token !== wording[0]
  const title = content.length > LONGEST_NAME && content.filter(inCapitals).length > content.length / 2
  const isName = (token: Token) => !title && inCapitals(token)
  const sense = new Map(content.map(token => senseOf(token, isName(token))))
  const names = new Set(content.filter(isName).map(token => stemOf(token.key)))
  const ownSense = new Set(own.filter(isContent).map(token => stemOf(token.key)))
  const numbers = new Set(wording.filter(({ key, print }) => /^\d/.test(key) && !/^one/i.test(print)).map(({ key }) => key))
  return {
    witness,
    wording,
    sense,
    names,
    own,
    ownSense,
    numbers,
    claims: claimsOf(form === 'direct' ? [] : wording.filter(token => !own.includes(token))),
    limited: limitedIn(wording),
    ...daysOf(witness)
  }
}

/** So many words in capitals may be one name; where there are more and most are in capitals, it is a title. */
const LONGEST_NAME = 3

/** What a word counts for that stands for a whole sense: "solve" may be "resolve", and may be another thing. */
const LOOSE = 0.6
/** What a name counts for: it says whom a quotation is about, and not what it says. */
const NAME = 0.5

const senseOf = ({ key, weight }: Token, name: boolean): [string, number] => {
  const stem = stemOf(key)
  return [stem, weight * (stem.startsWith('~') ? LOOSE : 1) * (name ? NAME : 1)]
}

// Nobody prints what is still to be said, so an undated saying is not later than its article.
const daysOf = (witness: Witness): Pick<Known, 'printed' | 'earliest' | 'latest' | 'since' | 'weekday' | 'toldBeside'> => {
  const { said, article } = witness
  const [from, to = from] = said?.date?.split('/') ?? []
  const printed = (printedAt(witness) ?? article.updated)?.value.slice(0, 10) ?? null
  const latest = to ? to.slice(0, 10) : printed
  const earliest = from ? from.slice(0, 10) : null
  const toldBeside = isToldBeside(witness)
  const dates = { printed, earliest, latest, since: earliest ?? (latest && daysBefore(latest, NEWS_DAYS)), toldBeside }
  if (from && from === to) return { ...dates, weekday: new Date(`${dates.earliest}T00:00:00Z`).getUTCDay() }
  const told = (said?.because ?? [])
    .filter(one => one.text === article.text.id)
    .map(one => article.text.chars.slice(one.start, one.end))
  const named = new Set(
    told.flatMap(words => WEEKDAYS.flatMap((day, i) => (new RegExp(`\\b${day}`, 'i').test(words) ? [i] : [])))
  )
  return { ...dates, weekday: named.size === 1 ? [...named][0] : null }
}

// A day without words that tell it was given by somebody who knows.
const isToldBeside = ({ said, article, quote }: Witness): boolean => {
  const where = [said?.place, said?.occasion].map(one => one?.start)
  const because = (said?.because ?? []).filter(one => one.text === article.text.id && !where.includes(one.start))
  if (!because.length) return !!said?.date
  const [start, end] = [quote.content[0].start, quote.content.at(-1)!.end]
  const between = (one: Span) => article.text.chars.slice(Math.min(one.end, start), Math.max(one.start, end))
  return because.some(one => !between(one).includes('\n'))
}

/** When a quotation was printed: with its article, or with its post of a live blog; null where neither says. */
export const printedAt = ({ article, quote }: Witness): Dated | null => {
  const posts = article.blocks.filter(({ time }) => time)
  return lastBefore(posts, quote.content[0].start)?.time ?? article.published
}

/** So many days back a quotation may go whose article does not say when it was: what is older is told with its time. */
const NEWS_DAYS = 30

const DAY_MS = 86_400_000
const daysBefore = (day: string, days: number): string | null => {
  const at = Date.parse(day)
  return Number.isNaN(at) ? null : new Date(at - days * DAY_MS).toISOString().slice(0, 10)
}

/** The days between two ISO dates. */
export const daysBetween = (a: string, b: string): number => Math.abs(Date.parse(a) - Date.parse(b)) / DAY_MS

const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday']

/** Whether a witness is speech in its own words. */
export const isDirect = ({ witness: { quote } }: Known): boolean => quote.form === 'direct'

/** Whether one article prints both. */
export const sameArticle = (x: Known, y: Known): boolean => x.witness.article.id === y.witness.article.id

/** Stems, or what else is counted once: of a map its keys. */
type Held<T> = { readonly size: number; has(one: T): boolean; keys(): Iterable<T> }

/** How many both have. */
export const commonIn = <T>(a: Held<T>, b: Held<T>): number => {
  if (a.size > b.size) return commonIn(b, a)
  let n = 0
  for (const one of a.keys()) if (b.has(one)) n++
  return n
}

/** The share of the smaller that the other one has too; nothing where one of them is empty. */
export const shareOf = <T>(a: Held<T>, b: Held<T>): number => commonIn(a, b) / (Math.min(a.size, b.size) || 1)

/** What the stems that both have weigh, each times its rarity. */
export const sharedWeight = (x: Known, y: Known, both: readonly string[]): number =>
  both.reduce((sum, stem) => sum + Math.min(x.sense.get(stem)!, y.sense.get(stem)!) * rarityOf(stem), 0)

/** What all the stems of a witness weigh, each times its rarity. */
export const wholeWeight = ({ sense }: Known): number =>
  [...sense].reduce((sum, [stem, weight]) => sum + weight * rarityOf(stem), 0)
