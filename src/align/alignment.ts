import { fuller, joinDivided, likeness, type Meeting, meet } from './collate.ts'
import { type Token, weightOf } from './wording.ts'

/** How two wordings meet: their words as compared, the places where they meet, and the runs that both print in another order. */
export type Alignment = {
  readonly a: readonly Token[]
  readonly b: readonly Token[]
  readonly meetings: readonly Meeting[]
  readonly moves: readonly (readonly Meeting[])[]
}

/** Lays two wordings against each other; which of them comes first makes no difference. */
export const alignPair = (first: readonly Token[], second: readonly Token[]): Alignment => {
  if (fuller(first, second) > 0) {
    const { a, b, meetings, moves } = alignPair(second, first)
    return { a: b, b: a, meetings: meetings.map(turned), moves: moves.map(move => move.map(turned)) }
  }
  const [a, b] = joinDivided([opened(first, second), opened(second, first)])
  const meetings = meet(a, b, likeness)
  const moves = movesOf(a, b, meetings)
  return { a, b, meetings, moves: moves.length ? moves : turnsOf(a, b, meetings) }
}

// "the old crew) stayed": where a cut went through them, brackets are the speaker's own, and what stands in them is speech.
const opened = (wording: readonly Token[], other: readonly Token[]): readonly Token[] => {
  const torn = new Set(other.filter(one => one.kind === 'word' && /[()[\]]/.test(one.print)).map(one => one.key))
  return wording.flatMap(one => {
    const keys = one.key.split(' ')
    return torn.size && one.kind === 'bracket' && keys.some(key => torn.has(key))
      ? keys.map((key): Token => ({ ...one, kind: 'word', key, weight: weightOf(key) }))
      : [one]
  })
}

const turned = ([i, j]: Meeting): Meeting => [j, i]

/** The least words and the least weight that make a run found elsewhere a move: a few heavy words, or some more light ones. */
const LEAST_MOVED = [
  { words: 3, weight: 1.5 },
  { words: 4, weight: 0.9 },
  { words: 5, weight: 0.7 }
]

const movesOf = (a: readonly Token[], b: readonly Token[], meetings: readonly Meeting[]): Meeting[][] => {
  const met = [new Set(meetings.map(([i]) => i)), new Set(meetings.map(([, j]) => j))]
  const places = new Map<string, number[]>()
  b.forEach(({ key }, j) => {
    if (!met[1].has(j)) places.set(key, [...(places.get(key) ?? []), j])
  })
  const moves: Meeting[][] = []
  for (let i = 0; i < a.length; i++) {
    const runs = (places.get(a[i].key) ?? []).map(j => runAt(a, b, i, j, met))
    const run = runs.reduce<Meeting[]>((longest, one) => (one.length > longest.length ? one : longest), [])
    const weight = run.reduce((sum, [at]) => sum + a[at].weight, 0)
    if (!LEAST_MOVED.some(least => run.length >= least.words && weight >= least.weight)) continue
    moves.push(run)
    i += run.length - 1
  }
  return moves
}

const runAt = (a: readonly Token[], b: readonly Token[], i: number, j: number, met: Set<number>[]): Meeting[] => {
  const run: Meeting[] = []
  while (i < a.length && j < b.length && a[i].key === b[j].key && !met[0].has(i) && !met[1].has(j)) run.push([i++, j++])
  return run
}

/** Of what one wording has before the rest that both share, so much must stand behind it in the other to have been moved there, and so many words. */
const TURNED = { share: 0.6, words: 3 }

/** "I saw no light. They were gone" against "They were gone before I saw no light": what opens one wording and closes the other, however light it is. */
const turnsOf = (a: readonly Token[], b: readonly Token[], meetings: readonly Meeting[]): Meeting[][] => {
  if (!meetings.length) return []
  const [[i, j], [k, l]] = [meetings[0], meetings[meetings.length - 1]]
  const ends = [
    { a: a.slice(0, i), b: b.slice(l + 1), at: [0, l + 1] },
    { a: a.slice(k + 1), b: b.slice(0, j), at: [k + 1, 0] }
  ]
  return ends.flatMap(end => {
    const met = meet(end.a, end.b, likeness)
    const least = Math.max(TURNED.words, TURNED.share * Math.min(end.a.length, end.b.length))
    return met.length >= least ? [met.map(([x, y]): Meeting => [x + end.at[0], y + end.at[1]])] : []
  })
}
