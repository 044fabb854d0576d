import { lines, markedSpans, overlap, type Span, type Text, trim } from '../text/index.ts'
import type { Completeness, HeadlineClass, HeadlineQuote } from '../types.ts'
import { joinDivided, likeness, type Meeting, meet } from './collate.ts'
import { asName, isNamed } from './context.ts'
import { changesSense } from './sense.ts'
import { isContent, type Token, wordingOf } from './wording.ts'

/** An article as a headline is checked against it. */
export type Searched = { readonly text: Text; readonly completeness: Completeness }

/** A line of an article: its words, and which of them stand in quotation marks. */
type Line = {
  readonly article: number
  readonly text: Text
  readonly span: Span
  readonly tokens: readonly Token[]
  readonly marks: readonly Span[]
}

/** The best place for a headline's quotation in one line: the words that meet, how much of the quotation they are, and how much of them is in marks. */
export type Place = {
  readonly line: Line
  readonly quote: readonly Token[]
  readonly meetings: readonly Meeting[]
  readonly contained: number
  readonly spoken: number
  readonly at: Span
}

/** The quotations of a headline, each with its class and evidence. `articles[0]` is the headline's own, the others are other outlets'. */
export const checkHeadline = (headline: Text, articles: readonly Searched[]): readonly HeadlineQuote[] => {
  const whole = { start: 0, end: headline.chars.length }
  const told = wordingOf(headline, [whole])
  const searched = articles.flatMap(({ text }, article) => linesOf(text, article, told))
  const full = articles.length > 0 && articles.every(one => one.completeness === 'full')
  return markedSpans(headline, whole)
    .filter(one => !one.inside)
    .flatMap(({ inner }) => {
      const span = trim(headline, inner)
      const quote = span ? wordingOf(headline, [span]) : []
      return span && quote.length ? [{ ...span, ...classify(headline, span, quote, searched, full) }] : []
    })
}

/** A line that holds so much of the headline, and little else, repeats it and is no evidence for it. */
const REPEATS = { headline: 0.85, line: 0.75 }

const linesOf = (text: Text, article: number, headline: readonly Token[]): Line[] =>
  lines(text).flatMap(span => {
    const tokens = wordingOf(text, [span])
    const near = tokens.length * REPEATS.line <= headline.length
    const met = near ? meet(headline, tokens, likeness).length : 0
    return near && met >= REPEATS.headline * headline.length && met >= REPEATS.line * tokens.length
      ? []
      : [{ article, text, span, tokens, marks: markedSpans(text, span).map(one => one.whole) }]
  })

const placeIn = (quotation: readonly Token[], line: Line): Place | null => {
  const [quote, tokens] = joinDivided([quotation, line.tokens])
  const meetings = (shortest(quote, tokens) ?? meet(quote, tokens, likeness)).filter(([i]) => quote[i].kind !== 'gap')
  if (!meetings.length) return null
  const weight = (some: readonly Token[]) => some.reduce((sum, one) => sum + one.weight, 0)
  const met = meetings.map(([, j]) => tokens[j])
  const contained = weight(meetings.map(([i]) => quote[i])) / weight(quote.filter(isWord))
  const spoken = met.filter(token => line.marks.some(mark => overlap(mark, token))).length / met.length
  return {
    line: { ...line, tokens },
    quote,
    meetings,
    contained,
    spoken,
    at: { start: met[0].start, end: met[met.length - 1].end }
  }
}

const isWord = (token: Token) => token.kind !== 'gap'

/** The shortest stretch of a line that holds all of a quotation's words in order; null where none does. */
const shortest = (quote: readonly Token[], line: readonly Token[]): Meeting[] | null => {
  const wanted = quote.map((_, i) => i).filter(i => isWord(quote[i]))
  let best: Meeting[] | null = null
  for (let start = 0; start < line.length && wanted.length; start++) {
    if (line[start].key !== quote[wanted[0]].key) continue
    const found: Meeting[] = []
    for (let j = start; j < line.length && found.length < wanted.length; j++) {
      const i = wanted[found.length]
      if (line[j].key === quote[i].key) found.push([i, j])
    }
    if (found.length === wanted.length && (!best || width(found) < width(best))) best = found
  }
  return best && width(best) - best.length <= TRIMMED.marked ? best : null
}

