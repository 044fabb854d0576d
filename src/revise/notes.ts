import { entries, fold, type Span, sentences } from '../text/index.ts'
import type { Reading } from '../types.ts'
import noteList from './correction-notes.txt'

const phrases = entries(noteList)

/** Longer than any note: a sentence of the report may happen to hold the words of one. */
const LONGEST_NOTE = 600

/** The notes by which an article says that it was changed, wherever they stand: “An earlier version of this article gave a wrong name.” */
export const notesOf = ({ text, blocks }: Reading): Span[] =>
  blocks
    .flatMap(block => sentences(text, block))
    .filter(one => one.end - one.start <= LONGEST_NOTE && isNote(fold(text.chars.slice(one.start, one.end)).chars))

// "Correction:" begins a note; "an earlier version of this article" may stand anywhere in one.
const isNote = (folded: string): boolean =>
  phrases.some(one => (one.endsWith(':') ? folded.startsWith(one) : folded.includes(one)))
