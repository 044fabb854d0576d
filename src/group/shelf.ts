import type { ArticleId, StoryId } from '../types.ts'
import type { Sketch } from './sketch.ts'

/** A story while it grows: its articles in the order in which they came, and what they are about. */
export type Growing = { readonly id: StoryId; readonly articles: readonly ArticleId[]; readonly sketch: Sketch }

/**
 * What is remembered of all articles that came before. It may lie in memory or in tables: whatever grouping asks is asked by a key, so that
 * an article costs the same however many came before it.
 */
export type Shelf = {
  /** How many articles were met. */
  articles(): number
  /** How many of them use each of these terms. */
  heard(terms: readonly string[]): ReadonlyMap<string, number>
  /** Counts one more article with these terms. */
  hear(terms: readonly string[]): void
  /** The stories last seen under each of these keys, at most so many a key. */
  under(keys: readonly string[], most: number): readonly StoryId[][]
  story(id: StoryId): Growing | null
  /** Keeps a story as it now is, and finds it under these keys from now on. */
  keep(story: Growing, keys: readonly string[]): void
  /** Forgets a story that has gone into another. */
  drop(id: StoryId): void
}

/** Stories under one key that are remembered: the latest. A word that more stories share points at none of them. */
const MOST_UNDER_KEY = 64

/** A shelf in memory. */
export const openShelf = (): Shelf => {
  const stories = new Map<StoryId, Growing>()
  const counts = new Map<string, number>()
  const index = new Map<string, Set<StoryId>>()
  let met = 0
  const put = (key: string, id: StoryId) => {
    const there = index.get(key) ?? new Set()
    // Anew at the end: the first of the set is the one that was longest without an article.
    there.delete(id)
    there.add(id)
    if (there.size > MOST_UNDER_KEY) there.delete(there.values().next().value!)
    index.set(key, there)
  }
  return {
    articles: () => met,
    heard: terms => new Map(terms.map(term => [term, counts.get(term) ?? 0])),
    hear: terms => {
      met++
      for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
    },
    under: (keys, most) =>
      keys.map(key =>
        [...(index.get(key) ?? [])]
          .reverse()
          .filter(id => stories.has(id))
          .slice(0, most)
      ),
    story: id => stories.get(id) ?? null,
    keep: (story, keys) => {
      stories.set(story.id, story)
      for (const key of keys) put(key, story.id)
    },
    drop: id => {
      stories.delete(id)
    }
  }
}
