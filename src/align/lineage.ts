import type { Descent, QuoteId, Statement, Witness } from '../types.ts'
import { alignPair } from './alignment.ts'
import { knownOf } from './keys.ts'
import { type Known, printedAt } from './known.ts'
import { cheapestTree } from './tree.ts'
import type { Token } from './wording.ts'

/**
 * What a change of words costs when one printing is taken from another. To drop or to replace is easily done; to put words in is less so; to put back just
 * those that others print takes a second source, and is dear: this is how an error that two share tells that one has it from the other.
 */
const COST = { dropped: 1, replaced: 1, added: 1.3, restored: 3, accidental: 0.25 }

/** What it says for a parent that the article names its outlet; and what each day between two printings says against it. */
const CREDIT = 2
const A_DAY_LATER = 0.02

/**
 * The family tree of these printings of one statement: for each the one that it seems to have its words from. One of them is the first. Nobody copies what
 * is printed later; where times are missing, the words alone decide. The order of the witnesses makes no difference.
 */
export const lineageOf = (witnesses: readonly Witness[]): readonly Descent[] => {
  const all = [...witnesses].sort((x, y) => (x.id < y.id ? -1 : 1)).map(knownOf)
  const costs = all.map(from => all.map(to => (from === to ? Number.POSITIVE_INFINITY : costOf(from, to, all))))
  const parents = cheapestTree(
    costs,
    all.map(one => firstness(one, all))
  )
  return all.map(({ witness }, i): Descent => {
    const parent = parents[i]
    if (parent === null) return { quotation: witness.id, parent: null, because: 'first' }
    return {
      quotation: witness.id,
      parent: all[parent].witness.id,
      because: credits(witness, all[parent].witness) ? 'credit' : 'words'
    }
  })
}

const timeOf = ({ witness }: Known): number => Date.parse(printedAt(witness)?.value ?? '')

/** What it costs to take a printing for the first: it should be early, and the fullest. */
const firstness = (one: Known, all: readonly Known[]): number => {
  const earlier = all.filter(other => timeOf(other) < timeOf(one)).length
  const most = Math.max(...all.map(other => other.wording.length))
  return 2 * earlier + (most - one.wording.length) / 4
}

const costOf = (from: Known, to: Known, all: readonly Known[]): number => {
  const days = (timeOf(to) - timeOf(from)) / 86_400_000
  if (days < 0) return Number.POSITIVE_INFINITY
  const credit = credits(to.witness, from.witness) ? CREDIT : 0
  return Math.max(0, changes(from, to, all) + (days || 0) * A_DAY_LATER - credit)
}

const credits = ({ article: { text } }: Witness, { article: { outlet } }: Witness): boolean =>
  outlet !== null && text.chars.includes(outlet)

const changes = (from: Known, to: Known, all: readonly Known[]): number => {
  const { a, b, meetings } = alignPair(from.wording, to.wording)
  const stops = [[-1, -1] as const, ...meetings, [a.length, b.length] as const]
  const gaps = stops.slice(1).map(([i, j], n) => ({ lost: a.slice(stops[n][0] + 1, i), put: b.slice(stops[n][1] + 1, j) }))
  const prints = meetings.filter(([i, j]) => a[i].print !== b[j].print).length
  return gaps.reduce((sum, gap) => sum + costOfGap(gap, from, to, all), prints * COST.accidental)
}

const isWord = ({ kind }: Token) => kind === 'word'

const costOfGap = (
  { lost, put }: { lost: readonly Token[]; put: readonly Token[] },
  from: Known,
  to: Known,
  all: readonly Known[]
): number => {
  if (!lost.length && !put.length) return 0
  const words = put.filter(isWord)
  if (!words.length) return COST.dropped
  const run = words.map(one => one.key).join(' ')
  const elsewhere = all.some(other => other !== from && other !== to && runOf(other).includes(` ${run} `))
  if (elsewhere) return lost.some(isWord) ? COST.restored : COST.restored + words.length / 10
  return lost.length ? COST.replaced : COST.added
}

const runs = new WeakMap<Known, string>()
const runOf = (one: Known): string => {
  const run =
    runs.get(one) ??
    ` ${one.wording
      .filter(isWord)
      .map(token => token.key)
      .join(' ')} `
  runs.set(one, run)
  return run
}

/** The printings that first lack a column of a statement's table: each has its words from one that prints it. */
export const firstWithout = ({ variants }: Statement, column: number, lineage: readonly Descent[]): readonly QuoteId[] => {
  const prints = new Map(variants.map(one => [one.quotation, one.cells[column] !== null]))
  return lineage
    .filter(({ quotation, parent }) => parent !== null && prints.get(quotation) === false && prints.get(parent) === true)
    .map(one => one.quotation)
}