const width = (meetings: readonly Meeting[]) => meetings[meetings.length - 1][1] - meetings[0][1] + 1

/** Words that an article's line has between those that it shares with the quotation. */
const droppedIn = ({ meetings }: Place) => width(meetings) - meetings.length

/** More words than these left out between two of a quotation join two sentences; where dots mark the gap it may be wider. */
const TRIMMED = { silent: 8, marked: 20 }

const hasGap = ({ quote }: Place) => !quote.every(isWord)
const isWhole = ({ quote, line, meetings }: Place) =>
  meetings.length === quote.filter(isWord).length && meetings.every(([i, j]) => quote[i].key === line.tokens[j].key)
const isVerbatim = (place: Place) => isWhole(place) && droppedIn(place) === 0 && !hasGap(place)
const isTrimmed = (place: Place) => isWhole(place) && droppedIn(place) <= (hasGap(place) ? TRIMMED.marked : TRIMMED.silent)

/** Of a quotation that was altered or told in other words, so much must be found in one line. */
const ALTERED = 0.6
const PARAPHRASED = 0.5

/**
 * So many words that say something are not printed twice by chance: they are a quotation also where no marks stand (a tweet, a transcript). Where some
 * are left out between them it takes more: "Keepers wanted a £90 reward for the lamp" is the outlet's telling.
 */
const PLAINLY_SPEECH = { whole: 3, trimmed: 5 }

/** A word that a line holds only with another ending is no telling of it: 'top-line', "linked". */
const tellsIt = ({ quote, line, meetings }: Place) =>
  quote.every(token => !isContent(token)) || meetings.some(([i, j]) => isContent(quote[i]) && quote[i].key === line.tokens[j].key)

// "I ask everyone to light a lamp": no outlet says "I" of itself, so that a line with it is speech though no marks stand around it.
const inFirstPerson = ({ quote, meetings }: Place) =>
  meetings.some(([i]) => FIRST_PERSON.has(quote[i].key)) &&
  meetings.filter(([i]) => isContent(quote[i])).length >= PLAINLY_SPEECH.whole
const FIRST_PERSON = new Set(['i', 'my', 'me'])

type Rung = { readonly class: HeadlineClass; readonly holds: (place: Place) => boolean }

const own = (place: Place) => place.line.article === 0
const spoken = (place: Place) => place.spoken >= 0.5

const plainly = (place: Place) => spoken(place) || place.quote.filter(isContent).length >= PLAINLY_SPEECH.whole
const plainlyTrimmed = (place: Place) => spoken(place) || place.quote.filter(isContent).length >= PLAINLY_SPEECH.trimmed
const isName = (place: Place) => asName(place.line.text, place.at) || inCapitals(place)

// "the Green Harbour Plan", without marks in the middle of a sentence: a name in capitals.
const inCapitals = ({ line, meetings, spoken }: Place): boolean => {
  const met = meetings.map(([, j]) => line.tokens[j]).filter(isContent)
  const printed = met.map(({ start }) => line.text.chars[start])
  return spoken === 0 && meetings[0][1] > 0 && printed.length > 0 && printed.every(letter => /\p{Lu}/u.test(letter))
}

/** The ladder, from the top: the first rung that a place in the articles reaches is the class. */
const LADDER: readonly Rung[] = [
  // 'the pier will hold': “The pier will hold,” she said.
  { class: 'verbatim', holds: place => own(place) && isVerbatim(place) && spoken(place) && !isName(place) },
  { class: 'not-speech', holds: place => own(place) && isVerbatim(place) && isName(place) },
  { class: 'verbatim-elsewhere', holds: place => isVerbatim(place) && spoken(place) && !isName(place) },
  // 'Harbour Act': the “Harbour Act” bill, the Harbour Act
  { class: 'not-speech', holds: place => isVerbatim(place) && isName(place) },
  { class: 'verbatim', holds: place => own(place) && isVerbatim(place) && plainly(place) },
  { class: 'verbatim-elsewhere', holds: place => isVerbatim(place) && plainly(place) },
  // 'the pier will hold': “The old pier will hold.”
  { class: 'trimmed', holds: place => own(place) && isTrimmed(place) && plainlyTrimmed(place) },
  { class: 'trimmed', holds: place => isTrimmed(place) && plainlyTrimmed(place) },
  // 'they are selling boats': “they sell boats”
  { class: 'altered', holds: place => own(place) && place.contained >= ALTERED && spoken(place) },
  { class: 'altered', holds: place => place.contained >= ALTERED && spoken(place) },
  { class: 'altered', holds: place => own(place) && place.contained >= ALTERED && inFirstPerson(place) },
  // keeper 'to close lighthouse': The keeper means to shut the lighthouse.
  { class: 'paraphrased', holds: place => own(place) && place.contained >= PARAPHRASED && tellsIt(place) }
]

