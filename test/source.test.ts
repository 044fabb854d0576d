/** The page that an article was read from, as it came and as its source, beside the reader: whatever it holds, nothing of it runs and nothing is fetched. */
import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { tokenGate } from '../src/serve/gate/gate.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import type { Page } from '../src/types.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { pageOf, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { path } = scratch()

/** Counts whoever connects: a connection tells that a page was opened, even where nothing is asked for. */
let called: string[] = []
const elsewhere = createServer(socket => {
  const at = called.push('connected') - 1
  socket.on('error', () => {})
  socket.on('data', data => {
    called[at] = String(data).split('\r\n')[0]
    socket.destroy()
  })
})
const port = await new Promise<number>(resolve =>
  elsewhere.listen(0, '127.0.0.1', () => resolve((elsewhere.address() as { port: number }).port))
)
const away = `http://127.0.0.1:${port}`

const SAID = 'The lighthouse at Orm stays lit, and the keeper keeps his cottage.'

const hostile = `<!doctype html><html><head><title>Lighthouse stays lit</title>
<base href="${away}/"><meta http-equiv="refresh" content="0; url=${away}/refresh">
<meta http-equiv="x-dns-prefetch-control" content="on">
<link rel="preconnect" href="${away}"><LINK REL=stylesheet HREF="${away}/style.css"><link/rel="preload"/as="image"/href="${away}/a.png">
<link rel="icon" href="${away}/icon.png"><link rel="prefetch" href="${away}/next"><link rel="dns-prefetch" href="${away}">
<style>@import url(${away}/more.css); @font-face { font-family: X; src: url(${away}/f.woff2) } h1 { font-family: X; color: rgb(1, 2, 3) } body { background: url(${away}/b.png) }</style>
<script src="${away}/x.js"></script><script>"${SAID}"; document.title = 'ran'; parent.document.title = 'ran'; fetch('${away}/fetch')</script></head>
<body onload="document.body.textContent='ran'"><h1>Lighthouse stays lit</h1><p>The Orm Courier, 3 June 2031</p>
<img src="${away}/i.png" srcset="${away}/i2.png 2x" onerror="document.body.textContent='ran'"><svg><image href="${away}/s.png"/></svg>
<iframe src="${away}/frame"></iframe><iframe srcdoc="<img src='${away}/d.png'><script>top.location='${away}/top'</script>"></iframe>
<object data="${away}/o"></object><embed src="${away}/e"><video poster="${away}/p.png" src="${away}/v.mp4" autoplay></video><audio src="${away}/a.mp3" autoplay></audio>
<form action="${away}/form"><input autofocus name="a"><button id="send">send</button></form><a id="away" href="${away}/link">on</a>
<p>“${SAID.replaceAll("'", '&#8217;')}” Ilse Marn told the council of Orm on Tuesday, and nobody who sat there rose to say anything against it.</p>
<p>The vote came late in the evening, after a long talk about the roof of the school and the price of oil for the lamp.</p></body></html>`

const htmlOf = (address: string, chars: string, more: Partial<Page> = {}): Page => ({
  ...pageOf(address, chars),
  mediaType: 'text/html',
  headers: { server: '<b>odd</b>', 'content-type': 'text/html' },
  ...more
})

const store = openStore(path('source.db'), versionsOf('1'))
takeIn(store, [
  htmlOf('https://courier.example/orm', hostile),
  htmlOf('https://gone.example/orm', hostile.replace('Lighthouse', 'Lamp')),
  pageOf('/news/plain.txt', `Orm keeps its light\n\nThe Orm Courier\n\n3 June 2031\n\n“${SAID}” Ilse Marn said.\n`)
])
afterAll(() => {
  store.close()
  elsewhere.close()
})
const at = (address: string) => store.articles().find(id => store.article(id)!.address === address)!
const [courier, gone, plain] = ['https://courier.example/orm', 'https://gone.example/orm', '/news/plain.txt'].map(at)
const { hash } = store.kept(gone)!
rmSync(path(`source.pages/${hash.slice(0, 2)}/${hash.slice(2)}.gz`))
const quoted = store
  .quotationsOf(courier)
  .find(one => store.article(courier)!.text.chars.slice(one.quote.content[0].start).startsWith('“The light'))!

const app = httpApp(ask(store), '1', null, undefined, store.page)
const textOf = async (address: string) => (await app.request(address)).text()

test('the page as it came is sent with a policy under which it can do nothing, and in no frame of others', async () => {
  const { headers } = await app.request(`/a/${courier}/page`)
  const policy = headers.get('content-security-policy')!
  expect(policy).toMatch(/default-src 'none'/)
  expect(policy).toMatch(/(?:^|; )sandbox(?:;|$)/)
  expect(policy).toMatch(/frame-ancestors 'self'/)
  expect(policy).not.toMatch(/script|https?:|\*/)
  expect(headers.get('x-frame-options')).toBe('SAMEORIGIN')
  expect(headers.get('x-content-type-options')).toBe('nosniff')
  expect(headers.get('referrer-policy')).toBe('no-referrer')
  expect((await app.request(`/a/${courier}`)).headers.get('content-security-policy')).toMatch(/frame-ancestors 'none'/)
})

test('reader, page and raw lead to one another, at the same quotation', async () => {
  expect(await textOf(`/a/${courier}`)).toContain(`href="/a/${courier}?as=raw"`)
  const page = await textOf(`/a/${courier}?as=page&at=${quoted.id}`)
  expect(page).toContain(`href="/a/${courier}?as=raw&amp;at=${quoted.id}#q-${quoted.id}"`)
  expect(page).toContain(`src="/a/${courier}/page?at=${quoted.id}#onrecord-quotation"`)
  expect(await textOf(`/a/${courier}/page?at=${quoted.id}`)).toMatch(
    /“<mark id="onrecord-quotation"[^>]*>The lighthouse at Orm stays lit, and the<\/mark> keeper/
  )
})

test('the source is text, with what it came with, and the quotation marked in it', async () => {
  const raw = await textOf(`/a/${courier}?as=raw&at=${quoted.id}`)
  expect(raw).toContain('document.title = ')
  expect(raw).not.toMatch(/<script>(?!<)/)
  expect(raw).toContain('&lt;b&gt;odd&lt;/b&gt;')
  expect(raw).toContain(store.kept(courier)!.hash)
  expect(raw).toContain(`<mark id="q-${quoted.id}">The lighthouse at Orm stays lit, and the</mark>`)
})

test('a long source comes in parts, and says which', async () => {
  const long = openStore(path('long.db'), versionsOf('1'))
  const filler = '<p title="&amp;">A day like others in Orm, with rain.</p>\n'.repeat(2000)
  takeIn(long, [htmlOf('https://courier.example/long', hostile.replace('<p>“', `${filler}<p>“`))])
  const [id] = long.articles()
  const paged = httpApp(ask(long), '1', null, undefined, long.page)
  const [first, said] = await Promise.all(
    [`/a/${id}?as=raw`, `/a/${id}?as=raw&at=${long.quotationsOf(id).find(one => one.quote.form === 'direct')!.id}`].map(
      async one => (await paged.request(one)).text()
    )
  )
  expect(first).toMatch(/part 1 of 4: characters 0 to 30,000 of/)
  expect(said).toMatch(/part 4 of 4/)
  expect(said).toContain('<mark id=')
  expect(first.length).toBeLessThan(200_000)
  long.close()
})

test('what is not held, or is no page, says so', async () => {
  for (const as of ['page', 'raw']) expect(await textOf(`/a/${gone}?as=${as}`)).toContain('missing from the record')
  expect((await app.request(`/a/${gone}/page`)).status).toBe(404)
  expect(await textOf(`/a/${plain}?as=page`)).toContain('no page that a browser shows')
  expect((await app.request(`/a/${plain}/page`)).status).toBe(404)
  expect(await textOf(`/a/${plain}?as=raw`)).toContain('Orm keeps its light')
  expect((await app.request('/a/none/page')).status).toBe(404)
})

test('the public sees no page and no source', async () => {
  const { tokens, sessions } = store
  const gate = tokenGate({ tokens, sessions, isPublic: true, base: '', now: () => 1, addressOf: () => '192.0.2.1' })
  const open = httpApp(ask(store), '1', null, gate, store.page)
  for (const address of [`/a/${courier}/page`, `/a/${courier}?as=page`, `/a/${courier}?as=raw`]) {
    const response = await open.request(`http://record.example${address}`)
    expect(response.status, address).toBe(303)
    expect(await response.text()).not.toContain('lighthouse')
  }
  const reader = await (await open.request(`http://record.example/a/${courier}`)).text()
  expect(reader).toContain('lighthouse')
  expect(reader).not.toContain('as=raw')
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

  /** Long enough for a browser to fetch what it means to: a page that is not disarmed has called by then. */
  const SETTLES_MS = 1200

  test('beside the reader and in a window of its own nothing runs and nothing is fetched', async () => {
    for (const address of [`/a/${courier}?as=page&at=${quoted.id}`, `/a/${courier}/page`]) {
      called = []
      const page = await browser.newPage()
      await page.goto(base + address)
      await page.waitForTimeout(SETTLES_MS)
      const inner = page.frames().find(one => one.url().includes('/page'))!
      expect(inner.url()).toContain(`${base}/a/${courier}/page`)
      expect(await page.title()).not.toBe('ran')
      expect(await inner.locator('h1').evaluate(one => getComputedStyle(one).color)).toBe('rgb(1, 2, 3)')
      expect(await inner.locator('body').textContent()).toContain('stays lit, and the keeper')
      expect(await inner.locator('body').textContent()).not.toBe('ran')
      expect(called, address).toEqual([])
      expect(page.url()).toBe(base + address)
      await page.close()
    }
  })

  test('a form of it sends nothing, and in its frame a link leads nowhere', async () => {
    called = []
    const page = await browser.newPage()
    await page.goto(`${base}/a/${courier}?as=page`)
    const frame = page.frameLocator('iframe.kept-page')
    await frame.locator('#send').click()
    await frame.locator('#away').click()
    await page.waitForTimeout(SETTLES_MS)
    expect(called).toEqual([])
    expect(page.url()).toBe(`${base}/a/${courier}?as=page`)
    await page.close()
  })

  test('the quotation that is lit is the one that the other ways lead to; axe finds nothing', async () => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${base}/a/${courier}#q-${quoted.id}`)
    expect(await page.locator('[data-ways] a').nth(2).getAttribute('href')).toBe(
      `/a/${courier}?as=raw&at=${quoted.id}#q-${quoted.id}`
    )
    for (const as of ['raw', 'page']) {
      await page.goto(`${base}/a/${courier}?as=${as}&at=${quoted.id}`)
      const { violations } = await new AxeBuilder({ page }).exclude('iframe').analyze()
      expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0].html}`)).toEqual([])
    }
    await page.close()
  })
})
