/** Beyond this machine: who comes in, what they may do there, and what anybody may see. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, describe, expect, test } from 'vitest'
import * as parse from '../src/parse/index.ts'
import { ask, operations } from '../src/serve/answer/operations.ts'
import { correct } from '../src/serve/correct/correct.ts'
import { tokenGate } from '../src/serve/gate/gate.ts'
import { makeToken, readToken } from '../src/serve/gate/token.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { askerBehind, proxiesIn } from '../src/serve/web/asker.ts'
import { DOORS } from '../src/serve/web/doors.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore, restoreStore } from '../src/store/index.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { finish, PAGES, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { folder, path } = scratch()
const bin = new URL('../bin/onrecord', import.meta.url).pathname

/** A sentence that nobody says, in a paragraph of its own. */
const SECRET = 'The gulls over the northern quay have no part in any of this and are counted by a retired pilot every spring'
const LONG = `${SECRET}, ${'and then he walks home along the old wall with his dog and writes the number down, '.repeat(6)}as he did last year.`

const store = openStore(path('gate.db'), versionsOf('1'))
takeIn(store, [
  ...PAGES,
  pageOf(
    '/news/late.txt',
    `${new TextDecoder().decode(PAGES[0].bytes).replace('The Harbour Post', 'The Late Post')}\n${LONG}\n\n“The pilot counts well, and the town should pay him for it,” said Tomas Behn.\n`
  )
])
afterAll(() => store.close())

let time = Date.parse('2031-05-04T08:00:00Z')
const now = () => time
const { tokens } = store
const token = {
  reader: makeToken(tokens, { name: 'a reader', role: 'reader' }, time)!,
  editor: makeToken(tokens, { name: 'the desk', role: 'editor' }, time)!,
  owner: makeToken(tokens, { name: 'the owner', role: 'owner' }, time)!
}
const stages = async () => ({ ...parts, ...parse, tagReading: async () => null }) as unknown as Stages
const writing = {
  token: 'of-this-run',
  correct: async (asked: Parameters<typeof correct>[1]) => {
    const made = correct(store, asked, new Date(time).toISOString())
    finish(store)
    return made
  }
}
const appOf = (isPublic: boolean, base = '') =>
  httpApp(
    ask(store, stages),
    '1',
    writing,
    tokenGate({
      tokens,
      sessions: store.sessions,
      isPublic,
      base,
      now,
      addressOf: c => c.req.header('x-test-address') ?? '192.0.2.1'
    })
  )
const closed = appOf(false)
const open = appOf(true)

const HOST = 'record.example'
const HERE = { host: HOST, origin: `http://${HOST}`, 'sec-fetch-site': 'same-origin' }
const bearer = (of: string) => ({ host: HOST, authorization: `Bearer ${of}` })
// Nobody asks faster than this, so that none of these answers is a request to wait.
const PAUSE = 100
const get = (to: string, headers: Record<string, string> = {}, app = closed) => {
  time += PAUSE
  return app.request(`http://${HOST}${to}`, { headers: { host: HOST, ...headers } })
}
const post = (to: string, body: object | string, headers: Record<string, string> = {}, app = closed) =>
  app.request(`http://${HOST}${to}`, {
    method: 'POST',
    headers: {
      host: HOST,
      'content-type': typeof body === 'string' ? 'application/x-www-form-urlencoded' : 'application/json',
      ...headers
    },
    body: typeof body === 'string' ? body : JSON.stringify(body)
  })

const article = store.articles().find(id => store.article(id)!.address.includes('late'))!
const statement = store.statementsBy(null)[0]
const quotation = store.quotationsOf(article)[0]
const asked = { what: 'confirm', id: quotation.id, with: [], by: 'Mira Voss', why: 'heard it' }

const signIn = async (of: string, app = closed) => {
  const answer = await post('/sign-in', new URLSearchParams({ token: of, to: '/speakers' }).toString(), HERE, app)
  return { answer, cookie: (answer.headers.get('set-cookie') ?? '').split(';')[0], set: answer.headers.get('set-cookie') ?? '' }
}

