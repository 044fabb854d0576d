import { html } from 'hono/html'
import { sentences, textOf } from '../../text/index.ts'
import { isApart } from '../answer/statement.ts'
import type { StatementView, Words } from '../answer/wire/index.ts'
import { type Html, hangs, joined, placeOf } from './bits.ts'

/** From this many characters on a reading is set smaller, so that it stands on a screen. */
const LONG = 320

/** Sentences that follow each other: those that another printing carries too, or the rest. */
type Run = { words: string; shared: boolean }

/** The fullest reading, large; of a long one the sentences that others print too, and the rest of it softly around them. */
export const fullest = (statement: StatementView): Html => {
  const [{ quotation }] = statement.variants
  const all = joined(statement.words)
  const runs = all.length > LONG ? runsOf(statement) : []
  const parted = runs.some(one => one.shared) && runs.some(one => !one.shared)
  const large = parted ? joinedRuns(runs.filter(one => one.shared)) : all
  const kind = `fullest${hangs(statement.words) && !parted ? ' hangs' : ''}${large.length > LONG ? ' long' : ''}`
  return html`<blockquote class="${kind}" dir="auto" cite="${placeOf(quotation)}">${
    parted ? runs.map(one => html`<span class="${one.shared ? 'carried' : 'around'}">${one.words} </span>`) : all
  }</blockquote>${parted ? html`<p class="fine">Large: the sentences that others print too. Small: the rest of the fullest reading.</p>` : ''}`
}

const joinedRuns = (runs: readonly Run[]) => runs.map(one => one.words).join(' ')

const runsOf = (statement: StatementView): Run[] => {
  const carried = carriedCells(statement)
  const parts = statement.words.flatMap(words =>
    sentencesOf(words).map(({ start, end }) => ({
      words: words.words.slice(start - words.start, end - words.start),
      shared: carried.some(one => one.text === words.text && one.start < end && start < one.end)
    }))
  )
  return parts.reduce<Run[]>((runs, part) => {
    const last = runs.at(-1)
    if (last?.shared === part.shared) last.words += ` ${part.words}`
    else runs.push({ ...part })
    return runs
  }, [])
}

/** The cells of the fullest reading in whose columns another printing of the speaker's words has words too. */
const carriedCells = ({ variants: [first, ...others] }: StatementView): Words[] =>
  first.cells.flatMap((cell, column) => (cell && others.some(one => !isApart(one) && one.cells[column]?.words) ? [cell] : []))

/** The sentences of a piece, as places of its text. Its quotation marks stay with the first and the last: inside marks, sentences are not told apart. */
const sentencesOf = ({ words, start, refused }: Words): { start: number; end: number }[] => {
  if (refused || !words) return [{ start, end: start + words.length }]
  const opening = /^[\s“”„‘’"'«»]*/.exec(words)![0].length
  const closing = /[\s“”„‘’"'«»]*$/.exec(words)!.index
  const found = sentences(textOf(words), { start: Math.min(opening, closing), end: closing })
  return found.map((one, n) => ({
    start: start + (n ? one.start : 0),
    end: start + (n < found.length - 1 ? one.end : words.length)
  }))
}
