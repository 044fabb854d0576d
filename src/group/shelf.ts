import type { Growing, Shelf, StoryId } from '../types.ts'
import { FIELDS, type Sketch } from './sketch.ts'

/** Stories under one key that are remembered: the latest. A word that more stories share points at none of them. */
const MOST_UNDER_KEY = 64

/** Stories that a shelf in memory holds: the last that had an article. At a thousand articles a day it is ten days of them, which is as long as a story waits. */
const MOST_HELD = 5000

/** A shelf in memory. */
export const openShelf = (): Shelf<Sketch> => {
  const stories = new Map<StoryId, Growing<Sketch>>()
  const counts = new Map<number, number>()
  const index = new Map<number, Set<StoryId>>()
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
  return {
    articles: () => met,
    heard: terms => new Map(terms.map(term => [term, counts.get(term) ?? 0])),
    hear: terms => {
      met++
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    },
    under: (keys, most) => keys.map(key => latest(key, most)),
    story: id => stories.get(id) ?? null,
    keep: (story, keys) => {
      stories.delete(story.id)
      stories.set(story.id, story)
      if (stories.size > MOST_HELD) stories.delete(stories.keys().next().value!)
      for (const key of keys) put(key, story.id)
    },
    lead: from => {
      stories.delete(from)
    }
  }
}

/** A shelf that keeps what stories are about as characters, read and written as sketches. */
export const unpacked = (shelf: Shelf<string>): Shelf<Sketch> => ({
  ...shelf,
  story: id => {
    const story = shelf.story(id)
    return story && { ...story, about: unpack(story.about) }
  },
  keep: (story, keys) => shelf.keep({ ...story, about: pack(story.about) }, keys)
})

/** Four digits tell two weights apart well enough, and take a third of the room. */
const rounded = (weight: number) => Number(weight.toPrecision(4))

const pack = ({ vectors, days, quoted, stated, ...plain }: Sketch): string =>
  JSON.stringify({
    ...plain,
    vectors: Object.fromEntries(
      FIELDS.map(field => [field, [...vectors[field]].map(([term, weight]) => [term, rounded(weight)])])
    ),
    days: [...days],
    quoted: [...quoted],
    stated: [...stated]
  })

const unpack = (packed: string): Sketch => {
  const { vectors, days, quoted, stated, ...plain } = JSON.parse(packed)
  return {
    ...plain,
    vectors: Object.fromEntries(FIELDS.map(field => [field, new Map(vectors[field])])),
    days: new Map(days),
    quoted: new Set(quoted),
    stated: new Set(stated)
  }
}
