import { html } from 'hono/html'
import type { PositionsView, StatementLine } from '../answer/wire/index.ts'
import type { Html } from './bits.ts'
import { count, list, sayBriefDate, sayShort } from './say.ts'

/** Measures of the drawing, in its own units: the subjects' words stand left of the days. */
const NAMES = 170
const WIDTH = 760
const RIGHT = 20
/** Right of the days stands how many statements have none. */
const UNDATED = 70
const HEAD = 44
const LANE = 30
/** Letters of a word that fit there. */
const ROOM = 22

/** Days without a statement that are a gap: no line is drawn over them. */
const GAP_DAYS = 14
/** The least of the drawing's width, in its units, in which a gap's words fit. */
const GAP_WORDS = 110

/** The place of a subject on its page. */
export const subjectPlace = (n: number): string => `subject-${n + 1}`

const DAY_MS = 86_400_000
const numberOf = (day: string) => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY_MS
const isoOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** A statement's day, counted from 1970; null where none is known to the day. */
const dayOf = ({ said }: StatementLine): number | null => {
  const day = said?.date ? numberOf(said.date.split('/')[0]) : Number.NaN
  return Number.isNaN(day) ? null : day
}

/** A lane for each subject over the days on which something of it was said: ● a day that is printed, ○ one that is inferred; two speakers are told by shape. */
export const lanesOf = ({ subjects, sides }: PositionsView): Html | '' => {
  const days = [...new Set(subjects.flatMap(one => one.statements.flatMap(line => dayOf(line) ?? [])))].sort((a, b) => a - b)
  if (days.length < 2) return ''
  const [first, last] = [days[0], days[days.length - 1]]
  const x = (day: number) =>
    Math.round((NAMES + RIGHT + ((day - first) / (last - first)) * (WIDTH - UNDATED - NAMES - RIGHT * 2)) * 10) / 10
  const height = HEAD + LANE * subjects.length + 8
  const known = subjects.map(one => one.statements.filter(line => dayOf(line) !== null))
  const shape = (line: StatementLine) => (sides.length > 1 && line.speaker?.id === sides[1].speaker.id ? 'second' : 'first')
  return html`<section aria-labelledby="lanes"><div class="section-head"><h2 id="lanes">Subjects over time</h2><p class="tools">${sides.length > 1 ? html`● ${sides[0].speaker.name} · ■ ${sides[1].speaker.name} · ` : ''}filled: day printed · hollow: day inferred</p></div>
<div class="time-frame" tabindex="0" role="region" aria-label="Statements by day and subject">
<svg class="time positions" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="lanes-title"><title id="lanes-title">${count(subjects.length, 'subject')} from ${sayBriefDate(isoOf(first))} to ${sayBriefDate(isoOf(last))}</title>
<text class="day" x="${x(first)}" y="18">${sayShort(isoOf(first))}</text><text class="day" x="${x(last)}" y="18">${sayShort(isoOf(last))}</text><text class="day" x="${WIDTH - UNDATED / 2}" y="18">no day</text>
${axis(days, x)}
${subjects.map((one, n) => {
  const y = HEAD + LANE * n + LANE / 2
  return html`<a href="#${subjectPlace(n)}"><text class="name" x="0" y="${y + 4}">${short(one.word.words)}</text></a><line class="grid" x1="${NAMES}" x2="${WIDTH}" y1="${y + LANE / 2}" y2="${y + LANE / 2}"/>${laneMarks(marksOf(known[n], shape), x, y, sides.length > 1)}${
    known[n].length < one.statements.length
      ? html`<text class="count" x="${WIDTH - UNDATED / 2}" y="${y + 4}" text-anchor="middle">${one.statements.length - known[n].length}</text>`
      : ''
  }`
})}
</svg></div>
<details class="fine"><summary>The same in words</summary><ul>${subjects.map(
    (one, n) =>
      html`<li><q dir="auto">${one.word.words}</q>: ${list(known[n].map(line => `${sides.length > 1 ? `${line.speaker?.name}, ` : ''}${sayBriefDate(line.said!.date!)}${line.said?.inferredFrom ? ' (inferred)' : ''}`)) || 'no day printed'}</li>`
  )}</ul></details></section>`
}

const short = (words: string) => (words.length > ROOM ? `${words.slice(0, ROOM - 1).trimEnd()}…` : words)

type Mark = { day: number; kind: 'first' | 'second'; inferred: boolean; n: number; title: string }

/** One mark for all that one speaker said on one day, with how much that is. */
const marksOf = (lines: readonly StatementLine[], shape: (line: StatementLine) => Mark['kind']): Mark[] => {
  const marks = new Map<string, Mark>()
  for (const line of lines) {
    const [day, kind, inferred] = [dayOf(line)!, shape(line), Boolean(line.said?.inferredFrom)]
    const one = marks.get(`${day} ${kind}`)
    const title = `${line.speaker?.name ?? ''}, ${sayBriefDate(line.said!.date!)}`
    marks.set(`${day} ${kind}`, { day, kind, inferred: inferred && (one?.inferred ?? true), n: (one?.n ?? 0) + 1, title })
  }
  return [...marks.values()]
}

/** How far two marks of one day stand from the middle of their lane, so that both are seen. */
const BESIDE = 6

/** The room that a count needs behind its mark: where the next mark stands nearer, the mark’s size and title tell it. */
const COUNT_ROOM = 22

/** The marks of a lane: the more was said on a day, the larger, with the number where there is room for it. */
const laneMarks = (marks: readonly Mark[], x: (day: number) => number, y: number, beside: boolean): Html[] =>
  marks.map(one => {
    const at = beside ? y + (one.kind === 'second' ? BESIDE : -BESIDE) : y
    const [here, size] = [x(one.day), Math.min(8, 4 + Math.sqrt(one.n))]
    const crowded = marks.some(
      other => other !== one && other.kind === one.kind && x(other.day) > here && x(other.day) - here < COUNT_ROOM
    )
    return html`${shapeOf(one, here, at, size)}${one.n > 1 && !crowded ? html`<text class="count" x="${here + size + 4}" y="${at + 4}">${one.n}</text>` : ''}`
  })

const shapeOf = ({ kind, inferred, n, title }: Mark, x: number, y: number, size: number): Html => {
  const style = `${kind}${inferred ? ' inferred' : ''}`
  const [half, called] = [Math.round(size * 10) / 10, `${title}${n > 1 ? `: ${count(n, 'statement')}` : ''}`]
  return kind === 'second'
    ? html`<rect class="${style}" x="${x - half}" y="${y - half}" width="${2 * half}" height="${2 * half}"><title>${called}</title></rect>`
    : html`<circle class="${style}" cx="${x}" cy="${y}" r="${half}"><title>${called}</title></circle>`
}

// The line of days runs where something was said; where nothing was for long, it is broken and says for how long.
const axis = (days: readonly number[], x: (day: number) => number): Html => {
  const y = 30
  const pieces = days.slice(1).map((day, i) => {
    const from = days[i]
    if (day - from <= GAP_DAYS) return html`<line class="lane" x1="${x(from)}" x2="${x(day)}" y1="${y}" y2="${y}"/>`
    const wide = x(day) - x(from) >= GAP_WORDS
    return wide
      ? html`<text class="day" x="${(x(from) + x(day)) / 2}" y="${y + 4}">nothing for ${count(day - from, 'day')}</text>`
      : html``
  })
  return html`${pieces}${days.map(day => html`<line class="lane" x1="${x(day)}" x2="${x(day)}" y1="${y - 4}" y2="${y + 4}"/>`)}`
}
