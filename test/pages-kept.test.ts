import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import { ask } from '../src/serve/answer/operations.ts'
import { httpApp } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import { finish, PAGES, parts, scratch, takeIn, versionsOf } from './record.ts'

const { path, folder } = scratch()
const bin = new URL('../bin/onrecord', import.meta.url).pathname

const run = (...args: string[]) => {
  const { ONRECORD_DB: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--engine', 'rules', ...args], {
    cwd: folder,
    env,
    encoding: 'utf8'
  })
  return { code: status, out: stdout, err: stderr }
}

const filesIn = (pages: string): string[] =>
  readdirSync(pages, { recursive: true, encoding: 'utf8' })
    .map(name => join(pages, name))
    .filter(file => statSync(file).isFile())

test('the page comes back as it came, byte for byte, with its headers', () => {
  const store = openStore(path('kept.db'), versionsOf('1'))
  const headers = { 'content-type': 'text/plain; charset=utf-8', etag: '"5"' }
  const odd = { ...PAGES[0], bytes: new Uint8Array([...PAGES[0].bytes, 10, 0xc3, 0xff, 0, 13]), headers, charset: 'utf-8' }
  const entry = readPage(odd, parts)
  expect(store.save(entry, odd)).toBe('added')
  expect(store.page(entry.article.id)).toEqual({ ...odd, bytes: Buffer.from(odd.bytes) })
  expect(store.kept(entry.article.id)).toMatchObject({ size: odd.bytes.length, hash: expect.stringMatching(/^[0-9a-f]{64}$/) })
  store.close()
})

test('the same bytes lie there once, under their hash', () => {
  const store = openStore(path('once.db'), versionsOf('1'))
  for (const address of ['/a.txt', '/b.txt', '/a.txt'])
    store.save(readPage({ ...PAGES[0], address }, parts), { ...PAGES[0], address })
  const files = filesIn(path('once.pages'))
  expect(files).toHaveLength(1)
  const [, two, rest] = /([0-9a-f]{2})\/([0-9a-f]{62})\.gz$/.exec(files[0])!
  expect(store.kept(store.articles()[0])!.hash).toBe(two + rest)
  expect(gunzipSync(readFileSync(files[0]))).toEqual(Buffer.from(PAGES[0].bytes))
  expect(store.pageFaults()).toEqual({ pages: 2, without: 0, wrong: [] })
  store.close()
})

test('a record from before pages were kept keeps them when its articles are added again', () => {
  const store = openStore(path('older.db'), versionsOf('1'))
  for (const page of PAGES) store.save(readPage(page, parts))
  expect(store.pageFaults()).toMatchObject({ pages: 0, without: PAGES.length })
  for (const page of PAGES) expect(store.save(readPage(page, parts), page)).toBe('kept')
  expect(store.pageFaults()).toEqual({ pages: PAGES.length, without: 0, wrong: [] })
  store.close()
})

test('a page that is read to another text replaces its reading, and back again', async () => {
  const store = openStore(path('twice.db'), versionsOf('1'))
  takeIn(store)
  const before = readPage(PAGES[0], parts)
  const other = readPage(
    { ...PAGES[0], bytes: new TextEncoder().encode(`${new TextDecoder().decode(PAGES[0].bytes)}\nOne line more.\n`) },
    parts
  )
  expect(store.save(other, PAGES[0])).toBe('renewed')
  finish(store)
  expect([store.present(before.article.id), store.articles().length]).toEqual([other.article.id, PAGES.length])
  expect(store.replaced(before.article.id)?.article).toEqual(before.article)
  expect(store.text(before.article.text.id)).toEqual(before.article.text)
  expect(store.versionsOf(PAGES[0].address)).toEqual([other.article.id])
  const pages = httpApp(ask(store))
  const old = await (await pages.request(`/a/${before.article.id}`)).text()
  expect(old).toContain(`This is an older reading of the page. <a href="/a/${other.article.id}">`)
  expect(old).toContain('The mayor of Port Selm, Ada Ruiz, spoke to the council')
  expect(store.save(before, PAGES[0])).toBe('renewed')
  finish(store)
  expect([store.present(other.article.id), store.present(before.article.id)]).toEqual([before.article.id, before.article.id])
  expect(store.faults()).toEqual([])
  store.close()
})

