import { languageOf } from '../language.ts'
import type { Roles } from './head.ts'
import { isItem, type Line, runsOn } from './lines.ts'
import { beginsAsCaption, endsInCredit, isHeadlinese, isPictureCredit, isPost } from './signs.ts'

/** A line in the body that points elsewhere, and the sign that gives it away. */
export type Stray = { readonly at: number; readonly why: string }

/** A link's headline is longer than most sub-headings and shorter than a paragraph. */
const LEAST_WORDS = 7
const MOST_WORDS = 20
/** A twin of fewer words may be a label of a list, "Serves four". */
const LEAST_TWIN = 5
/** Sub-headings in capitals have hardly more words than four. */
const LEAST_SHOUTED = 6
/** The stub of a player stands in at most this many lines. */
const TWINS_APART = 4
/** Of 432 bare lines between paragraphs, sub-headings share 45 % of their words with the next paragraph, links 22 %. */
const TAKEN_UP = 0.5
/** A paragraph that says enough to be held against a headline, and the shortest at all: "“Nobody is to blame. Not one.”" */
const LEAST_TOLD = 8
const LEAST_PROSE = 6
/** With articles it says still less of what follows. */
const HARDLY_TAKEN_UP = 0.25
/** Sub-headings and names of things capitalise their words; this share of a sentence's words is in small letters. */
const MOSTLY = 0.6
/** An article with more bare headlines than this has sub-headings of that making. */
const MOST_BETWEEN = 2

/** Lines enough to know the language by; headlinese is known of English alone. */
const ENOUGH_LINES = 40

/** Headlines of other pieces that stand between the paragraphs: bare, repeated, labelled, or beside a player. */
export const strayLinks = (lines: readonly Line[], roles: Roles, body: number): Stray[] => {
  const open: number[] = []
  for (let at = body; at < lines.length; at++) if (roles[at] === null) open.push(at)
  const found = [...labelled(lines, open), ...repeated(lines, open)]
  if (!isEnglish(lines)) return found
  found.push(...shouted(lines, without(open, found)))
  return [...found, ...betweenParagraphs(lines, without(open, found), titleStems(lines, roles))]
}

const without = (open: readonly number[], found: readonly Stray[]): number[] => {
  const taken = new Set(found.map(({ at }) => at))
  return open.filter(at => !taken.has(at))
}

const isEnglish = (lines: readonly Line[]): boolean => {
  const beginning = lines.slice(0, ENOUGH_LINES).map(({ plain }) => plain)
  return languageOf(beginning.join(' ')) === 'en'
}

const titleStems = (lines: readonly Line[], roles: Roles): ReadonlySet<string> => {
  const title = lines.find((_, at) => roles[at] === 'title')
  return new Set(title ? stems(title) : [])
}

/** A bare headline that no other sign gives away; two at most, for an article with more has sub-headings of that making. */
const betweenParagraphs = (lines: readonly Line[], open: readonly number[], common: ReadonlySet<string>): Stray[] => {
  const bare = open.filter(at => isBare(lines[at]) && isProse(lines[at - 1]) && isProse(lines[at + 1]))
  const alone = bare.length <= MOST_BETWEEN
  const found = bare.filter(at => isHeadlineBetween(lines, at, common) || (alone && isNewsBetween(lines, at, common)))
  if (!found.length || found.length > MOST_BETWEEN) return []
  const more = bare.filter(at => !found.includes(at) && isOfSameKind(lines, at, common))
  return [...found, ...(more.length <= MOST_BETWEEN ? more : [])].map(at => ({ at, why: 'link: a headline between paragraphs' }))
}

const LABELLED = /^[A-Z][A-Z’'&-]+(?: [A-Z][A-Z’'&-]+){0,3}\s?[:|]\s+\S/

/** A label in capitals before a headline, "INSIDE THE STORM: What the harbour lost", where no speakers are so labelled; or one glued to it. */
const labelled = (lines: readonly Line[], open: readonly number[]): Stray[] => {
  const isTranscript = lines.filter(line => LABELLED.test(line.chars) && !isLabelled(line)).length > 1
  return open
    .filter(at => !isPicture(lines[at]) && ((!isTranscript && isLabelled(lines[at])) || isGlued(lines[at])))
    .map(at => ({ at, why: 'link: a label and a headline' }))
}

