import { overlap, type Span, type Text } from '../text/index.ts'
import type { Attribution, Cited, Quote, Reading, Saying } from '../types.ts'
import { addDays, dayOf, isOneDay, type Printed, printedTimes } from './days.ts'
import { type Layout, layOut, type Sentence, sentenceAt } from './layout.ts'
import { findSetting } from './occasions.ts'

/** One act of speaking, as far as the article prints it. `shift` counts days from the printed time ("a day after predicting"). */
type Event = {
  readonly time: Printed | null
  readonly shift: number
  readonly place: Span | null
  readonly occasion: Span | null
  readonly with: string | null
  readonly because: readonly Span[]
}

type Voice = { current: Event | null; first: Event | null }
type Anchor = { readonly quote: number; readonly at: Span; readonly sentence: Sentence; readonly speaker: string }

const NOTHING: Event = { time: null, shift: 0, place: null, occasion: null, with: null, because: [] }

const SPEAKS =
  /\b(?:spoke|speaking|made (?:the|his|her|their|its) (?:\w+ )?(?:comments?|remarks?|statement|announcement)|(?:comments?|remarks?|statement|warning|announcement|interview|speech|address) (?:came|comes|was|were|followed)|addressed|testified)\b/
/** "after the missile was fired on Sunday": the time of another thing. */
const OTHER_THING = /\b(?:after|since|before|until|when|while|which|who|that|whose|where|because|following|over|about)\b/
const SPEECH =
  /\b(?:speaking|told|interview|conference|summit|rally|meeting|talks|speech|debate|hearing|briefing|statement|address|remarks|testimony|event|forum|session|tweet|post|letter|memo)\b/
/** "has repeatedly called for": no single occasion. */
const BACKGROUND = /\b(?:repeatedly|previously|often|long|already|once|always|frequently|consistently|earlier|in the past|had)\b/i
const DAYS_APART = /\b(a|one|two|three|four|five|six) days? (after|before) $/i
const COUNT = ['', 'one', 'two', 'three', 'four', 'five', 'six']
/** How far into the body a saying without a time may stand and still be the one that the next sentences date. */
const LEAD_SENTENCES = 4

/** When and where each quotation was said as far as its own article prints it, one Saying a quotation, in their order. */
export const findSayings = (
  reading: Reading,
  quotes: readonly Quote[],
  attributions: readonly Attribution[]
): readonly Saying[] => {
  const layout = layOut(reading)
  const anchors = quotes.flatMap((quote, i) => anchorOf(layout, quote, i, attributions[i]) ?? [])
  const events = eventsOf(layout, quotes, anchors)
  const reference = referenceDay(reading)
  return quotes.map((_, i) => sayingOf(reading.text, events.get(i) ?? NOTHING, reference))
}

/** The day by which an article's weekdays are told: its day of publication, else of its last change. */
export const referenceDay = ({ published, updated }: Pick<Reading, 'published' | 'updated'>): string | null => {
  const dated = published ?? updated
  return dated && !/^(?:month|year)$/.test(dated.precision) ? dated.value.slice(0, 10) : null
}

const anchorOf = (layout: Layout, quote: Quote, i: number, attribution: Attribution): Anchor | null => {
  const at = quote.cue ?? quote.source ?? quote.content[0]
  const sentence = sentenceAt(layout, at.start)
  const speaker = attribution.speaker && `${attribution.speaker.kind} ${attribution.speaker.name}`
  return sentence && { quote: i, at, sentence, speaker: speaker ?? `nobody ${i}` }
}

const isBody = ({ part }: Quote) => part === 'body'