describe('a token', () => {
  test('is kept as a hash alone, is found again, and says when it was last used', () => {
    for (const one of Object.values(token)) {
      const secret = one.split('_').slice(2).join('_')
      for (const file of ['gate.db', 'gate.db-wal']) expect(readFileSync(path(file)).includes(secret), file).toBe(false)
      expect(readToken(tokens, one, time)).toMatchObject({ id: one.split('_')[1] })
      expect(readToken(tokens, `${one.slice(0, -1)}${one.endsWith('A') ? 'B' : 'A'}`, time)).toBeNull()
    }
    expect(tokens.all().map(one => one.lastUsed)).toEqual([time, time, time])
    expect(readToken(tokens, 'onr_000000000000_', time)).toBeNull()
  })

  test('of a name is one, and a revoked one lets nobody in from that moment on', async () => {
    expect(makeToken(tokens, { name: 'the desk', role: 'owner' }, time)).toBeNull()
    const leaving = makeToken(tokens, { name: 'who leaves', role: 'editor' }, time)!
    const { cookie } = await signIn(leaving)
    expect((await get('/speakers', bearer(leaving))).status).toBe(200)
    expect((await get('/speakers', { cookie })).status).toBe(200)
    expect(tokens.revoke('who leaves', time)).toBe(true)
    expect((await get('/speakers', bearer(leaving))).status).toBe(401)
    expect((await get('/speakers', { cookie })).status).toBe(303)
    expect(makeToken(tokens, { name: 'who leaves', role: 'reader' }, time)).not.toBeNull()
  })
})

describe('without a token', () => {
  const questions = operations.map(one => `/api/v1/${one.name}`)
  test.each([
    ['/', '/a/x', '/articles', '/tokens', '/feeds', '/none'],
    ['/index.json', '/changes.atom', '/api/v1/openapi.json', '/mcp', ...questions]
  ])('nothing is shown of a record that is not public: %s …', async (...paths) => {
    for (const one of paths) {
      const answer = await get(one)
      const program = !/^\/(?:\w+(?:\/\w+)?)?$/.test(one) || one === '/mcp' || one.startsWith('/api/')
      expect([one, answer.status]).toEqual([one, program ? 401 : 303])
      if (program) expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/)
      else expect(answer.headers.get('location')).toBe(`/sign-in?to=${encodeURIComponent(one)}`)
    }
  })

  test('whether the server is well, how to sign in, and the style of the page are open', async () => {
    expect(await (await get('/healthy')).text()).toBe('well\n')
    const page = await (await get('/sign-in?to=/speakers')).text()
    expect(page).toContain('name="to" value="/speakers"')
    expect((await get(/href="(\/assets[^"]+\.css)"/.exec(page)![1])).status).toBe(200)
  })

  test('wrong tokens are counted by address: the eleventh waits, and who is right elsewhere does not', async () => {
    const from = { 'x-test-address': '198.51.100.7' }
    for (let n = 0; n < 10; n++) expect((await get('/index.json', { ...bearer('onr_x'), ...from })).status).toBe(401)
    const late = await get('/index.json', { ...bearer(token.reader), ...from })
    expect([late.status, late.headers.get('retry-after')]).toEqual([429, '30'])
    expect((await post('/sign-in', `token=${token.reader}`, { ...HERE, ...from })).status).toBe(429)
    expect((await get('/index.json', bearer(token.reader))).status).toBe(200)
    time += 31_000
    expect((await get('/index.json', { ...bearer(token.reader), ...from })).status).toBe(200)
  })
})

