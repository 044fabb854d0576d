import { expect, test } from 'vitest'
import { alignQuotes, firstWithout, lineageOf } from '../src/align/index.ts'
import { textOf } from '../src/text/index.ts'
import type { Article, ArticleId, QuoteId, Witness } from '../src/types.ts'

/** A printing: the outlet, the hour of one day (null for none), its words, and what stands after them. */
const printing = (outlet: string, hour: number | null, words: string, after = ' she said.'): Witness => {
  const content = `“${words}”`
  const value = `2031-05-06T${String(hour).padStart(2, '0')}:00:00Z`
  return {
    id: outlet as QuoteId,
    article: {
      blocks: [],
      id: outlet as ArticleId,
      text: textOf(content + after),
      outlet: `The ${outlet}`,
      published: hour === null ? null : { value, precision: 'second', evidence: 'given' },
      updated: null
    } as unknown as Article,
    quote: {
      form: 'direct',
      part: 'body',
      content: [{ start: 0, end: content.length }],
      cue: null,
      source: null,
      because: 'test',
      confidence: 1
    },
    speaker: null,
    said: null
  }
}

const parents = (...witnesses: Witness[]) =>
  Object.fromEntries(lineageOf(witnesses).map(({ quotation, parent }) => [quotation, parent]))

const WHOLE = 'The old lighthouse at Varn will be lit again before the herring come, and nobody will pay for it twice.'
const WITHOUT = WHOLE.replace('old ', '')
const SHARED_ERROR = WITHOUT.replace('herring', 'herons')

test('an error that two printings share tells which of them has it from the other', () => {
  const [lamp, post, tide, gate] = [
    printing('Lamp', 8, WHOLE),
    printing('Post', 9, WITHOUT),
    printing('Tide', 10, SHARED_ERROR),
    printing('Gate', 11, SHARED_ERROR.replace('twice', 'again'))
  ]
  const tree = { Lamp: null, Post: 'Lamp', Tide: 'Post', Gate: 'Tide' }
  expect(parents(lamp, post, tide, gate)).toEqual(tree)
  expect(parents(gate, tide, lamp, post)).toEqual(tree)
})

test('where no time is known the words decide: what is dropped is seldom put back', () => {
  expect(parents(printing('Lamp', null, WHOLE), printing('Post', null, WITHOUT), printing('Tide', null, SHARED_ERROR))).toEqual({
    Lamp: null,
    Post: 'Lamp',
    Tide: 'Post'
  })
})

test('nobody copies what is printed later', () => {
  expect(parents(printing('Lamp', 8, WITHOUT), printing('Post', 12, WHOLE))).toEqual({ Lamp: null, Post: 'Lamp' })
})

test('a credit decides between two that print the same', () => {
  const credited = printing('Tide', 12, SHARED_ERROR, ' she said, as The Post reported.')
  const lineage = lineageOf([printing('Lamp', 8, WITHOUT), printing('Post', 9, WITHOUT), credited])
  expect(lineage.find(one => one.quotation === 'Tide')).toEqual({ quotation: 'Tide', parent: 'Post', because: 'credit' })
})

test('one alone is the first', () => {
  expect(lineageOf([printing('Lamp', 8, WHOLE)])).toEqual([{ quotation: 'Lamp', parent: null, because: 'first' }])
  expect(lineageOf([])).toEqual([])
})

test('who dropped a word first', () => {
  const witnesses = [printing('Lamp', 8, WHOLE), printing('Post', 9, WITHOUT), printing('Tide', 10, SHARED_ERROR)]
  const [statement, ...others] = alignQuotes(witnesses)
  expect(others).toEqual([])
  const fullest = statement.variants.find(one => one.quotation === 'Lamp')!
  const old = fullest.cells.findIndex(cell => cell && witnesses[0].article.text.chars.slice(cell.start, cell.end) === 'old')
  expect(firstWithout(statement, old, lineageOf(witnesses))).toEqual(['Post'])
})
