import robots from 'robots-parser'
import { type Clock, DAY, MINUTE, SECOND } from './clock.ts'
import { NotRead } from './fault.ts'

/** How long a robots.txt counts (RFC 9309 says a day), and how long one that could not be had. */
const KEPT = DAY
const KEPT_FAILURE = 10 * MINUTE

/** The longest Crawl-delay that is kept to: a site that asks for more is asked this seldom. */
const LONGEST_DELAY = 60 * SECOND

/** The most of a robots.txt that counts (RFC 9309 asks for 500 KiB at least); what stands after it is not read. */
export const MAX_ROBOTS_BYTES = 512 * 1024

// The package is a function, though its types say that it has one under `default`.
const robotsParser = robots as unknown as typeof robots.default

/** What a robots.txt came to: its status, and as much of it as counts. */
export type RobotsFile = { readonly status: number; readonly bytes: Uint8Array }

type Rules = { allows(url: URL): boolean; delayMs: number | null }
type Get = (address: URL) => Promise<RobotsFile>
type Known = { rules: Promise<Rules>; until: number }

/** What each site's robots.txt says, asked once a day. A file that cannot be had forbids everything for a while; one that is not there, nothing. */
export const startRobots = (userAgent: string, clock: Clock) => {
  const known = new Map<string, Known>()
  return (page: URL, get: Get): Promise<Rules> => {
    const one = known.get(page.origin)
    if (one && one.until > clock.now()) return one.rules
    const fresh: Known = { rules: rulesOf(new URL('/robots.txt', page), userAgent, get), until: clock.now() + KEPT }
    known.set(page.origin, fresh)
    fresh.rules.catch(() => {
      fresh.until = clock.now() + KEPT_FAILURE
    })
    return fresh.rules
  }
}

const EVERYTHING: Rules = { allows: () => true, delayMs: null }

// RFC 9309: no robots.txt allows everything; one that cannot be reached allows nothing. 429 says "not now", not "not there".
const rulesOf = async (address: URL, userAgent: string, get: Get): Promise<Rules> => {
  const { status, bytes } = await get(address)
  if (status >= 500 || status === 429)
    throw new NotRead('read/robots-unknown', `is not asked for: its robots.txt answers ${status}`)
  if (status < 200 || status >= 300) return EVERYTHING
  const rules = robotsParser(address.href, new TextDecoder().decode(bytes))
  const delay = rules.getCrawlDelay(userAgent)
  return {
    allows: url => !rules.isDisallowed(url.href, userAgent),
    delayMs: delay && delay > 0 ? Math.min(delay * SECOND, LONGEST_DELAY) : null
  }
}
