/** Who means harm from outside: what they send is bounded, holds up nobody, and leads nowhere it may not. */
import { mkdtempSync, readdirSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import * as parse from '../src/parse/index.ts'
import { startPosting } from '../src/read/net/post.ts'
import { tellNews } from '../src/serve/alert/tell.ts'
import { ask as asking } from '../src/serve/answer/operations.ts'
import { writeFolder } from '../src/serve/command/folder.ts'
import { asking as askedShape, correct } from '../src/serve/correct/correct.ts'
import { thisMachine, tokenGate } from '../src/serve/gate/gate.ts'
import { makeToken } from '../src/serve/gate/token.ts'
import { onBehalfOf } from '../src/serve/gate/who.ts'
import { saveSearch } from '../src/serve/keep.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import { finish, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()
const time = Date.parse('2031-05-04T08:00:00Z')
const store = openStore(path('attacked.db'), versionsOf('1'))
takeIn(store)
const { tokens, sessions } = store
const stages = async () => ({ ...parts, ...parse, tagReading: async () => null }) as unknown as Stages
const writing = {
  token: 'of-this-run',
  correct: async (asked: Parameters<typeof correct>[1]) => correct(store, asked, new Date(time).toISOString()),
  keep: {
    author: 'the desk',
    save: (asked: Parameters<typeof saveSearch>[1]) => saveSearch(store, asked, () => 'whsec_AAAA'),
    forget: () => false,
    decide: async () => '',
    undecide: async () => {},
    look: () => {}
  }
}
const app = httpApp(
  asking(store, stages),
  '1',
  writing,
  tokenGate({ tokens, sessions, isPublic: true, base: '', now: () => time })
)
const editor = makeToken(tokens, { name: 'the desk', role: 'editor' }, time)!
const owner = makeToken(tokens, { name: 'the owner', role: 'owner' }, time)!

let served: Awaited<ReturnType<typeof listen>>
let base = ''
beforeAll(async () => {
  served = await listen(app, { port: 0, host: '0.0.0.0' })
  base = served.address.replace('0.0.0.0', '127.0.0.1').replace(/\/$/, '')
})
afterAll(() => {
  served.server.closeAllConnections()
  served.server.close()
  store.close()
})

const isWell = async () => (await fetch(`${base}/healthy`)).text()

describe('time', () => {
  test('who sends a question a letter at a time is hung up on, and others are answered meanwhile', async () => {
    const slow = Array.from({ length: 50 }, () => connect((served.server.address() as AddressInfo).port, '127.0.0.1'))
    const closed = Promise.all(slow.map(one => new Promise(resolve => one.on('close', resolve).on('error', () => {}))))
    const timer = setInterval(() => {
      for (const one of slow) if (!one.destroyed) one.write('X')
    }, 500)
    for (const one of slow) one.write('GET / HTTP/1.1\r\nHost: record.example\r\nX-Long: ')
    expect(await isWell()).toBe('well\n')
    await closed
    clearInterval(timer)
    expect(await isWell()).toBe('well\n')
  }, 90_000)

  test('while long drafts are checked everybody else is answered, and too many of them are not taken', async () => {
    const text = '“We will not close the harbour, and we will not sell the old cranes to anybody,” Ruiz said. '.repeat(150)
    const checked = () =>
      fetch(`${base}/api/v1/check`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ text })
      }).then(answer => answer.status)
    const done: (string | number)[] = []
    const first = checked().then(status => done.push(status))
    // The draft has come and is being read; what comes now is answered between two of its quotations.
    await new Promise(resolve => setTimeout(resolve, 300))
    for (let n = 0; n < 3; n++) done.push(await isWell())
    await first
    expect(done).toEqual(['well\n', 'well\n', 'well\n', 200])
    const many = await Promise.all(Array.from({ length: 22 }, checked))
    expect(many.filter(status => status === 503).length).toBe(22 - 2 - 16)
    expect(many.filter(status => status === 200).length).toBe(18)
    expect(await checked()).toBe(200)
  }, 180_000)
})

describe('size', () => {
  test.each(['/sign-out', '/sign-in', '/check', '/api/v1/check', '/api/v1/correct', '/mcp', '/none'])(
    'a body without end is not held, whoever sends it: %s',
    async to => {
      let sent = 0
      const body = new ReadableStream({
        pull(controller) {
          sent += 65_536
          if (sent > 200_000_000) controller.close()
          else controller.enqueue(new Uint8Array(65_536).fill(97))
        }
      })
      const answer = await fetch(`${base}${to}`, { method: 'POST', body, duplex: 'half' } as RequestInit).catch(() => null)
      expect(answer?.status ?? 413).toBeGreaterThanOrEqual(400)
      expect(sent).toBeLessThan(50_000_000)
      expect(await isWell()).toBe('well\n')
    }
  )
})

