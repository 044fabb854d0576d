import { expect, test } from 'vitest'
import { chances, entriesOf } from '../bench/speed/align/made.mjs'
import { readPage, weave } from '../src/flow.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { textOf } from '../src/text/index.ts'
import type { Entry } from '../src/types.ts'
import { PAGES, pageOf, parts, scratch, versionsOf } from './record.ts'

const { path } = scratch()
let records = 0

/** What a record of these entries knows across articles, when it is woven after every `turn` of them. */
const woven = (entries: readonly Entry[], turn: number, from = openStore(path(`${++records}.db`), versionsOf('1'))) => {
  entries.forEach((entry, i) => {
    from.save(entry)
    if (i % turn === turn - 1) weave(from, parts)
  })
  weave(from, parts)
  const known = knownIn(from)
  from.close()
  return known
}

const knownIn = (store: Store) => ({
  speakers: store.speakers(),
  statements: store.statements(),
  origins: store.origins(),
  quotations: [...store.articles()].sort().map(id => store.quotationsOf(id))
})

const shuffled = <T>(some: readonly T[], seed: number): T[] => {
  const chance = chances(seed)
  return some
    .map(one => ({ one, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)
}

const MADE = [...entriesOf(150, 5, { textOf })]

/** One remark that more outlets print than meet each other, on many days, each a little otherwise. */
const CROWD = Array.from({ length: 70 }, (_, n) =>
  readPage(
    pageOf(
      `/crowd/${n}.txt`,
      `Bells ${n}\n\nThe Lantern No ${n % 9}\n\n${1 + (n % 28)} March 2031\n\n“The bells of the upper town will ring until the last ferry ${
        n % 3 ? 'has landed' : 'is home'
      }${n % 5 ? '' : ', I promise'},” ${n % 2 ? 'Ada Ruiz' : n % 7 ? 'Ruiz' : 'Ada M. Ruiz'} said on Monday.\n`
    ),
    parts
  )
)

test.each([
  ['the pages of the other tests', PAGES.map(page => readPage(page, parts))],
  ['an invented record', MADE],
  ['a remark that more print than meet', CROWD]
])(
  'the order of adding, and how often is woven between, makes no difference: %s',
  (_, entries) => {
    const atOnce = woven(entries, Number.POSITIVE_INFINITY)
    expect(atOnce.statements.length).toBeGreaterThan(0)
    expect(woven([...entries].reverse(), 1)).toEqual(atOnce)
    expect(woven(shuffled(entries, 1), 7)).toEqual(atOnce)
  },
  120_000
)

test('who could be meant changes as names come', () => {
  const said = (n: number, name: string) =>
    readPage(
      pageOf(`/names/${n}.txt`, `Names ${n}\n\nThe Post\n\n“There are ${n} bridges on this river,” ${name} said.\n`),
      parts
    )
  const entries = ['Ada Ruiz', 'Ruiz', 'Ben Ruiz', 'A. Ruiz', 'Ada M. Ruiz', 'Cleo Ruiz'].map((name, n) => said(n + 2, name))
  const atOnce = woven(entries, Number.POSITIVE_INFINITY)
  for (const seed of [1, 2, 3, 4]) expect(woven(shuffled(entries, seed), 1)).toEqual(atOnce)
})

test('weaving anew with another version gives the same', () => {
  const at = path('again.db')
  const before = woven(MADE, 10, openStore(at, versionsOf('1')))
  expect(woven([], 1, openStore(at, versionsOf('2')))).toEqual(before)
})

test('the store weaves what the stages make of all witnesses at once', () => {
  const witnesses = CROWD.slice(0, 20).flatMap(({ article, quotations }) =>
    quotations.map(({ id, quote, attribution, saying }) => {
      const speaker = attribution.speaker && {
        ...attribution.speaker,
        id: parts.nameKey(attribution.speaker, article.id) as never
      }
      return { id, article, quote, speaker, said: saying }
    })
  )
  const members = (statements: readonly { variants: readonly { quotation: string }[] }[]) =>
    statements.map(one => one.variants.map(({ quotation }) => quotation)).sort()
  expect(members(woven(CROWD.slice(0, 20), 3).statements)).toEqual(members(parts.alignQuotes(witnesses, parts.mayBeOne)))
})
