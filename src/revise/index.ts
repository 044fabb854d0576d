import type { Span } from '../text/index.ts'
import type { Article, Change, ChangeKind, Entry, Reading, Some } from '../types.ts'
import { notesOf } from './notes.ts'
import { passageChanges } from './passages.ts'
import { comparePosts } from './posts.ts'
import { keysOf, printedIn, rowOf } from './printed.ts'
import { type Found, quotationChanges } from './quotations.ts'

/** What a reader should know of that changed between two versions of a page, in the order of the later one; noise is left out. */
export const findChanges = (before: Entry, after: Entry): readonly Change[] => {
  const posts = comparePosts(before, after)
  const quotations = quotationChanges(posts.before, posts.after)
  const found = [
    ...headlineChange(before.article, after.article),
    ...posts.changes,
    ...quotations,
    ...passageChanges(posts.before, posts.after, quotations),
    ...newNotes(posts.before.article, posts.after.article)
  ]
  const cited = (at: Span | null, { text }: Article) => at && { text: text.id, start: at.start, end: at.end }
  return found
    .toSorted((x, y) => placeOf(x) - placeOf(y))
    .map(({ kinds, before: a, after: b }) => ({
      kinds: kinds as unknown as Some<ChangeKind>,
      before: cited(a, before.article),
      after: cited(b, after.article)
    }))
}

const placeOf = ({ before, after }: Found) => (after ?? before)!.start

/** Whether two readings of one address say the same: only furniture, credits, times and marks differ. */
export const isUnchanged = (before: Reading, after: Reading): boolean =>
  before.text.id === after.text.id ||
  (rowOf(keysOf(before)) === rowOf(keysOf(after)) &&
    before.byline.join('\n') === after.byline.join('\n') &&
    before.completeness === after.completeness &&
    !newNotes(before, after).length)

const rowsOf = ({ text }: Reading, spans: readonly Span[]) => spans.map(one => rowOf(printedIn(text, one).map(word => word.key)))

const headlineChange = (before: Reading, after: Reading): Found[] => {
  const [a, b] = [before, after].map(one => one.blocks.find(block => block.kind === 'title') ?? null)
  if (!a || !b) return []
  return rowsOf(before, [a])[0] === rowsOf(after, [b])[0] ? [] : [{ kinds: ['headline'], before: a, after: b }]
}

const newNotes = (before: Reading, after: Reading): Found[] => {
  const known = new Set(rowsOf(before, notesOf(before)))
  const notes = notesOf(after)
  const rows = rowsOf(after, notes)
  return notes.flatMap((note, n): Found[] =>
    known.has(rows[n]) ? [] : [{ kinds: ['correction-note'], before: null, after: { start: note.start, end: note.end } }]
  )
}