/** The rung before which it is asked whether the quotation joins two, and whether the headline itself prints it as a name. */
const NO_LONGER_WHOLE: HeadlineClass = 'altered'

type Classified = Pick<HeadlineQuote, 'class' | 'senseChanged' | 'evidence'>

const classify = (headline: Text, at: Span, quote: readonly Token[], searched: readonly Line[], full: boolean): Classified => {
  const places = searched.flatMap(line => placeIn(quote, line) ?? [])
  const best = [...places].sort(
    (x, y) => y.contained - x.contained || droppedIn(x) - droppedIn(y) || y.spoken - x.spoken || x.line.article - y.line.article
  )
  const result = (rung: HeadlineClass, place: Place | null, changed = false): Classified => ({
    class: rung,
    senseChanged: changed,
    evidence: place && { article: place.line.article, ...place.at }
  })
  if (isNamed(headline, at)) return result('not-speech', best.find(isVerbatim) ?? null)
  for (const { class: rung, holds } of LADDER) {
    if (rung === NO_LONGER_WHOLE) {
      const first = stitchedFrom(headline, quote, searched)
      if (first) return result('stitched', first)
      if (asName(headline, at)) return result('not-speech', null)
    }
    const place = best.find(holds)
    if (place) return result(rung, place, rung !== 'not-speech' && changesSense(place))
  }
  return result(full ? 'absent' : 'unknown', null)
}

/** Where a quotation may be joined, the least words of a piece, and what each piece must find. */
type Seam = {
  readonly at: RegExp
  readonly least: number
  readonly holds: (place: Place) => boolean
  /** Whether the pieces must stand in several lines. */
  readonly apart?: true
}

/** So much of a piece is all of it but for a word of grammar. */
const NEARLY = 0.85

/** The seams of quotations that were joined from several. */
const SEAMS: readonly Seam[] = [
  // 'I saw no light. Nobody came': two sentences, each somewhere in speech
  { at: /[.!?;]/, least: 3, holds: place => isTrimmed(place) && plainly(place) },
  // 'I keep the lamp. I am a keeper': in short sentences a word of grammar more or less
  {
    at: /[.!?;]/,
    least: 3,
    holds: place => (isTrimmed(place) && plainly(place)) || (place.contained >= NEARLY && spoken(place)),
    apart: true
  },
  // 'One lamp, one match': so few words are speech only where the article itself prints them in marks
  { at: /[.!?;,]/, least: 2, holds: place => own(place) && isVerbatim(place) && spoken(place) }
]

/** The place of the first piece, where a quotation divides into pieces that stand each for itself in speech; null where it does not. */
const stitchedFrom = ({ chars }: Text, quote: readonly Token[], searched: readonly Line[]): Place | null => {
  for (const { at, least, holds, apart } of SEAMS) {
    const pieces = piecesOf(chars, quote, at)
    if (pieces.length < 2 || pieces.some(piece => piece.length < least)) continue
    const places = pieces.map(piece => searched.flatMap(line => placeIn(piece, line) ?? []).find(holds))
    const once = new Set(places.map(place => place?.line.span)).size === 1
    if (places.every(place => place) && !(apart && once)) return places[0]!
  }
  return null
}

const piecesOf = (chars: string, quote: readonly Token[], at: RegExp): Token[][] => {
  const pieces: Token[][] = [[]]
  for (const [i, token] of quote.entries()) {
    const divided = i > 0 && (token.kind === 'gap' || at.test(chars.slice(quote[i - 1].end, token.start)))
    if (divided) pieces.push([])
    if (isWord(token)) pieces[pieces.length - 1].push(token)
  }
  return pieces
}
