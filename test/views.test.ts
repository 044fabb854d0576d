/** A statement as a heat map and as two printings side by side: what is counted, what is marked, and that both can be used in a browser. */
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, describe, expect, test } from 'vitest'
import type { StatementView } from '../src/serve/answer/wire/index.ts'
import { wordings } from '../src/serve/pages/chooser.ts'
import { showingOf } from '../src/serve/pages/collated.ts'
import { heatMap, heatOf } from '../src/serve/pages/heat.ts'
import { sideBySide } from '../src/serve/pages/side.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { ask } from './fixtures/pages/record.ts'

const of = (id: string) => ask('statement', { id }) as StatementView
const heat = (id: string, base: string | null = null) =>
  heatOf(wordings(of(id), { base })).map(({ words, differ, quoting }) => `${words?.words ?? '∅'} ${differ}/${quoting}`)
const drawn = async (html: unknown) => String(await html)
const side = (id: string, query: Record<string, string>) => drawn(sideBySide(of(id), showingOf({ view: 'side', ...query })))
const map = (id: string, query: Record<string, string> = {}) => drawn(heatMap(of(id), showingOf({ view: 'heat', ...query })))
/** What stands in the cells of a table, tags and all. */
const cells = (html: string) => [...html.matchAll(/<td[^>]*>(.*?)<\/td>/gs)].map(([, inner]) => inner.trim())

test('a printing differs where it prints other words or drops some between others, and does not count where it quotes nothing', () => {
  expect(heat('s1')).toEqual([
    '“We 1/3',
    'will 0/3',
    'reopen the 0/4',
    'Kessel 1/4',
    'locks 0/4',
    'in spring, 0/5',
    'slowly and carefully, 2/3',
    'if the northern wall holds,” 0/3'
  ])
})

test('against another base, words that it does not print stand as words put in', () => {
  const places = heat('s1', 'q8')
  expect(places).toContain('∅ 2/3')
  expect(places).toContain('“We 1/3')
})

test('what is told in other words throughout is not counted, and it is said that it is not', async () => {
  expect(heat('s2').every(place => place.endsWith(' 0/0'))).toBe(true)
  expect(await map('s2')).toMatch(
    /1 printing tells it in other words throughout and is not counted: <a href="[^"]*view=side&amp;[^"]*with=q10#collation">/
  )
})

test('copies of the base count as printings that agree', () => {
  const { variants, ...rest } = of('s1')
  const copy = { ...variants[0], quotation: { ...variants[0].quotation, id: 'copy' } }
  const places = heatOf(wordings({ ...rest, variants: [...variants, copy] }, { base: null }))
  expect([places[0].differ, places[0].quoting]).toEqual([1, 4])
})

test('each place that differs has its shade, its number, words for who sees neither, and a link to what stands there', async () => {
  const page = await map('s1')
  expect(page).toMatch(
    /<a class="heat3" id="in-6" href="#at-6" title="2 of 3 differ">slowly and carefully,<sup aria-hidden="true">2<\/sup><span class="unseen"> \(2 of 3 differ\)/
  )
  expect(page).toMatch(/<a class="heat1" id="in-3"[^>]*>Kessel<sup/)
  const there = /<li id="at-6">.*?<\/ul><\/li>/s.exec(page)![0]
  expect(there).toContain('∅ 3 words, no mark')
  expect(there).toContain('3 words cut, marked')
  expect(there).toContain('The Harbour Post')
  expect(there).not.toContain('Northline')
  expect(page).not.toMatch(/<a class="heat\d"[^>]*>locks</)
})

test('words of a text that does not check are not shown, nor counted', async () => {
  const statement = of('s1')
  const [first, second, ...others] = statement.variants
  const cell = { ...second.cells[0]!, words: '', refused: 'the text has another hash' }
  const variants = [first, { ...second, cells: [cell, ...second.cells.slice(1)] }, ...others]
  const [place] = heatOf(wordings({ ...statement, variants }, { base: null }))
  expect([place.differ, place.quoting]).toEqual([1, 2])
})

test('side by side, what one prints and the other drops is marked, and told on the right', async () => {
  const [left, right] = cells(await side('s1', { base: 'q1', with: 'q8' }))
  expect(left).toContain('<mark>slowly and carefully,</mark>')
  expect(left.match(/<mark>/g)).toHaveLength(1)
  expect(right).not.toContain('<mark>')
  expect(right).toContain('<span class="badge loss">∅ 3 words, no mark</span>')
})

