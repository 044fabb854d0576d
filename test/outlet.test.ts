/** An outlet in numbers, each with what it is out of; and what works on the record. */
import { AxeBuilder } from '@axe-core/playwright'
import { afterAll, describe, expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { NotHere } from '../src/serve/answer/wire/index.ts'
import { jobsLines, outletPageLines } from '../src/serve/command/print-jobs.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { lineOf, PAGES, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { path } = scratch()
const WIRE =
  'Two of the five cranes that stand on the northern quay were built before the war, and one of them has not moved since its driver retired to the hills above the town. The council has talked of new ones every year since the great flood, and every year it has bought paint instead of them.'
const said =
  '“We will not close the harbour, and we will not sell the old cranes to anybody,” Ada Ruiz told the council on Tuesday, 11 March 2031.'
const feed = 'https://wire.example/feed'

const wire = (n: string, title: string, published: string, text: string) =>
  lineOf(`https://wire.example/${n}`, { outlet: 'Northern Wire', title, published, text })
const store = openStore(path('outlets.db'), versionsOf('1'))
takeIn(store, [
  ...PAGES,
  lineOf('https://valley.example/1', {
    outlet: 'Valley News',
    title: 'Harbour stays open',
    published: '2031-03-12',
    text: 'Ada Ruiz told the council on Tuesday: “We will not close the harbour, and we will not sell the cranes to anybody.”'
  }),
  wire('1', 'Cranes stay', '2031-03-12', `${said}\n\n${WIRE}`),
  wire('2', 'Cranes remain', '2031-03-13', `${said}\n\n${WIRE}`),
  wire(
    '3',
    'Rain',
    '2031-03-14',
    '“It will rain until Friday,” said Olaf Brenn, who keeps the gauge.\n\nNobody on the quay had expected anything else of the month, and the boats lay where they lay.'
  )
])
store.feeds.add([feed], 0)
store.feeds.keep(
  { ...store.feeds.all()[0], title: 'The wire', lastRead: 1 },
  ['1', '2', '9'].map(n => ({ address: `https://wire.example/${n}`, outlet: null, byline: [], published: null })),
  []
)
store.feeds.settle('https://wire.example/1', { state: 'read', next: 0, tries: 1, why: null })
store.feeds.settle('https://wire.example/9', {
  state: 'left',
  next: 0,
  tries: 1,
  why: 'https://wire.example/9 answers 404 Not Found.'
})
afterAll(() => store.close())
const asked = ask(store)

describe('an outlet', () => {
  test('is counted: what is held, shared and printed in other words, with what each is out of', () => {
    const one = asked('outlet', { name: 'Northern Wire' })
    expect(one).toMatchObject({ full: { of: 3 }, copied: { n: 2, of: 3 }, quotations: 3 })
    expect(one.articles.lines.map(one => one.title)).toEqual(['Rain', 'Cranes remain', 'Cranes stay'])
    expect(one.speakers.map(one => [one.speaker.name, one.quotations])).toEqual([
      ['Ada Ruiz', 2],
      ['Olaf Brenn', 1]
    ])
    // Of its three quotations nobody else prints the one about the rain.
    expect(one.differs.of).toBe(2)
    expect(one.relations.reduce((sum, one) => sum + one.n, 0)).toBe(2)
    expect(one.feeds.map(one => [one.title, one.left])).toEqual([['The wire', 1]])
    const valley = asked('outlet', { name: 'Valley News' })
    expect(valley).toMatchObject({ copied: { n: 0, of: 1 }, differs: { n: 1, of: 1 }, feeds: [] })
    expect(outletPageLines(valley, 100).join('\n')).toContain('1 of 1 quotation that other articles print too have other words')
  })

  test('is found among all of them, and one that there is not is said', () => {
    const all = asked('outlets', {}).lines
    expect(all[0]).toEqual({ name: 'Northern Wire', articles: 3, quotations: 3 })
    expect(all.reduce((sum, one) => sum + one.articles, 0)).toBe(4)
    expect(() => asked('outlet', { name: 'Nobody’s News' })).toThrow(NotHere)
  })
})

test('jobs: what runs, what ended, what was killed; what waits, and why articles were left', () => {
  const began = Date.parse('2031-05-04T08:00:00Z')
  const job = { what: 'news', began, total: 40 }
  const gone = 2 ** 22 + 1
  store.jobs.begin({ ...job, kind: 'reparse', pid: gone })
  const ended = store.jobs.begin({ ...job, kind: 'add', pid: gone })
  store.jobs.tell(ended, { told: began + 120_000, done: 30, total: 40, failed: 3 })
  store.jobs.end(ended, began + 120_000, '27 articles added.')
  store.jobs.begin({ ...job, kind: 'watch', pid: process.pid, total: null })
  const view = asked('jobs', {})
  expect(view.jobs.lines.map(one => [one.kind, one.state])).toEqual([
    ['watch', 'running'],
    ['add', 'ended'],
    ['reparse', 'killed']
  ])
  expect(view.jobs.lines[1]).toMatchObject({ done: 30, total: 40, failed: 3, perMinute: 15, note: '27 articles added.' })
  expect(view.waits).toEqual({ toWeave: 0, toSettle: 0, toCompare: 0, toRead: 1 })
  expect(view.left).toEqual([{ why: '… answers 404 Not Found.', articles: 1 }])
  expect(jobsLines(view, 100).join('\n')).toMatch(/add, ended: news\n.*30 of 40 done · 15 a minute · 3 could not be read/)
})

const chromium = chromiumPath()
test.skipIf(!chromium)(
  'their pages are reached by keys, are clean and accessible',
  async () => {
    const { server, address } = await listen(httpApp(asked), { port: 0 })
    const browser = await openBrowser(chromium!)
    try {
      const page = await (await browser.newContext()).newPage()
      const wrong: string[] = []
      page.on('console', message => message.type() === 'error' && wrong.push(message.text()))
      await page.goto(address)
      await page.keyboard.press('g')
      await page.keyboard.press('u')
      await page.waitForURL(/\/outlets$/)
      for (const link of ['Northern Wire', 'Outlets']) {
        expect((await new AxeBuilder({ page }).analyze()).violations.map(one => one.id)).toEqual([])
        await page.getByRole('link', { name: link, exact: true }).first().click()
        await page.waitForLoadState()
      }
      await page.keyboard.press('g')
      await page.keyboard.press('j')
      await page.getByRole('heading', { name: 'Jobs', level: 1 }).waitFor()
      expect((await new AxeBuilder({ page }).analyze()).violations.map(one => one.id)).toEqual([])
      expect(wrong).toEqual([])
    } finally {
      await browser.close()
      server.close()
    }
  },
  60_000
)
