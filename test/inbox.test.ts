/** The inbox: what is new, what waits for a decision and why, and deciding by one key in a real browser. */
import { readFileSync } from 'node:fs'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import type { Decision } from '../src/serve/answer/wire/index.ts'
import { asking, correct } from '../src/serve/correct/correct.ts'
import { tokenGate } from '../src/serve/gate/gate.ts'
import { makeToken } from '../src/serve/gate/token.ts'
import { decide, saveSearch, undecide } from '../src/serve/keep.ts'
import type { Stages } from '../src/serve/pipes.ts'
import type { Writing } from '../src/serve/web/correct.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore, type Store } from '../src/store/index.ts'
import type { QuoteId } from '../src/types.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { finish, PAGES, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { path } = scratch()
const opened: Store[] = []
afterAll(() => {
  for (const one of opened) one.close()
})

const DAY = '2 May 2031'
const article = (name: string, ...paragraphs: string[]) =>
  pageOf(`/news/${name}.txt`, `${paragraphs[0]}\n\n${name}\n\n${DAY}\n\n${paragraphs.slice(1).join('\n\n')}\n`)

/** Two printings that name two speakers, a body that speaks, and two tellings that are barely one. */
const BRIDGE = [
  article(
    'Tern Valley Echo',
    'Bridge stays shut',
    'The bridge over the Tern stays shut until its cables are new, Olga Trent, the county engineer, said on Friday.',
    '“The bridge stays shut until every cable on it is new, and nobody will hurry us,” Olga Trent said.',
    'The ferry company said that it would run two boats more.'
  ),
  article(
    'Upper Tern Herald',
    'No bridge before autumn',
    '“The bridge stays shut until every cable on it is new, and nobody will hurry us,” Pavel Orne, a councillor, said on Friday.',
    'The ferry company said it was ready.'
  ),
  article(
    'Tern Trade Journal',
    'Cables on the way',
    'Olga Trent, the county engineer, said on Friday that cables for the bridge over the Tern were being made and that it would open with new ones.'
  )
]

let minutes = 0
const now = () => `2031-06-01T10:${String(minutes++).padStart(2, '0')}:00.000Z`
const recordOf = (name: string) => {
  const store = openStore(path(name), versionsOf('1'))
  opened.push(store)
  takeIn(store, [...PAGES, ...BRIDGE])
  return store
}
const inboxOf = (store: Store) => ask(store)('inbox', {})
const waiting = (store: Store, kind: Decision['kind']) => inboxOf(store).decisions.filter(one => one.kind === kind)
const deciding = (store: Store, one: Decision, answer: 'yes' | 'no') => {
  const done = decide(store, { item: one.item, decide: answer, by: 'Mira Voss', why: '' }, now())
  finish(store)
  return done
}
const takingBack = (store: Store, done: string) => {
  undecide(store, done, 'Mira Voss', Date.parse(now()))
  finish(store)
}

describe('what is new', () => {
  test('articles that came since the last look, their changes, and what they bring to searches and notes', () => {
    const store = recordOf('new.db')
    expect(inboxOf(store).articles.all).toBe(PAGES.length + BRIDGE.length)
    const [{ address, bytes }] = PAGES
    const other = new TextDecoder().decode(bytes).replace('old cranes', 'two cranes')
    takeIn(store, [{ ...pageOf(address, other), seen: '2031-05-04T20:00:00.000Z' }])
    expect(inboxOf(store).articles.all).toBe(PAGES.length + BRIDGE.length)
    store.inbox.look(inboxOf(store).arrived)
    expect(inboxOf(store)).toMatchObject({ articles: { all: 0 }, changed: { all: 0 }, printed: { all: 0 }, searches: [] })

    saveSearch(store, { name: 'the old cranes', query: 'cranes' }, () => '')
    const mayor = store.statement(store.quotation(store.search('"close the harbour" speaker:Ruiz')[0])!.statement!)!
    correct(store, asking.parse({ what: 'note', id: mayor.id, by: 'Mira Voss', why: 'Ask for the tape.' }), now())
    finish(store)
    expect(inboxOf(store).printed.all).toBe(0)

    const [first] = PAGES
    const changed = new TextDecoder().decode(first.bytes).replace('sell the old cranes', 'sell the cranes')
    takeIn(store, [{ ...pageOf(first.address, changed), seen: '2031-05-05T08:00:00.000Z' }])
    const inbox = inboxOf(store)
    expect(inbox.articles).toMatchObject({ all: 1, lines: [{ address: first.address }] })
    expect(inbox.changed).toMatchObject({ all: 1, lines: [{ changes: [{}] }] })
    expect(inbox.searches).toMatchObject([{ name: 'the old cranes', found: 1 }])
    expect(inbox.printed).toMatchObject({ all: 1, lines: [{ quotations: expect.arrayContaining([expect.anything()]) }] })
  })

  test('what an engine of another version reads anew is not new', () => {
    const at = path('again.db')
    const store = openStore(at, versionsOf('1'))
    takeIn(store)
    store.inbox.look(inboxOf(store).arrived)
    store.close()
    const newer = openStore(at, versionsOf('2'))
    opened.push(newer)
    takeIn(newer)
    expect(inboxOf(newer).articles.all).toBe(0)
  })
})

