import type { Block, Completeness, Problem } from '../types.ts'
import type { Line } from './text/lines.ts'
import { plainOf } from './text/lines.ts'
import { type Wall, wallIn, wallProblem } from './walls.ts'

/** With fewer words in its body a text says too little to tell, and nothing where a wall stands beside them. */
const LEAST_BODY = 25
/** A body longer than this is more than what stands before a wall. */
const BEYOND_A_WALL = 360
/** A page that is a wall and nothing else has hardly more words in all its boxes. */
const WALL_PAGE = 400

const BODY: ReadonlySet<Block['kind']> = new Set(['paragraph', 'list', 'quotation', 'summary'])

/** How much of the article is held, and the problem that says which wall stands in its place. */
export type Held = { readonly completeness: Completeness; readonly problems: readonly Problem[] }

const just = (completeness: Completeness): Held => ({ completeness, problems: [] })

/** How much of the article these lines hold; `printed` is all that the page prints, in its plain form, where the lines are only a part of it. */
export const completenessOf = (lines: readonly Line[], blocks: readonly Block[], printed?: () => string): Held => {
  const body = lines.filter((_, i) => BODY.has(blocks[i].kind))
  const all = body.reduce((sum, line) => sum + line.words, 0)
  if (all >= BEYOND_A_WALL) return just('full')
  const walls = lines.map(line => wallIn(line.plain))
  const told = lines.reduce((sum, line, i) => (BODY.has(blocks[i].kind) && !walls[i] ? sum + line.words : sum), 0)
  const wall = wallAt(lines, blocks, walls)
  if (told < LEAST_BODY) {
    const stands = wall ?? (printed === undefined ? null : wallOfPage(printed()))
    if (stands) return { completeness: 'wall', problems: [wallProblem(stands)] }
  }
  const last = body.at(-1)
  if (wall || (last && breaksOff(last))) return just('teaser')
  return just(all < LEAST_BODY ? 'unknown' : 'full')
}

/** The wall in whose place these lines stand: in the body's lines, or in furniture below the beginning. */
const wallAt = (lines: readonly Line[], blocks: readonly Block[], walls: readonly (Wall | null)[]): Wall | null => {
  const marked = blocks.some(({ kind, why }, i) => kind === 'furniture' && why === 'wall' && i > lines.length / 4)
  const alone = isAlone(lines, blocks, walls)
  const said = walls.find(
    (wall, i) => wall !== null && (alone || (SOLD.has(wall) && i > lines.length / 4 && blocks[i].kind !== 'paragraph'))
  )
  return said ?? (marked ? 'subscription' : null)
}

/** Walls behind which an article goes on that has begun before them. */
const SOLD: ReadonlySet<Wall> = new Set(['subscription', 'registration'])

/** Questions about cookies and robots stand on many a page beside its article: they are a wall where there is little else. */
const isAlone = (lines: readonly Line[], blocks: readonly Block[], walls: readonly (Wall | null)[]): boolean =>
  lines.reduce((sum, line, i) => (BODY.has(blocks[i].kind) && !walls[i] ? sum + line.words : sum), 0) < LEAST_BODY

const wallOfPage = (printed: string): Wall | null =>
  printed.split(' ', WALL_PAGE + 1).length > WALL_PAGE ? null : wallIn(plainOf(printed))

/** Whether a line stops before its sentence does: "The mayor went on to [...]", "She said the harbour… Read more". */
const breaksOff = ({ chars }: Line): boolean =>
  /(?:…|\.\.\.|\[…\]|\[\.\.\.\]|\[\+\d+ chars\])$|(?:…|\.\.\.)\s*(?:read more|more|continue reading)\W*$/i.test(chars.slice(-60))
