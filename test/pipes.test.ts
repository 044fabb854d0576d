import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const rows = (stdout: string) =>
  stdout
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

/** Sends lines through a pipe, objects as JSON and words as they stand. */
const pipe = (name: string, ...lines: (object | string)[]) => {
  const input = lines.map(line => (typeof line === 'string' ? line : JSON.stringify(line))).join('\n')
  return rows(spawnSync(process.execPath, [bin, 'pipe', name], { input, encoding: 'utf8' }).stdout)
}

const ARTICLE =
  'Harbour stays open\n\nPort Selm Post\n\n12 March 2031\n\n“We will not close the harbour,” Ada Ruiz said on Tuesday.\n'

test('parse: the fields of the contract, and blocks in order', () => {
  const [text, html] = pipe(
    'parse',
    { id: 'a', text: ARTICLE },
    {
      id: 'b',
      html: `<article><h1>Harbour stays</h1><p>${'The harbour stays open. '.repeat(20)}</p></article>`,
      url: 'https://post.example/1'
    }
  )
  const fields = [
    'id',
    'title',
    'dek',
    'section',
    'byline',
    'outlet',
    'language',
    'published',
    'updated',
    'completeness',
    'text',
    'blocks',
    'problems'
  ]
  expect(Object.keys(text).sort()).toEqual([...fields].sort())
  expect(text).toMatchObject({ id: 'a', text: ARTICLE, title: 'Harbour stays open' })
  expect(html).toMatchObject({ id: 'b', title: 'Harbour stays' })
})

test('quote: spans that hold, in the shape of the contract', () => {
  const [{ id, quotations }] = pipe('quote', { id: 7, text: ARTICLE })
  expect(id).toBe(7)
  const direct = quotations.find((one: { form: string }) => one.form === 'direct')
  expect(ARTICLE.slice(...(direct.content[0] as [number, number]))).toBe('“We will not close the harbour,”')
  expect(direct).toMatchObject({ part: 'body', speaker: { name: 'Ada Ruiz', kind: 'person' }, said: { date: '2031-03-11' } })
})

test('same: cells are pairs of spans', () => {
  const side = (text: string) => ({ text, start: 0, end: text.length })
  const [answer] = pipe('same', {
    id: 1,
    a: side('We will not close the harbour this year'),
    b: side('We will not close the harbour')
  })
  expect(answer).toMatchObject({ id: 1, same: true })
  for (const cell of answer.cells) expect(cell).toHaveLength(2)
})

test('headline and trace answer every line', () => {
  const [headline] = pipe('headline', { id: 1, headline: "Mayor: 'We will not close'", articles: [{ text: ARTICLE }] })
  expect(headline.quotes).toBeInstanceOf(Array)
  const traced = pipe('trace', { id: 'x', text: ARTICLE }, { id: 'y', text: 'Another thing entirely.\n' })
  expect(traced.map(one => Object.keys(one).sort())).toEqual([
    ['because', 'id', 'origin'],
    ['because', 'id', 'origin']
  ])
  expect(new Set(traced.map(one => one.origin)).size).toBe(2)
})

test('a line that cannot be answered gets an error of its own, and the next line its answer', () => {
  const answers = pipe('quote', '{nope', { id: 1 }, '[1]', { id: 2, text: 5 }, '', { id: 3, text: 'Quiet.' })
  expect(answers).toEqual([
    { id: null, error: 'the line is not JSON' },
    { id: 1, error: expect.stringMatching(/^text: /) },
    { id: null, error: expect.any(String) },
    { id: 2, error: expect.stringMatching(/^text: /) },
    { id: 3, quotations: [] }
  ])
  const [outside] = pipe('same', { id: 4, a: { text: 'short', start: 0, end: 99 }, b: { text: 'short', start: 0, end: 5 } })
  expect(outside).toEqual({ id: 4, error: 'a: [0, 99) is empty or outside a text of 5' })
})

test('a line ends at a line feed alone, not at U+2028 inside a string', () => {
  const text = 'One line\u2028another\u2029and a third'
  expect(pipe('parse', `{"id":1,"text":"${text}"}`)[0].text).toBe(text)
})

test('each answer is written before the next line is asked for', async () => {
  const child = spawn(process.execPath, [bin, 'pipe', 'quote'], { stdio: ['pipe', 'pipe', 'inherit'] })
  const read = createInterface({ input: child.stdout })
  for (const id of [1, 2, 3]) {
    child.stdin.write(`${JSON.stringify({ id, text: ARTICLE })}\n`)
    expect(JSON.parse((await once(read, 'line'))[0]).id).toBe(id)
  }
  child.stdin.end()
  expect((await once(child, 'exit'))[0]).toBe(0)
})

test('a pipe that does not exist is exit code 2, and says which ones do', () => {
  const { status, stderr } = spawnSync(process.execPath, [bin, 'pipe', 'paint'], { encoding: 'utf8' })
  expect(status).toBe(2)
  expect(stderr).toMatch(/parse, quote, same, headline, trace/)
})
