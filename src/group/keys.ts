import type { Field, Sketch } from './sketch.ts'
import { heaviest, weightsIn } from './vector.ts'

/** How many terms of each part an article is looked up by: the heaviest. */
const KEYS: readonly [Field, number][] = [
  ['title', 8],
  ['lead', 8],
  ['body', 10],
  ['names', 10]
]

/** Statements that an article is looked up by. */
const MOST_STATED = 60

/** The keys under which an article, or a story, is looked up. */
export const keysOf = ({ vectors, stated }: Sketch): number[] => [
  ...new Set([
    ...[...stated].slice(0, MOST_STATED),
    ...KEYS.flatMap(([field, most]) => heaviest(weightsIn(vectors[field]), most).map(([term]) => term))
  ])
]
