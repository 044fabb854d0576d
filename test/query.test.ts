import { describe, expect, test } from 'vitest'
import { openStore } from '../src/store/index.ts'
import { compile } from '../src/store/query/compile.ts'
import { parseQuery } from '../src/store/query/parse.ts'
import { NotUnderstood, type Query, type Saved } from '../src/store/query/query.ts'
import { rangeOf } from '../src/store/query/range.ts'
import { withSaved } from '../src/store/query/saved.ts'
import { PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

/** A tree in one line, with all its brackets. */
const shown = (query: Query<Saved> | null): string => {
  if (!query) return '∅'
  if (query.kind === 'all' || query.kind === 'any') return `(${query.of.map(shown).join(query.kind === 'all' ? ' & ' : ' | ')})`
  if (query.kind === 'not') return `!${shown(query.of)}`
  if (query.kind === 'words') return `${query.field ? `${query.field}=` : ''}${query.words}${query.begins ? '*' : ''}`
  if (query.kind === 'near') return `${query.words.join('~')}~${query.within}`
  if (query.kind === 'when') return `${query.field}=${query.range.from ?? ''}..${query.range.to ?? ''}`
  return JSON.stringify(query)
}

test.each([
  ['old cranes', '(old & cranes)'],
  ['old AND cranes', '(old & cranes)'],
  ['“old cranes” quay', '(old cranes & quay)'],
  ['a b OR c -d', '((a & b) | (c & !d))'],
  ['a (b OR c)', '(a & (b | c))'],
  ['-(a b)', '!(a & b)'],
  ['"quay cranes"~5', 'quay~cranes~5'],
  ['speaker:"Ada Ruiz" cue:claimed', '(speaker=Ada Ruiz & cue=claimed)'],
  ['-speaker:Ruiz', '!speaker=Ruiz'],
  ['said:2031-03', 'said=2031-03-01..2031-03-31'],
  ['published:2031-03-30/P1W', 'published=2031-03-30..2031-04-05'],
  ['he said: we stay', '(he & said: & we & stay)'],
  ['12:30', '12:30'],
  ['"" - * ?', '∅'],
  ['ORDER', 'ORDER'],
  ['missing:day', '!{"kind":"has","feature":"day"}']
])('%s', (typed, tree) => expect(shown(parseQuery(typed))).toBe(tree))

test.each([
  ['a (b', 2, /not closed/],
  ['a) b', 1, /was not opened/],
  ['()', 0, /nothing in these brackets/],
  ['OR a', 0, /OR stands between/],
  ['a OR', 2, /OR stands between/],
  ['colour:red', 0, /There is no field “colour:”; there are speaker, outlet/],
  ['quay type:loud', 10, /“type:” takes direct, indirect, mixed, scare/],
  ['said:2031-13', 5, /“said:” takes a day/],
  [`${'-'.repeat(30)}a`, 21, /at most 20 deep/],
  ['a '.repeat(600), 1000, /at most 1000/]
])('%s is not understood, and the place is told', (typed, at, why) => {
  let told: unknown
  try {
    parseQuery(typed)
  } catch (error) {
    told = error
  }
  expect(told).toBeInstanceOf(NotUnderstood)
  expect(told).toMatchObject({ at, message: expect.stringMatching(why) })
})

test.each([
  ['2031', '2031-01-01', '2031-12-31'],
  ['2032-02', '2032-02-01', '2032-02-29'],
  ['2031-03-04', '2031-03-04', '2031-03-04'],
  ['2031-03-04/2031-04', '2031-03-04', '2031-04-30'],
  ['P2M/2031-05-31', '2031-04-01', '2031-05-31'],
  ['2031-03/P1M', '2031-03-01', '2031-03-31'],
  ['../2031', null, '2031-12-31'],
  ['2031-03-04/..', '2031-03-04', null]
])('%s is an interval', (typed, from, to) => expect(rangeOf(typed)).toEqual({ from, to }))

test.each(['2031-02-30', '2031-3', 'P1W', '../..', '2031/2030', '2031/P', '1/2/3', 'march', ''])('%s is none', typed =>
  expect(rangeOf(typed)).toBeNull()
)

test('what was typed is never part of the SQL', () => {
  const { match, rest } = compile(withSaved(parseQuery(`cue:"x') --" about:y' said:2031 -type:direct OR -z`), () => null)!)
  expect(match).toBeNull()
  expect(rest!.sql).not.toMatch(/x'|--|y'|2031/)
})

describe('on a record', () => {
  const { path } = scratch()
  const store = openStore(path('query.db'), versionsOf('1'))
  const early = pageOf(
    '/news/early.txt',
    'Cranes, again\n\nQuay Letter\n\n3 March 2031\n\nThe quay needs “two new cranes by autumn”, claimed Jon Bell on Sunday.\n'
  )
  takeIn(store, [...PAGES, early])
  const found = (typed: string) =>
    [...new Set(store.search(typed).map(id => store.article(store.quotation(id)!.article)!.address.slice(6, -4)))].sort()

  test.each([
    ['cranes', ['early', 'harbour-post', 'valley-news']],
    ['cran*', ['early', 'harbour-post', 'valley-news']],
    ['cranes -old', ['early', 'valley-news']],
    ['cranes OR midnight', ['early', 'harbour-post', 'valley-news']],
    ['"sell cranes"~2', ['harbour-post', 'valley-news']],
    ['"sell cranes"~1', ['valley-news']],
    ['cranes speaker:Bell', ['early']],
    ['cranes -speaker:Bell', ['harbour-post', 'valley-news']],
    ['-speaker:Ruiz cranes type:direct', []],
    ['cue:claimed', ['early']],
    ['cranes cue:told', ['valley-news']],
    ['about:midnight', ['tidewater']],
    ['missing:outlet close', ['harbour-post', 'tidewater', 'valley-news']],
    ['said:2031-03-11 close', ['harbour-post', 'tidewater', 'valley-news']],
    ['said:../2031-03-05', ['early']],
    ['published:2031-03-13/..', ['tidewater']],
    ['published:2031-03-01/P1W', ['early']],
    ['has:copies published:2031-03-13', ['tidewater']],
    ['status:undecided speaker:Ruiz', []],
    ['(cranes OR "will not close") published:2031-03-12/P2D', ['harbour-post', 'tidewater', 'valley-news']],
    ['-cranes -harbour type:mixed', ['harbour-post']]
  ])('%s', (typed, articles) => expect(found(typed)).toEqual(articles))

  test('any string at all is answered or refused with a place, never with a fault of SQLite', () => {
    const pieces = [
      'a',
      '"',
      '(',
      ')',
      '-',
      ' ',
      'OR',
      'NEAR(',
      'cue:',
      'said:',
      'P1D',
      '/',
      '*',
      "'",
      ';',
      '\0',
      '😀',
      'about:"',
      ':',
      '~9',
      'é',
      'speaker:',
      '2031',
      'AND',
      'NOT',
      '^',
      '{',
      '}',
      ','
    ]
    let seed = 7
    const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648) / 2147483648
    for (let n = 0; n < 3000; n++) {
      const typed = Array.from({ length: 1 + Math.floor(next() * 9) }, () => pieces[Math.floor(next() * pieces.length)]).join('')
      try {
        store.search(typed)
      } catch (error) {
        if (!(error instanceof NotUnderstood)) throw new Error(`${JSON.stringify(typed)}: ${error}`)
      }
    }
  })
})