describe('what waits for a decision', () => {
  test('who said it: yes confirms and no names nobody; both can be taken back', () => {
    const store = recordOf('speakers.db')
    const [one, ...others] = waiting(store, 'speaker')
    expect(one.sentence).toMatch(/^The machine gives this to .+\s% sure/)
    const { id } = one.quotations[0]
    const yes = deciding(store, one, 'yes')
    expect(store.quotation(id as QuoteId)!.attribution).toMatchObject({ confidence: 1, why: 'confirmed by a person' })
    expect(waiting(store, 'speaker').map(each => each.item)).toEqual(others.map(each => each.item))
    takingBack(store, yes)
    expect(waiting(store, 'speaker').map(each => each.item)).toContain(one.item)
    deciding(store, one, 'no')
    expect(store.quotation(id as QuoteId)!.speaker).toBeNull()
    expect(waiting(store, 'speaker').map(each => each.item)).not.toContain(one.item)
    expect(ask(store)('corrections', {}).lines[0]).toMatchObject({ by: 'Mira Voss', why: 'decided in the inbox' })
  })

  test('given to two speakers: told once for both, and printed so or misread', () => {
    const store = recordOf('conflicts.db')
    const [one, more] = waiting(store, 'conflict')
    expect(more).toBeUndefined()
    expect(one.sentence).toMatch(/to (?:Olga Trent|Pavel Orne), .+ to (?:Olga Trent|Pavel Orne)\./)
    const done = deciding(store, one, 'yes')
    expect(waiting(store, 'conflict')).toEqual([])
    takingBack(store, done)
    expect(waiting(store, 'conflict')).toHaveLength(1)
    deciding(store, waiting(store, 'conflict')[0], 'no')
    expect(waiting(store, 'conflict')).toEqual([])
    const names = one.quotations.map(({ id }) => store.speaker(store.quotation(id as QuoteId)!.speaker!)!.name)
    expect(new Set(names).size).toBe(1)
  })

  test('one utterance or two: what a person says holds, also when all is woven anew', () => {
    const store = openStore(path('pairs.db'), versionsOf('1'))
    opened.push(store)
    const named = ['continental-wire', 'harbor-courier', 'trans-basin-network']
    const examples = named.map(name =>
      pageOf(`/${name}.txt`, readFileSync(new URL(`../examples/${name}.txt`, import.meta.url), 'utf8'))
    )
    takeIn(store, examples)
    const pairs = waiting(store, 'pair')
    expect(pairs.length).toBeGreaterThan(0)
    const [{ quotations }] = pairs
    const together = () => new Set(quotations.map(({ id }) => store.quotation(id as QuoteId)!.statement)).size === 1
    deciding(store, pairs[0], 'no')
    expect(together()).toBe(false)
    expect(waiting(store, 'pair').map(one => one.item)).not.toContain(pairs[0].item)
    const done = store.corrections().at(-1)!
    takingBack(store, done.id)
    deciding(store, pairs[0], 'yes')
    expect(together()).toBe(true)
    expect(waiting(store, 'pair').map(one => one.item)).not.toContain(pairs[0].item)
  })

  test('corrections in dispute: of two people, and against what the machine says by now', () => {
    const store = recordOf('disputed.db')
    const [id] = store.search('"every cable" speaker:Trent')
    const say = (by: string, name: string) => {
      correct(store, asking.parse({ what: 'speaker', id, with: [name], by, why: 'heard it' }), now())
      finish(store)
    }
    say('Mira Voss', 'Ilse Marn')
    expect(waiting(store, 'correction')).toEqual([])
    say('Jon Adair', 'Pavel Orne')
    const [one] = waiting(store, 'correction')
    expect(one).toMatchObject({ sentence: expect.stringContaining('Mira Voss'), correction: { standing: 'outranked' } })
    const done = deciding(store, one, 'yes')
    expect(waiting(store, 'correction')).toEqual([])
    takingBack(store, done)
    deciding(store, one, 'no')
    expect(waiting(store, 'correction')).toEqual([])
    expect(ask(store)('corrections', {}).lines.find(each => each.by === 'Mira Voss' && each.what === 'speaker')).toMatchObject({
      standing: 'undone'
    })
  })

  test('feeds that fail: gone on with, or watched no longer', () => {
    const store = recordOf('feeds.db')
    store.feeds.add(['https://tern.example/feed'], 0)
    const [feed] = store.feeds.all()
    store.feeds.keep({ ...feed, failures: 3, lastRead: 1, why: 'It answers 503.' }, [], [])
    const [one] = waiting(store, 'feed')
    expect(one.sentence).toMatch(/3 times in a row: It answers 503/)
    const kept = deciding(store, one, 'yes')
    expect(waiting(store, 'feed')).toEqual([])
    takingBack(store, kept)
    const dropped = deciding(store, waiting(store, 'feed')[0], 'no')
    expect(store.feeds.all()).toEqual([])
    takingBack(store, dropped)
    expect(store.feeds.all()).toHaveLength(1)
  })

  test('nothing else is decided, whatever is asked for', () => {
    const store = recordOf('odd.db')
    for (const item of ['', 'speaker:', 'speaker:%', 'pair:a', 'burn:all', 'feed:none', 'conflict::', '__proto__:x'])
      expect(() => decide(store, { item, decide: 'no', by: 'x', why: '' }, now()), item).toThrow(/\w/)
    expect(store.corrections()).toEqual([])
  })
})

