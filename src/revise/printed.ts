import { fold, type Span, sentences, type Text, words } from '../text/index.ts'
import type { BlockKind, Reading } from '../types.ts'

/** A word as it is compared: its key is the same in any case and with any accents. */
export type Printed = Span & { readonly key: string }

/** The blocks in which an article says something. What is left out is noise: furniture, credits, sections and the lines of times. */
const SAYS: ReadonlySet<BlockKind> = new Set(['title', 'dek', 'heading', 'paragraph', 'list', 'quotation', 'summary', 'caption'])

/** The words of a span, without marks. */
export const printedIn = (text: Text, within: Span): Printed[] =>
  words(text, within)
    .filter(one => one.kind === 'word')
    .map(({ start, end }) => ({ start, end, key: fold(text.chars.slice(start, end)).chars }))

/** The sentences of what an article says, in order. */
export const sentencesOf = ({ text, blocks }: Reading): Span[] =>
  blocks.filter(block => SAYS.has(block.kind)).flatMap(block => sentences(text, block))

/** The keys of all words that an article says, in order. */
export const keysOf = ({ text, blocks }: Reading): string[] =>
  blocks.filter(block => SAYS.has(block.kind)).flatMap(block => printedIn(text, block).map(one => one.key))

/** Keys in a row, so that one row can be looked for in another: " the old cranes ". */
export const rowOf = (keys: readonly string[]): string => ` ${keys.join(' ')} `
