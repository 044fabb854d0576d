import type { BlockKind } from '../../types.ts'
import { printedDates } from '../dates.ts'
import type { Hints } from '../hints.ts'
import { isItem, type Line, plainOf } from './lines.ts'
import { beginsAsCaption, endsInCredit, isHeadlinese, isNames, isPictureCredit, isPictured } from './signs.ts'

/** What each line of a text is; null where it is not decided yet. */
export type Roles = (BlockKind | null)[]

/** A paragraph of a story is hardly shorter than this, in words. */
const PARAGRAPH_WORDS = 15
/** Longest headline, in words; the longest of 900 headlines measured had 29. */
const TITLE_WORDS = 32
/** Longest standfirst under a headline. */
const DEK_WORDS = 60
/** Most lines that can stand before the body. */
const HEAD_LINES = 25

/**
 * Decides the lines before the body: section label, title, dek, byline, dateline and the pictures' captions. Furniture among them is already marked.
 * Gives the index of the first line of the body.
 */
export const readHead = (lines: readonly Line[], roles: Roles, hints: Hints): number => {
  const open = freeLines(lines, roles)
  const title = titleAmong(lines, open, hints)
  if (title >= 0) roles[title] = 'title'
  for (const at of open.slice(0, Math.max(0, open.indexOf(title)))) roles[at] = preludeOf(lines[at])
  const from = title >= 0 ? title + 1 : (open[0] ?? lines.length)
  const body = bodyStart(lines, roles, from)
  markApparatus(lines, roles, from, body)
  markDek(lines, roles, title, body)
  return body
}

const freeLines = (lines: readonly Line[], roles: Roles): number[] => {
  const found: number[] = []
  for (let i = 0; i < lines.length && found.length < HEAD_LINES; i++) if (roles[i] === null) found.push(i)
  return found
}

const titleAmong = (lines: readonly Line[], open: readonly number[], hints: Hints): number => {
  if (hints.title) {
    const wanted = comparable(hints.title)
    const same = open.slice(0, 8).find(at => comparable(lines[at].chars) === wanted)
    return same ?? -1
  }
  for (const at of open.slice(0, 6)) {
    if (isMarkdownTitle(lines[at])) return at
    if (isParagraph(lines[at])) return isClosedTitle(lines, at, open) ? at : -1
    if (isTitle(lines, at)) return at
  }
  return -1
}

const comparable = (chars: string) =>
  plainOf(chars)
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
const isMarkdownTitle = (line: Line) => /^# \S/.test(line.chars)

const isTitle = (lines: readonly Line[], at: number): boolean => {
  const line = lines[at]
  if (isItem(line) || isApparatus(line) || line.words > TITLE_WORDS || isOnlyNames(line) || HEAD_OF_BODY.test(line.chars))
    return false
  if (/:$/.test(line.chars) || (line.closed && line.words > LONGEST_QUESTION)) return false
  if (line.closed && !/[?!…]$/.test(line.chars)) return isStoppedTitle(line)
  return line.words > 3 || (line.words > 1 && !isSection(lines, at))
}

