/** Stories that part while they grow, and stories that turn out to be one: judged on invented streams, kept by the record, and outranked by people. */
import { expect, test } from 'vitest'
// @ts-expect-error a bench script, which has no types
import { articleOf, streamsOf } from '../bench/quality/group/invented.mjs'
import { weave } from '../src/flow.ts'
import { startGrouping } from '../src/group/index.ts'
import { correct } from '../src/serve/correct/correct.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { hashOf, textOf } from '../src/text/index.ts'
import type { ArticleId, Entry, StoryId } from '../src/types.ts'
import { finish, parts, scratch, versionsOf } from './record.ts'

const { path } = scratch()

type Made = { id: string; truth: string | null; day: number; lines: string[]; statements: string[] }

const inOrder = (stream: Made[]) => [...stream].sort((a, b) => a.day - b.day)
const idOf = (one: Made) => hashOf(one.id).slice(0, 16) as ArticleId
const entryOf = (one: Made): Entry => ({
  article: {
    ...articleOf(one, textOf),
    id: idOf(one),
    address: `/made/${one.id}`,
    seen: '2031-05-04T08:00:00.000Z',
    byline: [],
    outlet: `The ${one.id} Post`,
    language: 'en',
    updated: null,
    completeness: 'full'
  },
  quotations: [],
  problems: []
})

/** A record to which these articles came one by one. */
const filled = (name: string, stream: Made[]): Store => {
  const store = openStore(path(`${name}.db`), versionsOf('1'))
  for (const one of inOrder(stream)) {
    store.save(entryOf(one))
    weave(store, parts)
  }
  return store
}
const storiesIn = (store: Store) => store.stories().map(one => `${one.id}: ${one.articles.join(' ')}`)

const FORK: Made[] = streamsOf(3).fork()
const side = (truth: string) => FORK.filter(one => one.truth === truth)

test('a story that forks parts in two: the larger part keeps the address, the smaller gets its own', { timeout: 120_000 }, () => {
  const store = filled('fork', FORK)
  const [one, other] = ['one', 'other'].map(truth => new Set(side(truth).map(made => store.storyOf(idOf(made)))))
  expect([one.size, other.size]).toEqual([1, 1])
  expect([...one]).not.toEqual([...other])
  const [larger, smaller] = [store.story([...one][0]!)!, store.story([...other][0]!)!]
  expect(larger.articles.length).toBeGreaterThan(smaller.articles.length)
  const first = inOrder(FORK).find(made => made.truth)!
  expect(larger.id).toBe(`y-${hashOf(idOf(first)).slice(0, 20)}`)
  // The same in the same order, and all of it put together anew by another version.
  expect(storiesIn(filled('fork-again', FORK))).toEqual(storiesIn(store))
  const newer = openStore(path('fork.db'), versionsOf('2'))
  finish(newer)
  expect(newer.stories().map(one => [...one.articles].sort().join())).toEqual(
    store.stories().map(one => [...one.articles].sort().join())
  )
  store.close()
  newer.close()
})

test('what people said is of one story does not part, and what they parted does not come together', { timeout: 120_000 }, () => {
  const store = filled('told', FORK)
  const [one, other] = ['one', 'other'].map(truth => store.storyOf(idOf(side(truth).at(-1)!))!) as [StoryId, StoryId]
  const say = (what: 'merge' | 'undo', id: string, ...others: string[]) => {
    const made = correct(store, { what, id, with: others, by: 'Mira Voss', why: 'one flood' }, '2031-04-01T00:00:00.000Z')
    finish(store)
    return made.id
  }
  const firsts = [one, other].map(id => store.story(id)!.articles[0])
  const merged = say('merge', one, other)
  // The articles of which it was said are the first of each.
  expect(store.storyOf(firsts[0])).toBe(store.storyOf(firsts[1]))
  say('undo', merged)
  expect(new Set(['one', 'other'].map(truth => store.storyOf(idOf(side(truth).at(-1)!)))).size).toBe(2)
  store.close()
})

test('two stories of other words go together where later articles state what both do, and the smaller one’s address leads on', () => {
  const twins: Made[] = inOrder(streamsOf(5).twins())
  const placed = (told: Made[]) => {
    const add = startGrouping()
    return told.map(one => add({ ...articleOf(one, textOf), id: idOf(one) }))
  }
  const stated = placed(twins)
  const [before, after] = [stated.filter((_, i) => twins[i].day < 2), stated.at(-1)!.story]
  const sizes = new Map(before.map(({ story }) => [story, before.filter(one => one.story === story).length]))
  expect(sizes.size).toBe(2)
  const [[larger], [smaller]] = [...sizes].sort((a, b) => b[1] - a[1])
  expect(stated.flatMap(one => one.merged)).toEqual([{ from: smaller, into: larger }])
  expect(after).toBe(larger)
  expect(placed(twins.map(one => ({ ...one, statements: [] }))).flatMap(one => one.merged)).toEqual([])
})
