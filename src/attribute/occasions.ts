import type { Span } from '../text/index.ts'
import { countryOf } from './lists.ts'

const EVENT =
  '(?:news conference|press conference|press briefing|conference call|town hall|round ?table|question-and-answer session|phone call|telephone call|conference|summit|rally|rallies|interview|speech|debate|hearing|meeting|talks|forum|briefing|event|ceremony|address|fundraiser|convention|session|testimony|statement|broadcast|gala|dinner|luncheon|lunch|breakfast|panel|podcast|appearance|reception|vigil|visit|funeral|seminar|lecture|symposium)'

/** "at a joint news conference with X", "after a summit": a preposition, an article, some words, and what kind of occasion it was. */
const OCCASION = new RegExp(
  `\\b(at|during|after|following|in|before|on the sidelines of) ((?:a|an|the|his|her|their|its|\\w+[’']s) (?:[\\w’'.-]+ ){0,4}?${EVENT})\\b((?: (?:with|of|on|for|between) (?!(?:Sun|Mon|Tues|Wednes|Thurs|Fri|Satur)day)(?:the |an? |his |her )?(?:[a-z][\\w’'.-]* ){0,2}?\\p{Lu}[\\w’'-]*(?: \\p{Lu}[\\w’'-]*)*(?: [a-z]+ \\p{Lu}[\\w’'-]*(?: \\p{Lu}[\\w’'-]*)*(?=[,.;”"]|$))?)*)`,
  'u'
)
/** "after meeting with X" */
const MEETING = /\b(after|during|following) (meeting(?: with)? (?:[\w’'.-]+ ){0,3}?\p{Lu}[\w’'.-]*(?: \p{Lu}[\w’'.-]*)*)/u
/** "in the Russian city of X", "in Port Selm, Vestland", "in X" */
const PLACE =
  /\b(?:in|at) (?:the (?:[\p{L}’'.-]+ ){0,2}(?:city|town|capital|village|port|state|province|region|resort)(?: of|,)? )?(\p{Lu}[\p{L}’'.-]*(?:[ -](?:de |del |da |of the |of )?\p{Lu}[\p{L}’'.-]*)*(?:, \p{Lu}[\p{L}.]*(?: \p{Lu}[\p{L}]*)*)?)/gu

/** Months and days stand behind "in" and "at" too. */
const TIME =
  /^(?:January|February|March|April|May|June|July|August|September|October|November|December|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b/

/** What an occasion's phrase and its place are in a stretch; each null where none is printed. */
export type Setting = { readonly place: Span | null; readonly occasion: Span | null; readonly with: string | null }

/** The occasion and place that a stretch of an article's text names ("at a rally in X"). */
export const findSetting = (chars: string, { start, end }: Span): Setting => {
  const stretch = chars.slice(start, end)
  const met = OCCASION.exec(stretch) ?? MEETING.exec(stretch)
  const keeps = met && /^(?:after|before|following|during|on the)/.test(met[1])
  const from = met ? start + met.index + (keeps ? 0 : met[1].length + 1) : 0
  const occasion = met ? { start: from, end: start + met.index + met[0].length } : null
  const other = met && /(?:with|meeting) (?:\S+ ){0,4}?(\p{Lu}.*)$/u.exec(met[0])
  return { place: placeIn(chars, { start, end }, met ? start + met.index : null), occasion, with: other?.[1] ?? null }
}

/** "in X" counts as the place where somebody spoke behind an occasion or a word of speaking, or where X is a place everyone knows. */
const placeIn = (chars: string, { start, end }: Span, occasion: number | null): Span | null => {
  for (const match of chars.slice(start, end).matchAll(PLACE)) {
    const [all, name] = match
    const at = start + match.index
    if (TIME.test(name)) continue
    const before = chars.slice(start, at)
    const spoken =
      /\b(?:[Ss]peaking|[Ss]poke|[Aa]ddress(?:ing|ed)|told|[Aa]ppear(?:ing|ed)|[Cc]ampaign(?:ing|ed)|[Tt]estif(?:ying|ied))\b[^.;]*$/.test(
        before
      )
    if (!(spoken || (occasion !== null && occasion <= at))) continue
    // "Ribe." at a sentence's end, but "Ribe N.D."
    const first = name.split(',')[0].replace(/(?<=\p{Ll})\.$/u, '')
    if (/^at/.test(all) && !countryOf(first)) continue
    const from = at + all.length - name.length
    return { start: from, end: from + first.length }
  }
  return null
}
