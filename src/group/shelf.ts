import type { Shelf, StoryDays, StoryId } from '../types.ts'
import { pack, unpack } from './pack.ts'
import type { Sketch } from './sketch.ts'

/** Stories under one key that are remembered: the latest. A word that more stories share points at none of them. */
const MOST_UNDER_KEY = 64

/** Stories that a shelf in memory holds: the last that had an article. At a thousand articles a day it is ten days of them, which is as long as a story waits. */
const MOST_HELD = 5000

/** A shelf in memory. */
export const openShelf = (): Shelf<Sketch> => {
  const stories = new Map<StoryId, { about: Sketch; days: StoryDays }>()
  const counts = new Map<number, number>()
  const index = new Map<number, Set<StoryId>>()
  const strands = new Map<StoryId, ReturnType<Shelf<Sketch>['strands']>>()
  let met = 0
  const put = (key: number, id: StoryId) => {
    const there = index.get(key) ?? new Set()
    // Anew at the end: the first of the set is the one that was longest without an article.
    there.delete(id)
    there.add(id)
    if (there.size > MOST_UNDER_KEY) there.delete(there.values().next().value!)
    index.set(key, there)
  }
  const latest = (key: number, most: number) =>
    [...(index.get(key) ?? [])]
      .reverse()
      .filter(id => stories.has(id))
      .slice(0, most)
  const forget = (id: StoryId) => {
    stories.delete(id)
    strands.delete(id)
  }
  return {
    articles: () => met,
    heard: terms => new Map(terms.map(term => [term, counts.get(term) ?? 0])),
    hear: terms => {
      met++
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    },
    under: (keys, most) => keys.map(key => latest(key, most)),
    daysOf: ids => new Map(ids.flatMap(id => (stories.has(id) ? [[id, stories.get(id)!.days] as const] : []))),
    story: id => stories.get(id)?.about ?? null,
    keep: (id, about, days, keys) => {
      stories.delete(id)
      stories.set(id, { about, days })
      if (stories.size > MOST_HELD) forget(stories.keys().next().value!)
      for (const key of keys) put(key, id)
    },
    told: () => ({ with: [], apart: [] }),
    areApart: () => false,
    join: () => {},
    lead: forget,
    strands: id => strands.get(id) ?? [],
    keepStrands: (id, all) => {
      if (all.length) strands.set(id, all)
      else strands.delete(id)
    },
    unite: () => {},
    part: () => {},
    isBound: () => false
  }
}

/** A shelf that keeps what stories are about as bytes, read and written as sketches. */
export const unpacked = (shelf: Shelf<Uint8Array>): Shelf<Sketch> => ({
  ...shelf,
  story: id => {
    const about = shelf.story(id)
    return about && unpack(about)
  },
  keep: (id, about, days, keys) => shelf.keep(id, pack(about), days, keys),
  strands: id => shelf.strands(id).map(({ n, about }) => ({ n, about: unpack(about) })),
  keepStrands: (id, strands) =>
    shelf.keepStrands(
      id,
      strands.map(({ n, about }) => ({ n, about: pack(about) }))
    )
})
