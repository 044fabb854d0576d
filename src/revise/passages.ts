import { overlap, type Span } from '../text/index.ts'
import type { Entry } from '../types.ts'
import { type Printed, printedIn, rowOf, sentencesOf } from './printed.ts'
import type { Found } from './quotations.ts'
import { runsBetween, touchedBy } from './touched.ts'

type Sentence = { readonly at: Span; readonly words: readonly Printed[]; readonly row: string }

/** Numbers and days that changed in sentences that are otherwise the same, outside what is told of the quotations already. A sentence that only moved is no change. */
export const passageChanges = (before: Entry, after: Entry, told: readonly Found[]): Found[] => {
  const [old, now] = [before, after].map(sentencesIn)
  const [gone, come] = [unmatched(old, now), unmatched(now, old)]
  return pairUp(gone, come).flatMap(([a, b]) => {
    const runs = runsBetween(a.words, b.words).filter(
      run =>
        !run.before.some(word => told.some(one => one.before && overlap(one.before, word))) &&
        !run.after.some(word => told.some(one => one.after && overlap(one.after, word)))
    )
    const kinds = touchedBy(runs, b.words)
    return kinds.length ? [{ kinds, before: a.at, after: b.at }] : []
  })
}

const sentencesIn = ({ article }: Entry): Sentence[] =>
  sentencesOf(article).flatMap(at => {
    const words = printedIn(article.text, at)
    return words.length ? [{ at, words, row: rowOf(words.map(one => one.key)) }] : []
  })

const unmatched = (all: readonly Sentence[], others: readonly Sentence[]): Sentence[] => {
  const rows = new Set(others.map(one => one.row))
  return all.filter(one => !rows.has(one.row))
}

/** The share of their words that two versions of one sentence have in common. */
const LEAST_ALIKE = 0.6

const pairUp = (gone: readonly Sentence[], come: readonly Sentence[]): [Sentence, Sentence][] => {
  const keys = new Map([...gone, ...come].map(one => [one, new Set(one.words.map(word => word.key))]))
  const likeness = (a: Sentence, b: Sentence) => {
    const [x, y] = [keys.get(a)!, keys.get(b)!]
    return (2 * [...x].filter(key => y.has(key)).length) / (x.size + y.size)
  }
  const candidates = gone
    .flatMap((a, i) => come.map((b, j) => ({ a, b, i, j, like: likeness(a, b) })))
    .filter(one => one.like >= LEAST_ALIKE)
  candidates.sort((x, y) => y.like - x.like || x.i - y.i || x.j - y.j)
  const taken = new Set<Sentence>()
  return candidates.flatMap(({ a, b }): [Sentence, Sentence][] => {
    if (taken.has(a) || taken.has(b)) return []
    taken.add(a).add(b)
    return [[a, b]]
  })
}
