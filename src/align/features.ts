import type { Span, Text } from '../text/index.ts'
import type { Alignment } from './alignment.ts'
import { contextOf } from './context.ts'
import { evidenceOf } from './evidence.ts'
import type { Side } from './same.ts'
import { stemOf } from './stem.ts'
import { isContent, type Token, wordingOf } from './wording.ts'

/** What tells two printings of one utterance from an echo, another sentence, another speaker and a stock phrase. */
export type Features = {
  /** Of the shorter wording, the share that stands in the other; and whether that is nearly all of it. */
  readonly contained: number
  readonly nearlyAll: number
  /** The weight of the shared words, as a logarithm. */
  readonly shared: number
  /** Whether hardly any shared word says something; whether one wording has hardly any words. */
  readonly few: number
  readonly short: number
  /** How much the texts, and the words around the two quotations, have in common. */
  readonly story: number
  readonly near: number
  /** Whether one of the wordings stands better in another place of the other text. */
  readonly elsewhere: number
  /** Days between the publications, 1 for three days or more. */
  readonly daysApart: number
  /** Whether the text around names one speaker for both, or none for one of them. */
  readonly sameSpeaker: number
  readonly noSpeaker: number
  /** Whether one was, say, posted and the other said in an interview; or both posted. */
  readonly otherChannel: number
  readonly sameChannel: number
  /** How many of the two stand as a name: `the “Harbour Act”`. */
  readonly label: number
}

/** Words looked at on each side of a quotation, in code units. */
const AROUND = 400

/** What two texts of one story share in the middle: taken where a text is the quotation alone, and so tells nothing. */
const UNKNOWN = { story: 0.5, near: 0.27 }

/** The least code units of text around a quotation that tell anything. */
const LEAST_TEXT = 80

/** The features of a pair of quotations. */
export const featuresOf = (a: Side, b: Side, alignment: Alignment): Features => {
  const { contained, shared, contentWords } = evidenceOf(alignment)
  const [x, y] = [a, b].map(side => contextOf(side.text, side.at))
  const [speakerA, speakerB] = [a.speaker?.toLowerCase() ?? x.speaker, b.speaker?.toLowerCase() ?? y.speaker]
  const told = [a, b].every(({ text, at }) => text.chars.length - (at.end - at.start) >= LEAST_TEXT)
  const [wholeA, wholeB] = [a, b].map(({ text }) => wordingOf(text, [{ start: 0, end: text.chars.length }]))
  return {
    contained,
    nearlyAll: Number(contained > 0.8),
    shared: Math.log1p(shared),
    few: Number(contentWords <= 2),
    short: Number(Math.min(alignment.a.length, alignment.b.length) <= 5),
    story: told ? shareOf(stems(wholeA), stems(wholeB)) : UNKNOWN.story,
    near: told ? shareOf(stems(around(a.text, a.at)), stems(around(b.text, b.at))) : UNKNOWN.near,
    elsewhere: told ? elsewhere(alignment, outside(wholeA, a.at), outside(wholeB, b.at)) : 0,
    daysApart: daysBetween(a, b),
    sameSpeaker: Number(!!speakerA && speakerA === speakerB),
    noSpeaker: Number(told && !(speakerA && speakerB)),
    otherChannel: Number(x.channels.size > 0 && y.channels.size > 0 && !common(x.channels, y.channels)),
    sameChannel: Number(common(x.channels, y.channels) > 0),
    label: Number(x.label) + Number(y.label)
  }
}

const around = (text: Text, { start, end }: Span): Token[] =>
  wordingOf(
    text,
    [
      { start: Math.max(0, start - AROUND), end: start },
      { start: end, end: Math.min(text.chars.length, end + AROUND) }
    ].filter(one => one.start < one.end)
  )

const outside = (whole: readonly Token[], at: Span) => threes(whole.filter(one => one.end <= at.start || one.start >= at.end))

const elsewhere = ({ a, b }: Alignment, besideA: ReadonlySet<string>, besideB: ReadonlySet<string>): number => {
  const [inA, inB] = [threes(a), threes(b)]
  return Math.max(0, partOf(inB, besideA) - partOf(inB, inA), partOf(inA, besideB) - partOf(inA, inB))
}

const threes = (tokens: readonly Token[]) =>
  new Set(tokens.slice(2).map((token, i) => `${tokens[i].key} ${tokens[i + 1].key} ${token.key}`))
const stems = (tokens: readonly Token[]) => new Set(tokens.filter(isContent).map(one => stemOf(one.key)))
const common = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>) => [...a].filter(one => b.has(one)).length
const partOf = <T>(part: ReadonlySet<T>, whole: ReadonlySet<T>) => (part.size ? common(part, whole) / part.size : 0)
const shareOf = <T>(a: ReadonlySet<T>, b: ReadonlySet<T>) => (a.size < b.size ? partOf(a, b) : partOf(b, a))

/** From so many days on, how many there are makes no difference. */
const LONG = 3

const daysBetween = (a: Side, b: Side): number => {
  const [x, y] = [a, b].map(({ published }) => Date.parse(published?.slice(0, 10) ?? ''))
  return Number.isNaN(x - y) ? 0 : Math.min(1, Math.abs(x - y) / 86_400_000 / LONG)
}
