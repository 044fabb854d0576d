/** The pages as HTML, without a browser: what stands on them, and that they say it as it is. */
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { listed } from '../src/serve/answer/listed.ts'
import { tightened } from '../src/serve/answer/statement.ts'
import type { Answers, ArticleLine, Listed } from '../src/serve/answer/wire/index.ts'
import { cellsOf } from '../src/serve/pages/cells.ts'
import { findPage } from '../src/serve/pages/find.ts'
import { fullest } from '../src/serve/pages/fullest.ts'
import { cut } from '../src/serve/pages/marked.ts'
import { readerPage } from '../src/serve/pages/reader.ts'
import { fewNames, sayChance, sayDate, sayDated } from '../src/serve/pages/say.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { buildScript } from './fixtures/pages/browser.ts'
import { article, columns, quotation, statement, variant } from './fixtures/pages/make.ts'
import { ask, HOSTILE } from './fixtures/pages/record.ts'

await buildScript()
const app = httpApp(ask)
const get = (path: string) => app.request(path)
const html = async (path: string) => (await get(path)).text()
const json = async (path: string) => (await get(path)).json()

/** The words of a page as a person reads them. */
const plain = async (path: string) =>
  (await html(path))
    .replace(/<(?:svg|script|style)[^>]*>.*?<\/(?:svg|script|style)>/gs, '')
    .replace(/<[^>]+>/g, '')
    .replace(/&(amp|lt|gt|quot|#39);/g, (_, name) => ({ amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" })[name as string]!)
    .replace(/\s+/g, ' ')

const PATHS = [
  '/',
  '/articles',
  '/a/a1',
  '/a/a6',
  '/a/a7',
  '/speakers',
  '/p/p1',
  '/p/p6',
  '/statements',
  '/st/s1',
  '/st/s12',
  '/matrix',
  '/stories',
  '/stories/y1',
  '/feeds',
  '/find?q=wall'
]

test.each(PATHS)('%s has a title, one h1, headings in order, no id twice, and no style or script of its own', async path => {
  const page = await html(path)
  expect(page).toMatch(/<title>[^<]+ · Onrecord<\/title>/)
  const levels = [...page.matchAll(/<h(\d)/g)].map(([, level]) => Number(level))
  expect(levels.filter(level => level === 1)).toHaveLength(1)
  expect(levels.filter((level, i) => i > 0 && level > levels[i - 1] + 1)).toEqual([])
  const ids = [...page.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id)
  expect(ids).toEqual([...new Set(ids)])
  expect(page).not.toMatch(/ style=|<style|<script(?! type="module" src="\/assets\/)| on\w+="/)
})

test.each(PATHS)('%s has a JSON twin', async path => {
  const twin = path === '/' ? '/index.json' : path.replace(/(\?|$)/, '.json$1')
  const answer = await get(twin)
  expect(answer.headers.get('content-type')).toContain('application/json')
  expect(await html(path)).toContain(`href="${twin.replace('&', '&amp;')}"`)
})

test('the API gives the same answers as the twins, and problems in their own format', async () => {
  expect(await json('/api/v1/statement?id=s1')).toEqual(await json('/st/s1.json'))
  expect(await json('/api/v1/matrix')).toEqual(await json('/matrix.json'))
  for (const [path, status] of [
    ['/api/v1/article', 400],
    ['/api/v1/article?id=none', 404],
    ['/api/v1/nothing', 404],
    ['/a/none.json', 404]
  ] as const) {
    const answer = await get(path)
    expect(answer.status, path).toBe(status)
    expect(answer.headers.get('content-type')).toBe('application/problem+json')
    expect((await answer.json()).detail).toMatch(/\w/)
  }
})

test('what is not there is told in a sentence', async () => {
  expect((await get('/st/none')).status).toBe(404)
  expect(await plain('/st/none')).toContain('The record has no statement “none”.')
  expect(await plain('/nowhere')).toContain('There is nothing at /nowhere.')
})

test('a fault inside is not shown outside', async () => {
  const failing = httpApp(() => {
    throw new Error('secret path /root/record.db')
  })
  const log = console.error
  console.error = () => {}
  const answer = await failing.request('/articles')
  console.error = log
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toContain('secret')
})

test('answers forbid what a page does not need, and are asked for again by their tag', async () => {
  const answer = await get('/st/s1')
  expect(answer.headers.get('content-security-policy')).toContain("default-src 'self'")
  expect(answer.headers.get('content-security-policy')).not.toContain('unsafe')
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('cache-control')).toBe('no-cache')
  const again = await app.request('/st/s1', { headers: { 'If-None-Match': answer.headers.get('etag')! } })
  expect(again.status).toBe(304)
  const sheet = /href="(\/assets\/[^"]+\.css)"/.exec(await answer.text())![1]
  expect((await get(sheet)).headers.get('cache-control')).toContain('immutable')
})

