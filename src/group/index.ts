import { hashOf } from '../text/index.ts'
import type { ArticleId, Shelf, StoryId } from '../types.ts'
import { daysApart, likeness, signsFor } from './likeness.ts'
import { openShelf, unpacked } from './shelf.ts'
import { draftOf, type Field, type Grouped, type Sketch } from './sketch.ts'
import { heaviest, weightsIn } from './vector.ts'
import { heardIn, joined, weigh } from './weigh.ts'

export { findMentions } from './mentions.ts'
export type { Grouped } from './sketch.ts'

/** From this chance on an article joins a story. Swept .3–.6 by cross-validation on bench/quality/group: .4–.45 is best, .35–.5 within the noise. */
const JOINS = 0.42

/** From this chance on two stories that one article could join are one: higher than JOINS, since it takes whole stories with it. */
const MERGES = 0.6

/** How long a story waits for its next article: after so many days without one it is over, and what comes is a new story. */
const WAITS_DAYS = 10

/** How many terms of each part an article is looked up by: the heaviest. */
const KEYS: readonly [Field, number][] = [
  ['title', 8],
  ['lead', 8],
  ['body', 10],
  ['names', 10]
]

/** Stories found under one key; of those that most keys point at, so many are asked for their days, since some are over, and so many judged. */
const MOST = { underKey: 32, looked: 60, judged: 24 }

/** What an article did to the stories: the one it is in, what spoke for that, and the stories that went into others. */
export type Placed = {
  readonly story: StoryId
  readonly because: readonly string[]
  readonly merged: readonly { readonly from: StoryId; readonly into: StoryId }[]
}

/** Puts one article into the story it belongs to, or begins one with it, and writes that on the shelf. */
export const groupArticle = (shelf: Shelf<Uint8Array>, article: Grouped): Placed => place(unpacked(shelf), article)

/** A story, and what it is about. */
type Known = { readonly id: StoryId; readonly about: Sketch }

const place = (shelf: Shelf<Sketch>, article: Grouped): Placed => {
  const draft = draftOf(article)
  const terms = heardIn(draft)
  shelf.hear(terms)
  const heard = shelf.heard(terms)
  const sketch = weigh(draft, { articles: shelf.articles(), of: term => heard.get(term) ?? 0 })
  const keys = keysOf(sketch)
  const told = shelf.told(article.id)
  const near = candidates(shelf, keys, sketch)
    .map(story => ({ story, chance: likeness(sketch, story.about) }))
    .filter(({ story, chance }) => chance >= JOINS && !told.apart.includes(story.id) && !told.with.includes(story.id))
    .sort((a, b) => b.chance - a.chance || (a.story.id < b.story.id ? -1 : 1))
    .map(one => one.story)
  const bound = told.with.map(id => ({ id, about: shelf.story(id)! }))
  const [best, ...others] = [...bound, ...near]
  const chosen = best?.id ?? storyId(article.id)
  const about = best ? joined(best.about, sketch) : sketch
  shelf.keep(chosen, about, about, keys)
  shelf.join(chosen, article.id)
  if (!best) return { story: chosen, because: [], merged: [] }
  const because = signsFor(sketch, best.about).map(one => one.name)
  const { id, merged } = mergeAll(shelf, { id: chosen, about }, others, keys, told.with)
  return { story: id, because, merged }
}

// An article that could stand in two stories shows that they may be one: they are, where their articles taken together say so too, or a person did.
const mergeAll = (
  shelf: Shelf<Sketch>,
  grown: Known,
  others: readonly Known[],
  keys: readonly number[],
  bound: readonly StoryId[]
): { id: StoryId; merged: Placed['merged'] } => {
  let story = grown
  const merged: Placed['merged'][number][] = []
  for (const other of others) {
    if (shelf.areApart(story.id, other.id)) continue
    if (!bound.includes(other.id) && likeness(story.about, other.about) < MERGES) continue
    const [older, younger] = begins(story) <= begins(other) ? [story, other] : [other, story]
    story = { id: older.id, about: joined(older.about, younger.about) }
    shelf.lead(younger.id, older.id)
    merged.push({ from: younger.id, into: older.id })
  }
  if (merged.length) shelf.keep(story.id, story.about, story.about, [...keys, ...keysOf(story.about)])
  return { id: story.id, merged }
}

const begins = ({ about, id }: Known) => `${String(about.first ?? Number.MAX_SAFE_INTEGER).padStart(20, '0')} ${id}`

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

/** Statements that an article is looked up by. */
const MOST_STATED = 60

const keysOf = ({ vectors, stated }: Sketch): number[] => [
  ...new Set([
    ...[...stated].slice(0, MOST_STATED),
    ...KEYS.flatMap(([field, most]) => heaviest(weightsIn(vectors[field]), most).map(([term]) => term))
  ])
]

const storyId = (first: ArticleId) => `y-${hashOf(first).slice(0, 20)}` as StoryId

/** A grouper that takes articles one by one and says each time the story that the article belongs to, by what came before it. */
export const startGrouping = (): ((article: Grouped) => Placed) => {
  const shelf = openShelf()
  return article => place(shelf, article)
}
