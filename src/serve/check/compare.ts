import { entries, markedSpans, overlap, type Span, type Text, textOf } from '../../text/index.ts'
import type { Relation } from '../../types.ts'
import { bare } from '../answer/statement.ts'
import type { CellKind } from '../answer/wire/index.ts'
import type { Stages } from '../pipes.ts'
import { type Column, fittedEnds, printedIn, wholeWords, withoutPoints } from './columns.ts'
import { makesLess } from './limits.ts'
import { refined } from './refined.ts'
import tellingList from './telling-words.txt'

const TELLING = new Set(entries(tellingList))

/** Words that stand in several places of a text, as one text, and the way back. */
type Joined = { readonly text: Text; back(span: Span): Span[] }

/** Pieces of a text joined by a space. */
const joinPieces = ({ chars }: Text, pieces: readonly Span[]): Joined => {
  let joined = ''
  const starts = pieces.map(({ start, end }) => {
    if (joined) joined += ' '
    const at = joined.length
    joined += chars.slice(start, end)
    return at
  })
  return {
    text: textOf(joined),
    back: ({ start, end }) =>
      pieces.flatMap((piece, n) => {
        const from = Math.max(start, starts[n])
        const to = Math.min(end, starts[n] + piece.end - piece.start)
        return from < to ? [{ start: piece.start + from - starts[n], end: piece.start + to - starts[n] }] : []
      })
  }
}

/** A column of the difference: the draft's words and the record's. */
export type Cell = {
  readonly kind: CellKind
  readonly draft: readonly Span[]
  readonly record: readonly Span[]
  readonly telling: boolean
}

/**
 * How words that are claimed stand to a quotation of the record: `exact` (its words, all in marks), `told` (its words, but the outlet's own),
 * `altered`, or null where they share too little. `share` is how much of the claimed words the record has; `cut` says that the claim leaves out words
 * of the record's, and shows it everywhere.
 */
export type Wording = {
  readonly as: 'exact' | 'told' | 'altered' | null
  readonly share: number
  readonly cut: boolean
  readonly relation: Relation | null
  readonly cells: readonly Cell[]
}

/** What a difference is looked for in: the words of a text at these places, and which of them are the speaker's own. */
export type Passage = { readonly text: Text; readonly at: readonly Span[]; readonly direct: boolean }

/** Of what is claimed, so much must be in the record's quotation for it to be that quotation, altered. */
const LEAST_SHARED = 0.5

/** In the mouth of the one who is named, so many words and so much of what is claimed need no other sign. */
const PLAINLY = { words: 5, share: 0.8 }
const isPlain = (share: number, words: number) => share >= PLAINLY.share && words >= PLAINLY.words

/** Compares claimed words with a quotation of the record; of one speaker, less needs to be the same. */
export const compareWording = (
  stages: Pick<Stages, 'compareQuotes' | 'sameWords'>,
  draft: Passage,
  record: Passage,
  speaker: string | null
): Wording => {
  const [a, b] = [joinPieces(draft.text, draft.at), joinPieces(record.text, record.at)]
  const side = (text: Text) => ({ text, at: { start: 0, end: text.chars.length }, speaker })
  const { same, relation, cells: pairs } = stages.compareQuotes(side(a.text), side(b.text))
  const texts = [a.text, b.text] as const
  const isSame = (column: Column) => sameWords(stages, [printedIn(texts, column, 0), printedIn(texts, column, 1)])
  const laidOut = wholeWords(texts, pairs).flatMap(one => (isSame(one) ? [one] : refined(texts, one)))
  const columns = fittedEnds(texts, laidOut, isSame)
  const words = columns.map(column => [printedIn(texts, column, 0), printedIn(texts, column, 1)] as const)
  const first = words.findIndex(([x]) => bare(x))
  const last = words.findLastIndex(([x]) => bare(x))
  const kinds = words.map((one, n) => kindOf(stages, one, n < first || n > last))
  const cells = columns.map((column, n): Cell => {
    const kind = kinds[n]
    const [x, y] = column.map((span, side) => (span && DIFFERENT.includes(kind) ? withoutPoints(texts[side], span) : span))
    return { kind, telling: DIFFERENT.includes(kind) && tells(words[n]), draft: x ? a.back(x) : [], record: y ? b.back(y) : [] }
  })
  const count = (...some: CellKind[]) => kinds.reduce((sum, kind, n) => sum + (some.includes(kind) ? wordsIn(words[n][0]) : 0), 0)
  const share = count('same', 'accidental') / Math.max(1, count('same', 'accidental', 'differs', 'added'))
  const different = cells.flatMap(({ kind }, n) => (DIFFERENT.includes(kind) ? [n] : []))
  // A cut that is shown is an honest one, unless a "not" or an "if" went with it.
  const shown = different.every(n => kinds[n] === 'dropped' && isShown(words, n) && !makesLess(words[n][1]))
  return {
    as: asOf(record, cells, shown, same || (!!speaker && isPlain(share, count('same', 'accidental'))), share),
    share,
    cut: shown && different.length > 0,
    relation,
    cells
  }
}

