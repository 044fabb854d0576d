/** Quotations decided on while reading: by one key each, by mouse, and taken back. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { correct } from '../src/serve/correct/correct.ts'
import type { Writing } from '../src/serve/web/correct.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { finish, PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { path } = scratch()
const store = openStore(path('reading.db'), versionsOf('1'))
const NUMBERS = Array.from(
  { length: 44 },
  (_, n) => `“The crane of quay ${n + 1} stays where it stands until the spring,” Ada Ruiz said.`
)
takeIn(store, [
  ...PAGES,
  pageOf('/news/quays.txt', `Every crane stays\n\nThe Harbour Post\n\n20 March 2031\n\n${NUMBERS.join('\n\n')}\n`)
])
afterAll(() => store.close())
const post = store.articles().find(id => store.article(id)!.address.includes('harbour-post'))!
let second = 0
/** Later each time: of two corrections the later one counts. */
const now = () => new Date(Date.UTC(2031, 5, 1, 0, 0, second++)).toISOString()
const writing = {
  token: 'the-secret-of-this-run',
  correct: async asked => {
    const made = correct(store, asked, now())
    finish(store)
    return made
  },
  keep: { author: 'Mira Voss' }
} as Writing
const app = httpApp(ask(store), '1', writing)

const decide = (to: typeof app, secret: string, fields: Record<string, string>, what = 'decide') =>
  to.request(`http://localhost:4747/a/${post}/${what}`, {
    method: 'POST',
    headers: {
      host: 'localhost:4747',
      origin: 'http://localhost:4747',
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded'
    },
    body: new URLSearchParams({ token: secret, by: 'Mira Voss', ...fields })
  })

test('who may not write decides nothing and is shown no buttons', async () => {
  const yes = store.quotationsOf(post)[0].id
  expect((await decide(app, 'of-another-run', { yes })).status).toBe(403)
  const reading = httpApp(ask(store))
  expect((await decide(reading, writing.token, { yes })).status).toBe(403)
  expect(await (await reading.request(`/a/${post}`)).text()).not.toContain('data-answer')
  expect(store.corrections()).toEqual([])
})

test('what is not understood decides nothing', async () => {
  for (const fields of [{}, { yes: 'none' }, { yes: store.quotationsOf(post)[0].id, by: ' ' }])
    expect((await decide(app, writing.token, fields as Record<string, string>)).status).toBeGreaterThanOrEqual(400)
  expect(store.corrections()).toEqual([])
})

test('a decision leads back to the part that was read, and nowhere else', async () => {
  const yes = store.quotationsOf(post)[0].id
  const made = await decide(app, writing.token, { yes, part: '3', back: 'https://elsewhere.example/' })
  const done = store.corrections().at(-1)!.id
  expect(made.headers.get('location')).toBe(`/a/${post}?part=3&done=${done}`)
  const back = await decide(app, writing.token, { done, part: '1' }, 'undo')
  expect(back.headers.get('location')).toBe(`/a/${post}`)
  expect(store.quotation(yes)!.attribution.why).not.toBe('confirmed by a person')
})

const chromium = chromiumPath()

describe.skipIf(!chromium)('in Chromium', () => {
  let browser: Browser
  let base = ''
  let close = () => {}
  beforeAll(async () => {
    const { server, address } = await listen(app, { port: 0 })
    base = address.replace(/\/$/, '')
    close = () => server.close()
    browser = await openBrowser(chromium!)
  })
  afterAll(async () => {
    await browser?.close()
    close()
  })

  test('“y” confirms and goes on, “.” does it again, “u” takes it back, “r” rejects', async () => {
    const page = await browser.newPage()
    const confirmed = () => store.quotationsOf(post).filter(one => one.attribution.why === 'confirmed by a person').length
    const press = async (key: string) => {
      const before = page.url()
      await page.keyboard.press(key)
      await page.waitForURL(url => url.href !== before)
    }
    const all = store.quotationsOf(post).length
    expect(all).toBeGreaterThan(2)
    await page.goto(`${base}/a/${post}`)
    await page.keyboard.press('n')
    const first = await page.evaluate(() => document.activeElement?.id)
    await press('y')
    expect(confirmed()).toBe(1)
    expect(await page.getByRole('status').first().textContent()).toMatch(/Mira Voss confirms/)
    expect(await page.evaluate(() => document.activeElement?.matches('[data-card]'))).toBe(true)
    expect(await page.evaluate(() => document.activeElement?.id)).not.toBe(first)
    await press('.')
    expect(confirmed()).toBe(2)
    await press('u')
    expect(confirmed()).toBe(1)
    await page.keyboard.press('n')
    await press('r')
    expect(store.quotationsOf(post)).toHaveLength(all - 1)
    await press('u')
    expect(store.quotationsOf(post)).toHaveLength(all)
    await page.close()
  })

  test('in an article of many quotations the keys decide too', async () => {
    const quays = store.articles().find(id => store.article(id)!.address.includes('quays'))!
    expect(store.quotationsOf(quays).length).toBeGreaterThan(40)
    const page = await browser.newPage()
    await page.goto(`${base}/a/${quays}`)
    await page.keyboard.press('n')
    await page.keyboard.press('y')
    await page.waitForURL(/done=/)
    const confirmed = store.quotationsOf(quays).filter(one => one.attribution.why === 'confirmed by a person')
    expect(confirmed).toHaveLength(1)
    expect(await page.evaluate(() => document.activeElement?.id)).toBe(`c-${store.quotationsOf(quays)[1].id}`)
    await page.close()
  })

  test('by mouse and with no script at all', async () => {
    const page = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await page.goto(`${base}/a/${post}`)
    const before = store.corrections().length
    await page.getByRole('button', { name: 'right' }).last().click()
    expect(store.corrections()).toHaveLength(before + 1)
    await page.getByRole('button', { name: 'Undo' }).click()
    expect(store.corrections()).toHaveLength(before + 2)
    await page.close()
  })
})
