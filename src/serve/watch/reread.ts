import type { Following, Listed } from '../../store/index.ts'
import type { Dated, Problem } from '../../types.ts'
import { LONGEST_ASKED, SHORTEST } from './schedule.ts'

const HOUR = 60 * 60_000
const DAY = 24 * HOUR

/**
 * No article is read again sooner, unless its listing names a change: what an outlet corrects within the first hour is mostly its own haste, and whoever watches
 * a hundred outlets asks each of them for every article then.
 */
export const SOONEST = HOUR

/**
 * Older articles are read again only where a listing names a change. Gaps grow with age, so that the second week costs one reading; what comes later is
 * seldom more than a new picture.
 */
export const OLDEST = 14 * DAY

/** A moment further ahead than this is no moment: some sitemaps name next year. */
const MOST_AHEAD = DAY

/** How often a listing may name a change that is none before it is not believed for that article: some name the present moment each time. */
const MOST_IN_VAIN = 2

/** How much later than its time an article may be read again, as a share of the gap: what came together does not stay together. */
const JITTER = 0.1

/**
 * How long until an article is read again: as long as it is old, so that two weeks take nine looks. The chance of a change is taken to fall as the age grows; then
 * each look is as likely to find one as the look before. (NewsEdits counts 3.6 versions an article: 1,278,804 articles, 4,609,430 versions.) One that has just
 * changed, or could not be read, is read in half of that: changes come in rows, and faults pass.
 */
const gapAt = (age: number, changed: boolean): number => Math.max(SOONEST, changed ? age / 2 : age)

const nextAt = (born: number, now: number, changed: boolean, jitter: number): number | null => {
  const at = now + Math.round(gapAt(now - born, changed) * (1 + JITTER * jitter))
  return at - born > OLDEST ? null : at
}

const momentOf = (dated: Dated | null | undefined): number | null => {
  const at = dated ? Date.parse(dated.value) : Number.NaN
  return Number.isNaN(at) ? null : at
}

/** The latest moment that a listing names for an article: when it was changed, or published. */
export const toldBy = ({ updated, published }: Pick<Listed, 'updated' | 'published'>, now: number): number | null => {
  const moments = [updated, published].map(momentOf).filter(at => at !== null && at < now + MOST_AHEAD)
  return moments.length ? Math.max(...(moments as number[])) : null
}

/** What an answer says that is to be known for the next time. */
type Again = { readonly etag: string | null; readonly modified: string | null; readonly freshMs: number | null }

// Whatever a cache's header says is believed for a day.
const restAfter = (now: number, freshMs: number | null) => now + Math.max(SHORTEST, Math.min(freshMs ?? 0, LONGEST_ASKED))

// A sitemap may say only when an article was last changed. A day without a time is over when its last hour is.
const bornAt = ({ published, updated }: Pick<Listed, 'published' | 'updated'>, now: number): number => {
  const dated = published ?? updated
  const at = momentOf(dated)
  if (at === null) return now
  const whole = dated?.precision === 'second' || dated?.precision === 'minute'
  return Math.min(now, whole ? at : at + DAY)
}

/** How an article is followed that was just read for the first time. */
export const followFrom = (
  item: Omit<Listed, 'address'>,
  { etag, modified, freshMs }: Again,
  now: number,
  jitter: number
): Following => {
  const born = bornAt(item, now)
  const [next, earliest] = [nextAt(born, now, false, jitter), restAfter(now, freshMs)]
  return {
    born,
    told: toldBy(item, now),
    next: next && Math.max(next, earliest),
    earliest,
    pressed: false,
    vain: 0,
    etag,
    modified,
    times: 0,
    revised: 0,
    gone: false,
    why: null
  }
}

/** How an article is followed of which a listing names a change: it is read as soon as it may be. Null where the listing names nothing new, or is not believed. */
export const afterWord = (one: Following, item: Pick<Listed, 'updated' | 'published'>, now: number): Following | null => {
  const told = toldBy(item, now)
  if (told === null || (one.told !== null && told <= one.told)) return null
  const believed = one.told !== null && one.vain < MOST_IN_VAIN && !one.gone
  return believed ? { ...one, told, next: Math.max(now, one.earliest), pressed: true } : { ...one, told }
}

/** What reading an article again came to: `revised` where it had become another version. */
export type Look = Again & {
  readonly now: number
  readonly status: number | null
  readonly problem: Problem | null
  readonly until: number | null
  readonly revised: boolean
  readonly jitter: number
}

// What does not pass by itself: the article is not asked for again.
const LASTING = new Set(['read/robots', 'read/type', 'read/private', 'read/port', 'read/too-big'])

/** How an article is followed after it was read again. */
export const afterLook = (one: Following, look: Look): Following => {
  const { now, status, problem, until, revised, jitter } = look
  const earliest = Math.max(restAfter(now, look.freshMs), until ?? 0)
  if (problem?.code === 'read/later') return { ...one, next: Math.max(earliest, one.next ?? 0), earliest, why: problem.note }
  const times = one.times + 1
  if (status === 410) return { ...one, times, earliest, next: null, pressed: false, gone: true, why: problem?.note ?? null }
  const next = problem && LASTING.has(problem.code) ? null : nextAt(one.born, now, revised || problem !== null, jitter)
  const after = { ...one, times, earliest, next: next && Math.max(next, earliest), pressed: false, why: problem?.note ?? null }
  if (problem) return after
  const vain = one.pressed && !revised ? one.vain + 1 : one.vain
  const { etag, modified } = status === 304 ? one : look
  return { ...after, vain, revised: one.revised + Number(revised), etag, modified }
}

/**
 * Reading again has a share of what is asked of a host: one for every other question that is put to it, and one an hour where little is asked, so that it is never
 * more than half of a busy host's requests. `free` is the moment from which on the next one may come; saved up, they are ten at most.
 */
const EACH = HOUR
const MOST_SAVED = 10 * EACH

/** From when on an article of a host may be read again, after one was. */
export const afterSpending = (free: number, now: number): number => Math.max(free, now - MOST_SAVED) + EACH

/** From when on an article of a host may be read again, after it was asked for something new. */
export const afterEarning = (free: number, now: number): number => Math.max(free - EACH, now - MOST_SAVED)