test('reparse reads kept pages without their files; the doctor finds a page that changed', () => {
  writeFileSync(path('harbour.txt'), PAGES[0].bytes)
  expect(run('add', 'harbour.txt', '--db', 'cli.db').code).toBe(0)
  writeFileSync(path('harbour.txt'), 'Other words by now\n')
  expect(run('reparse', '--db', 'cli.db')).toEqual({
    code: 0,
    out: 'Every article was read by this Onrecord already.\n',
    err: ''
  })
  const store = openStore(path('cli.db'), versionsOf('other'))
  const [id] = store.articles()
  store.close()
  expect(run('reparse', id, '--db', 'cli.db').out).toBe('Every article was read by this Onrecord already.\n')
  expect(run('doctor', '--db', 'cli.db').out).toContain('right  1 kept pages against their hashes')
  const [file] = filesIn(path('cli.pages'))
  writeFileSync(file, 'not what came')
  const doctor = run('doctor', '--db', 'cli.db')
  expect([doctor.code, doctor.out]).toEqual([
    7,
    expect.stringMatching(/the page kept of \S+harbour\.txt \([0-9a-f]{12}…\) is missing or damaged/)
  ])
  expect(run('reparse', id, '--db', 'cli.db')).toMatchObject({ code: 7, err: expect.stringContaining('missing or damaged') })
  writeFileSync(path('harbour.txt'), PAGES[0].bytes)
  expect(run('add', 'harbour.txt', '--db', 'cli.db').code).toBe(0)
  expect(run('doctor', '--db', 'cli.db').code).toBe(0)
}, 120_000)

test('a page of the web that is fetched again: noise adds nothing, a changed word is a version, with what changed', async () => {
  const body = { words: '“We will not close the harbour,” said Ada Ruiz, the mayor of Port Selm, on Tuesday.', noise: 'one' }
  const server = createServer((request, response) => {
    if (request.url === '/robots.txt') return response.writeHead(404).end()
    const told =
      'The council had met for six hours in the old customs house, and most of those who had come to listen had gone home by then.'
    response.setHeader('content-type', 'text/html; charset=utf-8')
    response.setHeader('set-cookie', 'who=you')
    response.end(
      `<html><head><title>Harbour stays</title></head><body><nav>${body.noise}</nav><article><h1>Harbour stays</h1><p>${body.words}</p><p>${told}</p><p>${told.replace('six', 'seven')}</p></article><!-- ${body.noise} --></body></html>`
    )
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/harbour`
  const add = async () => {
    const child = spawn(process.execPath, [bin, '--engine', 'rules', 'add', address, '--allow-private', '--db', 'web.db'], {
      cwd: folder
    })
    let out = ''
    child.stdout.on('data', chunk => (out += chunk))
    await once(child, 'close')
    return out
  }
  expect(await add()).toMatch(/^1 article added/)
  body.noise = 'two'
  expect(await add()).toBe('1 article there already.\n')
  body.words = body.words.replace('said', 'claimed')
  expect(await add()).toMatch(/^1 article added/)
  server.close()
  const store = openStore(path('web.db'), versionsOf('other'))
  const [first, second] = store.versionsOf(address)
  expect(store.changesIn(second).map(one => one.kinds)).toEqual([['verb']])
  expect(store.page(first)?.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8' })
  expect(store.page(first)?.headers).not.toHaveProperty('set-cookie')
  store.close()
  expect(run('changes', '--db', 'web.db').out).toMatch(/other word for saying\n\s+- “We will not close the harbour,” said/)
}, 120_000)
