/** Corrections through the doors: the commands, and the record's own pages, which alone may write. */
import { spawnSync } from 'node:child_process'
import { AxeBuilder } from '@axe-core/playwright'
import type { Hono } from 'hono'
import { afterAll, expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { correct } from '../src/serve/correct/correct.ts'
import type { Writing } from '../src/serve/web/correct.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { finish, PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { folder, path } = scratch()
const bin = new URL('../bin/onrecord', import.meta.url).pathname
const TOKEN = 'the-secret-of-this-run'

const store = openStore(path('pages.db'), versionsOf('1'))
takeIn(store, [
  ...PAGES,
  {
    ...pageOf(PAGES[0].address, new TextDecoder().decode(PAGES[0].bytes).replace('sell the old cranes', 'sell the cranes')),
    seen: '2031-05-05T08:00:00.000Z'
  }
])
const writing: Writing = {
  token: TOKEN,
  correct: async asked => {
    const made = correct(store, asked, new Date().toISOString())
    finish(store)
    return made
  }
}
const app = httpApp(ask(store), '0', writing)
afterAll(() => store.close())

const valley = store
  .articles()
  .find(id => store.article(id)!.outlet === 'Valley News' || store.article(id)!.address.includes('valley'))!
const quotation = () => store.quotationsOf(valley)[0]

const asked = { what: 'speaker', id: quotation().id, with: ['Ilse Marn'], by: 'Mira Voss', why: 'heard it' }
const OWN = { host: 'localhost:4747', origin: 'http://localhost:4747', 'sec-fetch-site': 'same-origin' }
const post = (to: Hono, headers: Record<string, string>, body: unknown = asked) =>
  to.request('http://localhost:4747/api/v1/correct', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body)
  })

test.each([
  ['without the secret', OWN],
  ['with another secret', { ...OWN, 'x-onrecord-token': 'the-secret-of-that-run' }],
  ['from another site', { ...OWN, origin: 'https://news.example', 'x-onrecord-token': TOKEN }],
  ['from another port of this machine', { ...OWN, origin: 'http://localhost:8080', 'x-onrecord-token': TOKEN }],
  ['from no page', { host: 'localhost:4747', 'x-onrecord-token': TOKEN }],
  ['from a sandboxed page', { ...OWN, origin: 'null', 'x-onrecord-token': TOKEN }],
  ['across sites, as the browser says', { ...OWN, 'sec-fetch-site': 'cross-site', 'x-onrecord-token': TOKEN }],
  ['under another name of this machine', { host: 'evil.example', origin: 'http://evil.example', 'x-onrecord-token': TOKEN }]
])('nobody corrects %s', async (_, headers) => {
  expect((await post(app, headers)).status).toBe(403)
  expect(store.corrections()).toHaveLength(0)
})

test('a record that is served for reading takes nothing and shows no form', async () => {
  const reading = httpApp(ask(store))
  expect((await post(reading, { ...OWN, 'x-onrecord-token': TOKEN })).status).toBe(403)
  expect(await (await reading.request(`/a/${valley}`)).text()).not.toContain('<form method="post"')
})

test('what is not understood is a problem, and nothing is written', async () => {
  const from = { ...OWN, 'x-onrecord-token': TOKEN }
  for (const body of [
    {},
    { ...asked, why: ' ' },
    { ...asked, what: 'burn' },
    { ...asked, more: 1 },
    { ...asked, what: 'bounds', with: ['never printed'] },
    'x'
  ])
    expect((await post(app, from, body)).status, JSON.stringify(body)).toBe(400)
  expect((await post(app, from, { ...asked, id: 'none' })).status).toBe(404)
  expect((await post(app, { ...from, 'content-type': 'text/plain' })).status).toBe(400)
  expect((await app.request('http://localhost:4747/api/v1/correct')).status).toBe(404)
  expect(store.corrections()).toHaveLength(0)
})

test('the API corrects, and takes back', async () => {
  const from = { ...OWN, 'x-onrecord-token': TOKEN }
  const made = await post(app, from)
  expect(made.status).toBe(201)
  const { id } = await made.json()
  expect(store.speaker(quotation().speaker!)?.name).toBe('Ilse Marn')
  const list = await (await app.request('/api/v1/corrections')).json()
  expect(list.lines[0]).toMatchObject({
    id,
    by: 'Mira Voss',
    why: 'heard it',
    standing: 'applies',
    sentence: 'gives it to Ilse Marn instead of Ada Ruiz'
  })
  expect((await post(app, from, { what: 'undo', id, by: 'Mira Voss', why: 'wrong tape' })).status).toBe(201)
  expect(store.speaker(quotation().speaker!)?.name).toBe('Ada Ruiz')
})

