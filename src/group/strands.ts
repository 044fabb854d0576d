import { likeness } from './likeness.ts'
import type { Sketch } from './sketch.ts'
import { product } from './vector.ts'
import { joined } from './weigh.ts'

/**
 * Articles of a story that are closer to each other than a story asks for, and a number that stands for them within it. A story of one strand is whole; in
 * one that begins to be about two things its articles gather in two strands, and these may part.
 */
export type Strand = { readonly n: number; readonly about: Sketch }

/** From this chance on an article joins a strand, and two strands are one: a quarter of the labelled pairs are less alike, and of these a story can be made of two. */
const ONE_STRAND = 0.75

/** Strands of a story: with one more the two that are most alike are one. It bounds what an article costs. */
const MOST_STRANDS = 4

/**
 * What two parts of a story must be to part: so many articles in each, so small a chance that they are one, and so few names in common. Swept on
 * bench/quality/group/streams.mjs: chances of .3–.5 part what forks, .15 hardly anything; below JOINS, so that what has parted does not come together again.
 * Names of one event are alike at .3–.5, by the middle half of the labelled pairs.
 */
const PARTS = { least: 2, chance: 0.35, names: 0.35 }

/** The strands with one more article, the number of the one that it is in, and those that went into others. */
export type Spun = { readonly strands: readonly Strand[]; readonly at: number; readonly united: readonly United[] }

/** That a strand went into another. */
export type United = { readonly from: number; readonly into: number }

/** Puts an article into the strand that it is most like, or begins one with it; strands that it shows to be one become one. */
export const spin = (strands: readonly Strand[], article: Sketch): Spun => {
  const chances = strands.map(one => likeness(article, one.about))
  const best = chances.indexOf(Math.max(...chances))
  if (!strands.length || chances[best] < ONE_STRAND) {
    const n = 1 + Math.max(-1, ...strands.map(one => one.n))
    return bounded([...strands, { n, about: article }], n)
  }
  let grown: Strand = { ...strands[best], about: joined(strands[best].about, article) }
  const united: United[] = []
  const others: Strand[] = []
  strands.forEach((other, i) => {
    if (i === best) return
    const one = chances[i] >= ONE_STRAND && likeness(grown.about, other.about) >= ONE_STRAND
    if (one) grown = { ...grown, about: joined(grown.about, other.about) }
    if (one) united.push({ from: other.n, into: grown.n })
    else others.push(other)
  })
  return { strands: [grown, ...others].sort((a, b) => a.n - b.n), at: grown.n, united }
}

/** These strands, of which the two most alike are one where there are too many; `at` is the number of the one that counts. */
export const bounded = (strands: readonly Strand[], at: number): Spun => {
  if (strands.length <= MOST_STRANDS) return { strands, at, united: [] }
  const pairs = strands.flatMap((a, i) => strands.slice(i + 1).map(b => ({ a, b, chance: likeness(a.about, b.about) })))
  const { a, b } = pairs.reduce((most, next) => (next.chance > most.chance ? next : most))
  const one = { n: a.n, about: joined(a.about, b.about) }
  const left = bounded(
    [...strands.filter(other => other !== a && other !== b), one].sort((x, y) => x.n - y.n),
    at === b.n ? a.n : at
  )
  return { ...left, united: [{ from: b.n, into: a.n }, ...left.united] }
}

/** All strands but one, taken together. */
export const restOf = (strands: readonly Strand[], without: Strand): Sketch =>
  strands
    .filter(one => one !== without)
    .map(one => one.about)
    .reduce(joined)

/** The strand that is no longer of one story with the rest, if there is one: the one that is least like it. */
export const partOf = (strands: readonly Strand[]): Strand | null => {
  if (strands.length < 2) return null
  const apart = strands
    .map(one => ({ one, rest: restOf(strands, one) }))
    .filter(({ one, rest }) => areApart(one.about, rest))
    .map(({ one, rest }) => ({ one, chance: likeness(one.about, rest) }))
  return apart.sort((a, b) => a.chance - b.chance || a.one.n - b.one.n)[0]?.one ?? null
}

const areApart = (a: Sketch, b: Sketch): boolean =>
  Math.min(a.size, b.size) >= PARTS.least &&
  !a.stated.some(one => b.stated.includes(one)) &&
  product(a.vectors.names, b.vectors.names) / (a.size * b.size) < PARTS.names &&
  likeness(a, b) < PARTS.chance