describe('roles', () => {
  test.each([
    ['reader', 403],
    ['editor', 201],
    ['owner', 201]
  ] as const)('who is here as %s reads, and asked to correct gets %i', async (role, status) => {
    expect((await (await get(`/api/v1/article?id=${article}`, bearer(token[role]))).json()).text).toContain(SECRET)
    const answer = await post('/api/v1/correct', asked, bearer(token[role]))
    expect(answer.status).toBe(status)
    const told = await answer.json()
    // What they came in by stands beside the name that they give.
    if (status === 201) expect(told.by).toBe(`Mira Voss (signed in as ${tokens.one(token[role].split('_')[1])!.name})`)
    else expect(told).toMatchObject({ title: 'This is not allowed', detail: expect.stringContaining('takes the role editor') })
  })

  test('only an owner who signed in makes and revokes tokens', async () => {
    expect((await get('/tokens', bearer(token.owner))).status).toBe(403)
    expect((await get('/tokens', { cookie: (await signIn(token.editor)).cookie })).status).toBe(403)
    const { cookie } = await signIn(token.owner)
    const page = await (await get('/tokens', { cookie })).text()
    const secret = /name="token" value="([^"]+)"/.exec(page)![1]
    const made = await post('/tokens', new URLSearchParams({ token: secret, name: 'new one', role: 'reader' }).toString(), {
      ...HERE,
      cookie
    })
    expect(made.headers.get('cache-control')).toBe('no-store')
    const shown = /onr_[0-9a-f]{12}_[\w-]{43}/.exec(await made.text())![0]
    expect((await get('/', bearer(shown))).status).toBe(200)
    expect(await (await get('/tokens', { cookie })).text()).not.toContain(shown)
    const id = shown.split('_')[1]
    await post('/tokens/revoke', new URLSearchParams({ token: secret, id }).toString(), { ...HERE, cookie })
    expect((await get('/', bearer(shown))).status).toBe(401)
  })
})

