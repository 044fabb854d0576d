/**
 * What leaves the house: the shapes of every operation's answer, the same for the CLI, the API and the pages.
 * Words go out with the text's hash and their span, so that whoever gets them can check them.
 */

import type {
  Assertion,
  Block,
  ChangeKind,
  Completeness,
  Dated,
  Descent,
  Form,
  Part,
  Relation,
  SpeakerKind,
  Standing
} from '../../types.ts'
import type { CheckInput, CheckView, VerifyInput, VerifyView } from '../check/wire.ts'
import type { CiteInput, CiteView } from '../cite/cite.ts'
import type { OriginsView } from './independent.ts'

/**
 * Words of one text: `words` is exactly what stands at `[start, end)`, in UTF-16 code units, of the text whose SHA-256 is `text`.
 * Where that does not check any more, `words` is empty and `refused` says why: show the reason, never the words.
 */
export type Words = { text: string; start: number; end: number; words: string; refused?: string }

/** A page of a long list: `all` is how many lines the list has, and its pages are counted from 1. */
export type Listed<Line> = { all: number; page: number; pages: number; lines: Line[] }

export type SpeakerName = { id: string; name: string; kind: SpeakerKind }

/** When and where: `inferredFrom` is the quotation that lent the day, where this one's article prints none; `lender` is the article it stands in. */
export type SaidView = {
  date: string | null
  place: Words | null
  occasion: Words | null
  /** To whom it was said, in what medium, and through which outlet or agency it came, where one of them is printed. */
  way?: { to: Words | null; medium: Words | null; through: Words | null }
  because: Words[]
  inferredFrom: string | null
  lender?: Pick<ArticleLine, 'id' | 'address' | 'outlet'>
}

export type ArticleLine = {
  id: string
  address: string
  outlet: string | null
  title: string | null
  /** The first words of the first paragraph, where no title is printed. */
  opening: string | null
  dek: string | null
  byline: string[]
  section: string | null
  published: Dated | null
  updated: Dated | null
  seen: string
  completeness: Completeness
  quotations: number
  /** Which version of its address this is, where several were read. */
  version?: { n: number; of: number }
  /** Why nothing of its text is shown: it is no longer the text that was read. */
  refused?: string
}

export type QuotationView = {
  id: string
  article: ArticleLine
  form: Form
  part: Part
  content: Words[]
  cue: Words | null
  source: Words | null
  speaker: SpeakerName | null
  /** Why this speaker, or why none: the attribution's own words, the spans it rests on, and the chance, 0 to 1, that it is right. */
  attribution: { why: string; because: Words[]; confidence: number }
  said: SaidView | null
  confidence: number
  statement: string | null
  /** What people corrected in it, the last first, where they did. */
  corrected?: CorrectionView[]
}

/** A quotation that gives the same words to another speaker. */
export type Rival = Pick<QuotationView, 'id' | 'part' | 'speaker'> & { article: Pick<ArticleLine, 'id' | 'address' | 'outlet'> }

/** A quotation as its article shows it: how often its statement is printed, and the first quotation that gives its words to somebody else. */
export type ReadQuotation = QuotationView & { printings: number; rival: Rival | null }

export type ArticleView = ArticleLine & {
  text: string
  textHash: string
  language: string | null
  blocks: Block[]
  quotes: ReadQuotation[]
  origin: OriginView | null
  story: StoryLine | null
  problems: { code: string; note: string }[]
  /** The versions of its address, the first read first, where there are several. */
  versions: VersionLine[]
  /** What changed in it since the version before. */
  changes: ChangeView[]
  /** What people corrected in it, the last first. */
  corrections: CorrectionView[]
  /** The page it was read from, where that is kept. */
  page: { hash: string; size: number; mediaType: string } | null
  /** The reading of the same page that took its place. */
  replacedBy: string | null
}

/** One version of an address: when it was read, and how many changes it brought. */
export type VersionLine = { id: string; n: number; seen: string; changes: number }

/** One place where two versions differ: what stands there in the earlier and in the later, and in what it differs. */
export type ChangeView = { kinds: ChangeKind[]; before: Words | null; after: Words | null }

/** Two versions of an address that follow each other, and what changed from one to the other. */
export type RevisionView = { earlier: ArticleLine; later: ArticleLine; changes: ChangeView[] }

/**
 * What a person said against the machine, or for it: when, why, in a sentence what, and what became of it. `undone` somebody took back, `undoes` takes another
 * one back. `article` and `quotation` are those it speaks of as they are read now; `words` are the quotation's.
 */
