import { type Draft, FIELDS, type Field, once, type Sketch } from './sketch.ts'
import { heaviest, sumOf, type Vector, vectorOf } from './vector.ts'

/** How many articles were met, and how many of them use a term; a word that is a name is counted apart from the same word elsewhere. */
export type Heard = { readonly articles: number; of(term: number): number }

/**
 * A term's share of articles before any was met, and how many articles that belief outweighs. Swept 50–5,000: everything between 200 and 2,000 is within
 * the noise; less, and the first articles of a record teach too much.
 */
const BEFORE = { share: 0.001, articles: 1000 }

/** The share under which rarer says nothing more: a word that one article in a thousand uses is as telling as one in thirty thousand. Swept .002–.1: flat. */
const RARE = 0.03

/** Terms of one article that are kept, by weight. More changed nothing measurable. */
const MOST: Record<Field, number> = { title: 40, lead: 80, body: 150, names: 100, numbers: 40 }

/** Terms of a story that are kept for each part. */
const MOST_OF_STORY = 300

/** Runs of quoted words, and statements, that a story keeps: the latest. */
const MOST_QUOTED = 2000

/** The days a story keeps of those its articles begin with. */
const MOST_LEADS = 16

const counted = (field: Field, term: number) => (field === 'names' ? (term ^ NAME) >>> 0 : term)

/** Any number does that turns the keys of names into others. */
const NAME = 0x5bd1e995

/** The terms of an article that are counted in Heard, each once. */
export const heardIn = ({ counts: { title, body, names } }: Draft): number[] => [
  ...new Set([...title.keys(), ...body.keys(), ...[...names.keys()].map(term => counted('names', term))])
]

/** The sketch of an article: its terms weighed by how often it uses them and how common they are, each part of length one. */
export const weigh = ({ counts, ...draft }: Draft, heard: Heard): Sketch => ({
  ...draft,
  vectors: mapFields(field => {
    const weighed = [...counts[field]].map(([term, n]): [number, number] => {
      const share = (heard.of(counted(field, term)) + BEFORE.articles * BEFORE.share) / (heard.articles + BEFORE.articles)
      return [term, (1 + Math.log(n)) * -Math.log(Math.min(1, share + RARE))]
    })
    return ofLengthOne(heaviest(weighed, MOST[field]))
  })
})

/** Two sketches as one. */
export const joined = (a: Sketch, b: Sketch): Sketch => ({
  size: a.size + b.size,
  first: least(a.first, b.first),
  last: most(a.last, b.last),
  vectors: mapFields(field => sumOf(a.vectors[field], b.vectors[field], MOST_OF_STORY)),
  days: added(a.days, b.days),
  leads: [...new Set([...a.leads, ...b.leads])].sort((x, y) => x - y).slice(-MOST_LEADS),
  quoted: once([...a.quoted, ...b.quoted].slice(-MOST_QUOTED)),
  stated: once([...a.stated, ...b.stated].slice(-MOST_QUOTED))
})

const mapFields = (make: (field: Field) => Vector): Record<Field, Vector> =>
  Object.fromEntries(FIELDS.map(field => [field, make(field)])) as Record<Field, Vector>

const ofLengthOne = (weighed: readonly [number, number][]): Vector => {
  const length = Math.sqrt(weighed.reduce((sum, [, weight]) => sum + weight * weight, 0)) || 1
  return vectorOf(weighed.map(([term, weight]) => [term, weight / length]))
}

const added = <Key>(a: ReadonlyMap<Key, number>, b: ReadonlyMap<Key, number>): Map<Key, number> => {
  const sum = new Map(a)
  for (const [key, weight] of b) sum.set(key, (sum.get(key) ?? 0) + weight)
  return sum
}

const least = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.min(a, b))
const most = (a: number | null, b: number | null) => (a === null || b === null ? (a ?? b) : Math.max(a, b))
