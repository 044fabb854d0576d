import type { Shelf, StoryId } from '../types.ts'
import { begin, joinStory, type Known, type Led, mergeAll, partOff } from './grow.ts'
import { keysOf } from './keys.ts'
import { daysApart, likeness, signsFor } from './likeness.ts'
import { openShelf, unpacked } from './shelf.ts'
import { draftOf, type Grouped, type Sketch } from './sketch.ts'
import { heardIn, weigh } from './weigh.ts'

export { findMentions } from './mentions.ts'
export type { Grouped } from './sketch.ts'

/** From this chance on an article joins a story. Swept .3–.6 by cross-validation on bench/quality/group: .4–.45 is best, .35–.5 within the noise. */
const JOINS = 0.42

/** How long a story waits for its next article: after so many days without one it is over, and what comes is a new story. */
const WAITS_DAYS = 10

/** Stories found under one key; of those that most keys point at, so many are asked for their days, since some are over, and so many judged. */
const MOST = { underKey: 32, looked: 60, judged: 24 }

/** What an article did to the stories: the one it is in, what spoke for that, the stories that went into others, and the one that parted from another. */
export type Placed = {
  readonly story: StoryId
  readonly because: readonly string[]
  readonly merged: readonly Led[]
  readonly parted: Led | null
}

/** Puts one article into the story it belongs to, or begins one with it, and writes that on the shelf. */
export const groupArticle = (shelf: Shelf<Uint8Array>, article: Grouped): Placed => place(unpacked(shelf), article)

/** The same on a shelf of sketches. */
export const place = (shelf: Shelf<Sketch>, article: Grouped): Placed => {
  const draft = draftOf(article)
  const terms = heardIn(draft)
  shelf.hear(terms)
  const heard = shelf.heard(terms)
  const sketch = weigh(draft, { articles: shelf.articles(), of: term => heard.get(term) ?? 0 })
  const coming = { id: article.id, sketch, keys: keysOf(sketch) }
  const told = shelf.told(article.id)
  const near = candidates(shelf, coming.keys, sketch)
    .map(story => ({ story, chance: likeness(sketch, story.about) }))
    .filter(({ story, chance }) => chance >= JOINS && !told.apart.includes(story.id) && !told.with.includes(story.id))
    .sort((a, b) => b.chance - a.chance || (a.story.id < b.story.id ? -1 : 1))
    .map(one => one.story)
  const bound = told.with.map(id => ({ id, about: shelf.story(id)! }))
  const [best, ...others] = [...bound, ...near]
  if (!best) return { story: begin(shelf, coming), because: [], merged: [], parted: null }
  const because = signsFor(sketch, best.about).map(one => one.name)
  const joined = joinStory(shelf, best, coming)
  const { grown, merged } = mergeAll(shelf, { grown: joined, before: best.about, others, coming, bound: told.with })
  return { because, merged, ...partOff(shelf, grown, article.id) }
}

/** The stories that share most of these keys, few enough to judge them all, without those that are over. */
const candidates = (shelf: Shelf<Sketch>, keys: readonly number[], sketch: Sketch): Known[] => {
  const met = new Map<StoryId, number>()
  for (const ids of shelf.under(keys, MOST.underKey)) for (const id of ids) met.set(id, (met.get(id) ?? 0) + 1)
  const inOrder = [...met].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([id]) => id)
  const first = inOrder.slice(0, MOST.looked)
  const days = shelf.daysOf(first)
  return first
    .filter(id => days.has(id) && daysApart(days.get(id)!, sketch) <= WAITS_DAYS)
    .slice(0, MOST.judged)
    .map(id => ({ id, about: shelf.story(id)! }))
}

/** A grouper that takes articles one by one and says each time the story that the article belongs to, by what came before it. */
export const startGrouping = (): ((article: Grouped) => Placed) => {
  const shelf = openShelf()
  return article => place(shelf, article)
}
