/** What is new is told: to a real web server and a real mail server on this machine, which fail, answer late, or see us die. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import { startPosting } from '../src/read/net/post.ts'
import { startMailing } from '../src/serve/alert/mail.ts'
import { afterSending } from '../src/serve/alert/schedule.ts'
import { type Telling, tellNews } from '../src/serve/alert/tell.ts'
import { saveSearch } from '../src/serve/keep.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { finish, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const { folder, path } = scratch()
const bin = new URL('../bin/onrecord', import.meta.url).pathname
const SECRET = `whsec_${Buffer.from('a secret of the desk').toString('base64')}`

type Got = { headers: IncomingMessage['headers']; body: string }
const got: Got[] = []
/** What the receiver answers next; when it has nothing left to say, it takes what comes. */
let answers: (number | (() => void))[] = []

/** What else stands at the same address, for who reads it. */
let pages: Record<string, [type: string, body: string]> = {}

const server = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk)
  const page = pages[request.url!]
  if (page || request.method === 'GET')
    return response.writeHead(page ? 200 : 404, { 'content-type': page?.[0] ?? 'text/plain' }).end(page?.[1])
  got.push({ headers: request.headers, body: Buffer.concat(chunks).toString('utf8') })
  const answer = answers.shift() ?? 204
  if (typeof answer === 'number') response.writeHead(answer, { location: 'http://127.0.0.1:1/elsewhere' }).end()
  else answer()
})

const letters: string[] = []
let refusing = 0
const mailServer = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  onData(stream, _session, done) {
    const chunks: Buffer[] = []
    stream.on('data', chunk => chunks.push(chunk))
    stream.on('end', () => {
      if (refusing-- > 0) return done(Object.assign(new Error('Try again later'), { responseCode: 451 }))
      letters.push(Buffer.concat(chunks).toString('utf8'))
      done()
    })
  }
})

let hook = ''
let smtp = ''
beforeAll(async () => {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  hook = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`
  await new Promise<void>(resolve => mailServer.listen(0, '127.0.0.1', () => resolve()))
  smtp = `smtp://127.0.0.1:${(mailServer.server.address() as AddressInfo).port}`
})
afterAll(async () => {
  server.closeAllConnections()
  server.close()
  await new Promise<void>(resolve => mailServer.close(() => resolve()))
})
beforeEach(() => {
  got.length = 0
  letters.length = 0
  answers = []
  refusing = 0
})

const NEWS = (n: number): [string, string] => [
  `/news/tide-${n}.txt`,
  `Tide table ${n}\n\nTide Courier\n\n${n} April 2031\n\n“We will close the harbour for ${n} days,” said Ilse Marn, the harbour master.\n\nThe pilots of the northern quay were told so in the morning, and went home to their gardens.\n`
]
const readInto = (store: Store, ...articles: [string, string][]) => {
  for (const [address, chars] of articles) store.save(readPage(pageOf(address, chars), parts), pageOf(address, chars))
  finish(store)
}

let records = 0
const keeping = (alerts: { webhook?: string; email?: string }) => {
  const at = path(`${records++}.db`)
  const store = openStore(at, versionsOf('1'))
  takeIn(store)
  saveSearch(store, { name: 'harbour', query: 'harbour', ...alerts }, () => SECRET)
  return { at, store }
}

const world = async (over: Partial<Telling> = {}): Promise<Telling & { said: string[]; clock: { now: number } }> => {
  const said: string[] = []
  const clock = { now: Date.parse('2031-06-01T10:00:00Z') }
  return {
    post: startPosting({ userAgent: 'onrecord/0', allowPrivate: true }),
    mail: await startMailing({ ONRECORD_SMTP: smtp, ONRECORD_MAIL_FROM: 'desk@record.example' }),
    base: 'https://record.example',
    now: () => clock.now,
    say: sentence => said.push(sentence),
    said,
    clock,
    ...over
  }
}

