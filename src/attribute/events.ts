import { overlap, type Span } from '../text/index.ts'
import type { Quote } from '../types.ts'
import { daysApart, type Printed, printedTimes } from './days.ts'
import type { Layout, Sentence } from './layout.ts'
import { findSetting, type Setting } from './occasions.ts'

/** Time, place and occasion of speaking, as far as printed. `shift` counts days from the printed time ("a day after predicting"). */
export type Event = {
  /** Where the act of speaking was first told of: events with the same one are one act. */
  readonly act: number
  readonly time: Printed | null
  readonly shift: number
  readonly place: Span | null
  readonly occasion: Span | null
  /** Whom the speaker met there, as printed. */
  readonly with: string | null
  /** Whether the occasion is one not spoken of before ("an interview"). */
  readonly isNew: boolean
  readonly because: readonly Span[]
}

/** Where a quotation hangs in its sentence (its cue, else its source), and who speaks. */
export type Anchor = {
  readonly quote: number
  readonly at: Span
  readonly sentence: Sentence
  readonly speaker: string
}

/** "after the missile was fired on Sunday": the time of another thing. */
const OTHER_THING = /\b(?:after|since|before|until|when|while|which|who|that|whose|where|because|following|over|about)\b/
const SPEECH =
  /\b(?:speaking|told|interview|conference|summit|rally|meeting|talks|speech|debate|hearing|briefing|statement|address|remarks|testimony|event|forum|session|tweet|post|letter|memo)\b/
/** "who told a rally": a clause about speaking itself. */
const SPEAKING = /\b(?:sa(?:id|ys|ying)|spoke|speaking|told|tells|asked|addressed|appeared|testified|announced|warned|made)\b/
/** "has repeatedly called for": no single occasion. */
const BACKGROUND = /\b(?:repeatedly|previously|often|long|already|once|always|frequently|consistently|earlier|in the past|had)\b/i
/** How far into the body "has said" can still be news and not background, and a time in the next sentences still be that of the first. */
export const LEAD_SENTENCES = 4

/** The time, place and occasion that a quotation's own sentence prints for it, outside of what is quoted; null when it prints none. */
export const ownEvent = (layout: Layout, quotes: readonly Quote[], anchor: Anchor, here: readonly Anchor[]): Event | null => {
  const { chars } = layout
  const open = openStretches(anchor.sentence, quotes)
  const times = open
    .flatMap(stretch => printedTimes(chars, stretch).filter(time => isOfSpeaking(chars, stretch, time)))
    .filter(time => isNearest(time, anchor, here))
    .sort((a, b) => distance(a, anchor.at) - distance(b, anchor.at))
  const settings = open
    .map(stretch => ofSpeaking(chars, stretch, findSetting(chars, stretch)))
    .filter(one => [one.occasion, one.place].every(span => !span || isNearest(span, anchor, here)))
  const met = settings.find(one => one.occasion)
  const place = settings.find(one => one.place)?.place ?? null
  const occasion = met?.occasion ?? null
  const because = [times[0], occasion, place].filter(span => !!span).map(({ start, end }) => ({ start, end }))
  if (!because.length) return null
  const isNew = !!occasion && /^(?:after |during |following )?(?:an?|another) /.test(chars.slice(occasion.start))
  const time = times[0] ?? null
  return { act: because[0].start, time, shift: 0, place, occasion, with: met?.with ?? null, isNew, because }
}

const distance = (a: Span, b: Span) => Math.max(a.start - b.end, b.start - a.end, 0)

const isNearest = (span: Span, anchor: Anchor, here: readonly Anchor[]): boolean =>
  here.every(other => other.speaker === anchor.speaker || distance(span, anchor.at) <= distance(span, other.at))

/** A sentence without the words that are quoted in it. */
export const openStretches = (sentence: Sentence, quotes: readonly Quote[]): Span[] => {
  const taken = quotes.flatMap(quote => quote.content.filter(one => overlap(one, sentence))).sort((a, b) => a.start - b.start)
  const open: Span[] = []
  let start = sentence.start
  for (const one of taken) {
    if (one.start > start) open.push({ start, end: one.start })
    start = Math.max(start, one.end)
  }
  if (start < sentence.end) open.push({ start, end: sentence.end })
  return open
}

const isOfSpeaking = (chars: string, stretch: Span, time: Printed): boolean => {
  const before = chars.slice(stretch.start, time.start)
  const comma = Math.max(before.trimEnd().replace(/,$/, '').lastIndexOf(','), before.lastIndexOf(';'))
  const clause = before.slice(comma + 1)
  if (OTHER_THING.test(clause) && !SPEECH.test(clause)) return false
  const after = chars.slice(time.end, time.end + 40)
  return !/^[’']s?\b/.test(after) || SPEECH.test(after.split(/[,.;]/)[0])
}

/** "which the clerks spoke of at the hearing": an occasion in a clause that tells of something else. */
const OTHER_CLAUSE = /\b(?:when|while|which|who|whose|whom|where|because)\b/

const ofSpeaking = (chars: string, { start }: Span, setting: Setting): Setting => {
  if (!setting.occasion) return setting
  const before = chars.slice(start, setting.occasion.start)
  const clause = before.slice(Math.max(before.trimEnd().replace(/,$/, '').lastIndexOf(','), before.lastIndexOf(';')) + 1)
  if (!OTHER_CLAUSE.test(clause) || SPEAKING.test(clause)) return setting
  return {
    place: setting.place && setting.place.start < setting.occasion.start ? setting.place : null,
    occasion: null,
    with: null
  }
}

/** "A day after predicting …": these words were said that many days from the others of their sentence. */
export const shiftOf = ({ chars }: Layout, { at, sentence }: Anchor): { days: number; because: Span } | null => {
  const before = chars.slice(sentence.start, at.start)
  const match = /\b\w+ days? (?:after|before) $/i.exec(before)
  const days = match && daysApart(match[0])
  if (!days) return null
  const because = { start: sentence.start + match.index, end: sentence.start + before.trimEnd().length }
  return { days, because }
}

/** Whether a cue tells what somebody has been saying, not what they said now. `number` counts the body's sentences. */
export const isBackground = ({ chars }: Layout, { at, sentence }: Anchor, number: number): boolean =>
  BACKGROUND.test(chars.slice(Math.max(sentence.start, at.start - 25), at.end)) ||
  (number >= LEAD_SENTENCES && /\bha(?:s|ve)\b/.test(chars.slice(at.start, at.end)))

/** What a sentence prints itself, and what it leaves open from the act that goes on; another occasion, or time, is another act. */
export const joined = (own: Event | null, current: Event | null): Event | null => {
  if (!own || !current) return own ?? current
  if (own.time || (own.isNew && current.occasion)) return own
  const because = [...current.because, ...own.because.filter(one => !current.because.some(other => other.start === one.start))]
  const setting = { place: own.place ?? current.place, occasion: own.occasion ?? current.occasion }
  return { ...current, ...setting, with: own.with ?? current.with, because }
}
