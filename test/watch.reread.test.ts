import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readListing } from '../src/read/feeds/read.ts'
import { startFeedReader } from '../src/read/feeds/reader.ts'
import { takeInPage } from '../src/serve/command/add.ts'
import { afterEarning, afterLook, afterSpending, afterWord, followFrom, type Look, OLDEST } from '../src/serve/watch/reread.ts'
import { watch } from '../src/serve/watch/watch.ts'
import { type Following, openStore, type Store } from '../src/store/index.ts'
import type { Page } from '../src/types.ts'
import { finish, parts, scratch, versionsOf } from './record.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR
const NOW = Date.parse('2031-03-11T12:00:00Z')
const dated = (at: number) => ({ value: new Date(at).toISOString(), precision: 'second' as const, evidence: '' })
const hints = { byline: [], published: null, outlet: null }

describe('when an article is read again', () => {
  const none = { etag: null, modified: null, freshMs: null }
  const from = (published: number | null, over = {}) =>
    followFrom({ ...hints, published: published === null ? null : dated(published) }, { ...none, ...over }, NOW, 0)
  const look = (over: Partial<Look> = {}): Look => ({
    ...none,
    now: NOW,
    status: 200,
    problem: null,
    until: null,
    revised: false,
    jitter: 0,
    ...over
  })
  const ages = (each: (n: number) => Partial<Look>) => {
    const found = []
    let one: Following = from(null)
    for (let n = 0; one.next !== null && n < 99; n++) {
      found.push((one.next - NOW) / HOUR)
      one = afterLook(one, look({ now: one.next, ...each(n) }))
    }
    return found
  }

  test('at an age of one hour, and each time when it is twice as old, until two weeks', () => {
    expect(ages(() => ({}))).toEqual([1, 2, 4, 8, 16, 32, 64, 128, 256])
  })

  test('sooner after a change, and after a failure', () => {
    expect(ages(n => ({ revised: n === 3 }))).toEqual([1, 2, 4, 8, 12, 24, 48, 96, 192])
    const failing = { problem: { code: 'read/timeout', at: null, note: 'No.' } }
    expect(ages(n => (n === 3 ? failing : {})).slice(3, 5)).toEqual([8, 12])
  })

  test('an older one less often from the beginning, and a very old one never', () => {
    expect(from(NOW - 2 * DAY).next).toBe(NOW + 2 * DAY)
    expect(from(NOW - OLDEST).next).toBe(null)
    expect(from(NOW + 9 * DAY).next).toBe(NOW + HOUR)
    const changed = { ...hints, updated: dated(NOW - 2 * DAY) }
    expect(followFrom(changed, none, NOW, 0).next).toBe(NOW + 2 * DAY)
    const day = { ...hints, published: { value: '2031-03-09', precision: 'day' as const, evidence: '' } }
    expect(followFrom(day, none, NOW, 0).born).toBe(Date.parse('2031-03-10T00:00:00Z'))
  })

  test('not before its cache or its host allow it', () => {
    expect(from(null, { freshMs: 3 * HOUR }).next).toBe(NOW + 3 * HOUR)
    expect(afterLook(from(null), look({ until: NOW + 5 * HOUR })).next).toBe(NOW + 5 * HOUR)
    const later = { code: 'read/later', at: null, note: 'Later.' }
    expect(afterLook(from(null), look({ problem: later, until: NOW + 5 * HOUR }))).toMatchObject({
      next: NOW + 5 * HOUR,
      times: 0
    })
  })

  test('never again where it is gone, or may not be read; a 404 may pass', () => {
    const answer = (status: number, code = 'read/status') =>
      afterLook(from(null), look({ status, problem: { code, at: null, note: 'It is not there.' } }))
    expect(answer(410)).toMatchObject({ gone: true, next: null, why: 'It is not there.' })
    expect(answer(200, 'read/robots').next).toBe(null)
    expect(answer(404).next).not.toBe(null)
  })

  test('its validators are those of the last whole answer', () => {
    const one = { ...from(null), etag: '"1"' }
    expect(afterLook(one, look({ status: 304 })).etag).toBe('"1"')
    expect(afterLook(one, look({ etag: '"2"' })).etag).toBe('"2"')
    expect(afterLook(one, look()).etag).toBe(null)
    const wall = { code: 'read/not-taken', at: null, note: 'is only a wall.' }
    expect(afterLook(one, look({ etag: '"2"', problem: wall })).etag).toBe('"1"')
  })

  test('at once where its listing names a change, however old it is, and not because another listing is behind', () => {
    const old = { ...from(NOW - 30 * DAY), earliest: NOW - DAY }
    expect(old.next).toBe(null)
    const told = afterWord(old, { published: dated(NOW - 30 * DAY), updated: dated(NOW - MINUTE) }, NOW)!
    expect(told).toMatchObject({ next: NOW, pressed: true })
    expect(afterWord(told, { published: dated(NOW - 30 * DAY) }, NOW)).toBe(null)
    expect(afterWord(old, { published: null, updated: dated(NOW + 300 * DAY) }, NOW)).toBe(null)
    expect(afterWord({ ...old, earliest: NOW + HOUR }, { published: null, updated: dated(NOW) }, NOW)?.next).toBe(NOW + HOUR)
  })

  test('a listing that names a change each time is not believed for long', () => {
    let one = from(NOW - DAY)
    const pressed = []
    for (let n = 1; n <= 4; n++) {
      const at = NOW + n * 20 * MINUTE
      one = afterWord(one, { published: null, updated: dated(at) }, at)!
      pressed.push(one.pressed)
      if (one.pressed) one = afterLook(one, look({ now: at }))
    }
    expect(pressed).toEqual([true, true, false, false])
  })

  test('as often as something new was asked for, and once an hour, ten saved up at most', () => {
    const spend = (free: number, now: number) => {
      let n = 0
      for (; free <= now; n++) free = afterSpending(free, now)
      return { n, free }
    }
    const { n, free } = spend(0, NOW)
    expect(n).toBe(11)
    expect(spend(afterEarning(afterEarning(free, NOW), NOW), NOW).n).toBe(2)
    expect(spend(free, NOW + 3 * HOUR).n).toBe(3)
    expect(spend(free, NOW + 300 * HOUR).n).toBe(11)
  })
})