describe('a cookie', () => {
  test('is out of reach of scripts and other sites, ends within a day, and with TLS is this host’s alone', async () => {
    const { answer, set } = await signIn(token.reader)
    expect([answer.status, answer.headers.get('location')]).toEqual([303, '/speakers'])
    expect(set).toMatch(/^onrecord=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; SameSite=Strict$/)
    const secured = await signIn(token.reader, appOf(false, 'https://record.example'))
    expect(secured.set).toMatch(/^__Host-onrecord=[\w-]{43}; Max-Age=43200; Path=\/; HttpOnly; Secure; SameSite=Strict$/)
  })

  test('ends after twelve hours, and when its owner signs out', async () => {
    const { cookie } = await signIn(token.reader)
    const page = await (await get('/speakers', { cookie })).text()
    expect(page).toContain('Signed in as <b dir="auto">a reader</b>')
    const secret = /name="token" value="([^"]+)"/.exec(page)![1]
    const out = await post('/sign-out', `token=${secret}`, { ...HERE, cookie })
    expect(out.headers.get('set-cookie')).toMatch(/^onrecord=; Max-Age=0/)
    expect((await get('/speakers', { cookie })).status).toBe(303)
    const again = await signIn(token.reader)
    time += 12 * 3_600_000
    expect((await get('/speakers', { cookie: again.cookie })).status).toBe(303)
  })

  test('holds over a restart, stands in the record as a hash alone, and ends there when its owner signs out', async () => {
    const copy = path('restarted.db')
    const first = openStore(copy, versionsOf('1'))
    takeIn(first)
    const desk = makeToken(first.tokens, { name: 'the desk', role: 'editor' }, time)!
    const servedFrom = (one: typeof first) =>
      httpApp(ask(one), '1', null, tokenGate({ tokens: one.tokens, sessions: one.sessions, isPublic: false, base: '', now }))
    const { cookie } = await signIn(desk, servedFrom(first))
    const { cookie: second } = await signIn(desk, servedFrom(first))
    first.close()
    const held = cookie.split('=')[1]
    expect(readFileSync(copy).includes(held)).toBe(false)
    const again = openStore(copy, versionsOf('1'))
    const restarted = servedFrom(again)
    const page = await (await get('/speakers', { cookie }, restarted)).text()
    expect(page).toContain('Signed in as <b dir="auto">the desk</b>')
    const secret = /name="token" value="([^"]+)"/.exec(page)![1]
    expect((await post('/sign-out', `token=${secret}`, { ...HERE, cookie }, restarted)).status).toBe(303)
    expect((await get('/speakers', { cookie }, restarted)).status).toBe(303)
    expect((await get('/speakers', { cookie: second }, restarted)).status).toBe(200)
    // A backup of it lets nobody in who was signed in there.
    again.backup(path('restarted.bak'))
    restoreStore(path('restarted.bak'), path('restored.db'), versionsOf('1'), () => {})
    const restored = openStore(path('restored.db'), versionsOf('1'))
    expect((await get('/speakers', { cookie: second }, servedFrom(restored))).status).toBe(303)
    restored.close()
    // What lets somebody in was taken away while nothing ran.
    again.tokens.revoke('the desk', time)
    again.close()
    const last = openStore(copy, versionsOf('1'))
    expect((await get('/speakers', { cookie: second }, servedFrom(last))).status).toBe(303)
    last.close()
  })

  test.each([
    ['from another site', { origin: 'https://news.example' }],
    ['from a sandboxed page', { origin: 'null' }],
    ['from no page', { origin: '' }],
    ['across sites, as the browser says', { 'sec-fetch-site': 'cross-site' }]
  ])('writes nothing %s, nor signs anybody in', async (_, headers) => {
    const { cookie } = await signIn(token.owner)
    const page = await (await get('/tokens', { cookie })).text()
    const secret = /name="token" value="([^"]+)"/.exec(page)![1]
    const before = [tokens.all().length, store.corrections().length]
    const from = { ...HERE, cookie, ...headers }
    const form = new URLSearchParams({ token: secret, name: 'forged', role: 'owner' }).toString()
    expect((await post('/tokens', form, from)).status).toBe(403)
    expect((await post('/api/v1/correct', asked, { ...from, 'x-onrecord-token': secret })).status).toBe(403)
    expect((await post('/sign-out', `token=${secret}`, from)).status).toBe(403)
    expect((await post('/sign-in', `token=${token.reader}`, { ...HERE, ...headers })).status).toBe(403)
    expect([tokens.all().length, store.corrections().length]).toEqual(before)
  })

  test('writes nothing without the secret of its own pages', async () => {
    const mine = await signIn(token.editor)
    const theirs = await signIn(token.owner)
    const secret = /name="token" value="([^"]+)"/.exec(await (await get('/', { cookie: theirs.cookie })).text())![1]
    for (const sent of ['', 'of-this-run', secret])
      expect((await post('/api/v1/correct', asked, { ...HERE, cookie: mine.cookie, 'x-onrecord-token': sent })).status).toBe(403)
  })

  test('writes behind a server that names this one otherwise, from the address that the pages have', async () => {
    const base = 'https://record.example'
    const app = appOf(false, base)
    const headers = { host: '10.0.0.7:4747', origin: base, 'sec-fetch-site': 'same-origin' }
    const signedIn = await post('/sign-in', `token=${token.editor}`, headers, app)
    const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]
    const secret = /name="token" value="([^"]+)"/.exec(await (await get('/', { cookie }, app)).text())![1]
    const from = { ...headers, cookie, 'x-onrecord-token': secret }
    expect((await post('/api/v1/correct', asked, from, app)).status).toBe(201)
    expect((await post('/api/v1/correct', asked, { ...from, origin: 'https://news.example' }, app)).status).toBe(403)
  })

  test('is not given for more than a token and an address', async () => {
    expect((await post('/sign-in', `token=${'x'.repeat(5000)}`, HERE)).status).toBe(400)
  })

  test('is asked for once more where a link of another site left it behind', async () => {
    const led = { 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document' }
    const page = await get('/find?q=%22%3E%3Cscript%3E', led)
    expect(page.status).toBe(200)
    expect(await page.text()).toContain('content="0; url=/find?q=%22%3E%3Cscript%3E"')
    expect(await (await get('//evil.example/', led)).text()).toContain('content="0; url=/evil.example/"')
  })

  test('signing in leads to this record and nowhere else', async () => {
    for (const to of [
      'https://evil.example/',
      '//evil.example/',
      '/\\evil.example/',
      'javascript:alert(1)',
      '/..//evil.example'
    ]) {
      const form = new URLSearchParams({ token: token.reader, to }).toString()
      const at = (await post('/sign-in', form, HERE)).headers.get('location')!
      expect(new URL(at, `http://${HOST}`).host, to).toBe(HOST)
    }
  })
})

