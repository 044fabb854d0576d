import type { Relation } from '../types.ts'
import type { Alignment } from './alignment.ts'
import { EDGE, type Meeting } from './collate.ts'
import { evidenceOf } from './evidence.ts'
import { otherApostrophes, type Printed } from './house-style.ts'
import type { Token } from './wording.ts'

/** What stands between two places where the wordings meet, or before the first and after the last of them. */
type Gap = { readonly a: readonly Token[]; readonly b: readonly Token[]; readonly edge: boolean }

const gapsOf = ({ a, b, meetings }: Alignment): Gap[] => {
  const stops: Meeting[] = [[-1, -1], ...meetings, [a.length, b.length]]
  return stops.slice(1).flatMap(([i, j], n) => {
    const [left, right] = [a.slice(stops[n][0] + 1, i), b.slice(stops[n][1] + 1, j)]
    return left.length || right.length ? [{ a: left, b: right, edge: n === 0 || n === stops.length - 2 }] : []
  })
}

/** A silent gap of so many printed words joins two places of a speech; a smaller one drops something inside one. */
const STITCHED_OVER = 7

const wordsIn = (side: readonly Token[]) => side.filter(one => one.kind === 'word')
const has = (kind: Token['kind'], gap: Gap) => [...gap.a, ...gap.b].some(one => one.kind === kind)
const inside = (gap: Gap) => !gap.edge
const longer = ({ a, b }: Gap) => Math.abs(printed(a) - printed(b))
// "don't" is one word to a reader, and two here.
const printed = (side: readonly Token[]) =>
  wordsIn(side).filter((one, i, all) => !i || all[i - 1].outer.end < one.outer.start).length
const silent = (gap: Gap) => inside(gap) && !dotted(gap) && (!has('bracket', gap) || !bracketed(gap))

type Pair = readonly [Printed, Printed]
type Rule = {
  readonly relation: Relation
  readonly holds: (gaps: readonly Gap[], alignment: Alignment, pair: Pair) => boolean
}

/** The relations, the strongest departure first: the first that holds is the relation. */
const RULES: readonly Rule[] = [
  // "The pier held. The storm passed at noon." against "The storm passed at noon. The pier held.", or two places far apart run together.
  {
    relation: 'stitched',
    holds: (gaps, { moves }) => moves.length > 0 || gaps.some(gap => silent(gap) && longer(gap) >= STITCHED_OVER)
  },
  // "We wish to voice our warm support" against "I want to express my heartfelt support": the build of the sentence, in other words throughout.
  { relation: 'retranslated', holds: (gaps, alignment) => replaced(gaps, alignment) >= RETRANSLATED_FROM },
  // "There is no talk of a bridge while nobody pays" against "As long as the money is missing, a bridge is out of the question".
  { relation: 'retranslated', holds: (_, alignment) => isBuiltAnew(alignment) },
  // "The ferry must run on Sundays" against "The ferry has to sail on Sundays".
  {
    relation: 'reworded',
    holds: (gaps, { a, b, meetings }) =>
      gaps.some(changesWords) || meetings.some(([i, j]) => a[i].key !== b[j].key && a[i].kind === b[j].kind)
  },
  // "[The bakers] want a bridge" against "They want a bridge".
  { relation: 'bracketed', holds: (gaps, alignment) => gaps.some(bracketed) || meetsBracket(alignment) },
  // "The quay is safe" against "The quay is perfectly safe".
  {
    relation: 'elided-silent',
    holds: gaps => gaps.some(gap => silent(gap) && !(wordsIn(gap.a).length && wordsIn(gap.b).length))
  },
  // "The toll … ruins us" against "The toll, as everybody here knows, ruins us".
  { relation: 'elided-marked', holds: gaps => gaps.some(gap => inside(gap) && dotted(gap)) },
  // "before the first frost" against "We mend the roof before the first frost".
  { relation: 'excerpt', holds: gaps => gaps.some(gap => gap.edge && wordsIn([...gap.a, ...gap.b]).length > 0) },
  // "It's a harbour" against "it is a harbor".
  { relation: 'accidentals', holds: (_, alignment) => printsDiffer(alignment) },
  // "It's a harbour" against "It’s a harbour", where nothing else in the articles is printed so.
  { relation: 'accidentals', holds: (_gaps, _alignment, pair) => otherApostrophes(...pair) }
]

