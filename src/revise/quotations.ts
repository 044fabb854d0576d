import { differences, entries, fold, type Span } from '../text/index.ts'
import type { ChangeKind, Entry, Judged } from '../types.ts'
import plainList from './plain-verbs.txt'
import { keysOf, type Printed, printedIn, rowOf } from './printed.ts'
import { runsBetween, touchedBy } from './touched.ts'

/** A quotation of a version, with its words as they are compared. */
type Said = { readonly judged: Judged; readonly words: readonly Printed[]; readonly row: string }

/** A change at a quotation: the spans of both versions, and what changed. */
export type Found = { readonly kinds: readonly ChangeKind[]; readonly before: Span | null; readonly after: Span | null }

/** What changed at the quotations: which came and went, and what became of the words, the speaker and the verb of those that stayed. */
export const quotationChanges = (before: Entry, after: Entry): Found[] => {
  const [old, now] = [saidIn(before), saidIn(after)]
  const [oldRow, nowRow] = [before, after].map(one => rowOf(keysOf(one.article)))
  const pairs = pairUp(old, now)
  const paired = new Set(pairs.flat())
  // A quotation whose words stand in the other version too was only not found there: that is the machine's change, not the page's.
  const dropped = old.filter(one => !paired.has(one) && !nowRow.includes(one.row))
  const added = now.filter(one => !paired.has(one) && !oldRow.includes(one.row))
  return [
    ...pairs.flatMap(pair => changeOf(pair, before, after, [oldRow, nowRow])),
    ...(isWhole(after) ? dropped.map(one => ({ kinds: ['quotation-dropped' as const], before: spanOf(one), after: null })) : []),
    ...(isWhole(before) ? added.map(one => ({ kinds: ['quotation-added' as const], before: null, after: spanOf(one) })) : [])
  ]
}

// Of a text that is not held in full it cannot be said that something is not in it.
const isWhole = ({ article }: Entry) => article.completeness === 'full'

const saidIn = ({ article, quotations }: Entry): Said[] =>
  quotations.flatMap(judged => {
    const words = judged.quote.content.flatMap(one => printedIn(article.text, one))
    return judged.quote.form === 'scare' || !words.length ? [] : [{ judged, words, row: rowOf(words.map(one => one.key)) }]
  })

const spanOf = ({ judged: { quote } }: Said): Span => ({
  start: quote.content[0].start,
  end: quote.content[quote.content.length - 1].end
})

type Pair = readonly [Said, Said]

/** The share of the shorter wording that two wordings of one quotation have in common, in order. */
const LEAST_SHARED = 0.7
/** Fewer words in common are a turn of phrase. */
const LEAST_WORDS = 3

const pairUp = (old: readonly Said[], now: readonly Said[]): Pair[] => {
  const candidates = old.flatMap((a, i) =>
    now.flatMap((b, j) => {
      const score = a.row === b.row ? 2 : likeness(a, b)
      const samePart = Number(a.judged.quote.part === b.judged.quote.part)
      return score ? [{ pair: [a, b] as const, order: [score, samePart, -Math.abs(i - j), -i, -j] }] : []
    })
  )
  candidates.sort((x, y) => x.order.reduce((by, _, n) => by || y.order[n] - x.order[n], 0))
  const taken = new Set<Said>()
  return candidates.flatMap(({ pair }) => {
    if (pair.some(one => taken.has(one))) return []
    for (const one of pair) taken.add(one)
    return [pair]
  })
}

const likeness = (a: Said, b: Said): number => {
  const [x, y] = [a, b].map(one => one.words.map(word => word.key))
  const known = new Set(y)
  if (x.filter(key => known.has(key)).length < LEAST_WORDS) return 0
  const common = x.length - differences(x, y).reduce((sum, { a: [from, to] }) => sum + to - from, 0)
  const share = common / Math.min(x.length, y.length)
  return common >= LEAST_WORDS && share >= LEAST_SHARED ? (share + common / Math.max(x.length, y.length)) / 2 : 0
}

