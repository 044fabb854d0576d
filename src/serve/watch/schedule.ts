import type { Feed } from '../../store/index.ts'
import type { Dated, Problem } from '../../types.ts'

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** No feed is read more often: what stands in it stays for hours. */
export const SHORTEST = 10 * MINUTE

/** No feed is read less often, unless it asks for it or fails: a quiet outlet may wake. */
export const LONGEST = 12 * HOUR

/** The most that a feed, a cache's header or a row of failures can ask for. */
export const LONGEST_ASKED = DAY

/** How often something is read of which nothing is known yet. */
const AT_FIRST = HOUR

/** How much later than its time a feed may be read, as a share of its interval: what was named together does not stay together. */
const JITTER = 0.2

/** How many of a feed's latest articles show its pace. */
const LOOKED_AT = 10

/** What one reading of a feed came to. `fresh` and `known` count what it names; `jitter` is a chance from 0 to 1. */
export type Reading = {
  readonly now: number
  readonly status: number | null
  readonly failed: boolean
  readonly problem: Problem | null
  readonly until: number | null
  readonly restMs: number | null
  readonly freshMs: number | null
  readonly published: readonly (Dated | null)[]
  readonly fresh: number
  readonly known: number
  readonly jitter: number
}

/** The feed after a reading of it: when it is read next, and what is to be known of it. */
export const afterReading = (feed: Feed, reading: Reading): Feed => {
  const { now, status, problem, until, jitter, fresh, known } = reading
  const put = (interval: number) => Math.max(now + Math.round(interval * (1 + JITTER * jitter)), until ?? 0)
  if (status === 410) return { ...feed, ended: true, lastRead: now, why: 'It has ended: its server answers 410 Gone.' }
  if (problem?.code === 'read/later') return { ...feed, next: put(SHORTEST), why: problem.note }
  if (reading.failed && problem) {
    const failures = feed.failures + 1
    return {
      ...feed,
      failures,
      lastRead: now,
      next: put(afterFailures(feed.interval ?? AT_FIRST, failures, problem)),
      why: problem.note
    }
  }
  const interval = intervalAfter(feed, reading)
  const missed = feed.lastRead !== null && fresh > 0 && known === 0
  return {
    ...feed,
    failures: 0,
    interval,
    lastRead: now,
    lastNew: fresh ? now : feed.lastNew,
    next: put(interval),
    why: problem?.note ?? (missed ? `All ${fresh} articles were new: others may have come and gone between two readings.` : null)
  }
}

// Rules do not change from one hour to the next, and a page that is none will be none.
const LASTING = new Set(['read/robots', 'read/type', 'read/private', 'read/port', 'read/entities', 'read/too-big'])

const afterFailures = (interval: number, failures: number, { code }: Problem): number =>
  LASTING.has(code) ? LONGEST_ASKED : Math.min(Math.max(interval, SHORTEST) * 2 ** Math.min(failures - 1, 20), LONGEST_ASKED)

/** How long until the next reading: the feed's own pace within our bounds, and never sooner than it asks for. */
const intervalAfter = (feed: Feed, reading: Reading): number => {
  const own = bounded(paceOf(reading) ?? paceByLuck(feed, reading))
  const missed = feed.lastRead !== null && reading.fresh > 0 && reading.known === 0
  const wanted = missed ? Math.max(SHORTEST, Math.min(own, feed.interval ?? own) / 2) : own
  return Math.max(wanted, Math.min(Math.max(reading.restMs ?? 0, reading.freshMs ?? 0), LONGEST_ASKED))
}

const bounded = (interval: number) => Math.min(Math.max(interval, SHORTEST), LONGEST)

// Half the usual time between two articles, so that each is read soon; but the longer nothing has come, the less often.
const paceOf = ({ published, now }: Reading): number | null => {
  const moments = published.flatMap(one => (one ? Date.parse(one.value) || [] : []))
  const latest = moments
    .filter(at => at <= now)
    .sort((a, b) => b - a)
    .slice(0, LOOKED_AT)
  const gaps = latest
    .slice(1)
    .map((at, i) => latest[i] - at)
    .sort((a, b) => a - b)
  if (gaps.length < 2) return null
  return Math.max(gaps[gaps.length >> 1] / 2, (now - latest[0]) / 10)
}

// Where nothing is dated, what is found tells: something new, sooner; nothing new, later. Asking a server that answers "not changed" costs it little.
const paceByLuck = ({ interval, lastRead }: Feed, { fresh, status }: Reading): number => {
  if (interval === null || lastRead === null) return AT_FIRST
  if (fresh) return interval / 2
  return interval * (status === 304 ? 1.2 : 1.5)
}

/**
 * How often an article is tried before it is left, how long after the first try the second one comes, and how many times as late each further one:
 * a host may be down for three days before an article of it is lost.
 */
const MOST_TRIES = 8
const FIRST_RETRY = 10 * MINUTE
const LATER_EACH_TIME = 3

/** What may pass by itself: a host that is down or busy, a page that its outlet has named too early. */
const PASSING = new Set([
  'read/timeout',
  'read/network',
  'read/refused',
  'read/unknown-host',
  'read/broken-off',
  'read/no-http',
  'read/robots-unknown',
  'read/empty'
])
const PASSING_STATUS = (status: number) => status >= 500 || [404, 408, 425, 429].includes(status)

/** What becomes of an article that could not be read: it waits for another try, or is left for this reason. */
export const afterTrying = (tries: number, problem: Problem, status: number | null, now: number, until: number | null) => {
  const { code, note } = problem
  if (code === 'read/later') return { state: 'waiting', next: until ?? now + SHORTEST, tries, why: note } as const
  const passing = PASSING.has(code) || (code === 'read/status' && PASSING_STATUS(status ?? 0))
  if (!passing || tries + 1 >= MOST_TRIES) return { state: 'left', next: now, tries: tries + 1, why: note } as const
  const next = Math.max(now + Math.min(FIRST_RETRY * LATER_EACH_TIME ** tries, DAY), until ?? 0)
  return { state: 'waiting', next, tries: tries + 1, why: note } as const
}