/** The share of the shared stretch that other words must hold before it is taken for another translation. */
const RETRANSLATED_FROM = 0.4

const replaced = (gaps: readonly Gap[], { meetings }: Alignment): number => {
  const changed = gaps.filter(gap => inside(gap) && changesWords(gap))
  const words = changed.reduce((sum, { a, b }) => sum + Math.max(wordsIn(a).length, wordsIn(b).length), 0)
  return changed.length > 2 ? words / (words + meetings.length) : 0
}

/** Of the words that two tellings of one thing share in one order, so little, and no longer a run of them, is left in another build of the sentence. */
const BUILT_ANEW = { contained: 0.4, run: 3 }

const isBuiltAnew = (alignment: Alignment): boolean => {
  const { contained, run } = evidenceOf(alignment)
  return contained < BUILT_ANEW.contained && run < BUILT_ANEW.run
}

const changesWords = (gap: Gap): boolean => {
  const [a, b] = [wordsIn(gap.a).length, wordsIn(gap.b).length]
  if (!a || !b) return false
  if (has('bracket', gap) || has('gap', gap)) return inside(gap) && besideMark(gap)
  return inside(gap) || Math.min(printed(gap.a), printed(gap.b)) <= EDGE
}

// "We … shall sail" and "we [all] shall sail" against "we will at last, wind or no wind, sail": dots and brackets stand for no "shall" beside them.
const besideMark = ({ a, b }: Gap): boolean => {
  const marked = [a, b].filter(side => side.some(one => one.kind !== 'word'))
  const facing = new Set((marked[0] === a ? b : a).map(one => one.key))
  return marked.length === 1 && wordsIn(marked[0]).some(one => !facing.has(one.key))
}

const bracketed = (gap: Gap): boolean => {
  const [held, facing] = withMark('bracket', gap)
  return has('bracket', gap) && !leftOut(held, facing, 'bracket') && (inside(gap) || facing.length > 0)
}

const dotted = (gap: Gap): boolean => has('gap', gap) && !leftOut(...withMark('gap', gap), 'gap')

type Mark = 'bracket' | 'gap'
const withMark = (mark: Mark, { a, b }: Gap) => (a.some(one => one.kind === mark) ? ([a, b] as const) : ([b, a] as const))

// Brackets, or dots, among words that the other wording leaves out are left out with them: "we must … at last sail" against "we sail".
const leftOut = (held: readonly Token[], facing: readonly Token[], mark: Mark): boolean =>
  wordsIn(held).length > 0 && wordsIn(facing).length === 0 && !facing.some(one => one.kind === mark)

const meetsBracket = ({ a, b, meetings }: Alignment) =>
  meetings.some(([i, j]) => (a[i].kind === 'bracket') !== (b[j].kind === 'bracket'))

const printsDiffer = ({ a, b, meetings }: Alignment): boolean =>
  meetings.some(([i, j]) => printAt(a, i) !== printAt(b, j)) || a.length !== b.length

// The comma or stop at the end belongs to the sentence around the quotation.
const printAt = (side: readonly Token[], i: number): string =>
  i === side.length - 1 ? side[i].print.replace(/[,.;:]$/, '') : side[i].print

/** How one wording stands to another: the strongest departure inside the stretch that they share, by the two as printed. Null where they share nothing. */
export const relationOf = (alignment: Alignment, pair: Pair): Relation | null => {
  if (!alignment.meetings.length) return null
  const gaps = gapsOf(alignment)
  return RULES.find(rule => rule.holds(gaps, alignment, pair))?.relation ?? 'verbatim'
}
