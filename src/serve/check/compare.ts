import { entries, markedSpans, overlap, type Span, type Text, textOf } from '../../text/index.ts'
import type { Relation } from '../../types.ts'
import { bare } from '../answer/statement.ts'
import type { CellKind } from '../answer/wire/index.ts'
import type { Stages } from '../pipes.ts'
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
 * `altered`, or null where they share too little. `share` is how much of the claimed words the record has.
 */
export type Wording = {
  readonly as: 'exact' | 'told' | 'altered' | null
  readonly share: number
  readonly relation: Relation | null
  readonly cells: readonly Cell[]
}

/** What a difference is looked for in: the words of a text at these places, and which of them are the speaker's own. */
export type Passage = { readonly text: Text; readonly at: readonly Span[]; readonly direct: boolean }

/** The relations in which no word stands for another one. */
const SAME_WORDS: readonly (Relation | null)[] = ['verbatim', 'accidentals', 'excerpt', 'elided-marked', 'elided-silent']

/** Of what is claimed, so much must be in the record's quotation for it to be that quotation, altered. */
const LEAST_SHARED = 0.5

/** Compares claimed words with a quotation of the record. */
export const compareWording = (stages: Pick<Stages, 'compareQuotes'>, draft: Passage, record: Passage): Wording => {
  const [a, b] = [joinPieces(draft.text, draft.at), joinPieces(record.text, record.at)]
  const whole = (text: Text) => ({ text, at: { start: 0, end: text.chars.length } })
  const { same, relation, cells: pairs } = stages.compareQuotes(whole(a.text), whole(b.text))
  const printed = (text: Text, span: Span | null) => (span ? text.chars.slice(span.start, span.end) : '')
  const words = pairs.map(([x, y]) => [printed(a.text, x), printed(b.text, y)] as const)
  const first = words.findIndex(([x]) => bare(x))
  const last = words.findLastIndex(([x]) => bare(x))
  const sameWords = SAME_WORDS.includes(relation)
  const cells = pairs.map(([x, y], n): Cell => {
    const kind = kindOf(words[n], n < first || n > last, sameWords)
    const telling = kind !== 'same' && kind !== 'accidental' && kind !== 'beyond' && tells(words[n])
    return { kind, telling, draft: x ? a.back(x) : [], record: y ? b.back(y) : [] }
  })
  const count = (kinds: readonly CellKind[]) =>
    cells.reduce((sum, { kind }, n) => sum + (kinds.includes(kind) ? wordsIn(words[n][0]) : 0), 0)
  const share = count(['same', 'accidental']) / Math.max(1, count(['same', 'accidental', 'differs', 'added']))
  return { as: asOf(record, cells, same, share), share, relation, cells }
}

const wordsIn = (printed: string) => printed.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0

/** The mark of a cut. Who quotes without it hides that words are missing. */
const CUT = /…|\.\s?\.\s?\./

const kindOf = ([draft, record]: readonly [string, string], outside: boolean, sameWords: boolean): CellKind => {
  const [x, y] = [bare(draft), bare(record)]
  if (!outside && CUT.test(record) && !CUT.test(draft)) return x ? 'differs' : 'dropped'
  if (!x && !y) return 'accidental'
  if (!x) return outside ? 'beyond' : 'dropped'
  if (!y) return 'added'
  if (plainly(draft) === plainly(record)) return 'same'
  return x === y || sameWords ? 'accidental' : 'differs'
}

/** Words without quotation marks and without what the sentence around them puts at their ends. */
const plainly = (words: string) =>
  words
    .replace(/[“”„«»"‘’']/g, "'")
    .replace(/\s+/g, ' ')
    .replace(/^[' ]+|[' ,.;:]+$/g, '')

const tells = (printed: readonly [string, string]): boolean => {
  const [x, y] = printed.map(
    one =>
      new Set(
        one
          .toLowerCase()
          .match(/[\p{L}\p{N}]+/gu)
          ?.filter(word => TELLING.has(word) || /\d|^(?:t|nt)$/.test(word))
      )
  )
  return [...x].some(word => !y.has(word)) || [...y].some(word => !x.has(word))
}

const asOf = (record: Passage, cells: readonly Cell[], same: boolean, share: number): Wording['as'] => {
  if (!same || share < LEAST_SHARED) return null
  if (cells.some(({ kind }) => kind === 'differs' || kind === 'added' || kind === 'dropped')) return 'altered'
  const quoted = cells.filter(({ kind }) => kind !== 'beyond').flatMap(one => one.record)
  return record.direct || inMarks(record, quoted) ? 'exact' : 'told'
}

// Of what is partly quoted, only the words in marks are the speaker's own.
const inMarks = ({ text, at }: Passage, quoted: readonly Span[]): boolean => {
  const marked = at.flatMap(span => markedSpans(text, span)).map(one => one.whole)
  return quoted.every(one => marked.some(mark => overlap(mark, one)))
}