describe('where it leads', () => {
  test('a record of this machine alone answers nobody for whom another server asks', async () => {
    const own = await listen(httpApp(asking(store), '1', null, thisMachine('x')), { port: 0 })
    const status = async (headers: Record<string, string>) => (await fetch(own.address, { headers })).status
    expect(await status({})).toBe(200)
    for (const name of ['X-Forwarded-For', 'Forwarded', 'X-Real-IP', 'X-Forwarded-Host'])
      expect([name, await status({ [name]: '198.51.100.7' })]).toEqual([name, 421])
    own.server.close()
  })

  test('a webhook that is named from another machine reaches nothing around this one, though this one may be told', async () => {
    const got: string[] = []
    const inside = createServer((request, response) => {
      got.push(request.url!)
      response.end()
    })
    await new Promise<void>(resolve => inside.listen(0, '127.0.0.1', resolve))
    const at = `http://127.0.0.1:${(inside.address() as AddressInfo).port}`
    const save = (name: string, webhook: string) =>
      fetch(`${base}/api/v1/save`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${editor}` },
        body: JSON.stringify({ name, query: 'harbour', webhook })
      })
    expect((await save('theirs', `${at}/theirs`)).status).toBe(201)
    expect((await save('named', `${at.replace('127.0.0.1', 'localhost')}/named`)).status).toBe(201)
    saveSearch(store, { name: 'ours', query: 'harbour', webhook: `${at}/ours` }, () => 'whsec_AAAA')
    // What this machine named stays its own, whoever keeps the search again; another address does not.
    expect((await save('ours', `${at}/ours`)).status).toBe(201)
    const page = pageOf('/news/tide.txt', 'Tide\n\n“We will close the harbour at noon,” said Ilse Marn, the harbour master.\n')
    store.save(readPage(page, parts), page)
    finish(store)
    const said: string[] = []
    const post = startPosting({ userAgent: 'onrecord/0', allowPrivate: true })
    expect(await tellNews(store, { post, mail: null, base: '', now: () => time, say: one => said.push(one) })).toBe(1)
    expect(got).toEqual(['/ours'])
    expect(said).toHaveLength(2)
    for (const one of said) expect(one).toMatch(/is an address of this machine or its network/)
    inside.close()
  })

  test.each(['../out.txt', 'a/../../out.txt', '/etc/out.txt', 'a/./b', 'a//b', 'a\\..\\b', 'C:x', 'a\0b', '..'])(
    'a folder that is written has nothing beside it: %s',
    name => {
      const parent = mkdtempSync(join(tmpdir(), 'onrecord-attack-'))
      const files = [
        { path: 'index.html', bytes: 'x' },
        { path: name, bytes: 'harm' }
      ]
      expect(() => writeFolder(join(parent, 'site'), files)).toThrow(/is no name for a file/)
      expect(readdirSync(parent)).toEqual([])
    }
  )
})

describe('words', () => {
  const HARM = `<script>alert(1)</script>"'><img src=x onerror=alert(2)>`

  test('what people type is shown as text wherever it stands: names of tokens, authors, accounts, notes, searches', async () => {
    makeToken(tokens, { name: HARM, role: 'reader' }, time)
    const harmful = { name: HARM, role: 'editor', by: 'token', secret: null, account: `https://id.example/#${HARM}` } as const
    const [quotation] = store.quotationsOf(store.articles()[0])
    onBehalfOf(harmful, () => {
      for (const what of ['confirm', 'note'])
        correct(store, askedShape.parse({ what, id: quotation.id, by: HARM, why: HARM }), new Date(time).toISOString())
    })
    saveSearch(
      store,
      { name: HARM.replaceAll('"', ''), query: '"<script>alert(1)</script>"', webhook: `https://hook.example/<script>?"'><img` },
      () => 'whsec_AAAA'
    )
    finish(store)
    const form = new URLSearchParams({ token: owner, to: '/' }).toString()
    const headers = { 'content-type': 'application/x-www-form-urlencoded', origin: base, 'sec-fetch-site': 'same-origin' }
    const signedIn = await fetch(`${base}/sign-in`, { method: 'POST', body: form, headers, redirect: 'manual' })
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]
    const { id } = store.searches.all().find(one => one.name.includes('script'))!
    for (const to of [
      '/tokens',
      '/corrections',
      '/notes',
      '/inbox',
      '/searches',
      `/searches/${id}`,
      `/a/${store.articles()[0]}`
    ]) {
      const page = await (await fetch(`${base}${to}`, { headers: { cookie } })).text()
      expect([to, page.includes('&lt;script&gt;') || to === '/inbox']).toEqual([to, true])
      expect([to, page.includes('<script>alert'), page.includes('<img src=x')]).toEqual([to, false, false])
    }
  })
})
