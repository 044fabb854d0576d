/**
 * What leaves the house: the shapes of every operation's answer, the same for the command line, the API and the pages.
 * Words go out with the text's hash and their span, so that whoever gets them can check them.
 * Programs read the shapes as JSON Schema, people and the compiler as types: both are made of the same lines.
 */
export type { ArticleLine, ChangeView, Headline, OriginView, Printer, RevisionView, VersionLine } from './article.ts'
export {
  type CellKind,
  type CheckCell,
  type CheckedQuote,
  type CheckView,
  type Claim,
  type Claimed,
  type Evidence,
  type Searched,
  STATES,
  type State,
  type VerifyView
} from './check.ts'
export type { JobLine, JobsView } from './jobs.ts'
export { DECISIONS, type Decision, type InboxView, type SearchLine, type SearchView } from './kept.ts'
export type { OutletLine, OutletView } from './outlet.ts'
export type { Listed, SpeakerName, Words } from './plain.ts'
export type { PositionsSide, PositionsView, ReportedBy, SubjectView, WordingView } from './positions.ts'
export {
  type Answers,
  type Ask,
  type CheckInput,
  type CiteInput,
  type CiteView,
  type Name,
  NotHere,
  QUESTIONS,
  type VerifyInput
} from './questions.ts'
export type { CorrectionView, Hit, Hits, InVersion, QuotationView, ReadQuotation, Rival, SaidView } from './quotation.ts'
export type { ArticleView } from './reading.ts'
export type { FeedLine, SummaryView } from './record.ts'
export type {
  CellState,
  ColumnKind,
  LineageView,
  MatrixCell,
  MatrixSort,
  MatrixState,
  MatrixView,
  OriginsView,
  Relative,
  SpeakerLine,
  SpeakerView,
  StatementLine,
  StatementView,
  VariantView
} from './statement.ts'
export type { DayView, HeadlineBeside, Lane, Passage, StoryHead, StoryLine, StoryRow, StoryView, Voice } from './story.ts'
