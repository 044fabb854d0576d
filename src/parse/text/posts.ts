import type { Block, Dated } from '../../types.ts'
import { clockIn, printedDates } from '../dates.ts'
import type { Line } from './lines.ts'

/** Fewer times than this may be those of videos, or of an article and its update. */
export const LEAST_POSTS = 3

/** The time of a post in a live blog, alone in its line: "10:42", "12.05 GMT", "Updated 6.05 pm", "18:05 Uhr". */
const CLOCK =
  /^(?:(?:posted|updated|published)\s*(?:at\s*)?)?(?:[01]?\d|2[0-3])[:.h][0-5]\d(?:\s?(?:[ap]\.?m\.?|uhr))?(?:\s?[A-Z]{2,5})?$/i

/** Whether a line is the time of a day and nothing else. */
export const isClock = (chars: string): boolean => CLOCK.test(chars)

/** A post says something in at least so many words. */
const TELLING_WORDS = 6
/** One with more of the words is an article, and the others are comments on it, or stand beside it. */
export const LARGEST_SHARE = 0.6
/** Times of posts go on, or back, all the way but for this share: those of videos and of a timetable go up and down. */
const MOST_TURNS = 0.2

/** A line with a day and a time has no more words: "Tuesday 4 May 2031, updated at 12.05 GMT". */
const HEAD_WORDS = 9

type Head = { readonly at: number; readonly day: string | null; readonly clock: string; readonly offset: string }
type Days = { readonly published: Dated | null; readonly updated: Dated | null }

/**
 * The times of the posts of a live blog in plain text, by the lines that begin them: heads that print a time and nothing else, with prose below them. A
 * head without a day gets it from the day on which the page was published, and goes on from there; where the days cannot be told nothing is.
 */
export const timesOfPosts = (lines: readonly Line[], blocks: readonly Block[], page: Days): ReadonlyMap<number, Dated> => {
  const heads = lines.flatMap((line, at) => (blocks[at].kind === 'dateline' ? headAt(line, at) : []))
  const isTelling = ({ at }: Head, n: number) =>
    lines.slice(at + 1, heads[n + 1]?.at).some((line, i) => SAYS.has(blocks[at + 1 + i].kind) && line.words >= TELLING_WORDS)
  const telling = heads.filter(isTelling)
  // What the page prints of its own day, above, is no post's.
  const posts = telling.slice(
    Math.max(
      0,
      telling.findIndex(({ day }) => day === null)
    )
  )
  const told = posts.map(({ at }, n) => lines.slice(at, posts[n + 1]?.at).reduce((sum, { words }) => sum + words, 0))
  const all = told.reduce((sum, words) => sum + words, 0)
  const isArticle = told.some(words => words > LARGEST_SHARE * all)
  const days = posts.length < LEAST_POSTS || isArticle ? null : daysOf(posts, page)
  if (!days) return new Map()
  return new Map(
    posts.map(({ at, clock, offset }, n) => [
      at,
      { value: `${days[n]}T${clock}${offset}`, precision: 'minute', evidence: lines[at].chars }
    ])
  )
}

/** A live blog that says no day of its own was published when its first post was: what is taken for its day is the time of its latest. */
export const publishedWith = (published: Dated | null, posts: readonly Dated[]): Dated | null => {
  if (!published || !posts.some(({ evidence, value }) => evidence === published.evidence && value === published.value))
    return published
  return posts.reduce((first, one) => (Date.parse(one.value) < Date.parse(first.value) ? one : first))
}

/** The lines that begin the posts of a live blog: a time of day, or a day and a time, alone in its line, over and over, with prose below each. */
export const headsOfPosts = (lines: readonly Line[]): readonly number[] => {
  const heads = lines.flatMap(headAt).filter(({ at }) => (lines[at + 1]?.words ?? 0) >= TELLING_WORDS)
  return heads.length < LEAST_POSTS ? [] : heads.map(({ at }) => at)
}

/** The blocks with the times of the posts that begin with them. */
export const withTimes = (blocks: readonly Block[], times: ReadonlyMap<number, Dated>): readonly Block[] =>
  times.size ? blocks.map((block, at) => ({ ...block, ...(times.has(at) ? { time: times.get(at) } : {}) })) : blocks

const SAYS: ReadonlySet<Block['kind']> = new Set(['paragraph', 'list', 'quotation'])

const headAt = (line: Line, at: number): Head[] => {
  if (line.words > HEAD_WORDS) return []
  const whole = printedDates(line.chars).dates.find(({ dated }) => dated.precision === 'minute')?.dated.value
  if (whole) return [{ at, day: whole.slice(0, 10), clock: whole.slice(11, 16), offset: whole.slice(16) }]
  const clock = isClock(line.chars) ? clockIn(line.chars) : null
  return clock ? [{ at, day: null, ...clock }] : []
}

/** The day of each post; null where nothing tells it. */
const daysOf = (posts: readonly Head[], { published, updated }: Days): string[] | null => {
  if (posts.every(({ day }) => day !== null)) return posts.map(({ day }) => day!)
  if (posts.some(({ day }) => day !== null)) return null
  const steps = posts.slice(1).map(({ clock }, n) => Math.sign(clock.localeCompare(posts[n].clock)))
  const [back, on] = [-1, 1].map(sign => steps.filter(one => one === sign).length)
  const goesOn = on > back
  if (on === back || Math.min(back, on) > Math.max(1, MOST_TURNS * steps.length)) return null
  let turn = 0
  const turns = [0, ...steps.map(step => (turn += step === (goesOn ? -1 : 1) ? 1 : 0))]
  const [first, last] = [published, updated].map(one => one?.value.slice(0, 10) ?? null)
  // The oldest post was printed on the day on which the page was published, the latest on that of its last change: the two must not disagree.
  if (first && last && addDays(first, turn) > last) return null
  const oldest = first ?? (last && addDays(last, -turn))
  return oldest === null ? null : turns.map(one => addDays(oldest, goesOn ? one : turn - one))
}

const addDays = (day: string, days: number): string => {
  const at = Date.parse(`${day}T00:00:00Z`)
  return Number.isNaN(at) ? day : new Date(at + days * 86_400_000).toISOString().slice(0, 10)
}
