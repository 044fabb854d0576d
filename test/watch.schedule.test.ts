import { describe, expect, test } from 'vitest'
import { afterReading, afterTrying, LONGEST, LONGEST_ASKED, type Reading, SHORTEST } from '../src/serve/watch/schedule.ts'
import type { Feed } from '../src/store/index.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const NOW = Date.parse('2031-03-11T12:00:00Z')

const feed = (over: Partial<Feed> = {}): Feed => ({
  address: 'https://port.example/feed',
  at: 'https://port.example/feed',
  named: 'https://port.example/feed',
  kind: 'feed',
  title: null,
  etag: null,
  modified: null,
  interval: HOUR,
  next: NOW,
  lastRead: NOW - HOUR,
  lastNew: null,
  failures: 0,
  ended: false,
  why: null,
  ...over
})
const reading = (over: Partial<Reading> = {}): Reading => ({
  now: NOW,
  status: 200,
  failed: false,
  problem: null,
  until: null,
  restMs: null,
  freshMs: null,
  published: [],
  fresh: 0,
  known: 10,
  jitter: 0,
  ...over
})
const failing = (code: string, over: Partial<Reading> = {}) =>
  reading({ failed: true, status: 500, known: 0, problem: { code, at: null, note: 'It fails.' }, ...over })
const every = (gap: number, ago = 0) =>
  Array.from({ length: 12 }, (_, n) => ({
    value: new Date(NOW - ago - n * gap).toISOString(),
    precision: 'second' as const,
    evidence: ''
  }))
/** How long until the next reading, in minutes. */
const wait = (over: Partial<Reading>, of: Partial<Feed> = {}) => (afterReading(feed(of), reading(over)).next - NOW) / MINUTE

describe('when a feed is read again', () => {
  test('after half of its own time between two articles, within bounds', () => {
    expect(wait({ published: every(HOUR) })).toBe(30)
    expect(wait({ published: every(MINUTE) })).toBe(SHORTEST / MINUTE)
    expect(wait({ published: every(100 * HOUR) })).toBe(LONGEST / MINUTE)
  })

  test('the longer nothing has come, the less often', () => {
    expect(wait({ published: every(HOUR, 10 * HOUR) })).toBe(60)
    expect(wait({ published: every(HOUR, 1000 * HOUR) })).toBe(LONGEST / MINUTE)
  })

  test('undated: sooner after something new, later after nothing, a little later after "not changed"', () => {
    expect(wait({ fresh: 2 })).toBe(30)
    expect(wait({})).toBe(90)
    expect(wait({ status: 304, known: 0 })).toBe(72)
    expect(wait({}, { interval: null, lastRead: null })).toBe(60)
  })

  test('never before the feed, its cache or its host allow it, and these are believed for a day', () => {
    expect(wait({ published: every(HOUR), restMs: 2 * HOUR })).toBe(120)
    expect(wait({ published: every(HOUR), freshMs: 3 * HOUR })).toBe(180)
    expect(wait({ published: every(HOUR), freshMs: 999 * HOUR })).toBe(LONGEST_ASKED / MINUTE)
    expect(wait({ published: every(HOUR), until: NOW + 5 * HOUR })).toBe(300)
  })

  test('later by chance, never sooner', () => {
    expect(wait({ published: every(HOUR), jitter: 0.5 })).toBe(33)
  })

  test('sooner where all was new, and it says that something may have been missed', () => {
    const after = afterReading(feed(), reading({ published: every(HOUR), fresh: 12, known: 0 }))
    expect((after.next - NOW) / MINUTE).toBe(15)
    expect(after.why).toMatch(/^All 12 articles were new/)
    expect(afterReading(feed({ lastRead: null }), reading({ fresh: 12, known: 0 })).why).toBe(null)
  })

  test('a clock that is ahead, or days that are none, do no harm', () => {
    expect(wait({ published: every(HOUR, -1000 * HOUR) })).toBe(90)
    expect(wait({ published: [null, ...every(HOUR).map(one => ({ ...one, value: 'soon' }))] })).toBe(90)
  })
})

describe('when a feed fails', () => {
  test('it is asked less and less often, a day at most, and the failures are counted', () => {
    const waits = []
    let one = feed()
    for (let n = 0; n < 7; n++) {
      one = afterReading(one, failing('read/status'))
      waits.push((one.next - NOW) / HOUR)
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 24, 24])
    expect(one).toMatchObject({ failures: 7, why: 'It fails.', interval: HOUR })
    expect(afterReading(one, reading({ published: every(HOUR) }))).toMatchObject({ failures: 0, why: null })
  })

  test('what will not pass by itself is asked once a day; being told to wait is no failure; 410 is the end', () => {
    expect(afterReading(feed(), failing('read/robots')).next - NOW).toBe(LONGEST_ASKED)
    expect(afterReading(feed(), failing('read/later', { until: NOW + 5 * HOUR }))).toMatchObject({
      failures: 0,
      next: NOW + 5 * HOUR
    })
    expect(afterReading(feed(), failing('read/status', { status: 410 }))).toMatchObject({
      ended: true,
      why: expect.stringMatching(/410/)
    })
  })
})

describe('an article that could not be read', () => {
  const tried = (code: string, status: number | null, tries = 0) =>
    afterTrying(tries, { code, at: null, note: 'No.' }, status, NOW, null)

  test('is tried again, later each time, where that may pass', () => {
    const minutes = [0, 1, 2, 3, 6].map(tries => (tried('read/timeout', null, tries).next - NOW) / MINUTE)
    expect(minutes).toEqual([10, 30, 90, 270, 1440])
    expect(tried('read/timeout', null, 7)).toMatchObject({ state: 'left', why: 'No.' })
    for (const status of [404, 429, 500, 503]) expect(tried('read/status', status).state).toBe('waiting')
  })

  test('is left where it will not', () => {
    for (const [code, status] of [
      ['read/robots', null],
      ['read/type', 200],
      ['read/status', 410],
      ['read/status', 403]
    ] as const)
      expect(tried(code, status).state, code).toBe('left')
  })

  test('waits without losing a try where its host asks to be left alone', () => {
    expect(afterTrying(2, { code: 'read/later', at: null, note: '' }, null, NOW, NOW + HOUR)).toMatchObject({
      state: 'waiting',
      tries: 2,
      next: NOW + HOUR
    })
  })
})