describe('the public', () => {
  const everything = [
    '/',
    '/articles',
    '/statements',
    '/speakers',
    '/matrix',
    '/stories',
    '/changes',
    '/corrections',
    '/outlets',
    '/find?q=pilot',
    '/check?draft=%E2%80%9CThe%20pilot%20counts%20well%E2%80%9D',
    '/changes.atom',
    `/a/${article}`,
    ...store
      .statementsBy(null)
      .flatMap(id => [`/st/${id}`, `/st/${id}.json`, `/cite/${id}`, `/cite/${id}/tei`, `/cite/${id}/card`]),
    ...store.speakers().flatMap(({ id }) => [`/p/${id}`, `/p/${id}.json`]),
    ...store.storyIds().flatMap(id => [`/stories/${id}`, `/stories/${id}.json`]),
    `/a/${article}.json`,
    `/api/v1/article?id=${article}`,
    `/api/v1/statement?id=${statement}`,
    `/api/v1/origins?id=${statement}`,
    `/api/v1/lineage?id=${statement}`
  ]

  test('gets quotations, spans and links, and no whole article, at every door', async () => {
    const seen: string[] = []
    for (const one of everything) {
      const answer = await get(one, {}, open)
      expect([one, answer.status]).toEqual([one, 200])
      const body = await answer.text()
      if (body.includes(SECRET)) seen.push(one)
    }
    expect(seen).toEqual([])
    const whole = await (await get(`/api/v1/article?id=${article}`, {}, open)).json()
    const kept = store.article(article)!.text.chars
    expect(whole.quotes.map((one: { content: { words: string }[] }) => one.content[0].words).join(' ')).toContain(
      'The pilot counts well'
    )
    expect(whole.text).toHaveLength(kept.length)
    // The words that are shown stand where they stand.
    for (const { start, end } of whole.blocks) expect(whole.text.slice(start, end)).toBe(kept.slice(start, end))
    expect(await (await get(`/a/${article}`, {}, open)).text()).toContain('The pilot counts well')
  })

  test('is not shown what the desk keeps for itself, and no question that is not named as open', async () => {
    correct(
      store,
      { what: 'note', id: quotation.id, with: [], by: 'Mira Voss', why: 'Ring the pilot before noon' },
      new Date(time).toISOString()
    )
    finish(store)
    for (const one of ['notes', 'inbox', 'searches', 'jobs', 'feeds']) {
      expect([one, (await get(`/api/v1/${one}`, {}, open)).status]).toEqual([one, 401])
      expect([one, (await get(`/${one}`, {}, open)).status]).toEqual([one, 303])
    }
    for (const q of [
      'note:pilot',
      '-note:pilot',
      'quay (gulls OR note:pilot)',
      '"the pilot"~8note:pilot',
      'has:note',
      'missing:note',
      'saved:quay'
    ]) {
      expect([q, (await get(`/find?${new URLSearchParams({ q })}`, {}, open)).status]).toEqual([q, 303])
      expect([q, (await get(`/api/v1/find?${new URLSearchParams({ q })}`, {}, open)).status]).toEqual([q, 401])
    }
    expect((await get('/find?q=%22a+note:+pilot%22', {}, open)).status).toBe(200)
    for (const one of [
      `/a/${article}`,
      `/a/${article}.json`,
      '/corrections',
      '/corrections.json',
      `/api/v1/article?id=${article}`
    ])
      expect([one, (await (await get(one, {}, open)).text()).includes('before noon')]).toEqual([one, false])
    expect(await (await get('/notes', bearer(token.reader), open)).text()).toContain('before noon')
  })

  test('is told what was corrected and why, and not by whom, nor that a note was taken back', async () => {
    const at = new Date(time).toISOString()
    correct(store, { ...asked, what: 'confirm', by: 'Jorun Aske', why: 'heard it at the quay' }, at)
    const noted = correct(store, { ...asked, what: 'note', by: 'Jorun Aske', why: 'Ring the pilot at dusk' }, at)
    correct(store, { ...asked, what: 'undo', id: noted.id, by: 'Jorun Aske', why: 'Nobody rings at dusk' }, at)
    // That two articles share copy because somebody says so is a reason that is shown.
    const [one, other] = store.articles()
    correct(store, { ...asked, what: 'merge', id: one, with: [other], by: 'Jorun Aske', why: 'the same telegram' }, at)
    finish(store)
    for (const path of everything)
      expect([path, (await (await get(path, {}, open)).text()).includes('Jorun')]).toEqual([path, false])
    const reasons = await Promise.all(
      store.statementsBy(null).map(async id => (await get(`/api/v1/origins?id=${id}`, bearer(token.reader), open)).text())
    )
    expect(reasons.join()).toContain('a person says so: the same telegram')
    const places = ['/corrections', '/corrections.json', `/a/${article}`, `/a/${article}.json`]
    for (const one of places) {
      const body = await (await get(one, {}, open)).text()
      expect([one, body.includes('heard it at the quay')]).toEqual([one, true])
      expect([one, body.includes('Jorun Aske'), body.includes('at dusk')]).toEqual([one, false, false])
    }
    const whole = await (await get('/corrections.json', bearer(token.reader), open)).text()
    expect([whole.includes('Jorun Aske'), whole.includes('rings at dusk')]).toEqual([true, true])
  })

  test('reads no text by asking what stands at place after place', async () => {
    const { text } = store.article(article)!
    const at = text.chars.indexOf(SECRET)
    const verify = async (words: string) =>
      (
        await get(
          `/api/v1/verify?${new URLSearchParams({ text: text.id, start: `${at}`, end: `${at + SECRET.length}`, words })}`,
          {},
          open
        )
      ).text()
    expect(await verify('anything else')).not.toContain(SECRET.slice(0, 30))
    expect(JSON.parse(await verify(SECRET))).toMatchObject({ state: 'found' })
  })

  test('writes nothing, and is shown no form to write with', async () => {
    expect((await post('/api/v1/correct', asked, HERE, open)).status).toBe(403)
    expect((await post('/anything', 'x=1', HERE, open)).status).toBe(403)
    expect(await (await get(`/a/${article}`, {}, open)).text()).not.toContain('action="/correct"')
    expect((await get('/tokens', {}, open)).status).toBe(403)
  })

  test('does not share what a reader gets: the same address answers each of them', async () => {
    const one = await get(`/a/${article}.json`, bearer(token.reader), open)
    expect(await one.text()).toContain(SECRET)
    expect(one.headers.get('cache-control')).toMatch(/private/)
    expect(one.headers.get('vary')).toMatch(/Cookie, Authorization/)
    expect(await (await get(`/a/${article}.json`, { 'if-none-match': one.headers.get('etag')! }, open)).text()).not.toContain(
      SECRET
    )
  })
})

