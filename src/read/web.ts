import { setTimeout } from 'node:timers/promises'
import { plainAddress } from '../text/index.ts'
import type { Found, Page } from '../types.ts'
import { isBlank } from './binary.ts'
import { MAX_BYTES, unpacked } from './net/answer.ts'
import { type Clock, SECOND } from './net/clock.ts'
import { explained, NotRead } from './net/fault.ts'
import { asConditions, freshIn, typeIn, type Validators, validatorsIn } from './net/headers.ts'
import { type Errand, type Hop, startHopping, type Wires } from './net/hop.ts'
import { startPacing } from './net/pace.ts'
import { MAX_ROBOTS_BYTES, startRobots } from './net/robots.ts'

export { MAX_BYTES } from './net/answer.ts'

/** What asking the web needs: who we say we are, whether the hosts that people named may be on this machine or its network, and time. */
export type Web = Wires & { readonly clock?: Clock; readonly patienceMs?: number; readonly pauseMs?: number }

/** How long a page may take, its redirects included, its waiting for a turn not. */
const PATIENCE_MS = 20 * SECOND

/** How long a host is left alone after each answer. A robots.txt that asks for a pause mostly names one to ten seconds. */
export const PAUSE_MS = SECOND

/** How often a page may send us on. */
const MAX_REDIRECTS = 5

const PAGES = ['text/html', 'application/xhtml+xml', 'text/plain', 'text/markdown']

/** Types that feeds, sitemaps and lists of feeds come as: what they are is looked at when they are read. */
const LISTINGS = [
  'application/rss+xml',
  'application/atom+xml',
  'application/rdf+xml',
  'application/feed+json',
  'application/json',
  'application/xml',
  'text/xml',
  'text/x-opml',
  'application/gzip',
  'application/x-gzip'
]

const READABLE = [...PAGES, ...LISTINGS]

/** How a question is put: what was answered the last time, and which address a person named, if it is not this one. */
export type Asking = { readonly since?: Validators; readonly under?: string }

/** What an answer says about asking again: its status, how long it counts as new, when it may be asked again, and where it now stands for good. */
export type Again = Validators & {
  readonly status: number | null
  readonly freshMs: number | null
  readonly until: number | null
  readonly moved: string | null
}

/** A Page, or null and the reason; whether its end was cut off; and what is to be known for the next time. */
export type Asked = Found<Page | null> & { readonly cut: boolean; readonly again: Again }

/** Asks for one address. A page that has not changed since the last time is null, without a problem and with status 304. */
export type Ask = (address: string, seen: string, asking?: Asking) => Promise<Asked>

/** The time of this machine. */
export const REAL: Clock = {
  now: Date.now,
  sleep: (ms, signal) => setTimeout(ms, undefined, { signal }).catch(() => {})
}

/** A reader of web pages with manners: one request at a time to each host and a pause, what robots.txt allows, and only what has changed. */
export const startAsking = (web: Web, clock = web.clock ?? REAL, pace = startPacing(clock, web.pauseMs ?? PAUSE_MS)): Ask => {
  const hop = startHopping(web, clock, pace)
  const robots = startRobots(web.userAgent, clock)
  const errand = (named: string, over: Partial<Errand>): Errand => {
    return { named, headers: {}, types: null, limit: MAX_BYTES, left: web.patienceMs ?? PATIENCE_MS, until: null, ...over }
  }
  const rules = (url: URL, named: string) =>
    robots(url, async address => {
      const asking = errand(named, { limit: MAX_ROBOTS_BYTES })
      const { answer } = await follow(address, url => pace.turn(url.hostname, () => hop(url, asking), 0))
      return { status: answer.response.status, bytes: answer.body?.bytes ?? new Uint8Array() }
    })
  const permitted = async (url: URL, asking: Errand) => {
    const { allows, delayMs } = await rules(url, asking.named)
    if (!allows(url)) throw new NotRead('read/robots', `may not be read by programs: ${url.origin}/robots.txt says so`)
    if (delayMs) pace.slow(url.hostname, delayMs)
    return pace.turn(url.hostname, () => hop(url, asking))
  }

  return async (address, seen, { since, under = address } = {}) => {
    const conditions = since ? asConditions(since) : {}
    const headers = { accept: `${PAGES.join(', ')}, ${LISTINGS.join(', ')};q=0.9, */*;q=0.1`, ...conditions }
    const asking = errand(new URL(under).host, { headers, types: new Set(READABLE) })
    const again: Again = { status: null, etag: null, modified: null, freshMs: null, until: null, moved: null }
    const not = (error: unknown, known: Partial<Again>): Asked => {
      const until = error instanceof NotRead ? error.until : null
      return {
        value: null,
        problems: [explained(address, error)],
        cut: false,
        again: { ...again, ...known, until: until ?? asking.until }
      }
    }
    try {
      const { answer, url, moved } = await follow(new URL(address), url => permitted(url, asking))
      const { status, headers } = answer.response
      const known = { ...again, status, ...validatorsIn(headers), freshMs: freshIn(headers), until: asking.until, moved }
      if (status === 304) return { value: null, problems: [], cut: false, again: known }
      try {
        return { value: pageIn(answer, url, seen), problems: [], cut: answer.body?.cut ?? false, again: known }
      } catch (error) {
        return not(error, known)
      }
    } catch (error) {
      return not(error, {})
    }
  }
}

type Answer = Exclude<Hop, { to: URL }>

/** Goes where an address leads, step by step. `moved` is where it says that it stands for good, null where it stays or only lends itself. */
const follow = async (
  start: URL,
  hop: (url: URL) => Promise<Hop>
): Promise<{ answer: Answer; url: URL; moved: string | null }> => {
  let url = start
  let moved: string | null = null
  let forGood = true
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    if (!/^https?:$/.test(url.protocol))
      throw new NotRead('read/address', `leads to ${url.href.slice(0, 200)}, which is not a web address`)
    const answer = await hop(url)
    if (!answer.to) return { answer, url, moved }
    url = answer.to
    url.hash = ''
    forGood &&= answer.forGood
    if (forGood) moved = url.href
  }
  throw new NotRead('read/redirect', `leads on and on: it was followed ${MAX_REDIRECTS} times`)
}

const pageIn = ({ response: { status, statusText, ok, headers }, body }: Answer, url: URL, seen: string): Page => {
  if (!ok) throw new NotRead('read/status', `answers ${status}${statusText ? ` ${statusText.slice(0, 100)}` : ''}`)
  const { mediaType, charset } = typeIn(headers)
  if (!body) throw new NotRead('read/type', `is ${mediaType.slice(0, 100) || 'of no known type'}, not a page or a text`)
  const bytes = unpacked(body.bytes)
  if (body.cut && !LISTINGS.includes(mediaType)) throw new NotRead('read/too-big', `is larger than ${MAX_BYTES / 1024 / 1024} MB`)
  if (isBlank(bytes)) throw new NotRead('read/empty', 'is empty')
  const sent = Object.fromEntries([...headers].filter(([name]) => name !== 'set-cookie'))
  return { address: plainAddress(url.href), bytes, mediaType, charset, seen, headers: sent }
}
