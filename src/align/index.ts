import type { Span, Text } from '../text/index.ts'
import type { Comparison, Completeness, HeadlineQuote, Statement, Witness } from '../types.ts'

/** One side of a comparison: words of a text (without their marks), and who said them and when it was published, where that is known. */
export type Side = {
  readonly text: Text
  readonly at: Span
  readonly speaker?: string | null
  readonly published?: string | null
}

/** Whether two quotations are one utterance, how the second stands to the first, and the table of their words. */
export const compareQuotes = (_a: Side, _b: Side): Comparison => ({ same: false, relation: null, score: 0, cells: [] })

/** The Statements of these witnesses: every witness is in exactly one. The order of the witnesses makes no difference. */
export const alignQuotes = (_witnesses: readonly Witness[]): readonly Statement[] => []

/** An article as a headline is checked against it. */
export type Searched = { readonly text: Text; readonly completeness: Completeness }

/** The quotations of a headline, each with its class and evidence. `articles[0]` is the headline's own, the others are other outlets'. */
export const checkHeadline = (_headline: Text, _articles: readonly Searched[]): readonly HeadlineQuote[] => []