describe('behind a server that stands in front', () => {
  /** Serves with these proxies named, and gives the status of who asks with a token over them, and what stops serving. */
  const behind = async (...proxies: string[]) => {
    const gate = tokenGate({ tokens, sessions: store.sessions, isPublic: false, base: '', now, addressOf: askerBehind(proxies) })
    const { server, address } = await listen(httpApp(ask(store, stages), '1', writing, gate), { port: 0, host: '0.0.0.0' })
    const url = `${address.replace('0.0.0.0', '127.0.0.1')}index.json`
    const status = async (of: string, from: string) =>
      (await fetch(url, { headers: { authorization: `Bearer ${of}`, 'x-forwarded-for': from } })).status
    return { status, stop: () => server.close() }
  }

  test('on this machine: whoever sends wrong tokens waits alone', async () => {
    const { status, stop } = await behind()
    for (let n = 0; n < 10; n++) expect(await status('onr_x', '203.0.113.9, 198.51.100.7')).toBe(401)
    expect(await status(token.reader, '203.0.113.8, 198.51.100.7')).toBe(429)
    expect(await status(token.reader, '203.0.113.9, 198.51.100.8')).toBe(200)
    stop()
  })

  test('on another machine that is named: who asks it waits alone, and who only says that they come over one is not believed', async () => {
    const { status, stop } = await behind('10.1.0.0/16', 'fd00::7')
    for (let n = 0; n < 10; n++) expect(await status('onr_x', '198.51.100.7, 10.1.2.3')).toBe(401)
    expect(await status(token.reader, '198.51.100.7, 10.1.9.9')).toBe(429)
    expect(await status(token.reader, '198.51.100.8, 10.1.2.3')).toBe(200)
    // Behind a proxy that nobody named everybody is that proxy.
    for (let n = 0; n < 10; n++) expect(await status('onr_x', `203.0.113.${n}, 10.9.0.1`)).toBe(401)
    expect(await status(token.reader, '203.0.113.99, 10.9.0.1')).toBe(429)
    stop()
  })

  test('a port behind an address makes no other one of it, and all of a network of IPv6 is one', async () => {
    const { status, stop } = await behind()
    for (let n = 0; n < 10; n++) expect(await status('onr_x', `198.51.100.20:${50_000 + n}`)).toBe(401)
    expect(await status(token.reader, '198.51.100.20:1')).toBe(429)
    for (let n = 0; n < 10; n++) expect(await status('onr_x', `2001:db8:1:2:${n}::1`)).toBe(401)
    expect(await status(token.reader, '2001:db8:1:2::99')).toBe(429)
    expect(await status(token.reader, '2001:db8:1:3::99')).toBe(200)
    stop()
  })

  test('what is no address is told where it is named', () => {
    expect(proxiesIn({ ONRECORD_PROXIES: '10.0.0.7, 10.1.0.0/16 fd00::/8' })).toEqual(['10.0.0.7', '10.1.0.0/16', 'fd00::/8'])
    expect(proxiesIn({})).toEqual([])
    for (const one of ['proxy.example', '10.0.0.7/99', '*'])
      expect(() => proxiesIn({ ONRECORD_PROXIES: one }), one).toThrow(/this is none/)
  })
})

