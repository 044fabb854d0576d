import { lastBefore, type Span, type Text } from '../text/index.ts'
import type { Attribution, Cited, Quote, Reading, Saying } from '../types.ts'
import { addDays, dayOf, isOneDay } from './days.ts'
import { type Anchor, type Event, isBackground, joined, LEAD_SENTENCES, ownEvent, shiftOf } from './events.ts'
import { type Layout, layOut, quotesBySentence, type Sentence, sentenceAt } from './layout.ts'
import { wayOf } from './ways.ts'

/** What is known of one speaker's acts of speaking: the latest told of, and the first. */
type Voice = { current: Event | null; first: Event | null }

/** The walk through an article, sentence by sentence. */
type Walk = {
  readonly layout: Layout
  readonly quotes: readonly Quote[]
  /** The quotations that have words in a sentence. */
  readonly near: (sentence: Sentence) => readonly Quote[]
  readonly anchors: readonly Anchor[]
  readonly speakers: readonly string[]
  readonly voices: Map<string, Voice>
  readonly events: Map<number, Event | null>
}

const SPEAKS =
  /\b(?:spoke|speaking|saying|made (?:the|his|her|their|its) (?:\w+ )?(?:comments?|remarks?|statement|announcement)|(?:comments?|remarks?|statement|warning|announcement|interview|speech|address) (?:came|comes|was|were|followed)|addressed|testified)\b/

/**
 * When and where each quotation was said as far as its own article prints it, one Saying a quotation, in their order. A time, place or occasion holds for
 * what the same speaker says next, until another is printed; the headline's and the lead's words take those of the first act told of.
 */
export const findSayings = (
  reading: Reading,
  quotes: readonly Quote[],
  attributions: readonly Attribution[]
): readonly Saying[] => {
  const layout = layOut(reading)
  const anchors = quotes.flatMap((quote, i) => anchorOf(layout, quote, i, attributions[i]) ?? [])
  const near = quotesBySentence(layout, quotes)
  const speakers = [...new Set(anchors.map(({ speaker }) => speaker))]
  const walk: Walk = { layout, quotes, near, anchors, speakers, voices: new Map(), events: new Map() }
  walkBody(walk)
  for (const anchor of anchors) if (!isInBody(walk, anchor)) walk.events.set(anchor.quote, fromFirst(walk, anchor))
  shareMeetings(walk)
  shiftApart(walk)
  const settings = settingsOfActs(walk)
  const referenceAt = dayIn(reading)
  return quotes.map((quote, i) => {
    const saying = sayingOf(reading.text, walk.events.get(i) ?? null, settings, referenceAt)
    return { ...saying, way: wayOf(reading, layout, near, quote) }
  })
}

/** The day by which an article's weekdays are told: its day of publication, else of its last change. */
export const referenceDay = ({ published, updated }: Pick<Reading, 'published' | 'updated'>): string | null => {
  const dated = published ?? updated
  const day = dated && !/^(?:month|year)$/.test(dated.precision) ? dated.value.slice(0, 10) : null
  // Pages print "2031-05-00" too, which is no day.
  return day && !Number.isNaN(Date.parse(day)) ? day : null
}

/** The day by which the weekdays at a place are told: that of the live blog's post it stands in, else the article's. */
export const dayAt = (reading: Pick<Reading, 'published' | 'updated' | 'blocks'>, at: number): string | null => dayIn(reading)(at)

const dayIn = (reading: Pick<Reading, 'published' | 'updated' | 'blocks'>): ((at: number) => string | null) => {
  const posts = reading.blocks.filter(({ time }) => time)
  const day = referenceDay(reading)
  return at => lastBefore(posts, at)?.time?.value.slice(0, 10) ?? day
}

const anchorOf = (layout: Layout, quote: Quote, i: number, { speaker }: Attribution): Anchor | null => {
  const at = quote.cue ?? quote.source ?? quote.content[0]
  const sentence = sentenceAt(layout, at.start)
  return sentence && { quote: i, at, sentence, speaker: speaker ? `${speaker.kind} ${speaker.name}` : `nobody ${i}` }
}

