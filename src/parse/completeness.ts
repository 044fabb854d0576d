import type { Block, Completeness } from '../types.ts'
import type { Line } from './text/lines.ts'

/** With fewer words in its body a text says too little to tell. */
const LEAST_BODY = 25
/** A body longer than this is more than what stands before a wall. */
const BEYOND_A_WALL = 60

const BODY: ReadonlySet<Block['kind']> = new Set(['paragraph', 'list', 'quotation', 'summary'])

/** How much of the article these lines hold. */
export const completenessOf = (lines: readonly Line[], blocks: readonly Block[]): Completeness => {
  const body = lines.filter((_, i) => BODY.has(blocks[i].kind))
  const words = body.reduce((sum, line) => sum + line.words, 0)
  const walled = blocks.some(({ kind, why }, i) => kind === 'furniture' && why === 'wall' && i > lines.length / 4)
  const last = body.at(-1)
  if (walled && words < BEYOND_A_WALL) return 'wall'
  if (walled && words < 6 * BEYOND_A_WALL) return 'teaser'
  if (last && words < 6 * BEYOND_A_WALL && breaksOff(last)) return 'teaser'
  return words < LEAST_BODY ? 'unknown' : 'full'
}

/** Whether a line stops before its sentence does: "The mayor went on to [...]", "She said the harbour… Read more". */
const breaksOff = ({ chars }: Line): boolean =>
  /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[\+\d+ chars\])$|(?:…|\.\.\.)\s*(?:read more|more|continue reading)\W*$/i.test(chars.slice(-60))
