// What the log of the hosts says of a reader's manners: how often each was kept, and every time it was not.
import { HOUR, MINUTE, SECOND } from './time.mjs'

/** Between two stamps lie the loops of two processes and a socket: so many real milliseconds are nobody's fault. */
const SLACK_REAL = 25

/** The pause that a robots.txt of the bench asks for, and how long one that failed is not asked for again. */
const CRAWL_DELAY = 60 * SECOND
const ROBOTS_FAILED = 9 * MINUTE

/** How soon an article may be read again: where its feed names a change, and where it does not; and how many may be saved up. */
const SOONEST_TOLD = 10 * MINUTE
const SOONEST = HOUR
const MOST_SAVED = 11

const isRobots = ({ path }) => path === '/robots.txt'
const isArticle = ({ path }) => path.startsWith('/news/')
const wasRead = one => one && ((one.status === 200 && one.whole) || one.status === 304)

/**
 * Every manner with how often it could be seen, how often it was broken, and how often something excuses that. _killed_: a kill came before what was
 * answered had reached the disk, by the watcher's own journal (`kept`), or, for pauses, which are not written down, between the two requests.
 * _asleep_: the server was kept from running, and stamped late.
 */
export const judge = ({ log, sleeps, kills, kept, factor, pauseMs }) => {
  const manners = {}
  const broken = []
  const journal = readJournal(kept)
  const slack = SLACK_REAL * factor

  const killed = (entry, next) => kills.some(at => at >= entry.real && at <= next.real)
  const lost = (entry, next, path) => {
    const noted = journal.get(`${entry.host}${path}`) ?? []
    return kills.some(
      kill =>
        kill >= entry.real &&
        kill <= next.real &&
        !noted.some(({ at, word }) => word === 'kept' && at >= entry.real && at <= kill)
    )
  }
  // What a reader did not wait for, because the machine was busy, it does not know.
  const unheard = (entry, next) => {
    const noted = journal.get(`${entry.host}${entry.path}`) ?? []
    return noted.find(({ at, word }) => word !== 'kept' && at >= entry.real && at <= next.real)?.word === 'nothing'
  }
  const late = (entry, next) => sleeps.some(({ from, to }) => from <= next.real && to >= (entry.realTo ?? entry.real))
  const note = (name, isBroken, one, excuses = {}) => {
    manners[name] ??= { seen: 0, broken: 0, killed: 0, asleep: 0 }
    manners[name].seen += 1
    if (!isBroken) return
    const excuse = excuses.killed?.() ? 'killed' : excuses.asleep?.() ? 'asleep' : 'broken'
    manners[name][excuse] += 1
    if (excuse === 'broken')
      broken.push(`${name}: ${one.host}${one.path} (${one.way}) at ${new Date(one.from).toISOString()}, real ${one.real}`)
  }

  for (const requests of groupBy(log).values()) {
    let held = null
    let asked = null
    let robots = { at: Number.NEGATIVE_INFINITY, kills: 0 }
    const last = new Map()
    const counts = { again: 0, other: 0 }
    requests.forEach((one, i) => {
      const before = requests[i - 1]
      const between = other => ({ killed: () => killed(other, one), asleep: () => late(other, one) })
      const unwritten = (other, path = other.path) => ({ killed: () => lost(other, one, path) })
      note('says who asks', !/^onrecord\/\S+ \(\+https:/.test(one.headers['user-agent'] ?? ''), one)
      if (before)
        note('one request at a time to a host', before.to === null || before.to > one.from + slack, one, between(before))
      if (asked && !isRobots(one)) {
        const slow = one.way === 'asks for a Crawl-delay'
        const name = slow ? 'keeps to Crawl-delay' : 'a pause after each answer'
        note(name, one.from - asked.to < (slow ? CRAWL_DELAY : pauseMs) - slack, one, between(asked))
      }
      if (held) note('waits as Retry-After says', one.from < held.until - slack, one, unwritten(held.entry, '/'))
      if (one.retryAfter && !isRobots(one))
        held = { entry: one, until: /^\d+$/.test(one.retryAfter) ? one.to + one.retryAfter * SECOND : Date.parse(one.retryAfter) }
      else if (held && one.from >= held.until) held = null
      if (isRobots(one)) {
        const since = kills.filter(at => at <= one.real).length
        note('asks for robots.txt once a day and run', since === robots.kills && one.from - robots.at < ROBOTS_FAILED, one)
        robots = { at: one.from, kills: since }
        return
      }
      asked = one
      const same = last.get(one.path)
      const earlier = same && unheard(same, one) ? undefined : same
      if (one.way === 'forbids every second article')
        note('stays away where robots.txt says so', /^\/news\/[13579]/.test(one.path), one)
      if (wasRead(earlier) && KNOWS_CHANGES.test(one.way) && isArticle(one) === /articles/.test(one.way))
        note('asks only for what has changed', !isConditional(one), one, unwritten(earlier))
      if (earlier?.status === 200 && one.way === 'may be kept for an hour' && !isArticle(one))
        note('keeps what may be kept', one.from - earlier.to < HOUR - slack, one, unwritten(earlier))
      if (wasRead(earlier) && isArticle(one)) {
        const soonest = /says so/.test(one.way) ? SOONEST_TOLD : SOONEST
        note('reads an article again after a while', one.from - earlier.to < soonest - slack, one, unwritten(earlier))
      }
      const ended = isArticle(one) ? 'never asks again for an article that is gone' : 'never asks again where a feed has ended'
      if (earlier?.status === 410) note(ended, true, one, unwritten(earlier))
      if (earlier?.status === 301) note('remembers where a feed has moved', true, one, unwritten(earlier))
      if (one.status === 410) note(ended, false, one)
      if (one.status === 301) note('remembers where a feed has moved', false, one)
      counts[wasRead(earlier) && isArticle(one) ? 'again' : 'other'] += 1
      last.set(one.path, one)
    })
    const hours = (requests.at(-1).from - requests[0].from) / HOUR
    if (counts.again) note('a share for what was read before', counts.again > counts.other + hours + MOST_SAVED, requests.at(-1))
  }
  note(
    'never goes inside',
    log.some(({ host }) => host === '127.0.250.1'),
    log[0]
  )
  return { manners, broken }
}

const KNOWS_CHANGES = /^(?:answers 304|takes articles down)/
const isConditional = ({ headers }) => headers['if-none-match'] || headers['if-modified-since']

/** By host and path, what the watcher heard, and when that reached the disk. */
const readJournal = kept => {
  const journal = new Map()
  for (const line of kept.split('\n').filter(Boolean)) {
    const [at, word, address] = line.split(' ')
    const { hostname, pathname } = new URL(address)
    const key = `${hostname}${pathname}`
    if (!journal.has(key)) journal.set(key, [])
    journal.get(key).push({ at: Number(at), word })
  }
  return journal
}

const groupBy = log => {
  const groups = new Map()
  for (const one of log) groups.set(one.host, [...(groups.get(one.host) ?? []), one])
  return groups
}
