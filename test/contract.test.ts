/** The doors: every operation has all of them, answers are what the API's description says, and no question is a fault. */
import { readFileSync } from 'node:fs'
import { Hono } from 'hono'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import * as parse from '../src/parse/index.ts'
import { ask, operations } from '../src/serve/answer/operations.ts'
import { type Answers, QUESTIONS } from '../src/serve/answer/wire/index.ts'
import { programOf } from '../src/serve/command/cli.ts'
import { correct } from '../src/serve/correct/correct.ts'
import type { House } from '../src/serve/house.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { DOORS } from '../src/serve/web/doors.ts'
import { httpApp } from '../src/serve/web/http.ts'
import { limited } from '../src/serve/web/limit.ts'
import { openStore } from '../src/store/index.ts'
import { buildScript } from './fixtures/pages/browser.ts'
import { finish, lineOf, PAGES, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

await buildScript()
const { path } = scratch()
const store = openStore(path('contract.db'), versionsOf('1'))
takeIn(store, [
  ...PAGES,
  lineOf('https://wire.example/1', {
    outlet: 'Northern Wire',
    title: 'Cranes stay',
    published: '2031-03-12',
    text: '“We will not close the harbour, and we will not sell the old cranes to anybody,” Ada Ruiz told the council on Tuesday.'
  }),
  pageOf('/news/again.txt', new TextDecoder().decode(PAGES[0].bytes).replace('The Harbour Post', 'Evening Harbour'))
])
const asked = ask(store, async () => ({ ...parts, ...parse, tagReading: async () => null }) as unknown as Stages)
const app = httpApp(asked, '9.9.9')
const [statement] = store.statementsBy(null)
const article = store.articles()[0]
const quotation = store.quotationsOf(article)[0]
const { content } = quotation.quote
const span = { text: store.article(article)!.text.id, start: content[0].start, end: content[0].end }

store.searches.put({
  name: 'cranes',
  query: 'cranes',
  alerts: [{ way: 'webhook', target: 'https://desk.example/hook', secret: 'x', within: true }]
})
const noted = correct(
  store,
  { what: 'note', id: quotation.id, with: [], by: 'Mira Voss', why: 'Ask the council for the recording.' },
  '2031-05-06T08:00:00.000Z'
)
finish(store)

/** Real questions of every operation. */
const ASKED: { [Name in keyof Answers]: Answers[Name]['input'][] } = {
  summary: [{}],
  articles: [{}, { page: 3 }],
  article: store.articles().map(id => ({ id })),
  speakers: [{}, { name: 'Ruiz' }, { by: 'name' }],
  speaker: store.speakers().map(({ id }) => ({ id })),
  statements: [{}, { speaker: 'Ada Ruiz' }],
  statement: store.statementsBy(null).map(id => ({ id })),
  matrix: [{}, { speaker: 'Ruiz' }, { sort: 'differences' }, { sort: 'day', state: 'absent' }],
  stories: [{}, { page: 2 }],
  story: store.storyIds().map(id => ({ id })),
  changes: [{}, { article }, { page: 2 }],
  corrections: [{}, { page: 2 }],
  feeds: [{}],
  searches: [{}, { page: 2 }],
  search: [{ id: 'cranes' }],
  notes: [{}],
  inbox: [{}],
  jobs: [{}, { page: 2 }],
  outlets: [{}],
  outlet: [{ name: 'Northern Wire' }, { name: 'Northern Wire', page: 3 }],
  find: [{ q: 'saved:cranes', by: 'newest' }, { q: 'cranes' }, { q: 'zeppelin' }],
  check: [
    { quote: 'We will not close the harbour', speaker: 'Tomas Behn' },
    { text: new TextDecoder().decode(PAGES[1].bytes) },
    { quote: 'We will never close the harbour or the gates', speaker: 'Ruiz', said: '2031-01-01' }
  ],
  verify: [
    { ...span, words: 'other words' },
    { ...span, words: 'the old cranes' }
  ],
  cite: [{ id: quotation.id }, { id: statement, as: 'tei' }],
  origins: store.statementsBy(null).map(id => ({ id })),
  positions: [{ speaker: store.speakers()[0].id }, { speaker: store.speakers()[0].id, with: store.speakers()[1].id }],
  lineage: store.statementsBy(null).map(id => ({ id }))
}

describe.each(operations.map(one => [one.name, one] as const))('%s', (name, { sentence }) => {
  test('its real answers are what its schema says, and nothing else', async () => {
    for (const input of ASKED[name]) {
      const answer = JSON.parse(JSON.stringify(await asked(name, input as never)))
      expect(QUESTIONS[name].gives.parse(answer)).toEqual(answer)
    }
  })

  test('it has a command, a route, a tool and its line in the docs', async () => {
    const commands = programOf({ version: '1', env: {} } as unknown as House).commands.map(one => one.name())
    const { command, tool } = DOORS[name]
    expect(commands).toContain(command)
    const description = await (await app.request('/api/v1/openapi.json')).json()
    expect(description.paths[`/api/v1/${name}`].get.summary).toBe(sentence)
    const line = `| \`${name}\` | \`onrecord ${command}\` | \`/api/v1/${name}\` | \`${tool}\` | ${sentence} |`
    expect(readFileSync(new URL('../docs/programs.md', import.meta.url), 'utf8')).toContain(line)
  })

  test('whatever it is asked, it answers or says what is wrong', async () => {
    const description = await (await app.request('/api/v1/openapi.json')).json()
    const { parameters } = description.paths[`/api/v1/${name}`].get
    for (let n = 0; n < 60; n++) {
      const query = new URLSearchParams()
      for (const one of parameters) if (chance() < 0.8) query.append(one.name, odd())
      if (chance() < 0.1) query.append('unknown', 'x')
      const byBody = chance() < 0.4
      const body =
        chance() < 0.1
          ? '{"'
          : JSON.stringify(
              Object.fromEntries(
                [...query].map(([key, value]) => [key, chance() < 0.3 ? [null, 1e99, [], {}, true][n % 5] : value])
              )
            )
      const answer = byBody
        ? await app.request(`/api/v1/${name}`, { method: 'POST', body })
        : await app.request(`/api/v1/${name}?${query}`)
      const told = `${byBody ? body : query}`
      expect([200, 400, 404], told).toContain(answer.status)
      if (answer.status === 200) {
        QUESTIONS[name].gives.parse(await answer.json())
        continue
      }
      expect(answer.headers.get('content-type'), told).toBe('application/problem+json')
      expect(await answer.json(), told).toMatchObject({
        type: 'about:blank',
        status: answer.status,
        detail: expect.stringMatching(/\w/)
      })
    }
  })
})

let seed = 11
const chance = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
const ODD = [
  '',
  ' ',
  '0',
  '-1',
  '1',
  '1e309',
  'NaN',
  '99999999999999999999',
  'null',
  'true',
  '%',
  "'; DROP TABLE texts; --",
  '"',
  '(',
  'OR',
  'cue:',
  '\0',
  '\ud800',
  '😀',
  '../../etc',
  'x'.repeat(2000),
  '2031-03-12',
  '2031-99-99',
  'tei',
  'card',
  'http://news.example',
  'javascript:x',
  '__proto__',
  'constructor',
  statement,
  quotation.id,
  noted.id,
  article,
  span.text,
  String(span.start),
  'We will not close the harbour'
]
const odd = () => ODD[Math.floor(chance() * ODD.length)]

test('the description is one of OpenAPI 3.1 whose references all lead somewhere', async () => {
  const answer = await app.request('/api/v1/openapi.json')
  const description = await answer.json()
  expect(description).toMatchObject({ openapi: '3.1.0', info: { title: 'Onrecord', version: '9.9.9' } })
  expect(Object.keys(description.paths)).toHaveLength(operations.length)
  const references = [...JSON.stringify(description).matchAll(/"\$ref":"#\/components\/schemas\/([^"]+)"/g)].map(
    ([, name]) => name
  )
  expect(references.length).toBeGreaterThan(50)
  for (const name of references) expect(description.components.schemas).toHaveProperty(name)
  for (const one of operations) expect(z.toJSONSchema(QUESTIONS[one.name].takes).type).toBe('object')
})