/** A paragraph may begin with its agency or outlet: "(VNB)", "VESTBURG (Reuters)". */
const HEAD_OF_BODY = /^(?:[A-Z][A-Z .,'’/-]+ )?\([A-Z][A-Za-z .]{1,20}\)/
/** A headline that ends in a mark, a question mark too, is not longer than this. */
const LONGEST_QUESTION = 20
/** A line with a full stop that has an article is a title only when it is shorter than this, and shorter still when it has two. */
const TERSE_TITLE = 16
const SHORT_TITLE = 9

/** What leads print and headlines hardly: the weekday, a verb of speech in the past. */
const LEAD = /\b(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|said|told|announced)\b/

/** Whether a line with a full stop may be a headline all the same: its words are in capitals, or it is as terse as one and has nothing of a lead. */
const isStoppedTitle = (line: Line): boolean =>
  isCapitalised(line) || (!LEAD.test(line.plain) && (isHeadlinese(line) || isTerse(line)))

/** Whether a line with a full stop is as terse as a headline: one article at most, and no past tense that news leads have. */
const isTerse = ({ plain, words }: Line): boolean =>
  words < SHORT_TITLE ||
  (words < TERSE_TITLE && !/\b(?:was|were|has|have|had)\b/.test(plain) && (plain.match(/\b(?:the|an?)\b/g)?.length ?? 0) <= 1)

/** Writers without "By": two or three capitalised words, or names joined by "and". */
const isOnlyNames = ({ chars, words, closed }: Line): boolean =>
  !closed && isNames(chars, 9) && !/^[^\p{Ll}]+$/u.test(chars) && (words <= 3 || / and |, /.test(chars))

/** One to three words all in capitals: the outlet's name under a byline, a section. */
const isLabel = ({ chars, words, closed }: Line) => words <= 3 && !closed && !/\p{Ll}/u.test(chars)

/** A label of one to three words before a longer headline: "Politics", "World / Asia". */
const isSection = (lines: readonly Line[], at: number): boolean => {
  const next = lines[at + 1]
  if (isLabel(lines[at])) return true
  return lines[at].words <= 3 && !lines[at].closed && !!next && next.words >= 4 && !isParagraph(next)
}

const isParagraph = (line: Line) =>
  line.closed && ((line.words >= PARAGRAPH_WORDS && !/[?!]$/.test(line.chars)) || HEAD_OF_BODY.test(line.chars))

/** A headline to which a copyist has added a full stop: short, apart, and what follows is longer. */
const isClosedTitle = (lines: readonly Line[], at: number, open: readonly number[]): boolean => {
  const line = lines[at]
  const next = lines[open[open.indexOf(at) + 1]]
  if (!next?.apart || isApparatus(next) || line.words > 20) return false
  return next.words >= line.words && isStoppedTitle(line)
}

/** Whether a line reads as a headline does, or sets its words in capitals. */
const readsAsHeadline = (line: Line): boolean => isHeadlinese(line) || isCapitalised(line)
const isCapitalised = (line: Line): boolean => (line.chars.match(/\s\p{Lu}/gu)?.length ?? 0) >= 0.6 * line.words

const isApparatus = (line: Line) =>
  isByline(line) || isDateline(line) || endsInCredit(line) || beginsAsCaption(line) || isPictureCredit(line)

const preludeOf = (line: Line): BlockKind => {
  if (isDateline(line)) return 'dateline'
  if (isByline(line)) return 'byline'
  if (endsInCredit(line) || beginsAsCaption(line)) return 'caption'
  if (isPictureCredit(line)) return 'credit'
  return line.words <= 6 ? 'section' : 'paragraph'
}

/** Most words beside the date that a line of dates may hold: "VESTBURG", "GMT+2", "Morning edition". */
const DATELINE_WORDS = 3

/** Whether a line prints a date and little else: "Published 4 May 2031, 17:20 CEST". */
export const isDateline = (line: Line): boolean => {
  if (line.words > 20) return false
  const { dates, rest } = printedDates(line.chars)
  return dates.length > 0 && rest.split(' ').filter(Boolean).length <= DATELINE_WORDS
}

const BY =
  /^(?:\W*)(?:by|von|par|por|di|da|door|words by|written by|reported by|analysis by|story by|text by|texte|text|autor|author|auteur)(?: |: ?)/i

/** Whether a line names the writers behind "By": "By Mara Lind and Jo Okoro, Health Correspondent". */
export const isByline = (line: Line): boolean => {
  if (line.words > 24 || !BY.test(line.chars) || line.plain.includes('"')) return false
  const rest = line.chars.replace(BY, '')
  return /^\p{Lu}/u.test(rest) && (!line.closed || line.words <= 6)
}

const bodyStart = (lines: readonly Line[], roles: Roles, from: number): number => {
  const end = Math.min(lines.length, from + HEAD_LINES)
  let first = -1
  for (let i = from; i < end; i++) {
    if (roles[i] !== null || isApparatus(lines[i]) || isPictured(lines, i)) continue
    if (isParagraph(lines[i])) {
      if (first < 0) first = i
      if (!apparatusFollows(lines, roles, i, end)) return first === i || !isDekBefore(lines, roles, first, i) ? first : i
      first = i
    }
  }
  return first >= 0 ? first : from
}

const isDekBefore = (lines: readonly Line[], roles: Roles, first: number, body: number): boolean => {
  if (HEAD_OF_BODY.test(lines[first].chars)) return false
  for (let i = first + 1; i < body; i++) if (roles[i] === null && isParagraph(lines[i])) return false
  return lines[first].words <= DEK_WORDS
}

/** Whether, before the next paragraph, lines follow that can only stand in a head: a byline, a date, a caption. */
const apparatusFollows = (lines: readonly Line[], roles: Roles, at: number, end: number): boolean => {
  if (lines[at].words > DEK_WORDS || HEAD_OF_BODY.test(lines[at].chars)) return false
  for (let i = at + 1; i < end && i <= at + 6; i++) {
    if (roles[i] !== null) continue
    if (isByline(lines[i]) || isDateline(lines[i])) return true
    if (endsInCredit(lines[i]) || isPictureCredit(lines[i])) return at <= 4
    if (isParagraph(lines[i])) return false
  }
  return false
}

const markApparatus = (lines: readonly Line[], roles: Roles, from: number, body: number): void => {
  for (let i = from; i < body; i++) {
    if (roles[i] !== null) continue
    if (isDateline(lines[i])) roles[i] = 'dateline'
    else if (isByline(lines[i])) roles[i] = 'byline'
    else if (endsInCredit(lines[i]) || beginsAsCaption(lines[i]) || isPictured(lines, i)) roles[i] = 'caption'
    else if (isPictureCredit(lines[i])) roles[i] = 'credit'
  }
  for (let i = from; i < body; i++) if (roles[i] === null && isBareByline(lines, roles, i, body)) roles[i] = 'byline'
  for (let i = from; i < body; i++) if (roles[i] === null && isLabel(lines[i])) roles[i] = 'section'
  for (let i = body - 1; i >= from; i--) if (roles[i] === null && isUncredited(lines, roles, i)) roles[i] = 'caption'
}

/** A name alone in its line, at the date or directly before the body: "Mara Lind". */
const isBareByline = (lines: readonly Line[], roles: Roles, at: number, body: number): boolean =>
  isOnlyNames(lines[at]) &&
  (roles[at + 1] === 'dateline' ||
    roles[at - 1] === 'dateline' ||
    at === body - 1 ||
    (at === body - 2 && isLabel(lines[body - 1])))

/** The picture's description that stands above its caption or credit: often the same words, without the credit. */
const isUncredited = (lines: readonly Line[], roles: Roles, at: number): boolean => {
  const next = lines[at + 1]
  if (!next || !(roles[at + 1] === 'caption' || roles[at + 1] === 'credit')) return false
  return !next.apart || comparable(next.chars).startsWith(comparable(lines[at].chars))
}

const markDek = (lines: readonly Line[], roles: Roles, title: number, body: number): void => {
  if (title < 0) return
  const free: number[] = []
  for (let i = title + 1; i < body; i++) if (roles[i] === null) free.push(i)
  const [dek] = free
  if (dek === undefined || isItem(lines[dek]) || lines[dek].words > DEK_WORDS || lines[dek].words < 4) return
  const alone = roles.slice(title + 1, body).every((role, i) => role === null || title + 1 + i === dek)
  if (alone && lines[dek].closed && !readsAsHeadline(lines[dek])) return
  if (dek > title + 3 || /:$/.test(lines[dek].chars)) return
  roles[dek] = 'dek'
}
