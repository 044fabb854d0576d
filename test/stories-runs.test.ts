import { expect, test } from 'vitest'
import { entriesOf } from '../bench/speed/align/made.mjs'
import { type Home, weave } from '../src/flow.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { textOf } from '../src/text/index.ts'
import type { Entry } from '../src/types.ts'
import { parts, scratch, versionsOf } from './record.ts'

const { path } = scratch()

const dayOf = ({ article }: Entry) => article.published?.value ?? '~'

/** The stories of these articles, each by its articles, when they are woven after every so many. */
const storiesOf = (entries: readonly Entry[], turn: number): string[][] => {
  const store = openStore(path(`${entries.length}-${turn}.db`), versionsOf('1'))
  entries.forEach((entry, i) => {
    store.save(entry)
    if (i % turn === turn - 1) weave(store, parts)
  })
  weave(store, parts)
  const stories = store.stories().map(one => [...one.articles].sort())
  store.close()
  return stories.sort((a, b) => (a[0] < b[0] ? -1 : 1))
}

test('articles that come in the order of their days are in the same stories, in one run or in many', { timeout: 120_000 }, () => {
  const entries = [...entriesOf(90, 3, { textOf })].sort((a, b) =>
    dayOf(a) === dayOf(b) ? (a.article.id < b.article.id ? -1 : 1) : dayOf(a) < dayOf(b) ? -1 : 1
  )
  const atOnce = storiesOf(entries, Number.POSITIVE_INFINITY)
  expect(atOnce.some(one => one.length > 2)).toBe(true)
  expect(storiesOf(entries, 1)).toEqual(atOnce)
})

/** A record, and by what names grouping is told of the statements of each article. */
const told = (store: Store): { home: Home; names: Map<string, readonly string[]> } => {
  const names = new Map<string, readonly string[]>()
  const home: Home = {
    ...store,
    grouping: work =>
      store.grouping((shelf, waiting) => {
        const all = [...waiting]
        for (const { id, statements } of all) names.set(id, statements)
        return work(shelf, all)
      })
  }
  return { home, names }
}

test('a statement has one name among stories, however many more print it later', { timeout: 120_000 }, () => {
  const entries = [...entriesOf(60, 4, { textOf })]
  const at = path('names.db')
  const store = openStore(at, versionsOf('1'))
  const asTheyCame = told(store)
  for (const entry of entries) {
    store.save(entry)
    weave(asTheyCame.home, parts)
  }
  store.close()
  const again = openStore(at, { ...versionsOf('1'), group: '2' })
  const inTheEnd = told(again)
  weave(inTheEnd.home, parts)
  again.close()
  expect(new Set([...inTheEnd.names.values()].flat()).size).toBeLessThan([...inTheEnd.names.values()].flat().length)
  expect(inTheEnd.names).toEqual(asTheyCame.names)
})