const DIFFERENT: readonly CellKind[] = ['differs', 'added', 'dropped']

/** How many words are printed. */
export const wordsIn = (printed: string) => printed.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0

/** The mark of a cut. Who quotes without it hides that words are missing. */
export const CUT = /…|\.\s?\.\s?\./

/** What the claim and the record print in a column. */
export type Printed = readonly [claim: string, record: string]

/** Whether the claim shows a cut in a column, or right before or behind it. */
export const isShown = (words: readonly Printed[], n: number): boolean =>
  CUT.test(words[n][0]) ||
  /(?:…|\.\s?\.\s?\.)[\s\])]*$/.test(words[n - 1]?.[0] ?? '') ||
  /^[\s[(]*(?:…|\.\s?\.\s?\.)/.test(words[n + 1]?.[0] ?? '')

const kindOf = (stages: Pick<Stages, 'sameWords'>, [draft, record]: Printed, outside: boolean): CellKind => {
  const [x, y] = [bare(draft), bare(record)]
  if (!outside && CUT.test(record) && !CUT.test(draft)) return x ? 'differs' : 'dropped'
  if (!x && !y) return 'accidental'
  if (!x) return outside ? 'beyond' : 'dropped'
  if (!y) return 'added'
  if (plainly(draft) === plainly(record)) return 'same'
  if (sameWords(stages, [draft, record])) return 'accidental'
  return CUT.test(draft) && holdsInOrder(record, draft) ? 'dropped' : 'differs'
}

const sameWords = (stages: Pick<Stages, 'sameWords'>, [draft, record]: Printed): boolean =>
  bare(draft) === bare(record) || stages.sameWords(draft, record)

// "… and the mill" against "the bridge, which nobody mends, and the mill": what stands beside the dots is the record's, too.
const holdsInOrder = (whole: string, part: string): boolean => {
  const left = lettersOf(whole)
  return lettersOf(part).every(word => {
    const at = left.indexOf(word)
    left.splice(0, at + 1)
    return at >= 0
  })
}

const lettersOf = (printed: string): string[] => printed.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []

/** Words without quotation marks and without what the sentence around them puts at their ends. */
const plainly = (words: string) =>
  words
    .replace(/[“”„«»‘’'`"]+/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[' ]+|[' ,.;:]+$/g, '')

const tells = (printed: Printed): boolean => {
  const [x, y] = printed.map(one => new Set(lettersOf(one).filter(word => TELLING.has(word) || /\d|^(?:t|nt)$/.test(word))))
  return [...x].some(word => !y.has(word)) || [...y].some(word => !x.has(word))
}

const asOf = (record: Passage, cells: readonly Cell[], sameWords: boolean, same: boolean, share: number): Wording['as'] => {
  if (!same || share < LEAST_SHARED) return null
  if (!sameWords) return 'altered'
  const quoted = cells.filter(({ kind }) => kind !== 'beyond').flatMap(one => one.record)
  return record.direct || inMarks(record, quoted) ? 'exact' : 'told'
}

// Of what is partly quoted, only the words in marks are the speaker's own.
const inMarks = ({ text, at }: Passage, quoted: readonly Span[]): boolean => {
  const marked = at.flatMap(span => markedSpans(text, span)).map(one => one.whole)
  return quoted.every(one => marked.some(mark => overlap(mark, one)))
}