const eventsOf = (layout: Layout, quotes: readonly Quote[], anchors: readonly Anchor[]): Map<number, Event> => {
  const events = new Map<number, Event>()
  const voices = new Map<string, Voice>()
  const waiting: Anchor[] = []
  const voiceOf = (speaker: string): Voice =>
    voices.get(speaker) ?? (voices.set(speaker, { current: null, first: null }).get(speaker) as Voice)
  const set = (speaker: string, event: Event) => {
    const voice = voiceOf(speaker)
    voice.current = event
    if (event.time || event.occasion || event.place) voice.first ??= event
  }
  const body = layout.sentences.filter(({ block }) => /paragraph|list|quotation/.test(layout.blocks[block].kind))
  let last: string | null = null
  for (const sentence of body) {
    const here = anchors
      .filter(one => one.sentence.number === sentence.number && isBody(quotes[one.quote]))
      .sort((a, b) => a.at.start - b.at.start)
    if (!here.length) last = setScene(layout, quotes, sentence, [...voices.keys()], last, set, voiceOf) ?? last
    for (const anchor of here) {
      const apart = shiftOf(layout, anchor)
      const own = ownEvent(layout, quotes, anchor, here)
      const { current, first } = voiceOf(anchor.speaker)
      last = anchor.speaker
      if (apart) {
        events.set(anchor.quote, { ...NOTHING, shift: apart.days, because: [apart.span] })
        continue
      }
      const event = joined(own, current)
      const past = isBackground(layout, anchor, sentence.number - body[0].number) && !own.time
      if (!past) events.set(anchor.quote, event)
      if (!past && event !== NOTHING) set(anchor.speaker, event)
      if (!first && !event.time && sentence.number - body[0].number < LEAD_SENTENCES && !past) waiting.push(anchor)
    }
  }
  for (const anchor of waiting) fill(events, anchor, voices.get(anchor.speaker)?.first)
  for (const anchor of anchors.filter(one => !isBody(quotes[one.quote])))
    fill(events, { ...anchor }, voices.get(anchor.speaker)?.first, ownEvent(layout, quotes, anchor, [anchor]))
  shareMeetings(anchors, events, voices, quotes)
  shiftApart(anchors, events)
  return events
}

const fill = (
  events: Map<number, Event>,
  { quote }: Anchor,
  first: Event | null | undefined,
  own: Event = events.get(quote) ?? NOTHING
): void => {
  events.set(quote, joined(own, first ?? null))
}

/** What a sentence prints itself, and what it leaves open from the act of speaking that goes on; another occasion is another act. */
const joined = (own: Event, current: Event | null): Event => {
  if (!current) return own
  if (own === NOTHING) return current
  if (own.time) return own
  if (own.occasion && current.occasion && isNew(own)) return own
  const because = [...current.because, ...own.because].filter(
    (one, i, all) => all.findIndex(other => other.start === one.start) === i
  )
  return {
    ...current,
    place: own.place ?? current.place,
    occasion: own.occasion ?? current.occasion,
    with: own.with ?? current.with,
    because
  }
}

const newOccasions = new WeakSet<Event>()
const isNew = (event: Event) => newOccasions.has(event)

/** A sentence without a quotation that says where or when somebody was speaking. Gives the speaker it is about. */
const setScene = (
  layout: Layout,
  quotes: readonly Quote[],
  sentence: Sentence,
  speakers: readonly string[],
  last: string | null,
  set: (speaker: string, event: Event) => void,
  voiceOf: (speaker: string) => Voice
): string | null => {
  const printed = layout.chars.slice(sentence.start, sentence.end)
  const speaks = SPEAKS.exec(printed)
  if (!speaks) return null
  const subject = printed.slice(0, speaks.index)
  const named = speakers.find(speaker => subject.includes(speaker.split(' ').at(-1) as string))
  const speaker = named ?? (/^(?:He|She|They|His|Her|Their|The)\b/.test(printed) ? last : null)
  if (!speaker) return null
  const at = { start: sentence.start + speaks.index, end: sentence.start + speaks.index + speaks[0].length }
  const own = ownEvent(layout, quotes, { quote: -1, at, sentence, speaker }, [])
  if (own !== NOTHING) set(speaker, joined(own, voiceOf(speaker).current))
  return speaker
}

/** The time, place and occasion that a quotation's own sentence prints for it, outside of what is quoted. */
const ownEvent = (layout: Layout, quotes: readonly Quote[], anchor: Anchor, here: readonly Anchor[]): Event => {
  const stretches = openStretches(anchor.sentence, quotes)
  const times = stretches
    .flatMap(stretch => printedTimes(layout.chars, stretch).filter(time => isOfSpeaking(layout.chars, stretch, time)))
    .filter(time => isNearest(time, anchor, here))
    .sort((a, b) => distance(a, anchor.at) - distance(b, anchor.at))
  const settings = stretches.map(stretch => findSetting(layout.chars, stretch))
  const mine = settings.filter(one => [one.occasion, one.place].every(span => !span || isNearest(span, anchor, here)))
  const occasion = mine.find(one => one.occasion)
  const place = mine.find(one => one.place)?.place ?? null
  if (!times.length && !occasion && !place) return NOTHING
  const because = [times[0], occasion?.occasion, place].filter(span => !!span).map(({ start, end }) => ({ start, end }))
  const event = {
    time: times[0] ?? null,
    shift: 0,
    place,
    occasion: occasion?.occasion ?? null,
    with: occasion?.with ?? null,
    because
  }
  if (
    event.occasion &&
    /^(?:after |during |following )?(?:an?|another) /.test(layout.chars.slice(event.occasion.start, event.occasion.end))
  )
    newOccasions.add(event)
  return event
}