const isInBody = ({ quotes }: Walk, { quote }: Anchor) => quotes[quote].part === 'body'

const voiceOf = ({ voices }: Walk, speaker: string): Voice => {
  const known = voices.get(speaker) ?? { current: null, first: null }
  voices.set(speaker, known)
  return known
}

const hear = (voice: Voice, event: Event | null): void => {
  voice.current = event
  voice.first ??= event
}

/** What goes on in one post of a live blog does not in the next. */
const fallSilent = ({ voices }: Walk): void => {
  for (const voice of voices.values()) voice.current = null
}

const walkBody = (walk: Walk): void => {
  const { layout, anchors } = walk
  const body = layout.sentences.filter(({ block }) => /paragraph|list|quotation/.test(layout.blocks[block].kind))
  const waiting: Anchor[] = []
  const bySentence = new Map<Sentence, Anchor[]>()
  for (const one of anchors.filter(anchor => isInBody(walk, anchor))) {
    const known = bySentence.get(one.sentence)
    if (known) known.push(one)
    else bySentence.set(one.sentence, [one])
  }
  let last: string | null = null
  body.forEach((sentence, number) => {
    if (number > 0 && sentence.post !== body[number - 1].post) {
      last = null
      fallSilent(walk)
    }
    const here = (bySentence.get(sentence) ?? []).toSorted((a, b) => a.at.start - b.at.start)
    last = setScene(walk, sentence, here, last) ?? last
    for (const anchor of here) {
      last = anchor.speaker
      takeIn(walk, anchor, here, number)
      if (number < LEAD_SENTENCES && !walk.events.get(anchor.quote)?.time) waiting.push(anchor)
    }
  })
  for (const anchor of waiting)
    if (!walk.events.get(anchor.quote)?.shift && walk.events.has(anchor.quote))
      walk.events.set(anchor.quote, fromFirst(walk, anchor))
}

/** Gives a quotation of the body its event, and its speaker's voice what it tells. */
const takeIn = (walk: Walk, anchor: Anchor, here: readonly Anchor[], number: number): void => {
  if (isToCome(walk, anchor)) return
  const apart = shiftOf(walk.layout, anchor)
  const own = ownEvent(walk.layout, walk.near(anchor.sentence), anchor, here)
  if (apart) {
    const nothing = { time: null, place: null, occasion: null, with: null, isNew: false }
    walk.events.set(anchor.quote, { ...nothing, act: apart.because.start, shift: apart.days, because: [apart.because] })
    return
  }
  if (!own?.time && isBackground(walk.layout, anchor, number)) return
  const voice = voiceOf(walk, anchor.speaker)
  const event = joined(own, repliesTo(walk, anchor) ?? voice.current)
  walk.events.set(anchor.quote, event)
  if (event) hear(voice, event)
}