test('a query that is not understood says where, as a problem and as a page', async () => {
  const answer = await app.request(`/api/v1/find?q=${encodeURIComponent('quay (lamps')}`)
  expect(answer.status).toBe(400)
  expect(await answer.json()).toMatchObject({ at: 5, detail: expect.stringMatching(/bracket is not closed/) })
  const page = await app.request(`/find?q=${encodeURIComponent('quay (lamps')}`)
  expect(page.status).toBe(400)
  expect(await page.text()).toContain('quay <mark>(lamps</mark>')
})

test('answers are asked for again by their tag', async () => {
  const first = await app.request('/api/v1/statements')
  const again = await app.request('/api/v1/statements', { headers: { 'If-None-Match': first.headers.get('etag')! } })
  expect(again.status).toBe(304)
})

test('who asks too much from elsewhere has to wait, and nobody on this machine', async () => {
  let now = 0
  const from = (address: string) => {
    const limitedApp = new Hono()
    limitedApp.use(
      limited(
        () => now,
        () => address
      )
    )
    limitedApp.get('/', c => c.text('yes'))
    return () => limitedApp.request('/')
  }
  const [there, here] = [from('203.0.113.9'), from('127.0.0.1')]
  const answers = await Promise.all(Array.from({ length: 130 }, there))
  expect(answers.filter(one => one.status === 200)).toHaveLength(120)
  const refused = answers.find(one => one.status === 429)!
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
  now += 1000 * Number(refused.headers.get('retry-after'))
  expect((await there()).status).toBe(200)
  for (let n = 0; n < 200; n++) expect((await here()).status).toBe(200)
})

test('a draft that is pasted into the page is checked, and its words stay words', async () => {
  const body = new URLSearchParams({
    draft:
      '“We will not close the harbour,” said Tomas Behn.\n\n“<script>alert(1)</script> is what everybody says here,” she said.'
  })
  const page = await app.request('/check', { method: 'POST', body })
  expect(page.status).toBe(200)
  const html = await page.text()
  expect(html).toContain('Checked: 1 misattributed, 1 not in the record')
  expect(html).not.toContain('<script>alert')
  expect(
    (
      await app.request('/check', {
        method: 'POST',
        body: 'x'.repeat(3_000_000),
        headers: { 'content-type': 'application/x-www-form-urlencoded' }
      })
    ).status
  ).toBe(413)
})