test('a server that keeps its answers shows no older inbox after what it wrote itself, or another process did', () => {
  const store = recordOf('kept.db')
  const asked = ask(store)
  const shown = () => asked('inbox', {})
  const speakers = () => shown().waiting.find(one => one.kind === 'speaker')!.all
  const [first] = shown().decisions.filter(one => one.kind === 'speaker')
  const before = speakers()
  expect(shown()).toBe(shown())
  store.inbox.setAside(first.item, now(), 'Mira Voss')
  expect(speakers()).toBe(before - 1)
  store.inbox.takeBack(first.item)
  expect(speakers()).toBe(before)
  saveSearch(store, { name: 'all bridges', query: 'bridge' }, () => '')
  expect(shown().searches.map(one => one.name)).toContain('all bridges')
  store.inbox.look(shown().arrived)
  expect(shown().articles.all).toBe(0)
  const other = openStore(path('kept.db'), versionsOf('1'))
  other.inbox.setAside(first.item, now(), 'Ilse Marn')
  other.close()
  expect(speakers()).toBe(before - 1)
})

test('who signed in beyond this machine decides under their own name, and not under that of whoever runs the server', async () => {
  const store = recordOf('signed.db')
  const { tokens } = store
  const app = httpApp(
    ask(store, async () => parts as unknown as Stages),
    '0',
    { token: 'of-this-run', keep: { author: 'whoever runs it' } } as Writing,
    tokenGate({ tokens, sessions: store.sessions, isPublic: false, base: '', now: () => 1, addressOf: () => '192.0.2.1' })
  )
  const body = new URLSearchParams({ token: makeToken(tokens, { name: 'Jorun Aske', role: 'editor' }, 1)! })
  const headers = { host: 'record.example', origin: 'http://record.example' }
  const signedIn = await app.request('http://record.example/sign-in', { method: 'POST', headers, body })
  const cookie = signedIn.headers.get('set-cookie')!.split(';')[0]
  const page = await (await app.request('http://record.example/inbox', { headers: { ...headers, cookie } })).text()
  expect(page).toContain('name="by" value="Jorun Aske"')
  expect(page).not.toContain('whoever runs it')
})

const chromium = chromiumPath()

