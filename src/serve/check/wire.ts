import type { Coverage } from '../../store/index.ts'
import type { Form, SpeakerKind } from '../../types.ts'
import type { ArticleLine, QuotationView, Words } from '../answer/wire.ts'

/** What a quotation turns out to be, the gravest first. */
export const STATES = ['misattributed', 'altered', 'elsewhere', 'not-in-record', 'cannot-measure', 'found'] as const
export type State = (typeof STATES)[number]

/** What the cells of a difference do: `dropped` words are the record's alone, `added` the draft's, `beyond` stand before or behind what was quoted. */
export const CELL_KINDS = ['same', 'accidental', 'differs', 'added', 'dropped', 'beyond'] as const
export type CellKind = (typeof CELL_KINDS)[number]

/** A stretch of what was handed in, in UTF-16 code units of it, with its words. */
export type Claimed = { start: number; end: number; words: string }

/** A column of a difference. `telling` is a difference that changes what is claimed: a negation, a number, a limit. */
export type CheckCell = { kind: CellKind; draft: Claimed[]; record: Words[]; telling: boolean }

/** Who is said to have said it, when, and in which outlet or article, as far as the draft or the question says so. */
export type Claim = {
  speaker: { name: string; kind: SpeakerKind } | null
  said: string | null
  outlet: string | null
  article: string | null
}

/** Words that were found, with the link to their place. `given` is who the record says they are. */
export type Evidence = { link: string; quotation: QuotationView; cells: CheckCell[]; sentence: string }

/** One quotation of what was handed in. */
export type CheckedQuote = {
  n: number
  state: State
  /** The verdict in a sentence. */
  sentence: string
  at: Claimed[]
  form: Form
  claim: Claim
  /** What the verdict rests on. */
  evidence: Evidence | null
  /** The nearest thing in the record, where that is another one. */
  nearest: Evidence | null
  /** Where the words stand in a text in which they were not read as anybody's quotation. */
  printed: { article: ArticleLine; words: Words; link: string } | null
  /** In how many articles the statement stands, whether all print it alike, and its fullest reading, where that says more than what was found. */
  printings: { all: number; alike: boolean; fullest: QuotationView | null; statement: string; link: string } | null
}

/** What was searched: how many articles, how full they are held, and from which day to which. */
export type Searched = Coverage & { articles: number }

export type CheckView = {
  quotations: CheckedQuote[]
  counts: Record<State, number>
  searched: Searched
  /** The SHA-256 of the text that was handed in: the offsets are into it. */
  textHash: string
}

/** A draft, or one quotation with what is claimed of it. */
export type CheckInput = {
  text?: string
  quote?: string
  speaker?: string
  said?: string
  outlet?: string
  article?: string
  published?: string
}

/** A span that somebody cites: the text's hash, the offsets, and the words that are said to stand there. */
export type VerifyInput = { text: string; start: number; end: number; words: string }

export type VerifyView = {
  state: 'found' | 'altered' | 'elsewhere' | 'not-in-record' | 'cannot-measure'
  sentence: string
  /** What stands at the cited place; null where the record holds no such text or place. */
  there: Words | null
  /** The articles that have this text. */
  articles: { article: ArticleLine; link: string }[]
  /** Where the words stand instead. */
  elsewhere: { article: ArticleLine; words: Words; link: string }[]
  searched: Searched
}