const isLabelled = (line: Line) =>
  LABELLED.test(line.chars) && !/[.,"”]$/.test(line.chars) && line.words >= 4 && line.words <= MOST_WORDS

/** A label to which the headline was glued when the page was flattened: "More:Council votes on harbour loan". */
const GLUED = /^\p{Lu}[^:.]{1,40}\p{L}:(?=[\p{Lu}'"‘“])/u

const isGlued = (line: Line) => GLUED.test(line.chars) && !line.closed && line.words >= 4 && line.words <= MOST_WORDS

/** Whether a line is no sentence, no item, no picture's and nobody's post. */
const isBare = (line: Line): boolean =>
  !line.closed && line.words <= MOST_WORDS && !/[:,;"]$/.test(line.plain) && !isPost(line) && !isPicture(line) && !isItem(line)

const isPicture = (line: Line) => endsInCredit(line) || isPictureCredit(line) || beginsAsCaption(line)

/** A headline all in capitals, longer than the sub-headings that are: "COUNCIL TO VOTE ON HARBOUR LOAN NEXT WEEK". */
const shouted = (lines: readonly Line[], open: readonly number[]): Stray[] =>
  open
    .filter(at => isBare(lines[at]) && lines[at].words >= LEAST_SHOUTED && isCapitals(lines[at]))
    .map(at => ({ at, why: 'link: a headline in capitals' }))

const isCapitals = ({ chars }: Line) => !/\p{Ll}/u.test(chars) && /\p{Lu}{4}/u.test(chars)

/** A player's title stands above and below its stub: the same words twice, a few lines apart. */
const repeated = (lines: readonly Line[], open: readonly number[]): Stray[] => {
  const last = new Map<string, number>()
  const twins = new Set<number>()
  lines.forEach((line, at) => {
    if (line.words < LEAST_TWIN || line.words > MOST_WORDS || line.closed) return
    const before = last.get(line.plain)
    if (before !== undefined && at - before <= TWINS_APART) twins.add(before).add(at)
    last.set(line.plain, at)
  })
  return open.filter(at => twins.has(at) && isBare(lines[at])).map(at => ({ at, why: 'link: printed twice' }))
}

type Between = (lines: readonly Line[], at: number, common: ReadonlySet<string>) => boolean

const OPENS_ELSE = /^["'(#>\d[]|\?$/

/** It does without articles, in a language that has them, and says nothing that the next paragraph takes up, as a sub-heading would. */
const isHeadlineBetween: Between = (lines, at, common) =>
  isWholeHeadline(lines, at) &&
  Math.min(lines[at - 1].words, lines[at + 1].words) >= LEAST_TOLD &&
  isHeadlinese(lines[at]) &&
  shared(lines[at], lines[at + 1], common) < TAKEN_UP

/** It has articles, but somebody does something in it: "Divers search the wreck of a ferry". */
const isNewsBetween: Between = (lines, at, common) =>
  isWholeHeadline(lines, at) && tellsNews(lines[at]) && shared(lines[at], lines[at + 1], common) <= HARDLY_TAKEN_UP

const isWholeHeadline = (lines: readonly Line[], at: number): boolean =>
  lines[at].words >= LEAST_WORDS && !runsOn(lines, at) && !OPENS_ELSE.test(lines[at].plain)

/** Where one bare headline was found, a shorter line of the same making is another: the title of a gallery, of a map. */
const isOfSameKind: Between = (lines, at, common) =>
  lines[at].words >= LEAST_TWIN &&
  isHeadlinese(lines[at]) &&
  !OPENS_ELSE.test(lines[at].plain) &&
  shared(lines[at], lines[at + 1], common) < TAKEN_UP

const isProse = (line: Line | undefined): boolean => !!line && line.closed && line.words >= LEAST_PROSE

const TOPIC = /^(?:how|why|what|where|when|who|which|the|an?|this|that|these|those|from|in|on|at|with|out|no|not|here|\w+ing)\b/
const SENTENCE = /\b(?:is|are|was|were|has|have|had|said|and|or|i|we|you|it|to)\b|:/

/** Whether a line tells what somebody does, and is no topic, no sentence and no name. */
const tellsNews = ({ plain, chars }: Line): boolean =>
  !TOPIC.test(plain) && !SENTENCE.test(plain) && (chars.match(/\s\p{Ll}/gu)?.length ?? 0) >= MOSTLY * chars.split(' ').length

/** The share of a line's longer words, by their first letters, that another line has too; what the title names says nothing. */
const shared = (line: Line, other: Line, common: ReadonlySet<string>): number => {
  const mine = stems(line).filter(stem => !common.has(stem))
  const theirs = new Set(stems(other))
  return mine.filter(stem => theirs.has(stem)).length / Math.max(1, mine.length)
}

const stems = ({ plain }: Line) => (plain.match(/[a-z]{4,}/g) ?? []).map(word => word.slice(0, 5))
