import { type Span, textOf } from '../../text/index.ts'
import type { Block, Found, Reading } from '../../types.ts'
import type { Hints } from '../hints.ts'
import { languageOf } from '../language.ts'

/** A line of the file, with its place. */
type Line = Span & { readonly chars: string }

/** The Reading of a file of subtitles (SRT or VTT), whose characters are kept as they stand: the words of each cue are a paragraph, times and numbers are furniture. */
export const readTranscript = (chars: string, hints: Hints): Found<Reading> => {
  const blocks = groupsOf(linesOf(chars))
    .flatMap(blocksOf)
    .flatMap(block => trimmed(chars, block))
  const spoken = blocks.filter(({ kind }) => kind === 'paragraph').map(({ start, end }) => chars.slice(start, end))
  const value: Reading = {
    text: textOf(chars),
    blocks,
    byline: [],
    outlet: null,
    language: languageOf(spoken.join(' ')),
    published: hints.published ?? null,
    updated: null,
    completeness: spoken.length ? 'full' : 'unknown'
  }
  if (spoken.length) return { value, problems: [] }
  return { value, problems: [{ code: 'parse/no-body', at: null, note: 'No cue of the transcript holds words.' }] }
}

const linesOf = (chars: string): Line[] => {
  const lines: Line[] = []
  let start = 0
  for (const { index, 0: mark } of chars.matchAll(/\r\n|\n|\r/g)) {
    lines.push({ start, end: index, chars: chars.slice(start, index) })
    start = index + mark.length
  }
  return [...lines, { start, end: chars.length, chars: chars.slice(start) }]
}

/** Lines that no blank line parts: a cue, a note, the head. */
const groupsOf = (lines: readonly Line[]): Line[][] => {
  const groups: Line[][] = [[]]
  for (const line of lines) {
    const last = groups[groups.length - 1]
    if (line.chars.trim()) last.push(line)
    else if (last.length) groups.push([])
  }
  return groups.filter(group => group.length)
}

/** "00:01:02,500 --> 00:01:05,000", "01:02.500 --> 01:05.000 align:start" */
const TIMES = /^\s*(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}\s*-->\s*(?:\d{1,3}:)?\d{1,2}:\d\d[.,]\d{1,3}/
const HEAD = /^\ufeff?WEBVTT\b/
/** What a file says of itself behind its mark: "WEBVTT - The council of Port Selm, 4 May". */
const TITLE = /^(\ufeff?WEBVTT\s+(?:[-–—:]\s*)?)(\S.{3,})$/

const blocksOf = (group: readonly Line[], at: number): Block[] => {
  const [first] = group
  if (at === 0 && HEAD.test(first.chars)) return headOf(group)
  if (/^(?:NOTE|STYLE|REGION)\b/.test(first.chars)) return group.map(line => furniture(line, 'note'))
  const times = group.findIndex(line => TIMES.test(line.chars))
  // Some files leave out the blank line between cues: their numbers and times then stand among the words.
  return group.flatMap((line, i) => {
    if (TIMES.test(line.chars)) return [furniture(line, 'timestamp')]
    const isNumber = TIMES.test(group[i + 1]?.chars ?? '') && (i === 0 || /^\s*\d+\s*$/.test(line.chars))
    if (isNumber) return [furniture(line, 'cue number')]
    if (times < 0) return [furniture(line, 'note')]
    return isGoingOn(group, i) ? [] : spokenFrom(group, i)
  })
}

const headOf = (group: readonly Line[]): Block[] => {
  const [first, ...rest] = group
  const [, mark, words] = TITLE.exec(first.chars) ?? []
  const title: Block[] = words ? [{ kind: 'title', start: first.start + mark.length, end: first.end }] : []
  const own = words ? { start: first.start, end: first.start + mark.length } : first
  return [furniture(own, 'mark of the file'), ...title, ...rest.map(line => furniture(line, 'mark of the file'))]
}

/** Another voice begins: "<v Ada Ruiz>", "ADA RUIZ:", "- No.", ">> No." */
const VOICE = /^\s*(?:<v[ .\t]|[-–—]\s|>>|\p{Lu}[\p{Lu}\p{M}.’' -]{1,40}:\s)/u

/** Whether a line goes on with the words of the line above it. */
const isGoingOn = (group: readonly Line[], at: number): boolean =>
  at > 0 && !TIMES.test(group[at - 1].chars) && !VOICE.test(group[at].chars)

const spokenFrom = (group: readonly Line[], at: number): Block[] => {
  let last = at
  while (
    last + 1 < group.length &&
    isGoingOn(group, last + 1) &&
    !TIMES.test(group[last + 1].chars) &&
    !isCueNumber(group, last + 1)
  )
    last++
  const { start } = group[at]
  const end = group[last].end
  const chars = group
    .slice(at, last + 1)
    .map(one => one.chars)
    .join('\n')
  if (!/[\p{L}\p{N}]/u.test(chars.replace(/<[^<>]*>/g, ''))) return [furniture({ start, end }, 'no words')]
  // A voice's closing mark says nothing.
  const closing = /<\/v>\s*$/.exec(group[last].chars)?.[0].length ?? 0
  return [{ kind: 'paragraph', start, end: end - closing }]
}

const isCueNumber = (group: readonly Line[], at: number) =>
  TIMES.test(group[at + 1]?.chars ?? '') && /^\s*\d+\s*$/.test(group[at].chars)

const furniture = ({ start, end }: Span, why: string): Block => ({ kind: 'furniture', start, end, why })

/** A block without the white space before and after its words; none where it has no words. */
const trimmed = (chars: string, block: Block): Block[] => {
  const { start, end } = block
  const words = chars.slice(start, end)
  const before = /^[\s\ufeff]*/.exec(words)?.[0].length ?? 0
  const length = words.trim().replace(/^\ufeff/, '').length
  return length ? [{ ...block, start: start + before, end: start + before + length }] : []
}