const changeOf = ([a, b]: Pair, before: Entry, after: Entry, [oldRow, nowRow]: readonly string[]): Found[] => {
  const bothHeld = nowRow.includes(a.row) && oldRow.includes(b.row)
  const worded = a.row === b.row || bothHeld ? [] : wordingChange(a, b, before, after)
  const other = [
    ...(otherSpeaker(a, b, before, after) ? ['speaker' as const] : []),
    ...(otherVerb(a, b, before, after) ? ['verb' as const] : [])
  ]
  const [was, is] = [a, b].map(other.length ? wholeOf : spanOf)
  return worded.length || other.length ? [{ kinds: [...worded, ...other], before: was, after: is }] : []
}

/** The quotation with its cue and the words that name its speaker, where they stand beside it. */
const wholeOf = (one: Said): Span => {
  const { cue, source } = one.judged.quote
  const said = spanOf(one)
  const beside = [cue, source]
    .filter(at => at !== null)
    .filter(at => at.end > said.start - BESIDE && at.start < said.end + BESIDE)
  return { start: Math.min(said.start, ...beside.map(at => at.start)), end: Math.max(said.end, ...beside.map(at => at.end)) }
}

/** The farthest that a cue stands from its words, in characters, to be shown with them: some words of the same line. */
const BESIDE = 120

const wordingChange = (a: Said, b: Said, before: Entry, after: Entry): ChangeKind[] => {
  const runs = runsBetween(a.words, b.words)
  const lost = runs.some(run => run.before.length)
  const won = runs.some(run => run.after.length)
  const marked = cutMarks(b, after) > cutMarks(a, before)
  const kind =
    lost && won ? 'quotation-reworded' : won ? 'quotation-lengthened' : marked ? 'quotation-shortened' : 'quotation-cut'
  return [kind, ...touchedBy(runs, b.words)]
}

/** How often a quotation shows that words are left out or put in: "…", "[…]", "[they]". */
const cutMarks = ({ judged: { quote } }: Said, { article }: Entry): number =>
  quote.content.reduce(
    (sum, { start, end }) => sum + (article.text.chars.slice(start, end).match(/…|\.\s?\.\s?\.|\[/g) ?? []).length,
    0
  )

/** "officials said" → "the mayor said": another one is named. A longer form of the same name is nobody else, and where one version names nobody, nothing is known. */
const otherSpeaker = (a: Said, b: Said, before: Entry, after: Entry): boolean => {
  const [x, y] = [a, b].map(one => one.judged.attribution.speaker)
  if (!x || !y || x.apart !== y.apart) return false
  const names = (all: readonly string[]) =>
    new Set(all.flatMap(one => fold(one).chars.split(/[^\p{L}\p{N}]+/u)).filter(word => word.length > 1))
  const known = names([y.name, ...y.names])
  if ([...names([x.name, ...x.names])].some(word => known.has(word))) return false
  const [sourceA, sourceB] = [wordsAt(a.judged.quote.source, before), wordsAt(b.judged.quote.source, after)]
  return !sourceA || sourceA !== sourceB
}

const plainVerbs = new Set(entries(plainList))

/** "said" → "claimed": the outlet vouches for less. "said" → "told" says the same. */
const otherVerb = (a: Said, b: Said, before: Entry, after: Entry): boolean => {
  const [x, y] = [wordsAt(a.judged.quote.cue, before), wordsAt(b.judged.quote.cue, after)]
  if (!x || !y || x === y) return false
  const verbs = [x, y].map(one =>
    one
      .trim()
      .split(' ')
      .filter(word => !/ly$/.test(word) && !AUXILIARIES.test(word))
  )
  const [only, others] = [verbs[0].filter(word => !verbs[1].includes(word)), verbs[1].filter(word => !verbs[0].includes(word))]
  const telling = [...only, ...others].filter(word => !plainVerbs.has(word))
  return telling.length > 0 && !(only.length === others.length && only.every((word, n) => sameVerb(word, others[n])))
}

const AUXILIARIES = /^(?:has|have|had|is|are|was|were|been|being|be|also|later|then|to|of|the|that|on|in|at)$/

// "claims" and "claimed" are one verb in two tenses.
const sameVerb = (one: string, other: string): boolean => stem(one) === stem(other)
const stem = (word: string) => word.replace(/(?:ied|ies)$/, 'y').replace(/(?:ed|es|s|ing|d|e)$/, '')

const wordsAt = (at: Span | null, { article }: Entry): string =>
  at
    ? printedIn(article.text, at)
        .map(one => one.key)
        .join(' ')
    : ''
