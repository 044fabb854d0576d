import type { Context, Next } from 'hono'
import { type AddressOf, isThisMachine } from './asker.ts'

/** A person's pages and scripts stay far below this; who takes more waits. */
const PER_MINUTE = 600
const BURST = 120

/** How many addresses are remembered; then the one that has not asked for longest is forgotten. */
const MOST_KNOWN = 10_000

type Bucket = { left: number; at: number }

/** Lets so many requests through from one address that is not this machine; refuses the others with the seconds to wait. `now` is in milliseconds. */
export const limited = (now: () => number, addressOf: AddressOf) => {
  const buckets = new Map<string, Bucket>()
  return async (c: Context, next: Next): Promise<Response | undefined> => {
    const address = addressOf(c)
    if (!address || isThisMachine(address)) {
      await next()
      return undefined
    }
    const time = now()
    const { left, at } = buckets.get(address) ?? { left: BURST, at: time }
    const filled = Math.min(BURST, left + ((time - at) / 60_000) * PER_MINUTE)
    buckets.delete(address)
    buckets.set(address, { left: Math.max(0, filled - 1), at: time })
    if (buckets.size > MOST_KNOWN) buckets.delete(buckets.keys().next().value!)
    if (filled >= 1) {
      await next()
      return undefined
    }
    const wait = Math.ceil(((1 - filled) * 60) / PER_MINUTE)
    const problem = { type: 'about:blank', title: 'Too many questions', status: 429, detail: `Wait ${wait} s, then ask again.` }
    return c.body(JSON.stringify(problem), 429, { 'Content-Type': 'application/problem+json', 'Retry-After': String(wait) })
  }
}