const chromium = chromiumPath()

test.skipIf(!chromium)(
  'in a browser: the form of a card corrects, the card says who and why; the pages fit and are accessible',
  async () => {
    const { server, address } = await listen(app, { port: 0 })
    const browser = await openBrowser(chromium!)
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 900 } })).newPage()
    const complaints: string[] = []
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(`${address}a/${valley}`)
    const card = page.locator(`[id="c-${quotation().id}"]`)
    await card.hover()
    await card.getByText('correct', { exact: true }).click()
    await card.getByLabel('the speaker is').check()
    await card.getByLabel('The speaker, or nobody').fill('Tomas Behn')
    await card.getByLabel('Because').fill('<b>the minutes</b> say so')
    await card.getByLabel('Your name').fill('Jon Ask')
    await Promise.all([page.waitForURL(/#c-/), card.getByRole('button', { name: 'Correct' }).click()])
    expect(store.speaker(quotation().speaker!)?.name).toBe('Tomas Behn')
    await card.getByText('corrected', { exact: true }).click()
    const words = (await card.textContent())!.replace(/\s+/g, ' ')
    expect(words).toMatch(/Jon Ask, \d+ \p{L}+ \d{4}: gives it to Tomas Behn instead of Ada Ruiz\. <b>the minutes<\/b> say so/u)
    const harbour = store.versionsOf(PAGES[0].address).at(-1)
    for (const where of [`a/${valley}`, `a/${harbour}`, 'changes', 'corrections', `st/${quotation().statement}`]) {
      await page.setViewportSize({ width: 320, height: 800 })
      await page.goto(address + where)
      expect(await page.evaluate(() => document.documentElement.scrollWidth), where).toBeLessThanOrEqual(320)
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme })
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(
          violations
            .filter(({ impact }) => impact === 'serious' || impact === 'critical')
            .map(({ id, nodes }) => [id, nodes[0].html]),
          `${where} ${colorScheme}`
        ).toEqual([])
      }
    }
    expect(complaints).toEqual([])
    await browser.close()
    server.close()
  },
  120_000
)

test('the article shows its versions and what changed, word by word; the changes are a page and a feed', async () => {
  const [, later] = store.versionsOf(PAGES[0].address)
  const article = await (await app.request(`/a/${later}`)).text()
  expect(article).toContain('Version 2 of 2')
  expect(article).toContain('sell the <del>old</del> cranes')
  expect(await (await app.request('/changes')).text()).toContain('quotation cut, no mark')
  const feed = await (await app.request('/changes.atom')).text()
  expect(feed).toMatch(/^<\?xml version="1.0" encoding="utf-8"\?>\n<feed xmlns="http:\/\/www.w3.org\/2005\/Atom">/)
  expect(feed).toContain(`<link href="http://localhost/a/${later}#changes"/>`)
})

test('the commands: correct, corrections, undo, and words for what was not understood', () => {
  const db = path('pages.db')
  const run = (...args: string[]) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, '--db', db], { cwd: folder, encoding: 'utf8' })
    return { code: status, out: stdout, err: stderr }
  }
  const { id } = quotation()
  const made = run('correct', 'reject', id.slice(0, 10), '--why', 'a caption, not speech', '--by', 'Mira Voss')
  expect([made.code, made.out], made.err).toEqual([
    0,
    expect.stringMatching(/^c-[0-9a-f]{12} Mira Voss, \d{4}-\d\d-\d\d: says that this is no quotation\n/)
  ])
  expect(run('show', id).code).toBe(5)
  const correction = made.out.slice(0, 14)
  expect(run('correct', 'undo', correction, '--why', 'it is speech').code).toBe(0)
  expect(run('show', id).code).toBe(0)
  expect(run('corrections').out).toMatch(/takes back what Mira Voss said: says that this is no\s+quotation/)
  expect(run('correct', 'reject', id)).toMatchObject({
    code: 2,
    err: expect.stringContaining("required option '--why <reason>'")
  })
  expect(run('correct', 'burn', id, '--why', 'x')).toMatchObject({
    code: 2,
    err: expect.stringContaining('confirm, reject, bounds')
  })
  expect(run('correct', 'bounds', id, 'never printed', '--why', 'x')).toMatchObject({
    code: 2,
    err: 'onrecord: These words do not stand in the article: never printed\n'
  })
  expect(run('correct', 'speaker', 'ffffffff', 'Ada', '--why', 'x').code).toBe(5)
}, 120_000)
