/** A static site as it opens from a folder: in Chromium, from file://, with script switched off and no network. */
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore } from '../src/store/index.ts'
import { chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const { folder, path } = scratch()
const store = openStore(path('record.db'), versionsOf('1'))
const HOSTILE = pageOf(
  'https://lantern.example/quay?a=1&b=%22',
  `Quay "stays" <script>alert(1)</script> dark

The Lantern

12 March 2031

“We will not close the harbour, and we <a href="/a/x">will</a> not sell the old cranes to anybody,” said Ada Ruiz.

Nobody at the quay had asked for more lamps.
`
)
takeIn(store, [...PAGES, HOSTILE])

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const run = (...args: string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [bin, 'site', ...args, '--db', path('record.db')], {
    cwd: folder,
    encoding: 'utf8'
  })
  return { code: status, err: stderr }
}
const files = (site: string): string[] =>
  (readdirSync(path(site), { recursive: true }) as string[]).filter(name => /\.\w+$/.test(name))
const pages = (site: string) => files(site).filter(name => name.endsWith('.html'))
const html = (site: string) => pages(site).map(name => readFileSync(join(path(site), name), 'utf8'))

/** A sentence of a text that nobody is quoted in. */
const UNQUOTED = 'nobody who had come by boat went home by boat'

beforeAll(() => {
  expect(run('--out', 'all')).toMatchObject({ code: 0 })
  expect(run('--out', 'whole', '--whole-articles')).toMatchObject({ code: 0 })
  expect(run(store.statements()[0].id, '--out', 'one')).toMatchObject({ code: 0 })
}, 120_000)

test('there is a page of everything that was chosen, and of nothing else', () => {
  const { articles, statements, speakers } = store.counts()
  const inFolder = (site: string, kind: string) => pages(site).filter(name => name.startsWith(`${kind}/`))
  expect(['a', 'st', 'p', 'stories'].map(kind => inFolder('all', kind).length)).toEqual([
    articles,
    statements,
    speakers,
    store.storyIds().length
  ])
  expect(inFolder('one', 'st')).toEqual([`st/${store.statements()[0].id}.html`])
  expect(inFolder('one', 'stories')).toEqual([])
})

test('articles are their quotations alone, unless the owner says otherwise', () => {
  expect(html('all').filter(page => page.includes(UNQUOTED))).toEqual([])
  expect(html('all').some(page => page.includes('the old cranes'))).toBe(true)
  expect(html('whole').some(page => page.includes(UNQUOTED))).toBe(true)
})

test('no script, no form, nothing of this machine, and nothing that is fetched from elsewhere', () => {
  for (const page of html('all')) {
    expect(page).not.toMatch(/<(?:script|form|iframe|object|base)\b|\son\w+=|javascript:|\/news\//i)
    for (const [, where] of page.matchAll(/ (?:src|action|srcset)="([^"]*)"/g)) expect(where).toBe('')
  }
  expect(files('all').filter(name => name.endsWith('.js'))).toEqual([])
})

test('what is there already is not written over', () => {
  expect(run('--out', 'all')).toMatchObject({ code: 2, err: expect.stringContaining('nothing is written over') })
})

const chromium = chromiumPath()
if (!chromium) console.log('The site was not opened in a browser: no Chromium on PATH, and CHROMIUM_PATH names none.')

describe.skipIf(!chromium)('in Chromium, from file://', () => {
  let browser: Browser
  beforeAll(async () => {
    browser = await openBrowser(chromium!)
  })
  afterAll(() => browser?.close())

  /** Opens every page that links lead to from the first one; gives what was opened, what led outside, and the complaints. */
  const walk = async (site: string) => {
    const page = await (await browser.newContext({ javaScriptEnabled: false, offline: true })).newPage()
    const wrong: string[] = []
    page.on('console', message => message.type() === 'error' && wrong.push(message.text()))
    page.on('request', request => request.url().startsWith('file:') || wrong.push(`asked for ${request.url()}`))
    // What is still loading when the page is left is broken off: that is no failure.
    page.on(
      'requestfailed',
      request => request.failure()?.errorText !== 'net::ERR_ABORTED' && wrong.push(`failed: ${request.url()}`)
    )
    const root = pathToFileURL(`${path(site)}/`).href
    const [waiting, seen, outside] = [[`${root}index.html`], new Set<string>(), new Set<string>()]
    const anchors = new Map<string, Set<string>>()
    const places = new Set<string>()
    for (let at = waiting.shift(); at; at = waiting.shift()) {
      if (seen.has(at)) continue
      seen.add(at)
      await page.goto(at)
      const body = await page.locator('main').textContent()
      if (!body?.trim()) wrong.push(`${at} is empty`)
      const source = await page.content()
      anchors.set(at, new Set([...source.matchAll(/ id="([^"]+)"/g)].map(match => match[1])))
      for (const [, href] of source.matchAll(/<a\b[^>]* href="([^"]*)"/g)) {
        const to = new URL(href.replaceAll('&amp;', '&'), at)
        if (!to.href.startsWith(root)) outside.add(to.href)
        else {
          places.add(to.href)
          waiting.push(to.href.replace(/#.*/, ''))
        }
      }
    }
    await page.context().close()
    const opened = [...seen].map(one => fileURLToPath(one).slice(path(site).length + 1))
    const dead = [...places].filter(
      one => one.includes('#') && !anchors.get(one.replace(/#.*/, ''))?.has(decodeURIComponent(new URL(one).hash.slice(1)))
    )
    return { opened: opened.sort(), outside: [...outside], wrong, dead }
  }

  test('every page is reached by links, each link leads to its place, and only articles’ own addresses lead outside', async () => {
    const { opened, outside, wrong, dead } = await walk('all')
    expect(wrong).toEqual([])
    expect(dead).toEqual([])
    expect(opened).toEqual(pages('all').sort())
    expect(outside).toEqual([HOSTILE.address])
  })

  test('so it is where a part was chosen: what was not is named and not linked', async () => {
    const { opened, wrong } = await walk('one')
    expect(wrong).toEqual([])
    expect(opened).toEqual(pages('one').sort())
  })

  test('styles and fonts come from the folder', async () => {
    const page = await browser.newPage()
    await page.goto(pathToFileURL(path('all/index.html')).href)
    const families = await page.evaluate(async () => {
      await document.fonts.ready
      return [...document.fonts].filter(font => font.status === 'loaded').map(font => font.family)
    })
    expect(new Set(families)).toEqual(new Set(['Newsreader', 'Inter']))
    await page.close()
  })
})
