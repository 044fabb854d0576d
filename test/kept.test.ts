/** What people keep: searches by name, as queries and as feeds, and notes on what they read. */
import { parseAtomFeed, parseJsonFeed } from 'feedsmith'
import { afterAll, describe, expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import { ask } from '../src/serve/answer/operations.ts'
import { exportLines } from '../src/serve/command/export.ts'
import { asking, correct } from '../src/serve/correct/correct.ts'
import { saveSearch } from '../src/serve/keep.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { httpApp } from '../src/serve/web/http.ts'
import { NotUnderstood, openStore, type Store } from '../src/store/index.ts'
import { buildScript } from './fixtures/pages/browser.ts'
import { finish, PAGES, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { path } = scratch()
let records = 0
const opened: Store[] = []
const recordOf = (...articles: [address: string, chars: string][]) => {
  const store = openStore(path(`${records++}.db`), versionsOf('1'))
  opened.push(store)
  takeIn(store, [...PAGES, ...articles.map(([address, chars]) => pageOf(address, chars))])
  return store
}
afterAll(() => {
  for (const one of opened) one.close()
})

const save = (store: Store, name: string, query: string) => saveSearch(store, { name, query }, () => 'whsec_c2VjcmV0')

const FOG = `Fog over the quay

Port Gazette

20 March 2031

“The fog will lift before noon,” Ilse Marn, the harbour master, said on Thursday. “We will not close the harbour for fog.”
`

describe('saved searches', () => {
  test('one stands for its query, also in brackets, ruled out, and in another one', () => {
    const store = recordOf()
    save(store, 'harbour', 'harbour OR spring')
    save(store, 'of the mayor', 'saved:harbour speaker:Ruiz')
    const found = (query: string) => store.search(query).length
    expect(found('saved:harbour')).toBe(found('harbour OR spring'))
    expect(found('saved:harbour -harbour')).toBe(found('spring -harbour'))
    expect(found('saved:"of the mayor"')).toBe(found('(harbour OR spring) speaker:Ruiz'))
    expect(found('-saved:harbour')).toBe(found('-(harbour OR spring)'))
    expect(found('saved:harbour')).toBeGreaterThan(found('saved:"of the mayor"'))
  })

  test('one that is not there, or leads back to itself, is refused with its place', () => {
    const store = recordOf()
    save(store, 'a', 'harbour')
    save(store, 'b', 'cranes saved:a')
    save(store, 'c', 'saved:b')
    const fault = (act: () => unknown) => {
      try {
        act()
      } catch (error) {
        if (error instanceof NotUnderstood) return { at: error.at, said: error.message }
        throw error
      }
      return null
    }
    expect(fault(() => store.search('quay saved:zeppelin'))).toMatchObject({
      at: 11,
      said: expect.stringContaining('no saved search “zeppelin”')
    })
    expect(fault(() => save(store, 'a', 'fog OR saved:c'))).toMatchObject({
      at: 13,
      said: expect.stringContaining('“c” → “b” → “a” → “c”')
    })
    expect(fault(() => save(store, 'self', 'saved:self'))).toMatchObject({ at: 6 })
    expect(fault(() => save(store, 'nothing', '"" *'))).toMatchObject({ said: expect.stringContaining('asks for nothing') })
    expect(store.searches.find('a')).toMatchObject({ query: 'harbour' })
    store.searches.drop('a')
    expect(ask(store)('search', { id: 'c' })).toMatchObject({ found: [], fault: expect.stringContaining('no saved search “a”') })
  })

  test('a few that name each other twice do not grow without end', () => {
    const store = recordOf()
    save(store, 's0', 'harbour')
    for (let n = 1; n < 12; n++) store.searches.put({ name: `s${n}`, query: `saved:s${n - 1} OR saved:s${n - 1}`, alerts: [] })
    expect(store.search('saved:s3').length).toBeGreaterThan(0)
    expect(() => store.search('saved:s11')).toThrow(/at most/)
  })

  test('a feed has the words, who said them, the day, the link, the hash and the span, and its ids stay', async () => {
    const store = recordOf()
    const { id } = save(store, 'harbour', 'harbour')
    const app = httpApp(ask(store))
    const atom = async (where: string) => parseAtomFeed(await (await app.request(where)).text())
    const [saved, typed] = [await atom(`/searches/${id}.atom`), await atom('/find.atom?q=harbour')]
    expect(saved.entries!.map(one => one.id)).toEqual(typed.entries!.map(one => one.id))
    expect(saved).toMatchObject({ title: { value: 'harbour' } })
    const before = saved.entries!.map(one => one.id)

    const json = parseJsonFeed(await (await app.request(`/searches/${id}.feed.json`)).text())
    expect(json.items!.map(one => one.id)).toEqual(before)
    const raw = await (await app.request(`/searches/${id}.feed.json`)).json()
    for (const { _onrecord: evidence, content_text: told } of raw.items) {
      const [{ text, start, end, words }] = evidence.words
      expect(store.text(text)!.chars.slice(start, end)).toBe(words)
      for (const part of [words, text, `[${start}, ${end})`, evidence.link]) expect(told).toContain(part)
      expect(evidence).toMatchObject({ article: { address: expect.any(String) }, speaker: expect.anything() })
    }

    store.save(readPage(pageOf('/news/port-gazette.txt', FOG), parts), pageOf('/news/port-gazette.txt', FOG))
    finish(store)
    const after = (await atom(`/searches/${id}.atom`)).entries!.map(one => one.id)
    expect(after.slice(1)).toEqual(before)
  })

  test('a feed is asked for again by its tag, and what it prints cannot break it', async () => {
    const store = recordOf([
      '/news/odd.txt',
      'Odd\n\nThe ]]> <Post>\n\n12 March 2031\n\n“Close the harbour ]]> <script>alert(1)</script> \u0007 & go,” Ada Ruiz said.\n'
    ])
    const app = httpApp(ask(store))
    const first = await app.request('/find.atom?q=harbour')
    expect(first.headers.get('content-type')).toMatch(/atom/)
    const again = await app.request('/find.atom?q=harbour', { headers: { 'If-None-Match': first.headers.get('etag')! } })
    expect(again.status).toBe(304)
    const text = await first.text()
    expect(text).not.toContain('\u0007')
    const odd = parseAtomFeed(text).entries!.find(one => one.content?.value?.includes('alert'))
    expect(odd?.content?.value).toContain('<script>alert(1)</script>')
    expect((await app.request('/find.atom?q=quay+(')).status).toBe(400)
    expect((await app.request('/searches/none.atom')).status).toBe(404)
  })
})

test('who is told stays until another one, or “none”, is named; and the secret that signs is told to nobody', () => {
  const store = recordOf()
  const put = (to: { webhook?: string; email?: string }) =>
    saveSearch(store, { name: 'harbour', query: 'harbour', ...to }, () => `whsec_${Math.trunc(performance.now() * 1000)}`).alerts
  const [hook] = put({ webhook: 'https://desk.example/hooks/a-secret-path' })
  expect(put({ email: 'mira.voss@desk.example' })).toEqual([
    { way: 'email', target: 'mira.voss@desk.example', secret: null, within: true },
    hook
  ])
  const shown = JSON.stringify([ask(store)('searches', {}), ask(store)('search', { id: 'harbour' })])
  expect(shown).toContain('https://desk.example/hooks/a-secret-path')
  expect(shown).not.toMatch(/whsec/)
  expect(put({ webhook: 'https://other.example/' }).find(one => one.way === 'webhook')!.secret).not.toBe(hook.secret)
  expect(put({ webhook: 'none', email: 'none' })).toEqual([])
})

describe('notes', () => {
  const noteOn = (store: Store, id: string, why: string) => {
    const made = correct(store, asking.parse({ what: 'note', id, by: 'Mira Voss', why }), '2031-06-01T10:00:00.000Z')
    finish(store)
    return made
  }
  const mayor = (store: Store) =>
    store.statement(store.quotation(store.search('"close the harbour" speaker:Ruiz')[0])!.statement!)!

  test('a note is found by its words, on a quotation, a statement, an article and a story', () => {
    const store = recordOf()
    const statement = mayor(store)
    const [article] = store.articles()
    const [story] = store.stories()
    noteOn(store, statement.variants[1].quotation, 'Ask for the tape.')
    expect(store.search('note:tape')).toEqual([statement.variants[1].quotation])
    expect(store.search('has:note')).toHaveLength(1)
    noteOn(store, statement.id, 'The council has minutes.')
    expect([...store.search('note:minutes')].sort()).toEqual(statement.variants.map(one => one.quotation).sort())
    noteOn(store, article, 'Reprinted in June.')
    expect(store.search('note:reprinted')).toHaveLength(store.quotationsIn(article))
    noteOn(store, story.id, 'Old quarrel.')
    expect(store.search('note:quarrel').length).toBe(story.articles.reduce((sum, id) => sum + store.quotationsIn(id), 0))
    expect(store.search('missing:note note:tape')).toEqual([])
  })

  test('a note changes nothing of what the machine judged, stays through a new reading, and can be taken back', () => {
    const at = path('notes.db')
    const store = openStore(at, versionsOf('1'))
    takeIn(store)
    const { quotation } = mayor(store).variants[0]
    const before = store.quotation(quotation)
    const made = noteOn(store, quotation, 'Ask for the tape.')
    expect(store.quotation(quotation)).toEqual(before)
    store.close()
    const newer = openStore(at, versionsOf('2'))
    opened.push(newer)
    takeIn(newer)
    expect(newer.search('note:tape')).toEqual([quotation])
    expect([...exportLines(newer, 'jsonl', () => {})].map(one => JSON.parse(one))).toContainEqual(
      expect.objectContaining({
        type: 'note',
        id: made.id,
        by: 'Mira Voss',
        words: 'Ask for the tape.',
        about: 'quotation',
        quotation
      })
    )
    correct(newer, asking.parse({ what: 'undo', id: made.id, by: 'Mira Voss', why: 'done' }), '2031-06-02T10:00:00.000Z')
    finish(newer)
    expect(newer.search('note:tape')).toEqual([])
    expect(ask(newer)('notes', {}).all).toBe(0)
    expect(newer.corrections()).toHaveLength(2)
  })

  test('the pages show a note as a person’s, and escape it', async () => {
    const store = recordOf()
    const statement = mayor(store)
    const [story] = store.stories()
    const words = 'Ask <b>twice</b> for the tape.'
    for (const id of [statement.variants[0].quotation, statement.id, store.articles()[0], story.id]) noteOn(store, id, words)
    const app = httpApp(ask(store, async () => parts as unknown as Stages))
    const { article } = store.quotation(statement.variants[0].quotation)!
    for (const where of [`/a/${article}`, `/st/${statement.id}`, `/a/${store.articles()[0]}`, `/stories/${story.id}`, '/notes']) {
      const page = await (await app.request(where)).text()
      expect(page, where).toContain('Ask &lt;b&gt;twice&lt;/b&gt; for the tape.')
      expect(page, where).toMatch(/class="(?:chip person|noted-words)"/)
    }
  })
})