test('links lead to the address under which the pages are served', async () => {
  const base = 'https://record.example'
  const behind = httpApp(
    ask(store, stages),
    '1',
    writing,
    tokenGate({ tokens, sessions: store.sessions, isPublic: false, base: `${base}/`, now })
  )
  const [quotation] = store.quotationsOf(article)
  const at = async (path: string) =>
    (await behind.request(`http://127.0.0.1:4747${path}`, { headers: bearer(token.reader) })).text()
  expect(await at(`/cite/${quotation.id}/csl`)).toContain(`${base}/a/`)
  expect(await at('/find.atom?q=pilot')).toContain(`${base}/a/`)
  expect(await at('/changes.atom')).toContain(`href="${base}/`)
})

test('the MCP server over HTTP stands behind the same gate', async () => {
  const { server, address } = await listen(closed, { port: 0, host: '0.0.0.0' })
  const url = new URL('mcp', address.replace('0.0.0.0', '127.0.0.1'))
  const stranger = new Client({ name: 'a-stranger', version: '1' })
  await expect(stranger.connect(new StreamableHTTPClientTransport(url))).rejects.toThrow(/token/)
  const client = new Client({ name: 'a-reader', version: '1' })
  await client.connect(
    new StreamableHTTPClientTransport(url, { requestInit: { headers: { Authorization: `Bearer ${token.reader}` } } })
  )
  const { structuredContent } = await client.callTool({ name: DOORS.find.tool, arguments: { q: 'pilot' } })
  expect(JSON.stringify(structuredContent)).toContain('The pilot counts well')
  await client.close()
  server.close()
})

