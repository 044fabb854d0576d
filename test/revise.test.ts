import { expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import { findChanges, isUnchanged } from '../src/revise/index.ts'
import { ask } from '../src/serve/answer/operations.ts'
import { openStore } from '../src/store/index.ts'
import { differences, slice } from '../src/text/index.ts'
import type { Change, Entry } from '../src/types.ts'
import { pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()

const entryOf = (chars: string): Entry => readPage(pageOf('https://news.example/ferry', chars), parts)

/** An article of some length, so that it counts as held in full. */
const article = (lines: {
  title?: string
  quote?: string
  told?: string
  close?: string
  note?: string
  foot?: string
}): string => {
  const { title = 'Ferry to run all winter', close = 'About 120 people cross the sound on a weekday, most of them to work.' } =
    lines
  const {
    quote = '“We will run every ferry through the winter, and we will not raise the fare,” said Orla Quint, who runs the line.'
  } = lines
  const {
    told = 'The council meets on Thursday in the old customs house, where the heating has been off since March.',
    note = '',
    foot = ''
  } = lines
  return `${[title, 'The Sound Gazette', '4 March 2031', quote, told, close, note, foot].filter(Boolean).join('\n\n')}\n`
}

const between = (before: string, after: string) => {
  const [a, b] = [before, after].map(entryOf)
  const words = (change: Change) => {
    const [x, y] = [change.before && slice(a.article.text, change.before), change.after && slice(b.article.text, change.after)]
    return [change.kinds.join(' '), x, y]
  }
  return findChanges(a, b).map(words)
}
const kinds = (before: string, after: string) => between(before, after).map(([kind]) => kind)

test('the same article has no changes', () => expect(kinds(article({}), article({}))).toEqual([]))

test.each([
  [
    'a quotation cut without a mark',
    { quote: '“We will run every ferry through the winter,” said Orla Quint, who runs the line.' },
    ['quotation-cut']
  ],
  [
    'a quotation cut with a mark',
    { quote: '“We will run every ferry … and we will not raise the fare,” said Orla Quint, who runs the line.' },
    ['quotation-shortened']
  ],
  [
    'other words inside the marks',
    { quote: '“We may run every ferry through the winter, and we will not raise the fare,” said Orla Quint, who runs the line.' },
    ['quotation-reworded']
  ],
  [
    'a quotation that is gone',
    { quote: 'Nobody of the line could be reached before the paper went to print on Monday night.' },
    ['quotation-dropped']
  ],
  [
    'the same words in another mouth',
    {
      quote: '“We will run every ferry through the winter, and we will not raise the fare,” said Tobin Marsh, who runs the line.'
    },
    ['speaker']
  ],
  [
    'a verb that vouches for less',
    {
      quote:
        '“We will run every ferry through the winter, and we will not raise the fare,” claimed Orla Quint, who runs the line.'
    },
    ['verb']
  ],
  ['a number', { close: 'About 210 people cross the sound on a weekday, most of them to work.' }, ['number']],
  [
    'a day',
    { told: 'The council meets on Friday in the old customs house, where the heating has been off since March.' },
    ['date']
  ],
  ['a headline', { title: 'Ferry line promises winter service' }, ['headline']],
  ['a note at the foot', { note: 'An earlier version of this article misstated the number of passengers.' }, ['correction-note']]
])('%s', (_, change, expected) => {
  expect(kinds(article({}), article(change))).toEqual(expected)
})

test('the spans are those that changed', () => {
  expect(
    between(article({}), article({ close: 'About 210 people cross the sound on a weekday, most of them to work.' }))
  ).toEqual([
    [
      'number',
      'About 120 people cross the sound on a weekday, most of them to work.',
      'About 210 people cross the sound on a weekday, most of them to work.'
    ]
  ])
})

test.each([
  [
    'points and quotation marks',
    { quote: '"We will run every ferry through the winter and we will not raise the fare", said Orla Quint, who runs the line.' }
  ],
  [
    'a plain verb for another',
    { quote: '“We will run every ferry through the winter, and we will not raise the fare,” says Orla Quint, who runs the line.' }
  ],
  [
    'a longer form of the name',
    { quote: '“We will run every ferry through the winter, and we will not raise the fare,” said Ms Quint, who runs the line.' }
  ],
  [
    'a sentence in other words that touch nothing',
    { told: 'The council meets on Thursday in the former customs house, where the heating has been off since March.' }
  ]
])('no change to tell: %s', (_, change) => expect(kinds(article({}), article(change))).toEqual([]))

test('of a text that is not held in full nothing is said to be gone', () => {
  const short =
    'Ferry to run all winter\n\nThe Sound Gazette\n\n4 March 2031\n\nNobody of the line could be reached before the paper went to…\n'
  expect(entryOf(short).article.completeness).not.toBe('full')
  expect(kinds(article({}), short)).not.toContain('quotation-dropped')
})

test('what a person reads back to front is the opposite change', () => {
  const cut = article({ quote: '“We will run every ferry through the winter,” said Orla Quint, who runs the line.' })
  expect(kinds(cut, article({}))).toEqual(['quotation-lengthened'])
  const gone = article({ quote: 'Nobody of the line could be reached before the paper went to print on Monday night.' })
  expect(kinds(gone, article({}))).toEqual(['quotation-added'])
})

test('furniture and marks make no new version; a word does', () => {
  const [a, b, c] = [
    article({}),
    article({ foot: 'Sign up for our newsletter' }),
    article({ close: 'About 120 people cross the sound on a workday, most of them to work.' })
  ].map(chars => entryOf(chars).article)
  expect(isUnchanged(a, b)).toBe(true)
  expect(isUnchanged(a, c)).toBe(false)
})

test('the record keeps the versions of an address and what changed in each, and compares anew only what is new', () => {
  const store = openStore(path('versions.db'), versionsOf('1'))
  const versions = [
    {},
    { title: 'Ferry line promises winter service' },
    { title: 'Ferry line promises winter service', close: 'About 210 people cross the sound on a weekday, most of them to work.' }
  ]
  const pages = versions.map((one, n) => ({
    ...pageOf('https://news.example/ferry', article(one)),
    seen: `2031-03-0${n + 4}T08:00:00.000Z`
  }))
  takeIn(store, [pages[2], pages[0]])
  const [first, last] = store.versionsOf('https://news.example/ferry')
  expect(store.article(first)!.seen < store.article(last)!.seen).toBe(true)
  expect(store.changesIn(last).map(one => one.kinds)).toEqual([['headline'], ['number']])
  takeIn(store, [pages[1]])
  const ids = store.versionsOf('https://news.example/ferry')
  expect(ids.map(id => store.changesIn(id).map(one => one.kinds[0]))).toEqual([[], ['headline'], ['number']])
  expect(store.changed().map(one => one.later)).toEqual([ids[2], ids[1]])
  expect(store.uncompared()).toEqual([])
  expect(store.faults()).toEqual([])
  store.close()
})

test('another version of a page that carries a statement does not leave it out, and every version says which it is', () => {
  const store = openStore(path('left-out.db'), versionsOf('1'))
  const gone = article({ quote: 'Orla Quint, who runs the line, could not be reached before the paper went to print.' })
  const versions = [article({}), gone].map((chars, n) => ({
    ...pageOf('https://news.example/ferry', chars),
    seen: `2031-03-0${n + 4}T08:00:00.000Z`
  }))
  const other = pageOf('https://other.example/ferry', gone.replace('The Sound Gazette', 'Ferry Times').replace('heating', 'lift'))
  takeIn(store, [...versions, other])
  const asked = ask(store)
  const [line] = asked('statements', { speaker: 'Orla Quint' }).lines
  const { leftOutBy, cannotTell, variants } = asked('statement', { id: line.id })
  expect(variants.map(one => one.quotation.article.version)).toEqual([{ n: 1, of: 2 }])
  expect([...leftOutBy, ...cannotTell.map(one => one.article)].map(one => one.address)).not.toContain(
    'https://news.example/ferry'
  )
  expect(asked('changes', {}).lines.map(one => one.changes.flatMap(change => change.kinds))).toEqual([['quotation-dropped']])
  store.close()
})

test('differences: what stands between them is the same in both, and putting them in gives the other', () => {
  const letters = (n: number, seed: number) => Array.from({ length: n }, (_, i) => 'abc'[(i * i * seed + i * 7 + seed) % 3])
  for (let seed = 0; seed < 60; seed++) {
    const [a, b] = [letters(seed % 17, seed), letters((seed * 5) % 19, seed + 3)]
    const rebuilt = differences(a, b).reduceRight(
      (all, one) => [...all.slice(0, one.a[0]), ...b.slice(...one.b), ...all.slice(one.a[1])],
      a
    )
    expect(rebuilt).toEqual(b)
  }
  expect(differences(['we', 'will', 'not', 'go'], ['we', 'will', 'go'])).toEqual([{ a: [2, 3], b: [2, 2] }])
  expect(differences(['a'], ['a'])).toEqual([])
})
