import type { Suspicion } from './furniture.ts'
import type { Line } from './lines.ts'
import { reportsSpeech } from './signs.ts'

/** Most lines that furniture on both sides can drag along. */
const WIDEST_GAP = 4
/** A line without a sentence that is shorter than this has no voice of its own. */
const SHORT = 8

/**
 * Furniture comes in regions: lines between two furniture lines in which nobody speaks, and which address the reader or are no sentences,
 * are furniture for the same reason; so are suspected lines that touch it. Gives the reason of each line, or null.
 */
export const spreadFurniture = (
  lines: readonly Line[],
  suspicions: readonly Suspicion[],
  outlet: string | null
): (string | null)[] => {
  const whys = suspicions.map(({ level, why }) => (level === 2 ? why : null))
  const mayFollow = (at: number) =>
    suspicions[at].level === 1 && !reportsSpeech(lines[at]) && lines[at].words <= longestOf(lines[at], outlet)
  const takeNeighbour = (at: number, beside: number) => {
    const why = whys[beside]
    if (whys[at] === null && why !== null && STRONG.has(why) && mayFollow(at)) whys[at] = why
  }
  closeGaps(lines, suspicions, whys)
  for (let i = 1; i < lines.length; i++) takeNeighbour(i, i - 1)
  for (let i = lines.length - 2; i >= 0; i--) takeNeighbour(i, i + 1)
  closeGaps(lines, suspicions, whys)
  return whys
}

const STRONG: ReadonlySet<string> = new Set([
  'promotion',
  'donation',
  'sign-up',
  'privacy',
  'registration',
  'comments',
  'notifications',
  'wall'
])

const mayBelong = (line: Line, { level }: Suspicion) =>
  !reportsSpeech(line) && (level > 0 || (!line.closed && line.words < SHORT))

const closeGaps = (lines: readonly Line[], suspicions: readonly Suspicion[], whys: (string | null)[]): void => {
  let last = -1
  for (let i = 0; i < lines.length; i++) {
    const why = whys[i]
    if (why === null) continue
    const gap = i - last - 1
    const region = last >= 0 && STRONG.has(whys[last] ?? '') && STRONG.has(why)
    if (region && gap > 0 && gap <= WIDEST_GAP) {
      let belongs = true
      for (let k = last + 1; k < i; k++) belongs &&= mayBelong(lines[k], suspicions[k])
      if (belongs) for (let k = last + 1; k < i; k++) whys[k] = whys[last]
    }
    last = i
  }
}

/** A suspected line that touches furniture is no longer than this, in words. */
const NEIGHBOUR_WORDS = 30
/** An appeal in which the outlet names itself tells a story first. */
const APPEAL_WORDS = 90

const longestOf = (line: Line, outlet: string | null): number =>
  outlet !== null && line.chars.includes(outlet) && /\b(?:we|our|us)\b/.test(line.plain) ? APPEAL_WORDS : NEIGHBOUR_WORDS