/** "The report on Thursday will show": nothing was said yet. */
const isToCome = ({ layout, quotes }: Walk, { quote }: Anchor): boolean => {
  const { cue } = quotes[quote]
  return !!cue && /^(?:will|[’']ll|is (?:expected|set) to)\b/.test(layout.chars.slice(cue.start, cue.end))
}

/** "Ruiz replied": on the occasion of what somebody else said right before. */
const REPLIES = /\b(?:replied|retorted|shot back|interjected|interrupted|chimed in)\b/

const repliesTo = ({ layout, quotes, anchors, events }: Walk, { quote, at, sentence, speaker }: Anchor): Event | null => {
  const { cue } = quotes[quote]
  if (!cue || !REPLIES.test(layout.chars.slice(cue.start, cue.end))) return null
  const before = anchors.findLast(one => one.at.start < at.start && sentence.block - one.sentence.block <= 1)
  return before && before.speaker !== speaker ? (events.get(before.quote) ?? null) : null
}

/** What the headline, or a lead that prints no time, takes from the first act its speaker is told of. */
const fromFirst = (walk: Walk, anchor: Anchor): Event | null =>
  joined(ownEvent(walk.layout, walk.near(anchor.sentence), anchor, [anchor]), voiceOf(walk, anchor.speaker).first)

const placeOf = (subject: string, speaker: string) =>
  speaker.startsWith('nobody') ? -1 : subject.indexOf(speaker.split(' ').at(-1) as string)

/** A sentence without a quotation of theirs that says where or when somebody was speaking. Gives the speaker it is about. */
const setScene = (walk: Walk, sentence: Sentence, here: readonly Anchor[], last: string | null): string | null => {
  const printed = walk.layout.chars.slice(sentence.start, sentence.end)
  const speaks = SPEAKS.exec(printed)
  if (!speaks) return null
  const subject = printed.slice(0, speaks.index)
  const named = walk.speakers.filter(one => placeOf(subject, one) >= 0)
  const first = named.sort((a, b) => placeOf(subject, a) - placeOf(subject, b))[0]
  const speaker = first ?? (/^(?:He|She|They|His|Her|Their|The)\b/.test(printed) ? last : null)
  if (!speaker || here.some(one => one.speaker === speaker)) return null
  const start = sentence.start + speaks.index
  const anchor = { quote: -1, at: { start, end: start + speaks[0].length }, sentence, speaker }
  const own = ownEvent(walk.layout, walk.near(anchor.sentence), anchor, [])
  const voice = voiceOf(walk, speaker)
  if (own) hear(voice, joined(own, voice.current))
  return speaker
}

/** Whoever was met spoke there too: "after meeting with N" tells when N said what no other time is printed for. */
const shareMeetings = (walk: Walk): void => {
  const meetings = [...walk.events.values()].filter(one => !!one?.with)
  for (const anchor of walk.anchors) {
    const own = walk.events.get(anchor.quote) ?? null
    if (own?.time || own?.isNew || voiceOf(walk, anchor.speaker).first?.time || !isInBody(walk, anchor)) continue
    const [kind, ...name] = anchor.speaker.split(' ')
    const met = kind === 'person' && meetings.find(one => one?.with?.includes(name.join(' ')))
    if (met && met.act !== own?.act) walk.events.set(anchor.quote, { ...met, occasion: met.occasion })
  }
}

/** Gives "a day after predicting" the time of what its speaker says beside it. */
const shiftApart = ({ anchors, events }: Walk): void => {
  for (const anchor of anchors) {
    const event = events.get(anchor.quote)
    if (!event?.shift) continue
    const beside = anchors.find(one => one.speaker === anchor.speaker && one.sentence === anchor.sentence && one !== anchor)
    events.set(anchor.quote, { ...event, time: (beside && events.get(beside.quote)?.time) ?? null })
  }
}

type Settings = ReadonlyMap<number, { place: Span | null; occasion: Span | null }>

/** The place and occasion of each act, wherever in the article they are printed for it. */
const settingsOfActs = ({ events }: Walk): Settings => {
  const settings = new Map<number, { place: Span | null; occasion: Span | null }>()
  for (const event of events.values()) {
    if (!event) continue
    const known = settings.get(event.act) ?? { place: null, occasion: null }
    settings.set(event.act, { place: known.place ?? event.place, occasion: known.occasion ?? event.occasion })
  }
  return settings
}

const sayingOf = (
  text: Text,
  event: Event | null,
  settings: Settings,
  referenceAt: (at: number) => string | null
): Omit<Saying, 'way'> => {
  if (!event) return { date: null, place: null, occasion: null, because: [], witness: null }
  const cite = (span: Span): Cited => ({ start: span.start, end: span.end, text: text.id })
  const { time, shift } = event
  const day = time && dayOf(time, referenceAt(time.start))
  const date = day && shift ? (isOneDay(day) ? addDays(day, shift) : null) : day
  const place = event.place ?? settings.get(event.act)?.place ?? null
  const occasion = event.occasion ?? settings.get(event.act)?.occasion ?? null
  const added = [occasion, place].filter(one => one && !event.because.some(other => other.start === one.start)) as Span[]
  return {
    date,
    place: place && cite(place),
    occasion: occasion && cite(occasion),
    because: [...event.because, ...added].map(cite),
    witness: null
  }
}
