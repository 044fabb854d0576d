import type { Ask } from '../answer/wire/index.ts'

/** So much is asked at once that whoever comes now would wait too long. */
export class TooBusy extends Error {}

/** How many drafts are checked at the same time, and how many may wait: a long one takes many seconds of work. */
const MOST_AT_ONCE = 2
const MOST_WAITING = 16

/** An Ask in which drafts take turns. Throws TooBusy where too many wait. */
export const takingTurns = (ask: Ask): Ask => {
  const waiting: (() => void)[] = []
  let running = 0
  const turn = async <T>(work: () => T): Promise<Awaited<T>> => {
    if (running >= MOST_AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw new TooBusy('Too many drafts are being checked. Ask again in a few seconds.')
      // Who goes hands the turn on, so that nobody who comes meanwhile is before who waits.
      await new Promise<void>(resolve => waiting.push(resolve))
    } else running += 1
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running -= 1
    }
  }
  return (name, input) =>
    (name === 'check' ? turn(() => ask(name, input)) : ask(name, input)) as ReturnType<typeof ask<typeof name>>
}