const distance = (a: Span, b: Span) => Math.max(a.start - b.end, b.start - a.end, 0)

const isNearest = (span: Span, anchor: Anchor, here: readonly Anchor[]): boolean =>
  here.every(other => other.speaker === anchor.speaker || distance(span, anchor.at) <= distance(span, other.at))

/** A sentence without the words that are quoted in it. */
const openStretches = (sentence: Sentence, quotes: readonly Quote[]): Span[] => {
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
  const clause = before.slice(Math.max(before.trimEnd().replace(/,$/, '').lastIndexOf(','), before.lastIndexOf(';')) + 1)
  if (OTHER_THING.test(clause) && !SPEECH.test(clause)) return false
  const after = chars.slice(time.end, time.end + 40)
  return !/^[’']s?\b/.test(after) || SPEECH.test(after.split(/[,.;]/)[0])
}

/** "A day after predicting …": the words said that many days before the others. */
const shiftOf = ({ chars }: Layout, { at, sentence }: Anchor): { days: number; span: Span } | null => {
  const before = chars.slice(sentence.start, at.start)
  const match = DAYS_APART.exec(before)
  if (!match) return null
  const count = Math.max(1, COUNT.indexOf(match[1].toLowerCase()))
  const span = { start: sentence.start + match.index, end: sentence.start + before.trimEnd().length }
  return { days: match[2].toLowerCase() === 'after' ? -count : count, span }
}

const isBackground = ({ chars }: Layout, { at, sentence }: Anchor, number: number): boolean => {
  const cue = chars.slice(Math.max(sentence.start, at.start - 25), at.end)
  return BACKGROUND.test(cue) || (number >= LEAD_SENTENCES && /\bha(?:s|ve)\b/.test(chars.slice(at.start, at.end)))
}

/** Who met somebody spoke there too: "after meeting with N" dates what N says, when nothing else does. */
const shareMeetings = (
  anchors: readonly Anchor[],
  events: Map<number, Event>,
  voices: Map<string, Voice>,
  quotes: readonly Quote[]
): void => {
  const meetings = [...voices.values()].flatMap(({ first }) => (first?.with ? [first] : []))
  for (const anchor of anchors) {
    if (voices.get(anchor.speaker)?.first?.time || !anchor.speaker.startsWith('person ')) continue
    const surname = anchor.speaker.slice('person '.length)
    const met = meetings.find(one => one.with?.includes(surname) && events.get(anchor.quote) !== one)
    const own = events.get(anchor.quote) ?? NOTHING
    if (met && !own.time && isBody(quotes[anchor.quote]))
      events.set(anchor.quote, { ...joined(own, met), occasion: own.occasion ?? met.occasion })
  }
}

/** Gives "a day after predicting" the time of what its speaker says beside it. */
const shiftApart = (anchors: readonly Anchor[], events: Map<number, Event>): void => {
  for (const anchor of anchors) {
    const event = events.get(anchor.quote)
    if (!event?.shift) continue
    const beside = anchors.find(one => one.speaker === anchor.speaker && one.sentence === anchor.sentence && one !== anchor)
    events.set(anchor.quote, { ...event, time: (beside && events.get(beside.quote)?.time) ?? null })
  }
}

const sayingOf = (text: Text, { time, shift, place, occasion, because }: Event, reference: string | null): Saying => {
  const cite = (span: Span): Cited => ({ start: span.start, end: span.end, text: text.id })
  const day = time && dayOf(time, reference)
  const date = day && shift ? (isOneDay(day) ? addDays(day, shift) : null) : day
  return { date, place: place && cite(place), occasion: occasion && cite(occasion), because: because.map(cite), witness: null }
}
