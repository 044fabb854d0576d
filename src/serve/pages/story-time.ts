import { html } from 'hono/html'
import { printer } from '../answer/summary.ts'
import type { ArticleLine, Lane, StoryView } from '../answer/wire/index.ts'
import type { Html } from './bits.ts'
import { count, list, sayDate, sayShort } from './say.ts'

/** Measures of the drawing, in its own units: names stand left of the days. */
const NAMES = 190
const WIDTH = 760
const RIGHT = 24
const HEAD = 44
const LANE = 30

/** Lanes that are drawn: what is more is in the list of articles. */
const MOST_LANES = 14

/** Days before the first article that are drawn: what was said earlier stands below, day by day. */
const DAYS_BEFORE = 7

const DAY_MS = 86_400_000
const numberOf = (day: string) => Date.parse(`${day.slice(0, 10)}T00:00:00Z`) / DAY_MS
const isoOf = (day: number) => new Date(day * DAY_MS).toISOString().slice(0, 10)

/** When a story's articles were published, those of one copy in one lane, over the days on which things were said; and the same in words. */
export const timeline = (story: StoryView): Html | '' => {
  const dated = story.lines.filter(one => one.published && /^\d{4}-\d{2}-\d{2}/.test(one.published.value))
  if (!dated.length) return ''
  const printed = dated.map(one => numberOf(one.published!.value))
  const from = Math.min(...printed) - DAYS_BEFORE
  const said = story.days.filter(
    one => one.day && one.said.length && numberOf(one.day) >= from && numberOf(one.day) <= Math.max(...printed)
  )
  const marks = said.map(one => ({ at: numberOf(one.day!), n: one.said.length + one.more }))
  const first = Math.min(...printed, ...marks.map(one => one.at))
  const x = scale(first, Math.max(...printed))
  const lanes = story.lanes.slice(0, MOST_LANES)
  const height = HEAD + LANE * (lanes.length + 1) + 8
  return html`<section aria-labelledby="time"><div class="section-head"><h2 id="time">Origins and days</h2><p class="tools">a lane for each copy · ● an article · ┃ something was said</p></div>
<div class="time-frame" tabindex="0" role="region" aria-label="Articles by day and origin">
<svg class="time" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-labelledby="time-title"><title id="time-title">${inWords(story)}</title>
${daysIn(first, Math.max(...printed)).map(day => html`<line class="grid" x1="${x(day)}" x2="${x(day)}" y1="${HEAD - 12}" y2="${height - 8}"/><text class="day" x="${x(day)}" y="22">${sayShort(isoOf(day))}</text>`)}
<text class="name" x="0" y="${HEAD + 8}">said</text>
${marks.map(one => html`<line class="said" x1="${x(one.at)}" x2="${x(one.at)}" y1="${HEAD - 6}" y2="${HEAD + 14}"/><text class="count" x="${x(one.at) + 6}" y="${HEAD + 8}">${one.n}</text>`)}
${lanes.map((lane, i) => laneOf(lane, HEAD + LANE * (i + 1), story.lines, x))}
</svg></div>
<details class="fine"><summary>The same in words</summary><ul>${story.lanes.map(lane => html`<li>${laneInWords(lane, story.lines)}</li>`)}</ul>
${said.length ? html`<p>Said: ${list(said.map(one => `${sayDate(one.day!)}, ${count(one.said.length + one.more, 'statement')}`))}.</p>` : ''}</details></section>`
}

/** A day's place on the drawing; one day alone stands in the middle. */
const scale = (first: number, last: number) => (day: number) => {
  const room = WIDTH - NAMES - RIGHT * 2
  return Math.round((NAMES + RIGHT + (last === first ? room / 2 : ((day - first) / (last - first)) * room)) * 10) / 10
}

/** As many days as have room for their names, the first and the last among them. */
const MOST_DAYS = 8

const daysIn = (first: number, last: number): number[] => {
  const step = Math.max(1, Math.ceil((last - first) / (MOST_DAYS - 1)))
  const days = Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, i) => last - i * step).reverse()
  return days[0] === first || days[0] - first < step ? days : [first, ...days]
}

const placed = (lane: Lane, lines: readonly ArticleLine[]) => lane.articles.flatMap(id => lines.find(one => one.id === id) ?? [])

/** Letters of a name that stand left of its lane. */
const ROOM = 26
const short = (name: string) => (name.length > ROOM ? `${name.slice(0, ROOM - 1).trimEnd()}…` : name)

const nameOf = (articles: readonly ArticleLine[]): string => {
  const names = [...new Set(articles.map(printer))]
  return names.length > 1 ? `${short(names[0]).slice(0, ROOM - 5)} + ${names.length - 1}` : short(names[0] ?? '')
}

const laneOf = (lane: Lane, y: number, lines: readonly ArticleLine[], x: (day: number) => number): Html => {
  const articles = placed(lane, lines)
  const dots = articles.flatMap(one =>
    one.published && /^\d{4}-\d{2}-\d{2}/.test(one.published.value) ? [{ one, at: x(numberOf(one.published.value)) }] : []
  )
  const ends = dots.map(dot => dot.at)
  const same = new Map<number, number>()
  return html`<text class="name" x="0" y="${y + 4}">${nameOf(articles)}</text>
${ends.length > 1 ? html`<line class="lane" x1="${Math.min(...ends)}" x2="${Math.max(...ends)}" y1="${y}" y2="${y}"/>` : ''}
${dots.map(({ one, at }) => {
  const before = same.get(at) ?? 0
  same.set(at, before + 1)
  return html`<circle class="${lane.origin ? 'shared' : 'alone'}" cx="${at + before * 11}" cy="${y}" r="5"><title>${printer(one)}, ${sayDate(one.published!.value.slice(0, 10))}</title></circle>`
})}${dots.length ? '' : html`<text class="count" x="${NAMES + RIGHT}" y="${y + 4}">day not printed</text>`}`
}

const laneInWords = (lane: Lane, lines: readonly ArticleLine[]): string => {
  const articles = placed(lane, lines).map(
    one => `${printer(one)} (${one.published ? sayDate(one.published.value.slice(0, 10)) : 'day not printed'})`
  )
  return lane.origin ? `One copy: ${list(articles)}. ${lane.because.join('; ')}` : `${list(articles)}, alone`
}

const inWords = (story: StoryView): string =>
  `${count(story.lines.length, 'article')} in ${count(story.lanes.length, 'lane')}, one for each copy, by the day of publication`
