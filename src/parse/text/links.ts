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
/** With articles it says still less of what follows. */
const HARDLY_TAKEN_UP = 0.25
/** Sub-headings and names of things capitalise their words; this share of a sentence's words is in small letters. */
const MOSTLY = 0.6
/** An article with more bare headlines than this has sub-headings of that making. */
const MOST_BETWEEN = 2

/** Lines enough to know the language by; headlinese is known of English alone. */
const ENOUGH_LINES = 40

const SHOUTED = 'link: a headline in capitals'
const BETWEEN = 'link: a headline between paragraphs'

/** Headlines of other pieces that stand between the paragraphs: bare, repeated, labelled, or beside a player. */
export const strayLinks = (lines: readonly Line[], roles: Roles, body: number): Stray[] => {
  const isTranscript = lines.filter(line => LABELLED.test(line.chars) && !isLabelled(line)).length > 1
  const twins = twinsAmong(lines)
  const title = lines.find((_, at) => roles[at] === 'title')
  const common = new Set(title ? stems(title) : [])
  const open: number[] = []
  for (let at = body; at < lines.length; at++) if (roles[at] === null) open.push(at)
  const found = open.flatMap((at): Stray[] => {
    const why =
      !isPicture(lines[at]) && ((!isTranscript && isLabelled(lines[at])) || isGlued(lines[at]))
        ? 'link: a label and a headline'
        : whyStray(lines, at, twins, common)
    return why ? [{ at, why }] : []
  })
  const isEnglish =
    languageOf(
      lines
        .slice(0, ENOUGH_LINES)
        .map(({ plain }) => plain)
        .join(' ')
    ) === 'en'
  const between = found.filter(({ why }) => why === BETWEEN).length
  if (!isEnglish) return found.filter(({ why }) => why !== BETWEEN && why !== SHOUTED)
  if (between > MOST_BETWEEN) return found.filter(({ why }) => why !== BETWEEN)
  if (!between) return found
  const taken = new Set(found.map(({ at }) => at))
  const more = open.filter(at => !taken.has(at) && isOfSameKind(lines, at, common))
  return [...found, ...(more.length <= MOST_BETWEEN ? more.map(at => ({ at, why: BETWEEN })) : [])]
}

const LABELLED = /^[A-Z][A-Z’'&-]+(?: [A-Z][A-Z’'&-]+){0,3}\s?[:|]\s+\S/

/** A label to which the headline was glued when the page was flattened: "More:Council votes on harbour loan". */
const GLUED = /^\p{Lu}[^:.]{1,40}\p{L}:(?=[\p{Lu}'"‘“])/u

const isGlued = (line: Line) => GLUED.test(line.chars) && !line.closed && line.words >= 4 && line.words <= MOST_WORDS

/** A label in capitals before a headline, "INSIDE THE STORM: What the harbour lost", where no speakers are so labelled. */
const isLabelled = (line: Line) =>
  LABELLED.test(line.chars) && !/[.,"”]$/.test(line.chars) && line.words >= 4 && line.words <= MOST_WORDS

const whyStray = (lines: readonly Line[], at: number, twins: ReadonlySet<number>, common: ReadonlySet<string>): string | null => {
  const line = lines[at]
  if (line.closed || isPost(line) || isPicture(line) || /[:,;"]$/.test(line.plain) || isItem(line)) return null
  if (twins.has(at)) return 'link: printed twice'
  if (isShouted(line)) return SHOUTED
  return isHeadlineBetween(lines, at, common) ? BETWEEN : null
}

/** A headline all in capitals, longer than the sub-headings that are: "COUNCIL TO VOTE ON HARBOUR LOAN NEXT WEEK". */
const isShouted = (line: Line): boolean =>
  line.words >= LEAST_SHOUTED && line.words <= MOST_WORDS && !/\p{Ll}/u.test(line.chars) && /\p{Lu}{4}/u.test(line.chars)

const isPicture = (line: Line) => endsInCredit(line) || isPictureCredit(line) || beginsAsCaption(line)

/** A player's title stands above and below its stub: the same words twice, a few lines apart. */
const twinsAmong = (lines: readonly Line[]): ReadonlySet<number> => {
  const last = new Map<string, number>()
  const twins = new Set<number>()
  lines.forEach((line, at) => {
    if (line.words < LEAST_TWIN || line.words > MOST_WORDS || line.closed) return
    const before = last.get(line.plain)
    if (before !== undefined && at - before <= TWINS_APART) twins.add(before).add(at)
    last.set(line.plain, at)
  })
  return twins
}

/**
 * A headline of another piece: it does without articles, in a language that has them, and says nothing that the next paragraph takes up,
 * as a sub-heading would.
 */
const isHeadlineBetween = (lines: readonly Line[], at: number, common: ReadonlySet<string>): boolean => {
  const [before, line, next] = [lines[at - 1], lines[at], lines[at + 1]]
  if (line.words < LEAST_WORDS || line.words > MOST_WORDS || runsOn(lines, at) || /^["'(#>\d[]|\?$/.test(line.plain)) return false
  if (!isProse(before) || !isProse(next)) return false
  return shared(line, next, common) < (isHeadlinese(line) ? TAKEN_UP : tellsNews(line) ? HARDLY_TAKEN_UP : 0)
}

/** A paragraph is hardly shorter: "“Nobody is to blame. Not one.”" */
const LEAST_PROSE = 6
const isProse = (line: Line | undefined): line is Line => !!line && line.closed && line.words >= LEAST_PROSE

/** Whether a line with articles may still be a headline: somebody does something, "Divers search the wreck of a ferry". Topics are sub-headings. */
const tellsNews = ({ plain, chars }: Line): boolean =>
  !/^(?:how|why|what|where|when|who|which|the|an?|this|that|these|those|from|in|on|at|with|out|no|not|a|here|\w+ing)\b/.test(
    plain
  ) &&
  !/\b(?:is|are|was|were|has|have|had|said|and|or|i|we|you|it|to)\b|:/.test(plain) &&
  (chars.match(/\s\p{Ll}/gu)?.length ?? 0) >= MOSTLY * chars.split(' ').length

/** The share of a line's longer words, by their first letters, that another line has too; what the title names says nothing. */
const shared = (line: Line, other: Line, common: ReadonlySet<string>): number => {
  const mine = stems(line).filter(stem => !common.has(stem))
  const theirs = new Set(stems(other))
  return mine.filter(stem => theirs.has(stem)).length / Math.max(1, mine.length)
}

const stems = ({ plain }: Line) => (plain.match(/[a-z]{4,}/g) ?? []).map(word => word.slice(0, 5))

/** Where one bare headline was found, a shorter line of the same making is another: the title of a gallery, of a map. */
const isOfSameKind = (lines: readonly Line[], at: number, common: ReadonlySet<string>): boolean => {
  const line = lines[at]
  if (
    line.closed ||
    line.words < LEAST_TWIN ||
    line.words > MOST_WORDS ||
    !isHeadlinese(line) ||
    /^["'(#>\d[]|[?:,;"]$/.test(line.plain)
  )
    return false
  return isProse(lines[at - 1]) && isProse(lines[at + 1]) && shared(line, lines[at + 1], common) < TAKEN_UP
}
