import { overlap, type Span } from '../text/index.ts'

/** From this share of the words in a pair of marks, all of them are meant: a tagger stops a word early or late, marks do not. */
const MEANT = 0.5

/** The span, widened to the marks of what it holds the most of: a direct quotation's bounds are where the marks are. It never runs over its cue. */
export const toMarks = (span: Span, marked: readonly Span[], cue: Span): Span => {
  let { start, end } = span
  for (const one of marked) {
    if (!overlap(one, { start, end }) || overlap(one, cue)) continue
    const shared = Math.min(end, one.end) - Math.max(start, one.start)
    if (shared < MEANT * (one.end - one.start)) continue
    start = Math.min(start, one.start)
    end = Math.max(end, one.end)
  }
  return overlap({ start, end }, cue) ? span : { start, end }
}