describe('by webhook', () => {
  test('what comes in after a search was kept is told once, with the evidence inside and signed', async () => {
    const { store } = keeping({ webhook: hook })
    const telling = await world()
    expect(await tellNews(store, telling)).toBe(0)
    readInto(store, NEWS(2))
    expect(await tellNews(store, telling)).toBe(1)
    expect(await tellNews(store, telling)).toBe(0)
    expect(got).toHaveLength(1)
    const [{ headers, body }] = got
    const news = JSON.parse(body)
    expect(news).toMatchObject({ search: { name: 'harbour', query: 'harbour' }, more: 0, results: [{ speaker: 'Ilse Marn' }] })
    const [{ words, link }] = news.results
    expect(store.text(words[0].text)!.chars.slice(words[0].start, words[0].end)).toBe(words[0].words)
    expect(link).toMatch(/^https:\/\/record\.example\/a\/\w+#q-\w+$/)
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`
    const expected = createHmac('sha256', 'a secret of the desk').update(signed).digest('base64')
    expect(headers['webhook-signature']).toBe(`v1,${expected}`)
    expect(headers['idempotency-key']).toBe(news.id)
    store.close()
  })

  test('one that fails twice gets it at the third try, later each time, over a restart, under the same key', async () => {
    const { at, store } = keeping({ webhook: hook })
    const telling = await world()
    readInto(store, NEWS(3))
    answers = [500, 302]
    expect(await tellNews(store, telling)).toBe(0)
    expect(await tellNews(store, telling)).toBe(0)
    expect(got).toHaveLength(1)
    const first = store.searches.nextDue()! - telling.clock.now
    store.close()
    const again = openStore(at, versionsOf('1'))
    telling.clock.now += first
    expect(await tellNews(again, telling)).toBe(0)
    const second = again.searches.nextDue()! - telling.clock.now
    expect(second).toBeGreaterThan(first)
    telling.clock.now += second
    expect(await tellNews(again, telling)).toBe(1)
    expect(new Set(got.map(one => one.headers['idempotency-key'])).size).toBe(1)
    expect(got).toHaveLength(3)
    expect(telling.said).toEqual([expect.stringContaining('answers 500'), expect.stringContaining('answers 302')])
    expect(again.searches.told(again.searches.all()[0].id)).toMatchObject([{ sent: 1, waiting: 0, why: null }])
    again.close()
  })

  test('trying is bounded, and ends at once where the receiver is gone for good', () => {
    const failed = { taken: false, status: 503, why: 'It answers 503.' }
    let [tries, now] = [0, 0]
    for (let state = 'waiting'; state === 'waiting'; ) {
      const after = afterSending(tries, failed, now)
      ;({ tries, state } = after)
      now = after.next
    }
    expect(tries).toBe(8)
    expect(now).toBeLessThan(24 * 3600_000)
    expect(afterSending(0, { ...failed, status: 410 }, 0).state).toBe('left')
  })

  test('one that hangs, one that refuses and one that fails twice hold up nobody, and nobody gets anything twice', async () => {
    const at = path(`${records++}.db`)
    const store = openStore(at, versionsOf('1'))
    takeIn(store)
    const closed = createServer()
    await new Promise<void>(resolve => closed.listen(0, '127.0.0.1', resolve))
    const refusing = `http://127.0.0.1:${(closed.address() as AddressInfo).port}/hook`
    await new Promise(resolve => closed.close(resolve))
    const arrived = new Map<string, { at: number; key: string }[]>()
    const statuses: Record<string, number[]> = { '/flaky': [500, 500, 200] }
    const receivers = createServer(async (request, response) => {
      for await (const _ of request);
      const [key, list] = [String(request.headers['webhook-id']), arrived.get(request.url!) ?? []]
      arrived.set(request.url!, [...list, { at: Date.now(), key }])
      if (request.url === '/hanging') return
      // Says that it took this, and then never ends: that is taken.
      if (request.url === '/endless') return void response.writeHead(200).write('…')
      response.writeHead(statuses[request.url!]?.shift() ?? 200).end()
    })
    await new Promise<void>(resolve => receivers.listen(0, '127.0.0.1', resolve))
    const base = `http://127.0.0.1:${(receivers.address() as AddressInfo).port}`
    // Three searches tell the receiver that hangs: it is asked once, not three times ten seconds.
    const targets = [`${base}/hanging`, `${base}/hanging`, `${base}/hanging`, refusing, `${base}/flaky`, `${base}/endless`]
    for (const [n, webhook] of [...targets, `${base}/well`].entries())
      saveSearch(store, { name: `harbour ${n}`, query: 'harbour', webhook }, () => SECRET)
    readInto(store, NEWS(20))
    const telling = await world()
    const began = Date.now()
    expect(await tellNews(store, telling)).toBe(2)
    expect(Date.now() - began).toBeLessThan(20_000)
    const count = (path: string) => arrived.get(path)?.length ?? 0
    expect(arrived.get('/well')![0].at - began).toBeLessThan(5000)
    expect([count('/hanging'), count('/flaky'), count('/endless'), count('/well')]).toEqual([1, 1, 1, 1])
    expect(telling.said.filter(one => one.includes('answers 500'))).toHaveLength(1)
    for (let turn = 0; turn < 2; turn++) {
      telling.clock.now += 4 * 60_000
      store.searches.rest(`${base}/hanging`, telling.clock.now + 1)
      await tellNews(store, telling)
    }
    expect([count('/flaky'), count('/endless'), count('/well')]).toEqual([3, 1, 1])
    expect(new Set(arrived.get('/flaky')!.map(one => one.key)).size).toBe(1)
    const told = (n: number) => store.searches.told(store.searches.find(`harbour ${n}`)!.id)[0]
    expect(told(4)).toMatchObject({ sent: 1, waiting: 0, left: 0 })
    expect(told(3)).toMatchObject({ sent: 0, waiting: 1, why: expect.stringMatching(/nothing answers/) })
    for (let turn = 0; turn < 8; turn++) {
      telling.clock.now += 24 * 3600_000
      store.searches.rest(`${base}/hanging`, telling.clock.now + 1)
      await tellNews(store, telling)
    }
    // It was given up, and its reason is shown wherever the search is.
    expect(told(3)).toMatchObject({ sent: 0, waiting: 0, left: 1, why: expect.stringMatching(/nothing answers/) })
    receivers.closeAllConnections()
    receivers.close()
    store.close()
  })

  test('what one process tells, no other one tells at the same time', async () => {
    const { at, store } = keeping({ webhook: hook })
    readInto(store, NEWS(21))
    const other = openStore(at, versionsOf('1'))
    const telling = await world()
    const both = await Promise.all([tellNews(store, telling), tellNews(other, telling)])
    expect(both).toEqual([1, null])
    expect(await tellNews(other, telling)).toBe(0)
    expect(got).toHaveLength(1)
    other.close()
    store.close()
  })

  test('an address of this machine is not sent to unless that is allowed, whatever name it has', async () => {
    const strict = startPosting({ userAgent: 'onrecord/0', allowPrivate: false })
    const port = new URL(hook).port
    for (const address of [hook, `http://localhost:${port}/`, `http://[::ffff:127.0.0.1]:${port}/`, `http://2130706433:${port}/`])
      expect(await strict(address, '{}', {}, true), address).toMatchObject({
        status: null,
        why: expect.stringMatching(/this machine/)
      })
    expect(got).toHaveLength(0)
    // The name is asked for when the connection is made: what it says then is what counts.
    const rebinding = startPosting({
      userAgent: 'onrecord/0',
      allowPrivate: false,
      lookup: (_, __, answered) => answered(null, [{ address: '127.0.0.1', family: 4 }])
    })
    expect(await rebinding(`http://desk.example:${port}/`, '{}', {}, true)).toMatchObject({ status: null })
    expect(got).toHaveLength(0)
  })

  test('more than one bundle is told bundle by bundle, and nothing twice', async () => {
    const { store } = keeping({ webhook: hook })
    const ships = Array.from(
      { length: 104 },
      (_, n) => `“The harbour took in ship ${n} of the line ${n * 7},” said Ilse Marn, the harbour master.`
    )
    readInto(store, ['/news/ships.txt', `Ships\n\nTide Courier\n\n3 April 2031\n\n${ships.join('\n\n')}\n`])
    const all = store.search('ship').length
    expect(all).toBeGreaterThan(100)
    expect(await tellNews(store, await world())).toBe(2)
    const told = got.flatMap(one => JSON.parse(one.body).results.map((result: { id: string }) => result.id))
    expect(told).toHaveLength(all)
    expect(new Set(told).size).toBe(all)
    store.close()
  })

  test('what is read anew by another version is not told again', async () => {
    const { at, store } = keeping({ webhook: hook })
    readInto(store, NEWS(4))
    expect(await tellNews(store, await world())).toBe(1)
    store.close()
    const newer = openStore(at, versionsOf('2'))
    takeIn(newer)
    readInto(newer, NEWS(4))
    expect(await tellNews(newer, await world())).toBe(0)
    newer.close()
  })
})

describe('by mail', () => {
  test('a letter in plain text has the words, the link and the hash; a refused one is sent again as the same letter', async () => {
    const { store } = keeping({ email: 'mira@desk.example' })
    readInto(store, NEWS(5), NEWS(6))
    refusing = 1
    const telling = await world()
    expect(await tellNews(store, telling)).toBe(0)
    expect(telling.said[0]).toMatch(/Try again later/)
    telling.clock.now = store.searches.nextDue()!
    expect(await tellNews(store, telling)).toBe(1)
    expect(letters).toHaveLength(1)
    const text = decoded(letters[0])
    expect(text).toMatch(/To: mira@desk\.example/i)
    expect(text).toMatch(/Message-ID: <[0-9a-f]{32}@onrecord>/i)
    expect(text).toContain('We will close the harbour for 5 days')
    expect(text).toContain('https://record.example/a/')
    expect(text).toContain(`SHA-256 of the text: ${store.article(store.articles().at(-1)!)!.text.id.slice(0, 20)}`)
    expect(text).not.toMatch(/text\/html/i)
    store.close()
  })

  test('what a headline or a name holds cannot add a line to the head of a letter', async () => {
    const { store } = keeping({ email: 'mira@desk.example' })
    saveSearch(store, { name: 'x\tBcc: all@desk.example', query: 'harbour', email: 'mira@desk.example' }, () => SECRET)
    readInto(store, NEWS(7))
    await tellNews(store, await world())
    expect(letters).toHaveLength(2)
    for (const one of letters) expect(one.split(/\r?\n\r?\n/)[0]).not.toMatch(/^Bcc/im)
    store.close()
  })

  test('without a server nothing is lost: it waits, and says why', async () => {
    const { store } = keeping({ email: 'mira@desk.example' })
    readInto(store, NEWS(8))
    const telling = await world({ mail: null })
    expect(await tellNews(store, telling)).toBe(0)
    expect(telling.said[0]).toMatch(/ONRECORD_SMTP/)
    telling.clock.now = store.searches.nextDue()!
    expect(await tellNews(store, { ...telling, mail: (await world()).mail })).toBe(1)
    store.close()
  })
})

/** Quoted-printable as a reader shows it. */
const decoded = (letter: string) =>
  Buffer.from(
    letter.replace(/=\r?\n/g, '').replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
    'latin1'
  ).toString('utf8')

describe('the commands', () => {
  const run = (...args: string[]) =>
    spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8', env: { ...process.env, ONRECORD_SMTP: smtp } })

  /** Runs a command on a record, which must go well, and gives what it says. */
  const okAt =
    (db: string) =>
    (...args: string[]) => {
      const { status, stderr, stdout } = run(...args, '--db', db)
      expect(stderr, args.join(' ')).toBe('')
      expect(status, args.join(' ')).toBe(0)
      return stdout
    }

  test('a search is kept, told of by watch and by alert, and a death between sending and noting gives the same key', async () => {
    const db = path('command.db')
    for (const n of [1, 2]) writeFileSync(path(`tide-${n}.txt`), NEWS(n)[1])
    const ok = okAt(db)
    ok('add', 'tide-1.txt')
    const saved = ok('save', 'harbour', 'close', 'harbour', '--webhook', hook)
    expect(saved).toMatch(/whsec_/)
    expect(ok('save', 'harbour', 'close', 'harbour', '--webhook', hook)).not.toMatch(/whsec_/)
    expect(ok('searches')).toMatch(/harbour/)
    expect(ok('find', 'saved:harbour')).toMatch(/1 days/)
    ok('add', 'tide-2.txt')

    let dying: ChildProcess | null = null
    answers = [() => void dying?.kill('SIGKILL')]
    dying = spawn(process.execPath, [bin, 'alert', '--allow-private', '--db', db], { cwd: folder, stdio: 'ignore' })
    await once(dying, 'exit')
    expect(got).toHaveLength(1)

    const second = spawn(process.execPath, [bin, 'alert', '--allow-private', '--db', db], { cwd: folder })
    await once(second, 'exit')
    expect(got).toHaveLength(2)
    expect(got[0].headers['idempotency-key']).toBe(got[1].headers['idempotency-key'])
    expect(got[0].body).toBe(got[1].body)
    expect(JSON.parse(got[1].body).results[0].words[0].words).toContain('2 days')

    const feed = `${new URL(hook).origin}/feed.xml`
    pages = {
      '/feed.xml': [
        'application/rss+xml',
        `<rss version="2.0"><channel><title>Tide</title><item><link>${new URL(hook).origin}/tide-9</link></item></channel></rss>`
      ],
      '/tide-9': ['text/plain', NEWS(9)[1]]
    }
    const watching = spawn(process.execPath, [bin, 'watch', feed, '--once', '--allow-private', '--db', db], { cwd: folder })
    await once(watching, 'exit')
    expect(got).toHaveLength(3)
    expect(JSON.parse(got[2].body).results[0].words[0].words).toContain('9 days')

    expect(ok('forget', 'harbour')).toMatch(/not kept/)
    expect(run('searches', 'harbour', '--db', db).status).toBe(5)
  }, 180_000)

  test('notes are made and found, the inbox is looked at, and what is not in it cannot be decided', () => {
    const db = path('inbox.db')
    const ok = okAt(db)
    for (const n of [1, 2, 3]) writeFileSync(path(`tide-${n}.txt`), NEWS(n)[1])
    ok('add', 'tide-1.txt', 'tide-2.txt', 'tide-3.txt')
    expect(ok('note', JSON.parse(ok('find', 'harbour', '--json'))[0].quotation.id, 'Ask', 'the', 'pilots.')).toMatch(
      /Ask the pilots/
    )
    expect(ok('notes')).toMatch(/Ask the pilots/)
    expect(ok('find', 'note:pilots')).toMatch(/harbour/)
    expect(ok('inbox', '--seen')).toMatch(/^3 new articles/)
    expect(ok('inbox')).toMatch(/^0 new articles/)
    expect(run('decide', 'speaker:none', 'yes', '--db', db).status).toBe(5)
    expect(run('decide', 'speaker:none', 'maybe', '--db', db).status).toBe(2)
  }, 180_000)
})
