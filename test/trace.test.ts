import { expect, test } from 'vitest'
import { parseText } from '../src/parse/index.ts'
import { lines, textOf } from '../src/text/index.ts'
import { creditsOf } from '../src/trace/credits.ts'
import { startTracing, traceOrigins } from '../src/trace/index.ts'
import type { Article, ArticleId, Block } from '../src/types.ts'

const article = (id: string, chars: string, kinds: Record<number, Block['kind']> = {}): Article => {
  const text = textOf(chars)
  const blocks = lines(text).map((span, i): Block => ({ ...span, kind: kinds[i] ?? 'paragraph' }))
  return { id: id as ArticleId, text, blocks, outlet: `The ${id}` } as unknown as Article
}
const groups = (...articles: Article[]) =>
  traceOrigins(articles)
    .map(one => one.articles.join(' '))
    .sort()

const WIRE =
  'Lund, the last port on the lagoon with a working crane, has lent it to its neighbours three times since the spring floods, on condition that they mend their own before the winter.'
const NEAR =
  'Lund, the last port on the lagoon with a working crane, lent it to both its neighbours again after the spring floods, on condition that they mend their own before the winter.'

test('a copied wire sentence is a reason, shown with its places, and a weak one', () => {
  const [a, b] = [article('a', `The mayor spoke.\n${WIRE}`), article('b', `${NEAR}\nNobody came.`)]
  const [origin, ...others] = traceOrigins([a, b])
  expect(others).toEqual([])
  expect(origin.because).toMatchObject([{ kind: 'shared-copy', strong: false, articles: ['a', 'b'] }])
  expect(origin.because[0].spans.map(({ text }) => text)).toEqual([a.text.id, b.text.id])
})

test('much of an article in the same words is one copy beyond doubt', () => {
  const copy = [
    WIRE,
    'The two harbour masters have met eleven times since the storm and have agreed on nothing but the date of their next meeting.',
    'Fishermen on both sides of the water now mend each other’s nets and wait for somebody to pay for the broken pier.'
  ].join('\n')
  const origins = traceOrigins([article('a', copy), article('b', `A different lead stands here.\n${copy}`)])
  expect(origins).toHaveLength(1)
  expect(origins[0].because).toMatchObject([{ kind: 'shared-copy', strong: true }])
})

test('the same speech quoted twice is no shared copy', () => {
  const speech = '“We came to the island in the spring, and nobody, not even the keepers of the light, had a map of its wells.”'
  expect(groups(article('a', `${speech} Ruiz said at noon.`), article('b', `In Tarn she told them: ${speech}`))).toEqual([
    'a',
    'b'
  ])
})

test('a list of the same names is no shared copy', () => {
  const names = 'Ada Ruiz of Varn, Ben Okoro of Tarn, Cleo Lindt of Lund, Dan Moore of Ys and Eva Strand of Holm'
  expect(groups(article('a', `They were ${names}.`), article('b', `The letter was signed by ${names}.`))).toEqual(['a', 'b'])
})

test('the order of the articles makes no difference', () => {
  const all = [article('a', WIRE), article('b', NEAR), article('c', 'Nothing of this.'), article('d', WIRE)]
  expect(traceOrigins([...all].reverse())).toEqual(traceOrigins(all))
  expect(groups(...all)).toEqual(['a b d', 'c'])
})

test.each([
  ['Reuters', 'Additional reporting by Reuters'],
  ['AP', 'The Associated Press contributed to this report.'],
  ['AFP', 'Source: The Daily Lamp, AFP and news agencies'],
  ['AP', 'TARN (AP) — The council met on Monday.'],
  ['dpa', 'The pier broke at noon, dpa reported.'],
  ['AP', '© 2031 The Associated Press. All rights reserved.']
])('a credit: %s in %s', (agency, line) => {
  expect(creditsOf(article('a', line)).map(one => one.agency)).toEqual([agency])
})

test('the credit of a picture is none of the words', () => {
  expect(creditsOf(article('a', 'The mayor on the pier (Reuters)', { 0: 'caption' }))).toEqual([])
  expect(creditsOf(article('a', 'Image copyright AFP'))).toEqual([])
})

test('a credit alone joins nothing', () => {
  const one = article('a', 'TARN (AP) — The council met on Monday.')
  const other = article('b', 'VARN (AP) — A whale came into the lagoon.')
  expect(groups(one, other)).toEqual(['a', 'b'])
  expect(traceOrigins([one])[0].because).toMatchObject([{ kind: 'agency-credit', articles: ['a'] }])
})

test('one by one: an article takes the origin of the one it shares its copy with', () => {
  const add = startTracing()
  const first = add(article('a', WIRE))
  expect(add(article('b', 'Nothing of this.')).origin).not.toBe(first.origin)
  expect(add(article('c', NEAR))).toMatchObject({ origin: first.origin, because: [{ kind: 'shared-copy' }] })
})

test('copy and pictures are credited to agencies of one list', () => {
  const [{ agency }] = creditsOf(article('a', 'TARN (SWNS) — The old crane was lent to the next harbour on Friday.'))
  expect(agency).toBe('SWNS')
  const parsed = parseText(
    'The crane\n\nThe old crane of Tarn stands over the frozen harbour (Ukrinform)\n\nThe crane was lent on Friday.',
    {}
  )
  expect(parsed.value.blocks.map(({ kind }) => kind)).toContain('caption')
})

test('what somebody says of themselves without marks, and a post printed whole, is no outlet’s copy', () => {
  const own = 'In all the years that I kept the light of Varn, nobody came over the ice to ask me for the map of its wells.'
  expect(groups(article('a', own), article('b', own))).toEqual(['a', 'b'])
  const post =
    'The harbour of Varn, the pride of the coast, must be open to every ship by the end of May! — Ada Ruiz ( @ adaruiz ) May 3'
  expect(groups(article('a', post), article('b', post))).toEqual(['a', 'b'])
})

test('a sentence in common months apart is background, and so is all that an outlet prints again', () => {
  // Enough of its own that one sentence is a small part of it.
  const others = (id: string) =>
    Array.from({ length: 150 }, (_, i) => (i % 15 ? `${id}${'xyz'[i % 3].repeat(i % 15)}` : `${id}end.\n`)).join(' ')
  const at = (id: string, chars: string, value: string, outlet: string) => ({
    ...article(id, `${chars}\n${others(id + id)}`),
    outlet,
    published: { value, precision: 'day', evidence: value } as const
  })
  const pair = (chars: string, later: string, outlet: string) =>
    groups(at('a', chars, '2031-05-04', 'Lamp'), at('b', chars, later, outlet))
  const sentence = WIRE.split('\n')[0]
  expect(pair(sentence, '2031-05-06', 'Post')).toEqual(['a b'])
  expect(pair(sentence, '2031-08-06', 'Post')).toEqual(['a', 'b'])
  const long = Array.from({ length: 4 }, (_, i) => sentence.replace('on', `on the ${i}th day on`)).join('\n')
  expect(pair(long, '2031-08-06', 'Post')).toEqual(['a b'])
  expect(pair(long, '2031-08-06', 'Lamp')).toEqual(['a', 'b'])
})
