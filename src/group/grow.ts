import { hashOf } from '../text/index.ts'
import type { ArticleId, Shelf, StoryId } from '../types.ts'
import { keysOf } from './keys.ts'
import { likeness } from './likeness.ts'
import type { Sketch } from './sketch.ts'
import { bounded, partOf, restOf, type Strand, spin, type United } from './strands.ts'
import { joined } from './weigh.ts'

/** From this chance on two stories that one article could join are one: higher than what an article joins with, since it takes whole stories along. */
const MERGES = 0.6

/** The same where the article states what both stories state: one utterance is of one story, and so less of the words has to say so. */
const MERGES_STATED = 0.42

/** A story, and what it is about. */
export type Known = { readonly id: StoryId; readonly about: Sketch }

/** A story that an article has come into: its strands too, and the one that holds the article. */
export type Grown = Known & { readonly strands: readonly Strand[]; readonly at: number }

/** That the articles of one story, or some of them, are in another now. */
export type Led = { readonly from: StoryId; readonly into: StoryId }

/** An article as stories take it in: its sketch, and the keys under which it is looked up. */
export type Coming = { readonly id: ArticleId; readonly sketch: Sketch; readonly keys: readonly number[] }

/** Begins a story with an article. */
export const begin = (shelf: Shelf<Sketch>, { id, sketch, keys }: Coming): StoryId => {
  const story = freeId(shelf, id)
  shelf.keep(story, sketch, sketch, keys)
  shelf.join(story, id, 0)
  return story
}

/** The id of a story that begins with this article. One that parted from another may bear it already, where people had its articles put together anew. */
const freeId = (shelf: Shelf<Sketch>, article: ArticleId): StoryId => {
  let id = idOf(article)
  while (shelf.daysOf([id]).has(id)) id = idOf(id)
  return id
}
const idOf = (first: string) => `y-${hashOf(first).slice(0, 20)}` as StoryId

const strandsOf = (shelf: Shelf<Sketch>, { id, about }: Known): readonly Strand[] => {
  const strands = shelf.strands(id)
  return strands.length ? strands : [{ n: 0, about }]
}

/** Puts an article into a story. */
export const joinStory = (shelf: Shelf<Sketch>, story: Known, { id, sketch, keys }: Coming): Grown => {
  const { strands, at, united } = spin(strandsOf(shelf, story), sketch)
  const about = joined(story.about, sketch)
  shelf.keep(story.id, about, about, keys)
  shelf.join(story.id, id, at)
  return keepStrands(shelf, { id: story.id, about, strands, at }, united)
}

/** Keeps the strands of a story, and which of them went into others; one that is left alone is number 0. */
const keepStrands = (shelf: Shelf<Sketch>, story: Grown, united: readonly United[]): Grown => {
  const { id, strands, at } = story
  for (const one of united) shelf.unite(id, one.from, one.into)
  if (strands.length > 1) {
    shelf.keepStrands(id, strands)
    return { ...story, strands, at }
  }
  shelf.keepStrands(id, [])
  if (strands[0].n) shelf.unite(id, strands[0].n, 0)
  return { ...story, strands: [{ ...strands[0], n: 0 }], at: 0 }
}

/**
 * Puts the stories together of which an article shows that they are one: it could stand in either, and their articles taken together say so too, or a person
 * did. The larger keeps its address.
 */
export const mergeAll = (
  shelf: Shelf<Sketch>,
  {
    grown,
    before,
    others,
    coming,
    bound
  }: { grown: Grown; before: Sketch; others: readonly Known[]; coming: Coming; bound: readonly StoryId[] }
): { grown: Grown; merged: readonly Led[] } => {
  let story = grown
  const merged: Led[] = []
  for (const other of others) {
    if (shelf.areApart(story.id, other.id)) continue
    const stated = sharesStated(coming.sketch, before) && sharesStated(coming.sketch, other.about)
    if (!bound.includes(other.id) && likeness(story.about, other.about) < (stated ? MERGES_STATED : MERGES)) continue
    const led = isLarger(other, story) ? { from: story.id, into: other.id } : { from: other.id, into: story.id }
    story = mergeTwo(shelf, story, other)
    merged.push(led)
  }
  if (merged.length) shelf.keep(story.id, story.about, story.about, [...coming.keys, ...keysOf(story.about)])
  return { grown: story, merged }
}

const sharesStated = (a: Sketch, b: Sketch) => a.stated.some(one => b.stated.includes(one))

const begins = ({ about, id }: Known) => `${String(about.first ?? Number.MAX_SAFE_INTEGER).padStart(20, '0')} ${id}`
const isLarger = (a: Known, b: Known) => (a.about.size === b.about.size ? begins(a) < begins(b) : a.about.size > b.about.size)

const mergeTwo = (shelf: Shelf<Sketch>, story: Grown, other: Known): Grown => {
  const theirs = strandsOf(shelf, other)
  const about = joined(story.about, other.about)
  const after = (strands: readonly Strand[]) => 1 + Math.max(...strands.map(one => one.n))
  const moved = (strands: readonly Strand[], by: number) => strands.map(one => ({ ...one, n: one.n + by }))
  const [into, from, by] = isLarger(other, story)
    ? [other.id, story.id, after(theirs)]
    : [story.id, other.id, after(story.strands)]
  const [own, others] = into === story.id ? [story.strands, moved(theirs, by)] : [moved(story.strands, by), theirs]
  shelf.lead(from, into, by)
  shelf.keep(into, about, about, [])
  const at = into === story.id ? story.at : story.at + by
  const { united, ...left } = bounded(
    [...own, ...others].sort((a, b) => a.n - b.n),
    at
  )
  return keepStrands(shelf, { id: into, about, ...left }, united)
}

/**
 * Lets a strand part from its story that is no longer of one with the rest, where nobody said that articles of this story belong together: the smaller part gets a story of its own,
 * named after the article that showed it.
 */
export const partOff = (shelf: Shelf<Sketch>, story: Grown, article: ArticleId): { story: StoryId; parted: Led | null } => {
  const strand = partOf(story.strands)
  if (!strand || shelf.isBound(story.id)) return { story: story.id, parted: null }
  const rest = story.strands.filter(one => one !== strand)
  const [stays, goes] = strand.about.size > restOf(story.strands, strand).size ? [[strand], rest] : [rest, [strand]]
  const into = freeId(shelf, article)
  const about = sumOf(goes)
  shelf.keep(into, about, about, keysOf(about))
  for (const { n } of goes) shelf.part(story.id, n, into)
  keepStrands(shelf, { id: into, about, strands: goes, at: story.at }, [])
  const left = sumOf(stays)
  shelf.keep(story.id, left, left, [])
  keepStrands(shelf, { id: story.id, about: left, strands: stays, at: story.at }, [])
  return { story: goes.some(one => one.n === story.at) ? into : story.id, parted: { from: story.id, into } }
}

const sumOf = (strands: readonly Strand[]): Sketch => strands.map(one => one.about).reduce(joined)
