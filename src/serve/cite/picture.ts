import { createHash } from 'node:crypto'
import { join } from 'node:path'
import { Worker } from 'node:worker_threads'
import { NotHere } from '../answer/wire/index.ts'
import { packageRoot } from '../pages/assets.ts'
import { TooBusy } from '../web/busy.ts'

/** A letter of a script, or a small picture, that the pages' typefaces do not have: it would be an empty box, and words would be missing from the picture. */
const UNKNOWN_LETTER =
  /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}])\p{L}|\p{Extended_Pictographic}/u

/** The longest drawing: a card of a quotation of twenty thousand words. */
const LONGEST = 256 * 1024

/** How many pictures may wait to be drawn, some tenths of a second each: who comes then is asked to come again. */
const MOST_WAITING = 24

/** How many pictures are kept, some 50 kB each. */
const MOST_KEPT = 200

/** Where no picture comes for so long, those that wait are given up, and what draws is started anew. */
const PATIENCE_MS = 20_000

type Png = Uint8Array<ArrayBuffer>

const kept = new Map<string, Promise<Png>>()

/** A picture drawn as SVG as a PNG, in the pages' typefaces and with nothing that this machine has. Rejects with NotHere where they lack its letters, with TooBusy where too many wait. */
export const asPng = async (svg: string): Promise<Png> => {
  if (UNKNOWN_LETTER.test(svg))
    throw new NotHere(
      'These words are in letters that the picture’s typefaces do not have. As SVG the card has them, in the typefaces of who looks at it.'
    )
  if (svg.length > LONGEST) throw new NotHere('These words are too long for a picture. As SVG the card has them.')
  const key = createHash('sha256').update(svg).digest('base64')
  const known = kept.get(key)
  kept.delete(key)
  const drawn = known ?? draw(svg)
  kept.set(key, drawn)
  if (kept.size > MOST_KEPT) kept.delete(kept.keys().next().value!)
  drawn.catch(() => kept.delete(key))
  return drawn
}

type Waiting = { done(png: Png): void; fail(error: Error): void }

const waiting = new Map<number, Waiting>()
let drawer: Worker | null = null
let next = 0
let patience: NodeJS.Timeout | undefined

const draw = (svg: string): Promise<Png> =>
  new Promise((done, fail) => {
    if (waiting.size >= MOST_WAITING) return fail(new TooBusy('Too many pictures wait to be drawn. Ask again in a few seconds.'))
    drawer ??= startDrawer()
    const number = next++
    if (!waiting.size) expectOne(drawer)
    waiting.set(number, { done, fail })
    drawer.postMessage({ number, svg })
  })

type Answer = { readonly number: number; readonly png?: Png; readonly fault?: string }

const startDrawer = (): Worker => {
  const worker = new Worker(join(packageRoot(), 'dist', 'draw.js'))
  worker.on('message', ({ number, png, fault }: Answer) => {
    const one = waiting.get(number)
    waiting.delete(number)
    if (waiting.size) expectOne(worker)
    else expectNone(worker)
    if (png) one?.done(png)
    else one?.fail(new Error(`The picture could not be drawn: ${fault}`))
  })
  worker.on('error', error => drawer === worker && stop(error))
  return worker
}

const expectOne = (worker: Worker) => {
  worker.ref()
  clearTimeout(patience)
  patience = setTimeout(() => stop(new Error('A picture took too long to draw.')), PATIENCE_MS)
}

// A thread that has nothing to do keeps no command from ending.
const expectNone = (worker: Worker) => {
  worker.unref()
  clearTimeout(patience)
}

/** Ends what draws, and all that waits for it. */
const stop = (error: Error): void => {
  void drawer?.terminate()
  drawer = null
  clearTimeout(patience)
  for (const { fail } of waiting.values()) fail(error)
  waiting.clear()
}
