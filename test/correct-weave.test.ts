/** What people corrected, and what was woven before and after: incremental weaving and a rebuild from scratch must agree. */
import { expect, test } from 'vitest'
import { chances, entriesOf } from '../bench/speed/align/made.mjs'
import { readPage } from '../src/flow.ts'
import { asking, correct } from '../src/serve/correct/correct.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { textOf } from '../src/text/index.ts'
import type { Entry } from '../src/types.ts'
import { finish, PAGES, pageOf, parts, scratch, versionsOf } from './record.ts'

const { path } = scratch()
let records = 0
const fresh = () => path(`${++records}.db`)

const knownIn = (store: Store) => ({
  speakers: store.speakers(),
  said: store.speakers().map(({ id }) => store.ranked.said(id).slice(0, 1000)),
  statements: store.statements(),
  origins: store.origins(),
  quotations: [...store.articles()].sort().map(id => store.quotationsOf(id)),
  outcomes: store.corrections().map(one => store.outcomesOf(one.id))
})

const shuffled = <T>(some: readonly T[], chance: () => number): T[] =>
  some
    .map(one => ({ one, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)

/** One remark that more outlets print than meet each other, so that whoever goes lets others meet. */
const CROWD = Array.from({ length: 60 }, (_, n) =>
  readPage(
    pageOf(
      `/bells/${n}.txt`,
      `Bells ${n}\n\nThe Lantern No ${n % 9}\n\n${1 + (n % 28)} March 2031\n\n“The bells of the upper town will ring until the last ferry ${
        n % 3 ? 'has landed' : 'is home'
      }${n % 5 ? '' : ', I promise'},” ${n % 2 ? 'Ada Ruiz' : n % 7 ? 'Ruiz' : 'Ada M. Ruiz'} said on Monday.\n`
    ),
    parts
  )
)

/** Corrections of every kind, each of something that the record holds at that moment. */
const WAYS: readonly ((store: Store, pick: <T>(some: readonly T[]) => T | undefined) => object | null)[] = [
  (store, pick) => about(pick(quotationsIn(store)), id => ({ what: 'reject', id })),
  (store, pick) => about(pick(quotationsIn(store)), id => ({ what: 'speaker', id, with: ['Ilse Marn'] })),
  (store, pick) => about(pick(quotationsIn(store)), id => ({ what: 'speaker', id, with: ['nobody'] })),
  (store, pick) => pair(store.statementsBy(null), pick, 'merge'),
  (store, pick) => {
    const shared = pick(store.statements().filter(one => one.variants.length > 1))
    return about(shared?.id, id => ({ what: 'split', id, with: [pick(shared!.variants)!.quotation] }))
  },
  (store, pick) => pair(store.articles(), pick, 'merge'),
  (store, pick) => {
    const [one, other] = pick(store.origins().filter(origin => origin.articles.length > 1))?.articles ?? []
    return about(one, id => ({ what: 'split', id, with: [other] }))
  },
  (store, pick) =>
    pair(
      store.speakers().flatMap(one => (one.kind === 'person' ? one.id : [])),
      pick,
      'merge'
    ),
  (store, pick) => {
    const id = pick(quotationsIn(store))
    const quoted = id && store.quotation(id)
    return quoted ? about(quoted.speaker, speaker => ({ what: 'split', id: speaker, with: [quoted.article] })) : null
  },
  (store, pick) => about(pick(store.corrections())?.id, id => ({ what: 'undo', id }))
]

const quotationsIn = (store: Store) => store.articles().flatMap(id => store.quotationsOf(id).map(one => one.id))
const about = <T>(id: T | null | undefined, make: (id: T) => object) => (id ? make(id) : null)
const pair = <T>(some: readonly T[], pick: (some: readonly T[]) => T | undefined, what: string) => {
  const [id, other] = [pick(some), pick(some)]
  return id === other ? null : { what, id, with: [other] }
}

let seconds = 0
const correctSome = (store: Store, most: number, chance: () => number) => {
  const pick = <T>(some: readonly T[]) => some[Math.floor(chance() * some.length)]
  for (const way of shuffled(WAYS, chance).slice(0, most)) {
    const asked = way(store, pick)
    if (asked)
      correct(store, asking.parse({ by: 'Mira Voss', why: 'heard it', ...asked }), new Date(++seconds * 1000).toISOString())
    if (chance() < 0.5) finish(store)
  }
  finish(store)
}

test.each([
  ['a remark that more print than meet', CROWD],
  ['an invented record', [...entriesOf(60, 5, { textOf })]],
  ['the pages of the other tests', PAGES.map(page => readPage(page, parts))]
] as [string, Entry[]][])(
  'corrections before and after more articles give the same as a rebuild from scratch: %s',
  (_, entries) => {
    for (const seed of [1, 2]) {
      const chance = chances(seed)
      const at = fresh()
      const store = openStore(at, versionsOf('1'))
      const come = shuffled(entries, chance)
      const [first, later] = [come.slice(0, come.length / 2), come.slice(come.length / 2)]
      for (const some of [first, later]) {
        for (const entry of some) store.save(entry)
        finish(store)
        correctSome(store, WAYS.length, chance)
      }
      expect(store.isWoven()).toBe(true)
      expect(store.faults()).toEqual([])
      const grown = knownIn(store)

      // Another record: all articles first, in another order, then all corrections at once.
      const other = openStore(fresh(), versionsOf('1'))
      for (const entry of shuffled(entries, chance)) other.save(entry)
      for (const one of store.corrections()) other.addCorrection(one, other.articles())
      finish(other)
      expect(knownIn(other), `seed ${seed}, another order`).toEqual(grown)
      other.close()
      store.close()

      // The same record, forgotten by a newer version and woven from the ground.
      const anew = openStore(at, { ...versionsOf('1'), align: '2' })
      expect(anew.isWoven()).toBe(false)
      finish(anew)
      expect(knownIn(anew), `seed ${seed}, anew`).toEqual(grown)
      anew.close()
    }
  },
  240_000
)