describe.skipIf(!chromium)('in Chromium', () => {
  let browser: Browser
  let base = ''
  let close = () => {}
  let store: Store

  beforeAll(async () => {
    store = recordOf('browser.db')
    saveSearch(store, { name: 'bridge', query: 'bridge' }, () => '')
    const writing: Writing = {
      token: 'the-secret-of-this-run',
      correct: async asked => {
        const made = correct(store, asked, now())
        finish(store)
        return made
      },
      keep: {
        author: 'Mira Voss',
        save: asked => saveSearch(store, asked, () => 'whsec_c2VjcmV0'),
        forget: named => store.searches.drop(named),
        decide: async asked => {
          const done = decide(store, asked, now())
          finish(store)
          return done
        },
        undecide: async (done, by) => {
          undecide(store, done, by, Date.parse(now()))
          finish(store)
        },
        look: arrival => store.inbox.look(arrival)
      }
    }
    const { server, address } = await listen(
      httpApp(
        ask(store, async () => parts as unknown as Stages),
        '0',
        writing
      ),
      { port: 0 }
    )
    base = address.replace(/\/$/, '')
    close = () => server.close()
    browser = await openBrowser(chromium!)
  })
  afterAll(async () => {
    await browser?.close()
    close()
  })

  test('decisions by one key each, the same again by “.”, taken back by “u”', async () => {
    const page = await browser.newPage()
    const complaints: string[] = []
    page.on('console', message => message.type() === 'error' && complaints.push(message.text()))
    await page.goto(`${base}/inbox`)
    const before = waiting(store, 'speaker').length
    expect(before).toBeGreaterThan(1)
    /** Presses a key that decides, and waits for the page that comes of it. */
    const press = async (key: string) => {
      const before = page.url()
      await page.keyboard.press(key)
      await page.waitForURL(url => url.href !== before)
    }
    const first = page.locator('section[aria-labelledby="d-speaker"] [data-decision]').first()
    await first.focus()
    await press('y')
    expect(await page.getByRole('status').textContent()).toMatch(/Mira Voss confirms/)
    expect(waiting(store, 'speaker')).toHaveLength(before - 1)
    expect(await page.evaluate(() => document.activeElement?.matches('[data-decision]'))).toBe(true)
    await first.focus()
    await press('.')
    expect(waiting(store, 'speaker')).toHaveLength(before - 2)
    await press('u')
    expect(page.url()).toBe(`${base}/inbox`)
    expect(waiting(store, 'speaker')).toHaveLength(before - 1)
    await page.locator('[data-decision]').first().focus()
    await press('e')
    expect(page.url()).toMatch(/\/a\//)
    expect(complaints).toEqual([])
    await page.close()
  })

  test('without script: the name, a decision, and Enter in the name decides nothing', async () => {
    const context = await browser.newContext({ javaScriptEnabled: false })
    const page = await context.newPage()
    await page.goto(`${base}/inbox`)
    const corrections = store.corrections().length
    await page.getByLabel('You decide as').press('Enter')
    expect(store.corrections()).toHaveLength(corrections)
    await page.getByLabel('You decide as').fill('Jon Adair')
    await page.getByRole('button', { name: 'it is printed so' }).first().click()
    expect(store.corrections().at(-1)).toMatchObject({ by: 'Jon Adair', says: { kind: 'confirm' } })
    await page.getByRole('button', { name: 'Undo' }).click()
    await page.getByRole('button', { name: 'I have seen what is new' }).click()
    expect(await page.locator('.lead').textContent()).toMatch(/Nothing is new/)
    store.inbox.look(0)
    await context.close()
  })

  test('a search is kept, changed and forgotten, and a note is added, from the pages', async () => {
    const page = await browser.newPage()
    await page.goto(`${base}/find?q=ferry`)
    await page.getByText('keep this search').click()
    await page.getByLabel('Under the name').fill('the ferry')
    await page.getByRole('button', { name: 'Keep' }).click()
    await page.waitForURL(/\/searches\//)
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('the ferry')
    await page.goto(`${base}/find?${new URLSearchParams({ q: 'saved:"the ferry"' })}`)
    expect(await page.locator('.lines .line').count()).toBe(store.search('ferry').length)
    await page.goto(`${base}/searches`)
    await page.getByRole('link', { name: 'the ferry' }).click()
    await page.getByRole('button', { name: 'Forget this search' }).click()
    await page.waitForURL(`${base}/searches`)
    expect(store.searches.find('the ferry')).toBeNull()

    const { id } = store.statements()[0]
    await page.goto(`${base}/st/${id}`)
    await page.getByText('add a note').first().click()
    await page.getByLabel('A note of yours, which stays').fill('Ask twice.')
    await page.getByLabel('Noted by').fill('Mira Voss')
    await page.getByRole('button', { name: 'Note', exact: true }).click()
    await page.getByText('Ask twice.').waitFor()
    expect(ask(store)('notes', {}).lines[0]).toMatchObject({ why: 'Ask twice.', about: 'statement' })
    await page.close()
  })

  test.each([
    ['light', 1280],
    ['dark', 1280],
    ['light', 320]
  ] as const)(
    'every page fits and is accessible, %s, %i px',
    async (colorScheme, width) => {
      const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme, reducedMotion: 'reduce' })
      const page = await context.newPage()
      const [{ id }] = store.searches.all()
      for (const where of [
        '/inbox',
        '/searches',
        `/searches/${id}`,
        '/find?q=bridge',
        '/notes',
        `/st/${store.statements()[0].id}`
      ]) {
        await page.goto(base + where)
        for (const details of await page.locator('details.correcting > summary').all()) await details.click()
        const { violations } = await new AxeBuilder({ page }).analyze()
        expect(violations.map(({ id, nodes }) => `${where} ${id}: ${nodes[0].html.slice(0, 120)}`)).toEqual([])
        expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `${where} fits`).toBe(true)
      }
      await context.close()
    },
    60_000
  )

  test('a record that is served for reading shows the inbox without a button', async () => {
    const app = httpApp(ask(store))
    const html = await (await app.request('/inbox')).text()
    expect(html).toContain('Who said it')
    expect(html).not.toMatch(/<button[^>]*data-answer|action="\/inbox/)
    expect((await app.request('/inbox', { method: 'POST', body: new URLSearchParams({ yes: 'speaker:x' }) })).status).toBe(404)
  })
})