const rss = (inner: string) =>
  `<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Port</title>${inner}</channel></rss>`

test('what a listing says of a change: RSS, Atom, JSON, sitemap', () => {
  const updated = (chars: string) =>
    readListing({
      address: 'https://port.example/feed',
      bytes: Buffer.from(chars),
      mediaType: 'text/xml',
      charset: null,
      seen: ''
    }).value?.items.map(one => one.updated?.value)
  const day = '2031-03-11T09:00:00Z'
  expect(updated(rss(`<item><link>https://port.example/a</link><atom:updated>${day}</atom:updated></item>`))).toEqual([day])
  expect(
    updated(
      `<feed xmlns="http://www.w3.org/2005/Atom"><title>P</title><entry><link href="/a"/><updated>${day}</updated></entry></feed>`
    )
  ).toEqual([day])
  const items = [{ id: '1', url: 'https://port.example/a', date_modified: day }]
  expect(updated(JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', title: 'P', items }))).toEqual([day])
  expect(updated(`<urlset><url><loc>https://port.example/a</loc><lastmod>${day}</lastmod></url></urlset>`)).toEqual([day])
})

describe('on a server', () => {
  const { path } = scratch()
  type Answer = (response: ServerResponse, request: IncomingMessage) => void
  let answers: Record<string, Answer> = {}
  const asked: { path: string; at: number; headers: IncomingMessage['headers'] }[] = []
  let now = NOW
  const server = createServer((request, response) => {
    asked.push({ path: request.url!, at: now, headers: request.headers })
    const answer = answers[request.url!]
    if (answer) answer(response, request)
    else response.writeHead(404).end()
  })
  let origin = ''
  beforeAll(async () => {
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  })
  afterAll(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => {
    asked.length = 0
    now = NOW
  })

  /** The record, opened anew each time: nothing of the schedule is in memory. */
  const withStore = async <T>(name: string, work: (store: Store) => T | Promise<T>): Promise<T> => {
    const store = openStore(path(name), versionsOf('1'))
    try {
      return await work(store)
    } finally {
      store.close()
    }
  }
  /** Time stands still, and waiting takes a moment of the real one. */
  const clock = { now: () => now, sleep: () => setTimeout(5) }
  const said: string[] = []
  const watchOnce = (name: string) =>
    withStore(name, async store => {
      const added = { added: 0, renewed: 0, kept: 0, quotations: 0, unread: 0 }
      const take = async (page: Page) => {
        const { saved, notes } = await takeInPage(
          { ...parts, tagReading: async () => null },
          store,
          { value: page, problems: [] },
          added
        )
        return saved ? { saved, why: null } : { saved, why: notes[0] }
      }
      const reader = startFeedReader({
        userAgent: 'onrecord/0 (+https://onrecord.example)',
        allowPrivate: true,
        clock,
        pauseMs: 1000
      })
      store.feeds.add([`${origin}/feed`], now)
      const weave = async () => finish(store)
      const stop = new AbortController().signal
      await watch({ feeds: store.feeds, reader, clock, jitter: () => 0, take, weave, say: one => said.push(one), stop }, true)
    })
  const pathsSince = (n: number) =>
    asked
      .slice(n)
      .map(one => one.path)
      .filter(one => one !== '/robots.txt')

  const article = (words: string, more = '') =>
    `<title>Quay stays</title><article><h1>Quay stays open, mayor says</h1><p>“${words},” said Ada Ruiz, the mayor of Port Selm.</p>
     <p>The council of Port Selm had talked about the quay for three evenings, and on each of them somebody brought soup.</p>${more}</article>`
  const html =
    (body: string, headers = {}): Answer =>
    response =>
      response.writeHead(200, { 'content-type': 'text/html', ...headers }).end(body)
  const feed =
    (updated: string | null = null): Answer =>
    response =>
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(
          rss(
            `<item><link>${origin}/a</link><pubDate>${new Date(NOW).toUTCString()}</pubDate>${updated ? `<atom:updated>${updated}</atom:updated>` : ''}</item>`
          )
        )
  const changesOf = (name: string) =>
    withStore(name, store => store.versionsOf(`${origin}/a`).map(id => store.changesIn(id).flatMap(one => [...one.kinds])))

  test('a quotation that is changed after an hour is another version, and the change is listed', async () => {
    const name = 'changed.db'
    answers = { '/feed': feed(), '/a': html(article('We will not close the quay'), { etag: '"1"' }) }
    await watchOnce(name)
    expect(await changesOf(name)).toEqual([[]])
    answers['/a'] = html(article('We will never close the quay'), { etag: '"2"' })
    now = NOW + 30 * MINUTE
    await watchOnce(name)
    expect(await changesOf(name)).toEqual([[]])
    now = NOW + HOUR + MINUTE
    await watchOnce(name)
    const [, changes] = await changesOf(name)
    expect(changes).toContain('quotation-reworded')
    expect(asked.filter(one => one.path === '/a').map(one => one.headers['if-none-match'])).toEqual([undefined, '"1"'])
    await withStore(name, store => expect(store.feeds.all()[0]).toMatchObject({ followed: 1, revised: 1, gone: 0 }))
  })

  test('what stands around the article is no version; the beginning of one that is held in full is none', async () => {
    const name = 'same.db'
    answers = { '/feed': feed(), '/a': html(article('We stay')) }
    await watchOnce(name)
    answers['/a'] = html(article('We stay', '<p class="share">Share this article on all of your networks</p>'))
    now = NOW + HOUR + MINUTE
    await watchOnce(name)
    expect(await changesOf(name)).toEqual([[]])
    answers['/a'] = html(
      '<title>Quay stays</title><article><h1>Quay stays open, mayor says</h1><p>“We stay,” said Ada Ruiz, the mayor of…</p></article>'
    )
    now = NOW + 3 * HOUR
    await watchOnce(name)
    expect(await changesOf(name)).toEqual([[]])
    await withStore(name, store =>
      expect(store.feeds.following([`${origin}/a`]).get(`${origin}/a`)).toMatchObject({ times: 2, revised: 0 })
    )
  })

  test('a 304 costs the server nothing, and an article that is gone is not asked for again', async () => {
    const name = 'gone.db'
    answers = {
      '/feed': feed(),
      '/a': (response, { headers }) =>
        headers['if-none-match'] === '"1"'
          ? response.writeHead(304).end()
          : html(article('We stay'), { etag: '"1"' })(response, null!)
    }
    await watchOnce(name)
    now = NOW + HOUR + MINUTE
    await watchOnce(name)
    await withStore(name, store =>
      expect(store.feeds.following([`${origin}/a`]).get(`${origin}/a`)).toMatchObject({ times: 1, etag: '"1"' })
    )
    answers['/a'] = response => response.writeHead(410).end()
    now = NOW + 5 * HOUR
    await watchOnce(name)
    expect(said.at(-1)).toMatch(/\/a was taken down/)
    const before = asked.length
    for (const days of [1, 2, 4, 8]) {
      now = NOW + days * DAY
      await watchOnce(name)
    }
    expect(pathsSince(before)).not.toContain('/a')
    await withStore(name, store => {
      expect(store.feeds.all()[0]).toMatchObject({ followed: 0, gone: 1 })
      expect(store.versionsOf(`${origin}/a`)).toHaveLength(1)
    })
  })

  test('a feed that names a change has it read at once', async () => {
    const name = 'told.db'
    answers = { '/feed': feed(), '/a': html(article('We stay')) }
    await watchOnce(name)
    now = NOW + 3 * DAY
    await watchOnce(name)
    answers['/a'] = html(article('We leave'))
    const later = NOW + 3 * DAY + 13 * HOUR
    answers['/feed'] = feed(new Date(later - MINUTE).toISOString())
    now = later
    const before = asked.length
    await watchOnce(name)
    expect(pathsSince(before)).toEqual(['/feed', '/a'])
    expect((await changesOf(name))[1]).toContain('quotation-dropped')
  })

  test('robots.txt and Retry-After count for reading again too', async () => {
    const name = 'rules.db'
    answers = { '/feed': feed(), '/a': html(article('We stay')) }
    await watchOnce(name)
    answers['/feed'] = response => response.writeHead(503, { 'retry-after': '7200' }).end()
    now = NOW + HOUR + 10 * MINUTE
    const before = asked.length
    await watchOnce(name)
    expect(pathsSince(before)).toEqual(['/feed'])
    answers['/feed'] = feed()
    answers['/robots.txt'] = response => response.end('User-agent: *\nDisallow: /a\n')
    now = NOW + 4 * HOUR
    await watchOnce(name)
    expect(pathsSince(before)).not.toContain('/a')
    await withStore(name, store => expect(store.feeds.all()[0]).toMatchObject({ followed: 0, revised: 0 }))
  })

  test('many articles of one host wait for each other: new ones first, and a share for those read before', async () => {
    const name = 'many.db'
    const many = Array.from({ length: 40 }, (_, n) => `/n/${n}`)
    answers = Object.fromEntries(many.map((one, n) => [one, html(article(`We stay at quay ${n}`))]))
    answers['/feed'] = response =>
      response
        .writeHead(200, { 'content-type': 'application/rss+xml' })
        .end(rss(many.map(one => `<item><link>${origin}${one}</link></item>`).join('')))
    await watchOnce(name)
    expect(pathsSince(0)).toHaveLength(41)
    now = NOW + 3 * HOUR
    const before = asked.length
    await watchOnce(name)
    const again = pathsSince(before).filter(one => one.startsWith('/n/'))
    expect(again.length).toBeGreaterThan(8)
    expect(again.length).toBeLessThan(16)
    expect(new Set(again).size).toBe(again.length)
  })

  test('a feed that is dropped while its article is read does no harm', async () => {
    await withStore('dropped.db', store => {
      store.feeds.add([`${origin}/feed`], 0)
      const [one] = store.feeds.all()
      store.feeds.keep({ ...one, next: 10, lastRead: 0 }, [{ address: `${origin}/a`, ...hints }], [])
      const following = followFrom(hints, { etag: null, modified: null, freshMs: null }, now, 0)
      store.feeds.settle(`${origin}/a`, { state: 'read', next: 0, tries: 1, why: null }, following)
      store.feeds.drop(`${origin}/feed`)
      store.feeds.follow(`${origin}/a`, following)
      expect(store.feeds.againDue('127.0.0.1', now + DAY)).toBe(null)
      expect(store.feeds.nextDue()).toBe(null)
    })
  })
})
