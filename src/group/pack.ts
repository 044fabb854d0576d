import { FIELDS, type Field, type Sketch } from './sketch.ts'
import type { Vector } from './vector.ts'

/**
 * A sketch as bytes, from which it is read without being copied: 32-bit numbers in the order of the processor (which is the same on all that Onrecord
 * runs on), a length before each list.
 */
export const pack = ({ size, first, last, vectors, days, leads, quoted, stated }: Sketch): Uint8Array => {
  const lists = [
    ...FIELDS.flatMap(field => [vectors[field].terms, bitsOf(vectors[field].weights)]),
    [...days.keys()],
    [...days.values()],
    leads,
    quoted,
    stated
  ]
  const numbers = new Int32Array(HEAD + lists.reduce((sum, list) => sum + 1 + list.length, 0))
  numbers.set([size, first ?? NO_DAY, last ?? NO_DAY])
  let at = HEAD
  for (const list of lists) {
    numbers[at++] = list.length
    numbers.set(list, at)
    at += list.length
  }
  return new Uint8Array(numbers.buffer)
}

/** The sketch that these bytes are. */
export const unpack = (packed: Uint8Array): Sketch => {
  // Numbers have to begin at a multiple of four, and what a database hands out begins anywhere.
  const { buffer } = new Uint8Array(packed)
  const [size, first, last] = new Int32Array(buffer, 0, HEAD)
  let at = HEAD
  const next = <List>(List: new (buffer: ArrayBufferLike, start: number, length: number) => List): List => {
    const [length] = new Int32Array(buffer, 4 * at, 1)
    const list = new List(buffer, 4 * (at + 1), length)
    at += 1 + length
    return list
  }
  const vectors = Object.fromEntries(
    FIELDS.map((field): [Field, Vector] => [field, { terms: next(Uint32Array), weights: next(Float32Array) }])
  ) as Record<Field, Vector>
  const [dayList, counts] = [next(Int32Array), next(Int32Array)]
  return {
    size,
    first: first === NO_DAY ? null : first,
    last: last === NO_DAY ? null : last,
    vectors,
    days: new Map(Array.from(dayList, (day, i) => [day, counts[i]])),
    leads: [...next(Int32Array)],
    quoted: next(Uint32Array),
    stated: next(Uint32Array)
  }
}

/** Numbers before the lists: how many articles, and the first and the last day. */
const HEAD = 3

/** Stands for a day that is not known: no calendar goes so far back. */
const NO_DAY = -(2 ** 31)

const bitsOf = (weights: Float32Array) => new Int32Array(weights.buffer, weights.byteOffset, weights.length)
