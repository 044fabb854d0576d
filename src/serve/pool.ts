import { type ChildProcess, fork } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { readPageTagged } from '../flow.ts'
import type { Entry, Page } from '../types.ts'
import type { House } from './house.ts'
import { answerRow, pipes } from './pipes.ts'

/** What a worker can be asked: to read a page all through, or to answer a pipe's line. */
type Asked = { readonly page: Page } | { readonly stage: string; readonly row: string }
type Answered = { readonly value: unknown } | { readonly fault: string }

/** Processes that read articles, one for each core. What a dying one had in hand is done here. */
export type Pool = {
  /** How many articles may be on their way at once: each worker's own, and one that waits for it. */
  readonly ahead: number
  readPage(page: Page): Promise<Entry>
  answerRow(stage: string, row: string): Promise<string>
  close(): void
}

/** Fewer articles than this are read sooner by one process: each worker takes half a second to start. */
export const WORTH_A_POOL = 24

/** Each worker holds the model, about 250 MB: more of them than this are not started unasked. */
const MOST_WORKERS = 8

/** Starts the workers; null where there is one core alone, so that they would gain nothing. */
export const startPool = (house: House): Pool | null => {
  const size = Math.min(availableParallelism(), MOST_WORKERS)
  if (size < 2) return null
  const workers = Array.from({ length: size }, () => startWorker(house))
  let next = 0
  const ask = async (asked: Asked): Promise<unknown> => {
    const free = workers.filter(one => one.lives())
    const worker = free.length ? free.reduce((a, b) => (b.waiting() < a.waiting() ? b : a)) : null
    const answered = (await worker?.ask(next++, asked)) ?? (await answerHere(house, asked))
    if ('fault' in answered) throw new Error(answered.fault)
    return answered.value
  }
  return {
    ahead: 2 * size,
    readPage: page => ask({ page }) as Promise<Entry>,
    answerRow: (stage, row) => ask({ stage, row }) as Promise<string>,
    close: () => workers.forEach(one => void one.end())
  }
}

const startWorker = (house: House) => {
  const child: ChildProcess = fork(join(house.root, 'dist/main.js'), [], {
    env: { ...house.env, ONRECORD_WORKER: house.engine().name },
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc']
  })
  const waiting = new Map<number, (answered: Answered | null) => void>()
  let lives = true
  const die = () => {
    lives = false
    for (const answer of waiting.values()) answer(null)
    waiting.clear()
  }
  child.on('message', ({ number, answered }: { number: number; answered: Answered }) => {
    waiting.get(number)?.(answered)
    waiting.delete(number)
  })
  child.on('error', die)
  child.on('exit', die)
  return {
    lives: () => lives && child.connected,
    waiting: () => waiting.size,
    /** The worker's answer, or null where it died before it gave one. */
    ask: (number: number, asked: Asked): Promise<Answered | null> =>
      new Promise(resolve => {
        waiting.set(number, resolve)
        child.send({ number, asked }, error => error && die())
      }),
    end: () => child.connected && child.disconnect()
  }
}

/** Is a worker until who started it lets go of it, or dies. */
export const work = (house: House): Promise<number> =>
  new Promise(resolve => {
    // Ctrl-C reaches everybody at a terminal; what is in hand then is finished first.
    process.on('SIGINT', () => {})
    process.on('disconnect', () => resolve(0))
    process.on('message', async ({ number, asked }: { number: number; asked: Asked }) => {
      const answered = await answerHere(house, asked)
      if (process.connected) process.send?.({ number, answered })
    })
  })

const answerHere = async (house: House, asked: Asked): Promise<Answered> => {
  try {
    const parts = await house.parts()
    if ('page' in asked) return { value: await readPageTagged(asked.page, parts) }
    const pipe = pipes[asked.stage]
    return { value: await answerRow(pipe, pipe.start(parts), asked.row) }
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) }
  }
}