describe('the commands', () => {
  const db = path('commands.db')
  const run = (...args: string[]) => {
    const { ONRECORD_DB: _, ...env } = process.env
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, '--db', db], {
      cwd: folder,
      env,
      encoding: 'utf8'
    })
    return { code: status, out: stdout, err: stderr }
  }

  test('token add, list and revoke; serve beyond this machine asks for one', async () => {
    expect(run('token', 'list').out).toBe('There are no tokens.\n')
    const refused = run('serve', '--host', '0.0.0.0', '--port', '0')
    expect([refused.code, refused.err]).toEqual([2, expect.stringContaining('make a token first')])
    expect(run('serve', '--public', '--port', '0').code).toBe(2)
    const { out, err } = run('token', 'add', 'desk', '--role', 'editor')
    expect(out).toMatch(/^onr_[0-9a-f]{12}_[\w-]{43}\n$/)
    expect(err).toContain('shown this once')
    expect(run('token', 'add', 'desk').code).toBe(2)
    expect(JSON.parse(run('token', 'list', '--json').out)).toMatchObject([{ name: 'desk', role: 'editor', lastUsed: null }])
    expect(run('token', 'list', '--json').out).not.toContain('hash')

    const child = spawn(process.execPath, [bin, 'serve', '--host', '0.0.0.0', '--port', '0', '--db', db], {
      stdio: ['ignore', 'pipe', 'inherit']
    })
    const [said] = await once(child.stdout, 'data')
    const port = /http:\/\/0\.0\.0\.0:(\d+)\//.exec(String(said))![1]
    const at = `http://127.0.0.1:${port}/index.json`
    expect((await fetch(at)).status).toBe(401)
    // Between two questions a command runs for longer than a server keeps an idle connection.
    const headers = { Authorization: `Bearer ${out.trim()}`, Connection: 'close' }
    expect((await fetch(at, { headers })).status).toBe(200)
    expect(run('token', 'revoke', 'desk').code).toBe(0)
    expect((await fetch(at, { headers })).status).toBe(401)
    expect(run('token', 'revoke', 'desk').code).toBe(5)
    child.kill('SIGINT')
    await once(child, 'exit')
  }, 120_000)
})

const chromium = chromiumPath()
describe.skipIf(!chromium)('in Chromium', () => {
  test('somebody signs in, corrects, and signs out', async () => {
    const { server, address } = await listen(closed, { port: 0, host: '0.0.0.0' })
    const base = address.replace('0.0.0.0', '127.0.0.1').replace(/\/$/, '')
    const browser = await openBrowser(chromium!)
    try {
      const page = await (await browser.newContext()).newPage()
      const complaints: string[] = []
      page.on('console', message => message.type() === 'error' && !/401/.test(message.text()) && complaints.push(message.text()))
      page.on('pageerror', error => complaints.push(error.message))
      await page.goto(`${base}/a/${article}`)
      expect(new URL(page.url()).pathname).toBe('/sign-in')
      expect((await new AxeBuilder({ page }).analyze()).violations).toEqual([])
      await page.getByLabel('Token').fill('onr_wrong')
      await page.getByRole('button', { name: 'Sign in' }).click()
      await page.getByRole('alert').waitFor()
      await page.getByLabel('Token').fill(token.editor)
      await page.keyboard.press('Enter')
      await page.waitForURL(`${base}/a/${article}`)
      expect(await page.evaluate(() => document.cookie)).toBe('')
      const before = store.corrections().length
      const form = page.locator('form[action="/correct"]').first()
      await page.locator('.card').first().hover()
      await page.locator('details.correcting:has(form[action="/correct"]) > summary').first().click()
      await form.getByLabel('it is right as it is').check()
      await form.getByLabel('Because').fill('I was there')
      await form.getByLabel('Your name').fill('Mira Voss')
      await form.getByRole('button', { name: 'Correct' }).click()
      await page.waitForURL(/#c-/)
      expect(store.corrections()).toHaveLength(before + 1)
      await page.getByRole('button', { name: 'Sign out' }).click()
      await page.waitForURL(/\/sign-in/)
      await page.goto(`${base}/articles`)
      expect(new URL(page.url()).pathname).toBe('/sign-in')
      expect(complaints).toEqual([])
    } finally {
      await browser.close()
      server.close()
    }
  }, 120_000)
})
