/** What leaves as a picture or a frame: the card as PNG, and the comparison that other pages show. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { asPng } from '../src/serve/cite/picture.ts'
import { TooBusy } from '../src/serve/web/busy.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'

import { PAGES, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { path } = scratch()
const store = openStore(path('embed.db'), versionsOf('1'))
takeIn(store, PAGES)
const asked = ask(store)
const statements = store.statementsBy(null)
const statement = statements.find(id => store.statement(id)!.variants.length > 1)!
// The typefaces have no small pictures.
const plain = statements.find(id => !/😀/u.test(asked('cite', { id, as: 'card' }).citation))!
const app = httpApp(asked)
const at = `/embed/statement/${statement}`

test('a card is a picture of its words, in letters that it has', async () => {
  const answer = await app.request(`/cite/${plain}/card.png`)
  expect(answer.headers.get('content-type'), await answer.clone().text()).toBe('image/png')
  const png = Buffer.from(await answer.arrayBuffer())
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630])
  const card = await (await app.request(`/cite/${plain}/card`)).text()
  // Without its words it is nearly empty: they are drawn.
  expect(png.length).toBeGreaterThan(2 * (await asPng(card.replaceAll(/<text.*?<\/text>/g, ''))).length)
  for (const odd of ['שלום', '😀'])
    await expect(asPng(card.replace('“', `“${odd} `))).rejects.toThrow('letters that the picture’s typefaces do not have')
  const page = await (await app.request(`/cite/${plain}`)).text()
  expect(page).toContain('/card.png" download')
  expect(page).toMatch(/<img class="card-picture"[^>]* alt="[^"]+ as printed by [^"]+"/)
})

test('while pictures are drawn everybody else is answered, and whoever comes when too many wait is asked to come again', async () => {
  const { server, address } = await listen(app, { port: 0 })
  const card = await (await app.request(`/cite/${plain}/card`)).text()
  const done: string[] = []
  const drawing = Array.from({ length: 8 }, (_, n) => asPng(card.replace('“', `“${n} `)).then(() => done.push('picture')))
  const hello = fetch(`${address}healthy`).then(async answer => done.push(await answer.text()))
  await Promise.all([...drawing, hello])
  expect(done).toHaveLength(9)
  expect(done.indexOf('well\n')).toBeLessThan(4)

  const many = await Promise.allSettled(Array.from({ length: 60 }, (_, n) => asPng(card.replace('“', `“no. ${n} `))))
  const refused = many.filter(one => one.status === 'rejected')
  expect(refused.length).toBe(60 - 24)
  for (const { reason } of refused as PromiseRejectedResult[]) expect(reason).toBeInstanceOf(TooBusy)
  // One that was drawn is not drawn again, also where all wait.
  const waiting = Array.from({ length: 24 }, (_, n) => asPng(card.replace('“', `“nr. ${n} `)))
  expect((await asPng(card.replace('“', '“no. 3 '))).length).toBeGreaterThan(1000)
  const busy = await fetch(`${address}cite/${plain}/card.png`)
  expect([busy.status, busy.headers.get('retry-after')]).toEqual([503, '5'])
  await Promise.all(waiting)
  expect((await fetch(`${address}cite/${plain}/card.png`)).status).toBe(200)
  server.close()
})

test('a comparison may stand in frames, runs nothing, and no other page may', async () => {
  const answer = await app.request(at)
  const policy = answer.headers.get('content-security-policy')!
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain('frame-ancestors *')
  expect(answer.headers.get('x-frame-options')).toBeNull()
  const page = await answer.text()
  expect(page).not.toMatch(/<script|<form|<input/)
  expect(page.match(/<tr role="row" id="v-/g)!.length).toBeGreaterThan(1)
  for (const other of ['/speakers', '/embed/statement/none']) {
    const { headers } = await app.request(other)
    expect(headers.get('content-security-policy'), other).toContain("frame-ancestors 'none'")
    expect(headers.get('x-frame-options'), other).not.toBeNull()
  }
  const code = await (await app.request(`http://record.example/cite/${statement}`)).text()
  expect(code).toContain(`&lt;iframe src=&quot;http://record.example${at}&quot;`)
})

const browserPath = chromiumPath()

test.skipIf(!browserPath)('a page of another site shows it in light and dark, and cannot show the record itself', async () => {
  const { server, address } = await listen(app, { port: 0 })
  const frames = [at, '/speakers'].map(one => `<iframe src="${address.slice(0, -1)}${one}" width="800"></iframe>`).join('')
  const other = createServer((_, response) => response.setHeader('Content-Type', 'text/html').end(`<!doctype html>${frames}`))
  await new Promise<void>(resolve => other.listen(0, '127.0.0.1', resolve))
  const browser = await openBrowser(browserPath!)
  try {
    const grounds: string[] = []
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await browser.newPage({ colorScheme })
      await page.goto(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)
      const [shown, refused] = page.frames().slice(1)
      await shown.waitForSelector('table.collation')
      grounds.push(await shown.evaluate(() => getComputedStyle(document.documentElement).backgroundColor))
      expect(await refused.locator('table').count()).toBe(0)
      await page.close()
    }
    expect(grounds[0]).not.toBe(grounds[1])
  } finally {
    await browser.close()
    other.close()
    server.close()
  }
})