export type CorrectionView = {
  id: string
  at: string
  by: string
  why: string
  what: Assertion['kind']
  sentence: string
  standing: Standing | 'undone' | 'undoes'
  note: string
  article: Pick<ArticleLine, 'id' | 'address' | 'outlet'> | null
  quotation: string | null
  words: Words[]
}

export type OriginView = {
  id: string
  articles: ArticleLine[]
  because: { kind: string; note: string; spans: Words[] }[]
}

/** A column of the collation: what its cells do to each other. `same` all that print it agree; `accidental` they differ in punctuation, case or spelling; `differs` in words. */
export type ColumnKind = 'same' | 'accidental' | 'differs'

export type VariantView = {
  quotation: QuotationView
  relation: Relation
  /** The sentence or paragraph around it, for context. */
  context: Words
  cells: (Words | null)[]
}

/** A statement in a line: `words` are the fullest reading's. */
export type StatementLine = {
  id: string
  speaker: SpeakerName | null
  said: SaidView | null
  words: Words[]
  printings: number
  outlets: string[]
  /** How many of its articles name no outlet. */
  unnamed: number
  /** Independent origins, as a range: how many there are at least and at most. */
  origins: { least: number; most: number }
  relations: Relation[]
}

export type StatementView = StatementLine & {
  columns: ColumnKind[]
  variants: VariantView[]
  originReasons: OriginView[]
  /** Articles on the same things, full texts and not older than it, that do not carry it; and those that cannot be told, with the reason. */
  leftOutBy: ArticleLine[]
  cannotTell: { article: ArticleLine; why: string }[]
  /** How many there are in all: at most a hundred of each are named. */
  leftOutInAll: number
  cannotTellInAll: number
  /** How many other articles the record holds: they share no speaker and no statement with the ones that carry it. */
  unrelated: number
  echoes: StatementLine[]
  /** Quotations that give the same words to somebody else. */
  conflicts: QuotationView[]
  /** What people said of how it was put together, the last first. */
  corrections: CorrectionView[]
}

/**
 * A printing in the family tree of its statement: from which one it seems to have its words, what tells that, and which of that one's words it is the first
 * to leave out between others that it prints.
 */
export type Relative = {
  quotation: string
  article: Pick<ArticleLine, 'id' | 'address' | 'outlet'>
  part: Part
  published: string | null
  parent: string | null
  because: Descent['because']
  dropped: Words[]
}

/** The family tree of a statement's printings, each after the one it seems to come from; `more` are told in other words throughout, and not in it. */
export type LineageView = { statement: string; link: string; relatives: Relative[]; more: number }

export type SpeakerLine = SpeakerName & { names: string[]; quotations: number; statements: number; outlets: string[] }

export type SpeakerView = SpeakerLine & { said: Listed<StatementLine> }

/**
 * verbatim, partial (excerpt or elided), paraphrase, conflicting (given to somebody else), changed (an earlier version of the page
 * prints it otherwise), absent (the full text is held), unknown (it is not).
 */
export type CellState = 'verbatim' | 'partial' | 'paraphrase' | 'conflicting' | 'changed' | 'absent' | 'unknown'

/** What one article makes of one statement: the quotations it prints it in, and how these stand to the fullest reading. */
export type MatrixCell = { state: CellState; quotations: string[]; relations: Relation[] }

/** Statements, those of most outlets first, with a cell for each of `articles`; `others` touch some of them too and are not shown. */
export type MatrixView = {
  articles: ArticleLine[]
  others: number
  rows: Listed<{ statement: StatementLine; cells: MatrixCell[] }>
}

/** A headline as its outlet printed it: it is that outlet's, never Onrecord's. */
export type Headline = { words: Words; article: Pick<ArticleLine, 'id' | 'address' | 'outlet'> }

/** A story in a line; `headline` is the one that shares most with the others. `first` and `last` are days of publication. */
export type StoryLine = {
  id: string
  headline: Headline | null
  articles: number
  outlets: string[]
  unnamed: number
  first: string | null
  last: string | null
  statements: number
}

/** A sentence that tells what happened on a day, as it stands in an article, and the other articles that print the same. */
export type Passage = { words: Words; articles: Pick<ArticleLine, 'id' | 'address' | 'outlet'>[] }

/** A day of a story: what was said on it, what is told of it, and what was published; null is the day that nobody prints. `more` statements are not listed. */
export type DayView = { day: string | null; said: StatementLine[]; more: number; told: Passage[]; published: ArticleLine[] }

/** Articles of a story that carry the same copy, and why that is thought; an article that shares no copy is alone. */
export type Lane = { origin: string | null; articles: string[]; because: string[] }

