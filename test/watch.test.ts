import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Clock } from '../src/read/net/clock.ts'
import { startAsking, type Web } from '../src/read/web.ts'
import { openStore } from '../src/store/index.ts'
import { pageOf, parts, scratch, versionsOf } from './record.ts'

const { folder, path } = scratch()
const bin = new URL('../bin/onrecord', import.meta.url).pathname

const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

type Answer = (response: ServerResponse, request: IncomingMessage) => void
let answers: Record<string, Answer> = {}
const asked: { path: string; at: number; headers: IncomingMessage['headers'] }[] = []
const paths = () => asked.map(one => one.path)

/** A clock that stands still but for waiting, which takes no time. */
const startClock = (): Clock & { set(ms: number): void } => {
  let now = Date.parse('2031-03-11T12:00:00Z')
  return {
    now: () => now,
    sleep: async ms => void (now += ms),
    set: ms => {
      now = ms
    }
  }
}
let clock = startClock()

const server = createServer((request, response) => {
  asked.push({ path: request.url!, at: clock.now(), headers: request.headers })
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

const html: Answer = response => response.setHeader('content-type', 'text/html').end('<p>Words')
const status =
  (code: number, headers = {}): Answer =>
  response =>
    response.writeHead(code, headers).end()

beforeEach(() => {
  asked.length = 0
  clock = startClock()
  answers = { '/a': html, '/b': html }
})

const asker = (over: Partial<Web> = {}) => {
  const ask = startAsking({
    userAgent: 'onrecord/0.0.0 (+https://onrecord.example/reader)',
    allowPrivate: true,
    clock,
    pauseMs: SECOND,
    ...over
  })
  return (where: string, since = { etag: null as string | null, modified: null as string | null }) =>
    ask(`${origin}${where}`, '', { since })
}

describe('manners', () => {
  test('one request at a time to a host, and a pause between two', async () => {
    const ask = asker()
    await Promise.all(['/a', '/b', '/a'].map(one => ask(one)))
    expect(paths()).toEqual(['/robots.txt', '/a', '/b', '/a'])
    const [, first, second, third] = asked.map(one => one.at)
    expect([second - first, third - second]).toEqual([SECOND, SECOND])
    expect(new Set(asked.map(one => one.headers['user-agent']))).toEqual(
      new Set(['onrecord/0.0.0 (+https://onrecord.example/reader)'])
    )
  })

  test('the pause that robots.txt asks for, a minute at most', async () => {
    for (const [delay, waited] of [
      [5, 5 * SECOND],
      [9999, MINUTE],
      [-1, SECOND]
    ]) {
      answers['/robots.txt'] = response => response.end(`User-agent: *\nCrawl-delay: ${delay}\n`)
      const ask = asker()
      asked.length = 0
      await ask('/a')
      await ask('/b')
      expect(asked[2].at - asked[1].at).toBe(waited)
    }
  })

  test('robots.txt counts for a day, one that failed for ten minutes', async () => {
    const ask = asker()
    await ask('/a')
    clock.set(clock.now() + 23 * HOUR)
    await ask('/a')
    expect(paths()).toEqual(['/robots.txt', '/a', '/a'])
    clock.set(clock.now() + 2 * HOUR)
    answers['/robots.txt'] = status(500)
    expect((await ask('/a')).problems[0].note).toMatch(/its robots\.txt answers 500/)
    answers['/robots.txt'] = response => response.end('User-agent: onrecord\nDisallow: /a\n')
    expect((await ask('/a')).problems[0].code).toBe('read/robots-unknown')
    clock.set(clock.now() + 11 * MINUTE)
    expect((await ask('/a')).problems[0].code).toBe('read/robots')
    expect(paths().slice(3)).toEqual(['/robots.txt', '/robots.txt'])
  })

  test('robots.txt that is not there, that is forbidden, that leads elsewhere, that says "not now", that is too long', async () => {
    const outcomes: unknown[] = []
    const long = `User-agent: *\nDisallow: /a\n${'# words\n'.repeat(200_000)}`
    const files: Answer[] = [
      status(404),
      status(403),
      status(302, { location: '/robots2' }),
      status(429, { 'retry-after': '5' }),
      response => response.end(long)
    ]
    answers['/robots2'] = response => response.end('User-agent: *\nDisallow: /a\n')
    for (const file of files) {
      answers['/robots.txt'] = file
      outcomes.push((await asker()('/a')).problems[0]?.code ?? 'read')
    }
    expect(outcomes).toEqual(['read', 'read', 'read/robots', 'read/robots-unknown', 'read/robots'])
  })

  test('what has not changed is not sent again: ETag and date', async () => {
    answers['/a'] = (response, { headers }) => {
      if (headers['if-none-match'] === '"1"' && headers['if-modified-since'] === 'Tue, 11 Mar 2031 08:00:00 GMT')
        return status(304)(response, null!)
      response.writeHead(200, {
        'content-type': 'text/html',
        etag: '"1"',
        'last-modified': 'Tue, 11 Mar 2031 08:00:00 GMT',
        'cache-control': 'max-age=600'
      })
      response.end('<p>Words')
    }
    const ask = asker()
    const { value, again } = await ask('/a')
    expect(value).not.toBe(null)
    expect(again).toMatchObject({ status: 200, etag: '"1"', freshMs: 10 * MINUTE })
    expect(await ask('/a', again)).toMatchObject({ value: null, problems: [], again: { status: 304 } })
  })

  test('Retry-After, in seconds and as a date, for the whole host', async () => {
    for (const said of [() => '1800', () => new Date(clock.now() + 30 * MINUTE).toUTCString()]) {
      for (const code of [429, 503]) {
        answers['/a'] = response => status(code, { 'retry-after': said() })(response, null!)
        const ask = asker()
        expect((await ask('/a')).again.until).toBe(clock.now() + 30 * MINUTE)
        const before = asked.length
        expect((await ask('/b')).problems[0].code).toBe('read/later')
        expect(asked).toHaveLength(before)
        clock.set(clock.now() + 30 * MINUTE)
        expect((await ask('/b')).value).not.toBe(null)
      }
    }
  })

  test('a pause that is short enough is waited for', async () => {
    answers['/a'] = status(503, { 'retry-after': '20' })
    const ask = asker()
    await ask('/a')
    const answered = clock.now()
    await ask('/b')
    expect(asked.at(-1)!.at - answered).toBeGreaterThanOrEqual(19 * SECOND)
  })

  test('a redirect for good is told apart from one for now, and one that a passing one stands before', async () => {
    answers['/old'] = status(301, { location: '/older' })
    answers['/older'] = status(308, { location: '/a' })
    answers['/lent'] = status(302, { location: '/old' })
    const ask = asker()
    expect((await ask('/old')).again.moved).toBe(`${origin}/a`)
    expect((await ask('/lent')).again.moved).toBe(null)
    answers['/older'] = status(307, { location: '/a' })
    expect((await ask('/old')).again.moved).toBe(`${origin}/older`)
  })

  test('an address that only tracks its reader is another name of the page', async () => {
    answers['/a?utm_source=feed&id=1'] = html
    expect((await asker()('/a?utm_source=feed&id=1')).value?.address).toBe(`${origin}/a?id=1`)
  })
})

describe('what is watched', () => {
  const hints = { byline: ['Ada Ruiz'], published: null, outlet: null }
  const listed = (name: string) => ({ address: `https://port.example/${name}`, ...hints })
  let count = 0
  const startFeeds = () => openStore(path(`feeds-${count++}.db`), versionsOf('1')).feeds
  const FEED = 'https://port.example/feed'

  test('is added once, is due at once, and is known by where it has moved', () => {
    const feeds = startFeeds()
    expect([feeds.add([FEED], 5), feeds.add([FEED], 6)]).toEqual([1, 0])
    expect([feeds.hostsDue(4), feeds.hostsDue(5), feeds.nextDue()]).toEqual([[], ['port.example'], 5])
    const feed = feeds.feedDue('port.example', 5)!
    feeds.keep({ ...feed, at: 'https://quay.example/feed', next: 50, lastRead: 5 }, [], [])
    expect(feeds.add(['https://quay.example/feed'], 6)).toBe(0)
    expect(feeds.feedDue('quay.example', 50)).toMatchObject({ address: FEED, at: 'https://quay.example/feed' })
  })

  test('names each article once, the oldest first, whichever feed names it', () => {
    const feeds = startFeeds()
    feeds.add([FEED, 'https://port.example/other'], 0)
    const [one, other] = feeds.all()
    feeds.keep({ ...one, next: 100, lastRead: 10 }, [listed('new'), listed('old')], [])
    feeds.keep({ ...other, next: 100, lastRead: 20 }, [listed('new')], [])
    expect(feeds.known(['https://port.example/new', 'https://port.example/unknown'])).toBe(1)
    expect(feeds.itemDue('port.example', 50)).toEqual({ address: 'https://port.example/old', named: FEED, hints, tries: 0 })
    feeds.settle('https://port.example/old', { state: 'read', next: 0, tries: 1, why: null })
    feeds.settle('https://port.example/new', { state: 'left', next: 0, tries: 1, why: 'It is gone.' })
    expect(feeds.itemDue('port.example', 50)).toBe(null)
    expect(feeds.all()[0]).toMatchObject({ read: 1, waiting: 0, left: 1, leftWhy: 'It is gone.' })
  })

  test('waits where its host asks for it, is not due when it has ended, and is forgotten with what it led to', () => {
    const feeds = startFeeds()
    feeds.add([FEED], 0)
    feeds.keep({ ...feeds.all()[0], next: 10, lastRead: 0 }, [listed('a')], ['https://port.example/part'])
    feeds.hold('port.example', 500)
    expect([feeds.hostsDue(499), feeds.hostsDue(500)]).toEqual([[], ['port.example']])
    expect(feeds.held(499)).toEqual([{ host: 'port.example', until: 500 }])
    expect(feeds.held(500)).toEqual([])
    const [one] = feeds.all()
    feeds.keep({ ...one, ended: true }, [], [])
    expect(feeds.feedDue('port.example', 9999)?.address).toBe('https://port.example/part')
    expect([feeds.drop(FEED), feeds.drop(FEED), feeds.all()]).toEqual([true, false, []])
  })

  test('two that have moved to one place are read once', () => {
    const feeds = startFeeds()
    feeds.add([FEED, 'https://port.example/other'], 0)
    const [, other] = feeds.all()
    feeds.keep({ ...other, at: FEED, next: 1 }, [], [])
    expect(feeds.all().map(one => one.ended)).toEqual([false, true])
  })

  test('with thousands of articles waiting is not read', () => {
    const feeds = startFeeds()
    feeds.add([FEED], 0)
    const [one] = feeds.all()
    for (let n = 0; n < 2; n++)
      feeds.keep(
        { ...one, next: 10 },
        Array.from({ length: 1000 }, (_, i) => listed(`${n}-${i}`)),
        []
      )
    expect(feeds.feedDue('port.example', 99)).toBe(null)
    expect(feeds.itemDue('port.example', 99)).not.toBe(null)
  })
})

test('what a feed says of its article counts where the page says nothing', () => {
  const published = { value: '2031-03-11', precision: 'day', evidence: 'Tue, 11 Mar 2031' } as const
  const hints = { byline: ['Ada Ruiz'], published, outlet: 'Quay Wire' }
  const bare = parts.parsePage({
    ...pageOf('https://port.example/a', 'Words about the harbour of Port Selm and its cranes.\n'),
    hints
  })
  expect(bare.value).toMatchObject(hints)
  const own = pageOf(
    'https://port.example/a',
    'Harbour stays\n\nBy Jon Mabry\n\n12 March 2031\n\nThe harbour of Port Selm stays open, the council said.\n'
  )
  expect(parts.parsePage({ ...own, hints }).value).toMatchObject({ byline: ['Jon Mabry'], published: { value: '2031-03-12' } })
})

describe('the command', () => {
  const run = (args: string[], until?: (out: string) => boolean) =>
    new Promise<{ code: number; out: string; err: string }>(resolve => {
      const { ONRECORD_DB: _, ...env } = process.env
      const child = spawn(process.execPath, [bin, '--engine', 'rules', ...args], { cwd: folder, env })
      let out = ''
      let err = ''
      child.stdout.on('data', chunk => {
        out += chunk
        if (until?.(out)) {
          until = undefined
          child.kill('SIGINT')
        }
      })
      child.stderr.on('data', chunk => (err += chunk))
      child.on('close', code => resolve({ code: code ?? -1, out, err }))
    })
  const article =
    (n: number): Answer =>
    response =>
      response
        .setHeader('content-type', 'text/html')
        .end(
          `<title>Quay ${n}</title><article><h1>Quay ${n} stays</h1><p>“We stay at quay ${n},” said Ada Ruiz, the mayor.</p></article>`
        )
  const feedOf =
    (...articles: number[]): Answer =>
    response =>
      response
        .setHeader('content-type', 'application/rss+xml')
        .end(
          `<rss version="2.0"><channel><title>Port &amp; Quay</title>${articles.map(n => `<item><link>/news/${n}?utm_source=rss</link></item>`).join('')}</channel></rss>`
        )

  test('watch --once reads what is due and ends; feeds tells how it does; the page and the list say the same', async () => {
    answers = { '/feed': feedOf(1, 2), '/news/1': article(1), '/news/2': article(2), '/broken': status(500) }
    const db = ['--db', path('once.db')]
    writeFileSync(
      path('mine.opml'),
      `<opml version="2.0"><body><outline text="a" xmlUrl="${origin}/feed"/><outline text="b" xmlUrl="${origin}/broken"/></body></opml>`
    )
    const first = await run(['watch', '--once', '--allow-private', 'mine.opml', ...db])
    expect(first).toMatchObject({
      code: 0,
      out: expect.stringMatching(/2 articles added, \d+ quotations\.\n2 feeds watched, next at /),
      err: expect.stringMatching(/answers 500/)
    })
    asked.length = 0
    expect((await run(['watch', '--once', '--allow-private', ...db])).out).toMatch(/^2 feeds watched/)
    expect(asked).toEqual([])

    const lines = JSON.parse((await run(['feeds', '--json', ...db])).out)
    expect(lines).toMatchObject([
      { address: `${origin}/broken`, state: 'failing', failures: 1, articles: 0 },
      { address: `${origin}/feed`, state: 'read', title: 'Port & Quay', articles: 2, waiting: 0, left: 0 }
    ])
    const { out } = await run(['feeds', ...db])
    expect(out).toMatch(
      /failing: \S+\/broken\n[\s\S]*1 failure in a row[\s\S]*answers 500[\s\S]*in order: Port & Quay, \S+\/feed\n[\s\S]*2 articles/
    )
    const opml = (await run(['feeds', '--opml', ...db])).out
    expect(opml).toContain(`xmlUrl="${origin}/feed"`)
    writeFileSync(path('again.opml'), opml)
    expect((await run(['watch', '--once', 'again.opml', '--db', path('again.db')])).err).toMatch(/is an address of this machine/)

    expect((await run(['feeds', '--drop', `${origin}/broken`, ...db])).code).toBe(0)
    expect((await run(['feeds', '--drop', `${origin}/broken`, ...db])).code).toBe(5)
    const store = openStore(path('once.db'), versionsOf('1'))
    const addresses = store.articles().map(id => store.article(id)!.address)
    expect(addresses.sort()).toEqual([`${origin}/news/1`, `${origin}/news/2`])
    expect(store.isWoven() || store.statements().length > 0).toBe(true)
    store.close()
  }, 180_000)

  test('watch goes on until Ctrl-C, and a second run reads what the first had not', async () => {
    answers = { '/feed': feedOf(1, 2, 3), '/news/1': article(1), '/news/2': article(2), '/news/3': article(3) }
    const db = ['--db', path('on.db')]
    const stopped = await run(['watch', '--allow-private', `${origin}/feed`, ...db], out => /Watching 1 feed/.test(out))
    expect(stopped).toMatchObject({ code: 130, err: expect.stringMatching(/Stopped\./) })
    const { out } = await run(['watch', '--once', '--allow-private', ...db])
    expect(out).toMatch(/1 feed watched/)
    const store = openStore(path('on.db'), versionsOf('1'))
    expect(store.feeds.all()[0]).toMatchObject({ read: 3, waiting: 0 })
    store.close()
  }, 180_000)

  test('a second watch of one record is refused, and what it names is read by the first; one that was killed is in nobody’s way', async () => {
    answers = { '/feed': feedOf(1), '/news/1': article(1), '/other': feedOf(2), '/news/2': article(2) }
    const db = ['--allow-private', '--db', path('locked.db')]
    const first = spawn(process.execPath, [bin, '--engine', 'rules', 'watch', `${origin}/feed`, ...db], {
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const ended = once(first, 'close')
    await once(first.stdout, 'data')
    const second = await run(['watch', '--once', `${origin}/other`, ...db])
    expect(second).toMatchObject({
      code: 9,
      err: expect.stringMatching(/watched already, by (?:process \d+, since 2|another process)[\s\S]*named here too/)
    })
    first.kill('SIGKILL')
    await ended
    expect(await run(['watch', '--once', ...db])).toMatchObject({ code: 0, out: expect.stringMatching(/2 feeds watched/) })
    const store = openStore(path('locked.db'), versionsOf('1'))
    expect(store.feeds.all().map(one => one.read)).toEqual([1, 1])
    const [third, killed] = store.jobs.all()
    expect(third).toMatchObject({ kind: 'watch', what: '2 feeds', failed: 0, note: expect.stringMatching(/^2 feeds watched/) })
    expect(killed).toMatchObject({ kind: 'watch', pid: first.pid, ended: null })
    store.close()
  }, 180_000)

  test('add reads a feed once, its articles and nothing twice', async () => {
    answers = { '/feed': feedOf(1, 2, 1), '/news/1': article(1), '/news/2': article(2) }
    const db = ['--db', path('added.db')]
    expect(await run(['add', '--allow-private', `${origin}/feed`, ...db])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2 articles added/)
    })
    expect((await run(['feeds', ...db])).out).toMatch(/^Nothing is watched/)
    writeFileSync(path('added.opml'), `<opml version="2.0"><body><outline text="a" xmlUrl="${origin}/feed"/></body></opml>`)
    expect(await run(['add', '--allow-private', 'added.opml', '--db', path('listed.db')])).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^2 articles added/)
    })
    expect((await run(['add', 'words.opml', ...db])).err).toMatch(/words\.opml is not there/)
  }, 180_000)

  test('what names no feed is said', async () => {
    writeFileSync(path('words.txt'), 'Words')
    const db = ['--db', path('none.db')]
    expect(await run(['watch', '--once', 'words.txt', 'missing.opml', ...db])).toMatchObject({
      code: 3,
      err: expect.stringMatching(/words\.txt names no feeds[\s\S]*missing\.opml is not there/)
    })
    expect(await run(['watch', '--once', ...db])).toMatchObject({ code: 2, err: expect.stringMatching(/Nothing is watched yet/) })
  }, 180_000)
})

test('many feeds that misbehave in many ways, killed again and again: nothing lost, nothing doubled, manners kept', async () => {
  const script = new URL('../bench/watch/run.mjs', import.meta.url).pathname
  const args = ['--seconds', '8', '--feeds', '60', '--factor', '240', '--kill', '3', '--json']
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
  let out = ''
  child.stdout.on('data', chunk => (out += chunk))
  await once(child, 'close')
  const { manners, ...result } = JSON.parse(out)
  expect(result).toMatchObject({ lost: 0, strange: 0, doubled: 0, changesLost: 0, crashes: 0, faults: [] })
  expect(result.ways).toBe(30)
  expect(result.changed).toBeGreaterThan(10)
  expect(result.published).toBeGreaterThan(100)
  const broken = Object.entries(manners as Record<string, { broken: number }>).filter(([, one]) => one.broken)
  expect(broken).toEqual([])
}, 240_000)
