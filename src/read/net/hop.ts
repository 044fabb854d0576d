import { lookup } from 'node:dns'
import { Agent, fetch, type Response } from 'undici'
import { isPrivate, type Lookup, PrivateAddress, publicLookup } from '../addresses.ts'
import { type Body, bodyOf, leave } from './answer.ts'
import { type Clock, SECOND } from './clock.ts'
import { NotRead } from './fault.ts'
import { retryIn, typeIn } from './headers.ts'
import type { Pace } from './pace.ts'

/** What one request needs: who asks, whom a person named, and for how long and how much it may go on. */
export type Errand = {
  /** The host, with its port, that a person named. */
  readonly named: string
  readonly headers: Readonly<Record<string, string>>
  /** Types that are read; null reads any. */
  readonly types: ReadonlySet<string> | null
  readonly limit: number
  /** What is left of its time, in milliseconds: every hop takes from it. */
  left: number
  /** The moment before which a host on the way asked to be left alone. */
  until: number | null
}

/** One answer: where it sends us on, or what it says; the body is null where it was not read. */
export type Hop =
  | { readonly to: URL; readonly forGood: boolean }
  | { readonly to: null; readonly response: Response; readonly body: Body | null }

/** What the connections need of the world. */
export type Wires = { readonly userAgent: string; readonly allowPrivate: boolean; readonly lookup?: Lookup }

/** Ports that web servers are found at. Another one is asked only at the host that a person named with it. */
const PORTS = new Set(['', '80', '443', '8000', '8080', '8443'])

/** How long a host that says "too many requests" or "not now" without saying for how long is left alone. */
const UNSAID_WAIT = 30 * SECOND

/** The most bytes of headers: Node's own bound, named so that it stays. */
const MAX_HEADER_BYTES = 16 * 1024

/**
 * Connections to anywhere, for a host that a person named, and to addresses outside alone: each is checked, and is the one that is connected to. `connections` is how
 * many a host gets at a time.
 */
export const connectionsOf = (wires: Wires, connections = 1): { anywhere: Agent; outside: Agent } => {
  // No connection is kept for the next request: between two there is a pause, in which the other side may close it unseen.
  const limits = { connections, pipelining: 0, maxHeaderSize: MAX_HEADER_BYTES }
  return {
    anywhere: new Agent(limits),
    outside: new Agent({ ...limits, connect: { lookup: publicLookup(wires.lookup ?? (lookup as Lookup)) as never } })
  }
}

/** A way to make one request. Nothing of its answer is open when it is done. */
export const startHopping = (wires: Wires, clock: Clock, pace: Pace) => {
  const { anywhere, outside } = connectionsOf(wires)

  // Only the host that a person named may be private or at a port of its own, not one that it leads to.
  const send = async (url: URL, errand: Errand): Promise<Response> => {
    const named = url.host === errand.named
    if (!(wires.allowPrivate && named) && isPrivate(url.hostname)) throw new PrivateAddress(url.hostname)
    if (!named && !PORTS.has(url.port)) throw new NotRead('read/port', `leads to ${url.host}: no web pages are at that port`)
    return fetch(url, {
      dispatcher: wires.allowPrivate && named ? anywhere : outside,
      redirect: 'manual',
      signal: AbortSignal.timeout(Math.max(1, errand.left)),
      headers: { 'user-agent': wires.userAgent, ...errand.headers }
    })
  }

  return async (url: URL, errand: Errand): Promise<Hop> => {
    const began = Date.now()
    try {
      const response = await send(url, errand)
      const { status, headers } = response
      if (status === 429 || status === 503) {
        errand.until = retryIn(headers, clock.now()) ?? clock.now() + UNSAID_WAIT
        pace.hold(url.hostname, errand.until)
      }
      const next = status >= 300 && status < 400 ? headers.get('location') : null
      const read = !next && response.ok && (!errand.types || errand.types.has(typeIn(headers).mediaType))
      if (read) return { to: null, response, body: await bodyOf(response, errand.limit) }
      await leave(response)
      if (!next) return { to: null, response, body: null }
      if (!URL.canParse(next, url)) throw new NotRead('read/redirect', `leads to ${next.slice(0, 200)}, which is no address`)
      return { to: new URL(next, url), forGood: status === 301 || status === 308 }
    } finally {
      errand.left -= Date.now() - began
    }
  }
}
