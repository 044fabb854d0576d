/** The forms of the pages that put together, part, and take back: what a browser sends is what the record then shows. */
import { afterAll, expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { correct } from '../src/serve/correct/correct.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { httpApp } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import type { StatementId } from '../src/types.ts'
import { finish, PAGES, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()
const TOKEN = 'the-secret-of-this-run'
const store = openStore(path('forms.db'), versionsOf('1'))
takeIn(store, [
  ...PAGES,
  pageOf(
    '/news/evening-lamp.txt',
    'Harbour debts\n\nThe Evening Lamp\n\n14 March 2031\n\n“Nobody ever sold a crane in this town,” said the clerk, Vera Ruiz-Olm.\n'
  )
])
const app = httpApp(
  ask(store, async () => parts as unknown as Stages),
  '0',
  {
    token: TOKEN,
    correct: async asked => {
      const made = correct(store, asked, new Date().toISOString())
      finish(store)
      return made
    }
  }
)
afterAll(() => store.close())

const OWN = { host: 'localhost:4747', origin: 'http://localhost:4747', 'sec-fetch-site': 'same-origin' }
const at = (where: string) => app.request(`http://localhost:4747${where}`, { headers: OWN })

/** Fills in the form behind this summary on a page as a browser would, and sends it. */
const send = async (where: string, summary: string, filled: [string, string][]) => {
  const page = await (await at(where)).text()
  const form = page.split('<details class="correcting">').find(one => one.startsWith(`<summary>${summary}</summary>`))
  expect(form, `${summary} on ${where}`).toBeDefined()
  const hidden = [...form!.split('</form>')[0].matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(one => [
    one[1],
    one[2]
  ])
  const names = new Set([...form!.matchAll(/name="([^"]+)"/g)].map(one => one[1]))
  for (const [name] of filled) expect(names).toContain(name)
  const body = new URLSearchParams([...hidden, ...filled, ['why', 'the minutes say so'], ['by', 'Mira Voss']] as string[][])
  return app.request('http://localhost:4747/correct', {
    method: 'POST',
    headers: { ...OWN, 'content-type': 'application/x-www-form-urlencoded' },
    body: body.toString()
  })
}

const shared = () => store.sharedBy(null)[0]
const printings = (id: StatementId) => store.statement(id)!.variants.map(one => one.quotation)

test('a printing is parted from its statement, and the parting is taken back', async () => {
  const before = printings(shared())
  const out = before[before.length - 1]
  const answer = await send(`/st/${shared()}`, 'a printing is of another statement', [['with', out]])
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/corrections'])
  expect(store.quotation(out)!.statement).not.toBe(store.quotation(before[0])!.statement)
  expect((await send('/corrections', 'take back', [])).status).toBe(303)
  expect(printings(store.quotation(out)!.statement!)).toEqual(before)
  expect(await (await at('/corrections')).text()).not.toContain('<summary>take back</summary>')
})

test('two statements are made one by the address of the other', async () => {
  const [one, other] = store.statementsBy(null).filter(id => printings(id).length === 1)
  const quotations = [...printings(one), ...printings(other)]
  await send(`/st/${one}`, 'another statement is this one', [
    ['with', `http://localhost:4747/st/${other}?show=differences#collation`]
  ])
  expect(new Set(quotations.map(id => store.quotation(id)!.statement)).size).toBe(1)
  await send('/corrections', 'take back', [])
  expect(new Set(quotations.map(id => store.quotation(id)!.statement)).size).toBe(2)
})

test('two articles are said to print one copy, and the page of the statement shows it', async () => {
  const statement = shared()
  const articles = [...new Set(printings(statement).map(id => store.quotation(id)!.article))]
  const joined = () => store.originOf(articles[0])?.articles.includes(articles[1]) ?? false
  const was = joined()
  const answer = await send(`/st/${statement}`, 'two articles share copy, or do not', [
    ['id', articles[0]],
    ['with', articles[1]],
    ['what', was ? 'split' : 'merge']
  ])
  expect(answer.headers.get('location')).toBe(`/st/${statement}#origins`)
  expect(joined()).toBe(!was)
  await send('/corrections', 'take back', [])
  expect(joined()).toBe(was)
})

test('a speaker is called as another one, by name, and a name that may mean several is refused with who they are', async () => {
  const [ada] = store.speakers().filter(one => one.name === 'Ada Ruiz')
  const of = (name: string) => store.speakers().filter(one => one.name === name)
  expect(of('Tomas Behn')).toHaveLength(1)
  await send(`/p/${ada.id}`, 'somebody else in the record is the same', [['with', 'Tomas Behn']])
  expect(of('Tomas Behn')).toHaveLength(0)
  await send('/corrections', 'take back', [])
  expect(of('Tomas Behn')).toHaveLength(1)
  const several = await send(`/p/${ada.id}`, 'somebody else in the record is the same', [['with', 'Ru']])
  expect(several.status).toBe(400)
  expect(await several.text()).toMatch(/“Ru” may mean several: .*Vera Ruiz-Olm/)
})

test('an article is taken out of a story, and put back', async () => {
  const [story] = store.stories()
  const out = story.articles[story.articles.length - 1]
  expect(story.articles.length).toBeGreaterThan(1)
  await send(`/stories/${story.id}`, 'some articles are of another story', [['with', out]])
  expect(store.storyOf(out)).not.toBe(story.id)
  await send(`/stories/${story.id}`, 'another story is this one', [['with', `/stories/${store.storyOf(out)}`]])
  expect(store.storyOf(out)).toBe(store.storyOf(story.articles[0]))
})

test('after a correction nobody is sent to another site', async () => {
  const body = (back: string) =>
    new URLSearchParams({
      token: TOKEN,
      what: 'confirm',
      id: printings(shared())[0],
      why: 'heard',
      by: 'Mira Voss',
      back
    }).toString()
  for (const back of [
    '//evil.example',
    'https://evil.example',
    '/\\evil.example',
    '/a/../../x',
    'javascript:alert(1)',
    '/a/x?y'
  ]) {
    const answer = await app.request('http://localhost:4747/correct', {
      method: 'POST',
      headers: { ...OWN, 'content-type': 'application/x-www-form-urlencoded' },
      body: body(back)
    })
    expect(answer.headers.get('location'), back).toBe('/corrections')
  }
})
