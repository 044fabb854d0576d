import type { Roles } from './head.ts'
import { type Line, runsOn } from './lines.ts'
import { endsInCredit, isPictureCredit, reportsSpeech } from './signs.ts'

/** A line in the body that points elsewhere, and the sign that gives it away. */
export type Stray = { readonly at: number; readonly why: string }

/** A link's headline is longer than a sub-heading and shorter than a paragraph. */
const LEAST_WORDS = 7
const MOST_WORDS = 20

/** Headlines of other pieces that stand between the paragraphs: bare, repeated, or beside a player. */
export const strayLinks = (lines: readonly Line[], roles: Roles, body: number): Stray[] => {
  const found: Stray[] = []
  const isTranscript = lines.filter(line => LABELLED.test(line.chars) && !isLabelled(line)).length > 1
  const seen = new Map<string, number>()
  for (const line of lines) if (line.words > 3 && !line.closed) seen.set(line.plain, (seen.get(line.plain) ?? 0) + 1)
  for (let at = body; at < lines.length; at++) {
    if (roles[at] !== null) continue
    const why = !isTranscript && isLabelled(lines[at]) ? 'link: a label and a headline' : whyStray(lines, at, seen)
    if (why) found.push({ at, why })
  }
  return found
}

const LABELLED = /^[A-Z][A-Z’'&-]+(?: [A-Z][A-Z’'&-]+){0,3}\s?[:|]\s+\S/

/** A label in capitals before a headline, "INSIDE THE STORM: What the harbour lost", where no speakers are so labelled. */
const isLabelled = (line: Line) =>
  LABELLED.test(line.chars) && !/[.,"”]$/.test(line.chars) && line.words >= 4 && line.words <= MOST_WORDS

const whyStray = (lines: readonly Line[], at: number, seen: ReadonlyMap<string, number>): string | null => {
  const line = lines[at]
  if (line.closed || endsInCredit(line) || isPictureCredit(line) || /[:,;]$/.test(line.chars)) return null
  if ((seen.get(line.plain) ?? 0) > 1) return 'link: printed twice'
  return isHeadlineBetween(lines, at) ? 'link: a headline between paragraphs' : null
}

const isHeadlineBetween = (lines: readonly Line[], at: number): boolean => {
  const line = lines[at]
  if (
    line.words < LEAST_WORDS ||
    line.words > MOST_WORDS ||
    runsOn(lines, at) ||
    line.plain.endsWith('"') ||
    /^[#>*•-]/.test(line.chars)
  )
    return false
  return isProse(lines[at - 1]) && isProse(lines[at + 1]) && !(reportsSpeech(line) && line.plain.includes('"'))
}

const isProse = (line: Line | undefined) => !!line && line.closed && line.words >= 8