/** A statement against the articles of a story: of those that can be told about (`searched`), how many print it. */
export type StoryRow = { statement: StatementLine; cells: MatrixCell[]; prints: number; searched: number }

/** What a headline puts in marks or tells as said, beside the fullest reading of it. */
export type HeadlineBeside = { headline: Headline; quotation: QuotationView; statement: StatementLine; relation: Relation }

/** How often each outlet of a story quotes a speaker. */
export type Voice = { speaker: SpeakerName; by: { outlet: string; quotations: number }[] }

/**
 * A story with all its sides. `asked` is the id that was asked for, where the story has gone into another since. `columns` are the articles of `rows`: of an
 * address with several versions the latest; of `partly` it can't be said what they leave out.
 */
export type StoryView = StoryLine & {
  asked: string
  /** A long story is read in pages, from its latest articles back: all that follows is of the articles of this page. */
  page: number
  pages: number
  lines: ArticleLine[]
  lanes: Lane[]
  days: DayView[]
  columns: string[]
  rows: StoryRow[]
  moreRows: number
  partly: { article: ArticleLine; why: string }[]
  headlines: HeadlineBeside[]
  voices: Voice[]
}

/** The record in numbers, and the statements whose printings differ in words, most telling first. */
export type SummaryView = {
  articles: number
  outlets: number
  quotations: number
  speakers: number
  statements: number
  shared: number
  differing: { statement: StatementLine; note: string }[]
}

export type Hit = { quotation: QuotationView; snippet: string }

/** A part of what a search found: how many quotations there are in all, some of them, and the cursor to what follows; null at the end. */
export type Hits = { all: number; answers: Hit[]; next: string | null }

/**
 * Something that is watched, and how it does. `at` is where it stands now, `why` what is wrong with it or to be known of it,
 * `articles` how many were read of it, `left` how many could not be, and `leftWhy` one of the reasons. Moments are ISO 8601.
 */
export type FeedLine = {
  address: string
  at: string
  kind: string | null
  title: string | null
  state: 'new' | 'read' | 'failing' | 'ended'
  lastRead: string | null
  lastNew: string | null
  next: string | null
  failures: number
  why: string | null
  articles: number
  waiting: number
  left: number
  leftWhy: string | null
}

/** Every question that can be asked of a record: what it takes and what it answers. The doors are loops over this list. */
export type Answers = {
  summary: { input: Record<string, never>; output: SummaryView }
  articles: { input: { page?: number }; output: Listed<ArticleLine> }
  article: { input: { id: string }; output: ArticleView }
  /** `name` is a name as people type it; `by` the order: the most quoted first, or by name. */
  speakers: { input: { name?: string; by?: 'quotations' | 'name'; page?: number }; output: Listed<SpeakerLine> }
  speaker: { input: { id: string; page?: number }; output: SpeakerView }
  /** `speaker` is a name as people type it; without one, every statement, most printed first. */
  statements: { input: { speaker?: string; page?: number }; output: Listed<StatementLine> }
  statement: { input: { id: string }; output: StatementView }
  /** Statements in more than one article against articles; with `speaker`, only that one's. */
  matrix: { input: { speaker?: string; page?: number }; output: MatrixView }
  stories: { input: { page?: number }; output: Listed<StoryLine> }
  story: { input: { id: string; page?: number }; output: StoryView }
  /** Quotations by a query of the one grammar; `after` is the cursor of the answer before. */
  find: { input: { q: string; after?: string }; output: Hits }
  /** `text` is a draft, `quote` one quotation: one of them is given. Reading a draft takes the stages, so the answer comes later. */
  check: { input: CheckInput; output: Promise<CheckView> }
  verify: { input: VerifyInput; output: VerifyView }
  cite: { input: CiteInput; output: CiteView }
  origins: { input: { id: string }; output: OriginsView }
  lineage: { input: { id: string }; output: Promise<LineageView> }
  /** What is watched, those that fail first. */
  feeds: { input: { page?: number }; output: Listed<FeedLine> }
  /** What changed between versions of a page, the last read first; with `article`, in the versions of its address alone. */
  changes: { input: { article?: string; page?: number }; output: Listed<RevisionView> }
  /** What people corrected, the last first. */
  corrections: { input: { page?: number }; output: Listed<CorrectionView> }
}

/** Asks the record one question. Throws NotHere, with a sentence for people, where the thing asked for is not in the record. */
export type Ask = <Name extends keyof Answers>(name: Name, input: Answers[Name]['input']) => Answers[Name]['output']

/** The thing asked for is not in the record. */
export class NotHere extends Error {}
