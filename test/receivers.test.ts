/** To whom searches are told is shown to those who may write, and to nobody else, at no door. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import { tellNews } from '../src/serve/alert/tell.ts'
import { ask } from '../src/serve/answer/operations.ts'
import { tokenGate } from '../src/serve/gate/gate.ts'
import { makeToken } from '../src/serve/gate/token.ts'
import { saveSearch } from '../src/serve/keep.ts'
import { DOORS } from '../src/serve/web/doors.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import { finish, PAGES, parts, scratch, takeIn, versionsOf } from './record.ts'

const { folder, path } = scratch()
const bin = new URL('../bin/onrecord', import.meta.url).pathname
const HOOK = 'https://hooks.quay.example/in/a-path-that-is-secret'
const BOX = 'mira.voss@desk.example'
const SECRET = `whsec_${Buffer.from('what signs the news').toString('base64')}`
/** What must not be read by who may only read: the receivers, their hosts, and the secret. */
const TELLING = /hooks\.quay|a-path-that|mira\.voss|desk\.example|whsec_/

const store = openStore(path('told.db'), versionsOf('1'))
takeIn(store, PAGES.slice(0, 1))
saveSearch(store, { name: 'harbour', query: 'harbour', webhook: HOOK, email: BOX }, () => SECRET)
for (const page of PAGES.slice(1)) store.save(readPage(page, parts), page)
finish(store)
const { id } = store.searches.find('harbour')!
const time = Date.parse('2031-05-04T08:00:00Z')
const token = {
  reader: makeToken(store.tokens, { name: 'a reader', role: 'reader' }, time)!,
  editor: makeToken(store.tokens, { name: 'the desk', role: 'editor' }, time)!
}
const app = httpApp(
  ask(store),
  '1',
  null,
  tokenGate({ tokens: store.tokens, sessions: store.sessions, isPublic: false, base: '', now: () => time })
)

// The reasons of what failed name the receivers too.
beforeAll(() =>
  tellNews(store, {
    post: async address => ({ status: null, why: `${new URL(address).host} cannot be reached.` }),
    mail: async ({ to }) => {
      throw new Error(`550 no mailbox ${to}`)
    },
    base: '',
    now: () => time,
    say: () => {}
  })
)
afterAll(() => store.close())

const PATHS = [
  '/searches',
  '/searches.json',
  `/searches/${id}`,
  `/searches/${id}.json`,
  `/searches/${id}.atom`,
  `/searches/${id}.feed.json`,
  '/api/v1/searches',
  `/api/v1/search?id=${id}`,
  '/inbox',
  '/inbox.json',
  '/api/v1/inbox',
  '/find?q=saved:harbour',
  '/jobs'
]
const read = async (to: string, role: keyof typeof token) => {
  const answer = await app.request(`http://record.example${to}`, { headers: { authorization: `Bearer ${token[role]}` } })
  expect([to, answer.status]).toEqual([to, 200])
  return answer.text()
}

describe('over HTTP', () => {
  test.each(PATHS)('a reader is told of no receiver: %s', async to => {
    expect(await read(to, 'reader')).not.toMatch(TELLING)
  })

  test('a reader is told that there are some and how that goes; an editor, where they are, and never what signs', async () => {
    const [readers, editors] = await Promise.all([read('/searches', 'reader'), read('/searches', 'editor')])
    expect(readers).toMatch(/to <span[^>]*>a webhook<\/span>: 1 waiting/)
    expect(readers).toContain('a mailbox')
    expect(editors).toContain(HOOK)
    expect(editors).toContain(BOX)
    expect(editors).toContain('550 no mailbox')
    for (const to of PATHS) expect(await read(to, 'editor')).not.toContain(SECRET)
  })
})

const searchesBy = async (client: Client) => {
  const answers = [
    await client.callTool({ name: DOORS.searches.tool, arguments: {} }),
    await client.callTool({ name: DOORS.search.tool, arguments: { id } })
  ]
  await client.close()
  return JSON.stringify(answers)
}

describe('by MCP', () => {
  test('over HTTP by the role of the token', async () => {
    const { server, address } = await listen(app, { port: 0, host: '0.0.0.0' })
    const toldTo = async (role: keyof typeof token) => {
      const client = new Client({ name: 'a-test', version: '1' })
      const requestInit = { headers: { Authorization: `Bearer ${token[role]}` } }
      const url = new URL('mcp', address.replace('0.0.0.0', '127.0.0.1'))
      await client.connect(new StreamableHTTPClientTransport(url, { requestInit }))
      return searchesBy(client)
    }
    expect(await toldTo('reader')).not.toMatch(TELLING)
    expect(await toldTo('reader')).toContain('a webhook')
    expect(await toldTo('editor')).toContain(HOOK)
    server.close()
  })

  test('an assistant on this machine is a reader', async () => {
    const client = new Client({ name: 'a-test', version: '1' })
    const transport = new StdioClientTransport({
      command: process.execPath,
      args: [bin, 'mcp', '--db', path('told.db')],
      stderr: 'ignore'
    })
    await client.connect(transport)
    const answer = await searchesBy(client)
    expect(answer).toContain('a webhook')
    expect(answer).not.toMatch(TELLING)
  })
})

const filesIn = (place: string): string[] =>
  statSync(place).isDirectory() ? readdirSync(place).flatMap(name => filesIn(join(place, name))) : [place]

describe('what leaves the house', () => {
  const run = (...args: string[]) => {
    const done = spawnSync(process.execPath, [bin, ...args, '--db', path('told.db')], { cwd: folder })
    expect(done.status, done.stderr.toString()).toBe(0)
    return done.stdout.toString('latin1')
  }

  test.each(['jsonl', 'csv', 'md', 'parquet'])('an export as %s names no receiver', format => {
    expect(run('export', '--format', format)).not.toMatch(TELLING)
  })

  test.each(['pack', 'site'])('nor does a %s', what => {
    run(what, '--out', path(what))
    for (const file of filesIn(path(what))) expect(readFileSync(file, 'latin1'), file).not.toMatch(TELLING)
  })

  test('a backup is the whole record, to be told on from: nobody else on this machine may read it', () => {
    run('backup', path('kept.db'))
    expect(statSync(path('kept.db')).mode & 0o077).toBe(0)
    const copy = openStore(path('kept.db'), versionsOf('1'))
    expect(copy.searches.find('harbour')!.alerts.map(one => one.target)).toContain(HOOK)
    copy.close()
  })
})