test('hostile words stay words', async () => {
  for (const path of PATHS) expect(await html(path), path).not.toMatch(/<script>|<img src=x|<svg onload|onload="alert/)
  expect(await plain('/a/a7')).toContain(HOSTILE)
  expect(await html('/a/a7')).not.toContain('href="javascript:')
  expect(await plain(`/find?q=${encodeURIComponent(HOSTILE)}`)).toContain(HOSTILE)
})

test('the reader shows every character of the text, and furniture with its reason', async () => {
  for (const id of ['a1', 'a2', 'a3', 'a7']) {
    const shown = await plain(`/a/${id}`)
    for (const line of (await json(`/a/${id}.json`)).text.split('\n\n')) expect(shown).toContain(line.replace(/\s+/g, ' '))
  }
  expect(await plain('/a/a1')).toContain('Not part of the report: promotion and sign-up form')
})

test('an article of 200 quotations is read in parts, each of less than 110 kB besides its own words', async () => {
  const many = httpApp((name, input) => {
    if (name !== 'article') return ask(name, input)
    const one = ask('article', { id: 'a1' })
    const [quote] = one.quotes
    const step = quote.content[0].end + 200
    const text = one.text.slice(0, step).padEnd(step).repeat(200)
    const quotes = Array.from({ length: 200 }, (_, n) => ({
      ...quote,
      id: `${String(n).padStart(16, '0')}`,
      content: quote.content.map(span => ({ ...span, start: span.start + n * step, end: span.end + n * step })),
      cue: quote.cue && { ...quote.cue, start: quote.cue.start + n * step, end: quote.cue.end + n * step }
    }))
    const blocks = quotes.map((_, n) => ({ kind: 'paragraph' as const, start: n * step, end: (n + 1) * step }))
    return { ...one, text, blocks, quotes } as never
  })
  const page = await (await many.request('/a/a1')).text()
  const cards = async (path: string) => (await (await many.request(path)).text()).match(/(?<=id="c-)\d+/g)!
  expect(await cards('/a/a1')).toHaveLength(100)
  const { text } = await (await many.request('/a/a1.json')).json()
  expect(page.length - text.length / 2).toBeLessThan(110_000)
  expect(page).toContain('part 1 of 2')
  const second = await cards('/a/a1?part=2')
  expect([second[0], second.length]).toEqual(['0000000000000100', 100])
  expect(await cards('/a/a1?at=0000000000000150')).toEqual(second)
  expect(page).toContain('Of so many, the reasons stand on the statements’ pages.')
})

test('printings of the same words are folded into one row, and have rows when they are asked for', async () => {
  const one = ask('statement', { id: 's1' })
  const [base, other] = one.variants
  const copies = Array.from({ length: 30 }, (_, n) => ({ ...other, quotation: { ...other.quotation, id: `copy${n}` } }))
  const many = httpApp((name, input) =>
    name === 'statement' ? ({ ...one, variants: [base, other, ...copies] } as never) : ask(name, input)
  )
  const rows = async (path: string) => (await (await many.request(path)).text()).match(/(?<=<tr role="row" id="v-)[^"]+/g)!
  expect(await rows('/st/s1')).toEqual([base.quotation.id, other.quotation.id])
  expect(await (await many.request('/st/s1')).text()).toContain('+ 30 printings of the same words')
  expect(await rows('/st/s1?copies=all')).toHaveLength(25)
  expect(await rows('/st/s1?copies=all&page=2')).toEqual([base.quotation.id, ...copies.slice(23).map(one => one.quotation.id)])
})

test('quotations inside one another are cut at every boundary', async () => {
  const marks = [
    { start: 2, end: 20, role: 'words' as const },
    { start: 8, end: 14, role: 'words' as const },
    { start: 12, end: 16, role: 'source' as const }
  ].map(mark => ({ ...mark, quotation: null as never, opens: false, leads: true }))
  const pieces = cut({ start: 0, end: 24 }, marks)
  expect(pieces.map(({ start, end, marks }) => [start, end, marks.length])).toEqual([
    [0, 2, 0],
    [2, 8, 1],
    [8, 12, 2],
    [12, 14, 3],
    [14, 16, 2],
    [16, 20, 1],
    [20, 24, 0]
  ])
  expect(await html('/a/a1')).toMatch(
    /class="q mixed" data-q="q2"><span class="q direct deep1" data-q="q3" id="q-q3">“the wall is tired/
  )
})

test('each cell of the collation says what it is in words', () => {
  const { variants, columns } = ask('statement', { id: 's1' })
  const badges = variants.map(variant =>
    cellsOf(variant, variants[0], columns)
      .map(({ badge }) => badge)
      .filter(Boolean)
  )
  expect(badges).toEqual([
    [],
    ['∅ 3 words, no mark'],
    ['in brackets'],
    ['1 word cut, marked', '3 words cut, marked'],
    ['not printed', 'not printed'],
    ['not printed', 'not printed']
  ])
  const [owed, debt] = ask('statement', { id: 's2' }).variants
  expect(cellsOf(debt, owed, ask('statement', { id: 's2' }).columns).map(({ badge }) => badge)).toEqual([
    '',
    'other translation',
    'other translation'
  ])
})

test('words outside the marks of a partly quoted printing are the outlet’s', () => {
  const words = (words: string, start: number) => ({ text: '', start, end: start + words.length, words })
  const whole = words('its crew had “sent four letters” to Brask', 0)
  const [{ quotation, ...rest }] = ask('statement', { id: 's4' }).variants
  const part = { ...rest, quotation: { ...quotation, content: [whole] }, relation: 'excerpt' as const }
  const cells = [words('its crew had', 0), words('“sent', 13), words('four letters”', 19), words('to Brask', 33)]
  const base = [words('“We have', 0), words('sent', 9), words('four letters', 14), words('to Brask.”', 27)]
  const badges = cellsOf({ ...part, cells }, { ...part, cells: base }, ['differs', 'same', 'same', 'same']).map(
    ({ badge }) => badge
  )
  expect(badges).toEqual(['outside the marks', '', '', 'outside the marks'])
})

test('another base turns the table round', async () => {
  const rows = [...(await html('/st/s1?base=q8')).matchAll(/id="v-(\w+)"/g)].map(([, id]) => id)
  expect(rows).toEqual(['q8', 'q1', 'q12', 'q11', 'q8h', 'q1h'])
  expect(await plain('/st/s1?base=q8')).toContain('slowly and carefully, not in the base')
  expect(await plain('/st/s1?base=none')).toContain('fullest reading the base')
})

test('what is not known is not shown as known', async () => {
  const page = await plain('/st/s1')
  expect(page).toContain('Can’t tell')
  expect(page).toContain('only the beginning of the text is held')
  expect(page).toContain('1 of 5articles leave it out; of 2 more it can’t be told')
  expect(await plain('/p/p5')).toContain('Day not printed')
  expect(await plain('/a/a2')).toContain('day taken from Meridian Daily’s report')
  expect(await plain('/st/s13')).toContain('machine: not decided')
})

test('conflicts and echoes are shown beside the statement, not in it', async () => {
  const page = await plain('/st/s5')
  expect(page).toContain('Given to somebody else')
  expect(page).toContain('≠ Joram Vell')
  expect(await plain('/st/s1')).toContain('Echoes, kept apart')
})

test('the family tree says who has whose words and who dropped some first, and says it in words too', async () => {
  const page = await plain('/st/s1')
  expect(page).toContain('Who has whose words')
  expect(page).toMatch(/The Harbour Post, body is the first without “?slowly and carefully,/)
  expect(page).toContain('That it was copied is not proved')
  expect(page).toContain('its article names that outlet')
  expect(await plain('/st/s2')).not.toContain('Who has whose words')
})

test('speakers come by how often they are quoted or by name, and are found by a part of it', async () => {
  const asked: object[] = []
  const noting = httpApp((name, input) => {
    if (name === 'speakers') asked.push(input)
    return ask(name, input)
  })
  for (const path of ['/speakers', '/speakers?by=name', '/speakers?name=Maren']) await noting.request(path)
  expect(asked).toEqual([{}, { by: 'name' }, { name: 'Maren' }])
})

test('words that do not check are refused with the reason', async () => {
  const refusing = httpApp((name, input) => {
    if (name !== 'statement') return ask(name, input)
    const answer = structuredClone(ask(name, input)) as ReturnType<typeof ask<'statement'>>
    answer.variants[1].cells[0] = { text: '', start: 0, end: 1, words: '', refused: 'its text has another hash' }
    return answer as never
  })
  expect(await (await refusing.request('/st/s1')).text()).toContain('refused: its text has another hash')
})

test('what is not printed is shown softly, with what stands for it', async () => {
  const bare = httpApp((name, input) => {
    const answer = structuredClone(ask(name, input)) as never as Listed<ArticleLine>
    if (name === 'articles')
      Object.assign(answer.lines[0], {
        outlet: null,
        title: null,
        opening: 'The wall that holds back Lake',
        address: '/a/late-edition.txt'
      })
    return answer as never
  })
  const page = await (await bare.request('/articles')).text()
  expect(page).toContain('<span class="unprinted" title="outlet not named" dir="auto">late edition</span>')
  expect(page).toContain('The wall that holds back Lake …</span> <span class="no-title">no headline printed</span>')
})

test('of a long fullest reading, what others print too is large, and all of it is shown', async () => {
  const turn =
    'Good morning to all of you who have walked here through the rain. We have measured the wall on every night of this long winter, and I have brought the figures for those who want to read them. The wall will stand. I thank the boatmen for their patience, the town for its soup, and the engineers for telling me what I did not wish to hear when I did not wish to hear it.'
  const long = article('long', { outlet: 'Meridian Daily', parts: [['paragraph', turn]] })
  const short = article('short', { outlet: 'Northline', parts: [['paragraph', '“The wall will stand,” she said.']] })
  const [start, end] = turn.split('The wall will stand.')
  const whole = statement({
    id: 'long',
    columns: columns('sss'),
    variants: [
      variant(quotation(long, 'l1', { content: [turn] }), 'verbatim', [start.trim(), 'The wall will stand.', end.trim()]),
      variant(quotation(short, 'l2', { content: ['“The wall will stand,”'] }), 'excerpt', [null, '“The wall will stand,”', null])
    ]
  })
  const page = String(await fullest(whole))
  expect([...page.matchAll(/class="carried">([^<]*)</g)].map(([, words]) => words.trim())).toEqual(['The wall will stand.'])
  expect(
    page
      .replace(/<p class="fine">.*|<[^>]+>/g, '')
      .replace(/\s+/g, ' ')
      .trim()
  ).toBe(turn)
})

test('a word that two rows share stands in one column, though a row that is not shown held it apart', () => {
  const [first, second] = ask('statement', { id: 's1' }).variants
  const at = (words: string) => ({ text: '', start: 0, end: words.length, words })
  const cells = (all: readonly (string | null)[]) => all.map(one => (one === null ? null : at(one)))
  const rows = tightened([
    { ...first, cells: cells(['over', 'a', null, null, 'hinge', null]) },
    { ...second, cells: cells(['over', null, null, 'a', null, 'bolt']) }
  ])
  expect(rows.map(row => row.cells.map(cell => cell?.words ?? '·').join(' '))).toEqual(['over a hinge ·', 'over a · bolt'])
})

test('of many names the first are told, and how many more there are; one more is told by its name', () => {
  expect(fewNames(['Ashby Courier'])).toBe('Ashby Courier')
  expect(fewNames(['A', 'B', 'C', 'D', 'E'])).toBe('A, B, C, D and E')
  expect(fewNames(['A', 'B', 'C', 'D', 'E', 'F'])).toBe('A, B, C, D and 2 more')
})

test.each([
  ['wall', 'The <mark>wall</mark> and its <mark>Walls</mark> stand, a seawall too.'],
  ['speaker:wall "its walls" OR stand', 'The wall and <mark>its</mark> <mark>Walls</mark> <mark>stand</mark>, a seawall too.'],
  ['speaker:"the wall"', 'The wall and its Walls stand, a seawall too.'],
  ['(.*', 'The wall and its Walls stand, a seawall too.']
])('words that a search %s asks for are lit where quotations begin words like them', (query, words) => {
  const told = 'The wall and its Walls stand, a seawall too.'
  const printed = article('lit', { outlet: 'Northline', parts: [['paragraph', told]] })
  const found = { quotation: quotation(printed, 'lit1', { content: [told] }), snippet: told }
  expect(String(findPage({ all: 1, answers: [found], next: null }, query).body)).toContain(`dir="auto">${words}</a>`)
})

test('a statement says which of the articles that carry it quote it in the headline', async () => {
  expect(await plain('/st/s1')).toMatch(/Headlines that quote it: \d+ of \d+/)
})

test('days and chances as people write them', () => {
  expect(sayDate('2031-03-04')).toBe('4 March 2031')
  expect(sayDate('2031-03')).toBe('March 2031')
  expect(sayDate('2031-03-04/2031-03-06')).toBe('4–6 March 2031')
  expect(sayDate('2031-02-27/2031-03-01')).toBe('27 February 2031 – 1 March 2031')
  expect(sayDate('P1W')).toBe('P1W')
  expect(sayDated({ value: '2031-03-05T06:40:00+01:00', precision: 'minute', evidence: '' })).toBe(
    '5 March 2031, 06:40 UTC+01:00'
  )
  expect(sayDated({ value: '2031-03-05T06:40:00Z', precision: 'day', evidence: '' })).toBe('5 March 2031')
  expect(sayChance(0.999)).toBe('99 %')
})

test('a record served to this machine answers to its own name alone', async () => {
  const { server, address } = await listen(app, { port: 0 })
  const { port } = server.address() as AddressInfo
  const status = (host: string) =>
    new Promise<number>(resolve =>
      request({ port, host: '127.0.0.1', path: '/', headers: { host } }, ({ statusCode }) => resolve(statusCode!)).end()
    )
  expect(address).toBe(`http://127.0.0.1:${port}/`)
  expect(await status(`127.0.0.1:${port}`)).toBe(200)
  expect(await status(`localhost:${port}`)).toBe(200)
  expect(await status('news.example')).toBe(421)
  server.closeAllConnections()
  server.close()
})

test('a port in use is refused in a sentence', async () => {
  const taken = createServer().listen(0, '127.0.0.1')
  await new Promise(resolve => taken.once('listening', resolve))
  const { port } = taken.address() as { port: number }
  await expect(listen(app, { port })).rejects.toThrow(`Port ${port} is in use`)
  taken.close()
})

test('a long list comes in pages, with links to its neighbours', async () => {
  const many = httpApp((name, input) => {
    const answer = ask(name, input)
    const { lines } = answer as Answers['statements']['output']
    const { page } = input as { page?: number }
    return (name === 'statements' ? listed(Array(250).fill(lines[0]), page, one => one) : answer) as never
  })
  const page = async (n: number) => (await many.request(`/statements?speaker=Maren&page=${n}`)).text()
  expect((await page(3)).match(/class="line"/g)).toHaveLength(50)
  expect(await page(2)).toContain('page 2 of 3')
  expect(await page(2)).toContain('href="?speaker=Maren&amp;page=3"')
  expect(await page(99)).toContain('page 3 of 3')
})

test('an empty record says what to do', async () => {
  const none = { articles: 0, outlets: 0, quotations: 0, speakers: 0, statements: 0, shared: 0, differing: [] }
  const list = listed([], 1, one => one)
  const empty = httpApp(
    name => (name === 'summary' ? none : name === 'matrix' ? { articles: [], others: 0, rows: list } : list) as never
  )
  for (const path of ['/', '/articles', '/speakers', '/statements']) {
    expect(await (await empty.request(path)).text(), path).toContain('Nothing has been read yet.')
  }
  expect((await empty.request('/matrix')).status).toBe(200)
})

test('an article is credited to an agency only where its words say so', async () => {
  const plain = article('plain', {
    outlet: 'Northline',
    parts: [['paragraph', 'The wall will stand, reports the Tidewater agency.']]
  })
  const body = async (because: { kind: string; note: string; spans: [] }[]) =>
    String(await readerPage({ ...plain, origin: { id: 'o-1', articles: [plain], because } }).body)
  expect(await body([])).not.toContain('credited to an agency')
  expect(await body([{ kind: 'agency-credit', note: 'credits Tidewater', spans: [] }])).toContain('credited to an agency')
})
