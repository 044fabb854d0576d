// What the log of the hosts says of a reader's manners: how often each was kept, and every time it was not.
import { SECOND } from './time.mjs'

/** Between two stamps lie the loops of two processes and a socket: so many real milliseconds are nobody's fault. */
const SLACK_REAL = 25

const isRobots = ({ path }) => path === '/robots.txt'

/**
 * Every manner with how often it could be seen, how often it was broken, and how often something excuses that: a kill within the time that an answer
 * is waited for, because what was answered then may not have reached the disk; or that the server was kept from running, and stamped late.
 */
export const judge = ({ log, sleeps, kills, factor, pauseMs, patienceMs }) => {
  const hosts = Map.groupBy ? Map.groupBy(log, one => one.host) : groupBy(log)
  const manners = {}
  const note = (name, broken, excuse = 'broken') => {
    manners[name] ??= { seen: 0, broken: 0, killed: 0, asleep: 0 }
    manners[name].seen += 1
    if (broken) manners[name][excuse] += 1
  }
  const killedAfter = (entry, next) =>
    kills.some(at => at >= entry.real - 100 && at <= Math.min((entry.realTo ?? entry.real) + patienceMs, next.real))
      ? 'killed'
      : 'broken'
  const lateStamp = (entry, next) =>
    sleeps.some(({ from, to }) => from <= next.real && to >= (entry.realTo ?? entry.real)) ? 'asleep' : killedAfter(entry, next)
  const slack = SLACK_REAL * factor
  for (const requests of hosts.values()) {
    let held = null
    let robots = { at: Number.NEGATIVE_INFINITY, kills: 0 }
    const last = new Map()
    requests.forEach((one, i) => {
      const before = requests[i - 1]
      note('says who asks', !/^onrecord\/\S+ \(\+https:/.test(one.headers['user-agent'] ?? ''))
      if (before)
        note('one request at a time to a host', before.to === null || before.to > one.from + slack, lateStamp(before, one))
      const asked = requests.slice(0, i).findLast(other => !isRobots(other))
      if (asked && !isRobots(one)) {
        const pause = one.way === 'asks for a Crawl-delay' ? 60 * SECOND : pauseMs
        const name = one.way === 'asks for a Crawl-delay' ? 'keeps to Crawl-delay' : 'a pause after each answer'
        note(name, one.from - asked.to < pause - slack, lateStamp(asked, one))
      }
      if (held) note('waits as Retry-After says', one.from < held.until - slack, killedAfter(held.entry, one))
      if (one.retryAfter && !isRobots(one))
        held = { entry: one, until: /^\d+$/.test(one.retryAfter) ? one.to + one.retryAfter * SECOND : Date.parse(one.retryAfter) }
      else if (held && one.from >= held.until) held = null
      if (isRobots(one)) {
        const since = kills.filter(at => at <= one.real).length
        note('asks for robots.txt once a day and run', since === robots.kills && one.from - robots.at < 9 * 60 * SECOND)
        robots = { at: one.from, kills: since }
      }
      if (one.way === 'forbids every second article')
        note('stays away where robots.txt says so', /^\/news\/[13579]/.test(one.path))
      const earlier = last.get(one.path)
      if (earlier?.status === 200 && earlier.whole && one.way?.startsWith('answers 304') && !/^\/news\//.test(one.path))
        note(
          'asks only for what has changed',
          !(one.headers['if-none-match'] || one.headers['if-modified-since']),
          killedAfter(earlier, one)
        )
      if (earlier?.status === 200 && one.way === 'may be kept for an hour' && !/^\/news\//.test(one.path))
        note('keeps what may be kept', one.from - earlier.to < 3600 * SECOND - slack, killedAfter(earlier, one))
      if (earlier?.status === 410) note('never asks again where a feed has ended', true, killedAfter(earlier, one))
      if (earlier?.status === 301) note('remembers where a feed has moved', true, killedAfter(earlier, one))
      if (one.status === 410) note('never asks again where a feed has ended', false)
      if (one.status === 301) note('remembers where a feed has moved', false)
      last.set(one.path, one)
    })
  }
  note('never goes inside', hosts.has('127.0.250.1'))
  return manners
}

const groupBy = log => {
  const groups = new Map()
  for (const one of log) groups.set(one.host, [...(groups.get(one.host) ?? []), one])
  return groups
}