test('side by side, other words are marked in both, and what is not quoted is no difference', async () => {
  const [left, right] = cells(await side('s1', { with: 'q12' }))
  expect(left).toContain('<mark>“We</mark>')
  expect(right).toContain('<mark>“[The government]</mark>')
  const [whole, excerpt] = cells(await side('s1', { with: 'q8h' }))
  expect(whole).not.toContain('<mark>')
  expect(whole).toContain('<span class="unquoted">“We will</span>')
  expect(excerpt).toContain('not printed')
})

test('side by side, printings in words of their own are compared word by word', async () => {
  const [left, right] = cells(await side('s2', {}))
  expect(left).toBe('“Water <mark>does not forget what it is owed</mark>,”')
  expect(right).toBe('“Water <mark>forgets no debt</mark>.”')
})

test('a base or a printing that is not there is as none asked for, and one is never beside itself', async () => {
  const asked = cells(await side('s1', { base: 'none', with: 'none' }))
  expect(asked).toEqual(cells(await side('s1', {})))
  expect(cells(await side('s1', { base: 'q8', with: 'q8' }))[1]).toContain('slowly and carefully,')
})

test('the tabs lead to each view and keep the base; a view that is none is the table', async () => {
  const app = httpApp(ask)
  const page = async (query: string) => (await app.request(`/st/s1${query}`)).text()
  const tabs = /<nav class="tabs".*?<\/nav>/s.exec(await page('?view=heat&base=q8'))![0]
  expect([...tabs.matchAll(/href="([^"]*)"/g)].map(([, to]) => to.replaceAll('&amp;', '&'))).toEqual([
    '/st/s1?base=q8#collation',
    '/st/s1?view=heat&base=q8#collation',
    '/st/s1?view=side&base=q8#collation',
    '#family'
  ])
  expect(tabs).toMatch(/aria-current="page">Heat map/)
  expect(await page('?view=none')).toContain('<table class="collation')
  for (const view of ['heat', 'side']) {
    const ids = [...(await page(`?view=${view}`)).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
    expect(ids).toEqual([...new Set(ids)])
  }
})

const path = chromiumPath()

describe.skipIf(!path)('in Chromium', () => {
  const closing: (() => unknown)[] = []
  afterAll(async () => {
    for (const close of closing) await close()
  })

  test('both views are clean for axe, fit 320 pixels, work without script, and by keys with it', async () => {
    await buildScript()
    const { server, address } = await listen(httpApp(ask), { port: 0 })
    const browser = await openBrowser(path!)
    closing.push(
      () => browser.close(),
      () => server.close()
    )
    const at = `${address.replace(/\/$/, '')}/st/s1`
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, reducedMotion: 'reduce' })
    const page = await context.newPage()
    const found = async (axe: AxeBuilder) =>
      (await axe.analyze()).violations.map(({ id, nodes }) => [id, nodes.map(node => node.html).slice(0, 3)])
    for (const view of ['heat', 'side']) {
      await page.emulateMedia({ colorScheme: 'light' })
      await page.setViewportSize({ width: 1280, height: 900 })
      await page.goto(`${at}?view=${view}`)
      expect(await found(new AxeBuilder({ page })), view).toEqual([])
      await page.emulateMedia({ colorScheme: 'dark' })
      expect(await found(new AxeBuilder({ page }).withRules('color-contrast')), view).toEqual([])
      await page.setViewportSize({ width: 320, height: 640 })
      expect(await page.evaluate(() => document.documentElement.scrollWidth), view).toBeLessThanOrEqual(320)
    }

    const right = () => page.locator('.side thead th').nth(1).textContent()
    await page.goto(`${at}?view=side`)
    expect(await right()).toContain('The Harbour Post')
    await page.keyboard.press(']')
    await page.waitForURL(/with=q12/)
    expect(await right()).toContain('Northline')
    await page.keyboard.press('[')
    await page.waitForURL(/with=q8#/)

    await page.goto(`${at}?view=heat`)
    await page.keyboard.press(']')
    await page.keyboard.press('b')
    await page.waitForURL(/view=heat&base=q8#/)

    const plain = await (await browser.newContext({ javaScriptEnabled: false })).newPage()
    await plain.goto(`${at}?view=heat`)
    await plain.click('#in-6')
    expect(await plain.locator('li:target').textContent()).toContain('∅ 3 words, no mark')
    await plain.goto(`${at}?view=side`)
    await plain.click('.choosers a:has-text("Northline")')
    expect(plain.url()).toContain('base=q12')
  }, 120_000)
})
