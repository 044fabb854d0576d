import { overlap, type Span, type Text, trim } from '../text/index.ts'
import type { Some, Tagged } from '../types.ts'
import { withoutOccasion } from './occasion.ts'

const LETTER = /[\p{L}\p{N}]/u
/** Longer words are no words: a text without spaces is not read through for one. */
const LONGEST_WORD = 40

/** The span grown to whole words, whose parts a tagger reads one by one ("blame|s"). */
export const wholeWords = ({ chars }: Text, { start, end }: Span): Span => {
  const inWord = (at: number) => LETTER.test(chars[at - 1] ?? '') && LETTER.test(chars[at] ?? '')
  let [from, to] = [start, end]
  while (start - from < LONGEST_WORD && inWord(from)) from--
  while (to - end < LONGEST_WORD && inWord(to)) to++
  return { start: from, end: to }
}

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

/** Where the tagger's content stands inside one block: without its cue, with whole words, to the marks; null where no word is left. */
export const contentIn = (
  text: Text,
  block: Span,
  marked: readonly Span[],
  { cue, content }: Pick<Tagged, 'cue' | 'content'>
): Some<Span> | null => {
  const found: Span[] = []
  for (const one of content) {
    const inside = { start: Math.max(one.start, block.start), end: Math.min(one.end, block.end) }
    for (const piece of inside.start < inside.end ? without(wholeWords(text, inside), cue) : []) {
      const printed = trim(text, piece)
      if (!printed || !LETTER.test(text.chars.slice(printed.start, printed.end))) continue
      const { start, end } = withoutOccasion(text, toMarks(printed, marked, cue), marked)
      const last = found.at(-1)
      // Two pieces that were mended to the same marks are one.
      if (last && start <= last.end) found[found.length - 1] = { start: last.start, end: Math.max(last.end, end) }
      else found.push({ start, end })
    }
  }
  const [first, ...rest] = found
  return first ? [first, ...rest] : null
}

const without = (one: Span, hole: Span): Span[] =>
  overlap(one, hole)
    ? [
        { start: one.start, end: hole.start },
        { start: hole.end, end: one.end }
      ].filter(({ start, end }) => start < end)
    : [one]

/** Words that end no speaker's name: what they lead to was left out, or belongs to the cue. */
const TAIL = /\s+(?:has|have|had|is|are|was|were|will|would|also|on|in|at|of|to|for|from|by|with|and|the|a)$/i

/** "Ada Ruiz, who spoke | on Monday,": what is told of the speaker, of which a word or two were read. */
const CUT_SHORT = /,\s+(?:who|whom|whose|which)(?:\s+[^\s,]+){0,2}$/

/** "(NNA)Ada Ruiz": the end of a date line that was read as the beginning of the name. */
const HEAD = /^[^()]*\)\s*(?=\S)/

/** The speaker's span without auxiliaries and prepositions at its end ("Ada Ruiz has" said), and without pieces of what stands beside the name. */
export const speakerWithin = ({ chars }: Text, { start, end }: Span): Span => {
  start += HEAD.exec(chars.slice(start, end))?.[0].length ?? 0
  const told = /^\s+[\p{L}\p{N}]/u.test(chars.slice(end, end + 3)) ? CUT_SHORT.exec(chars.slice(start, end)) : null
  if (told?.index) end = start + told.index
  for (let tail = TAIL.exec(chars.slice(start, end)); tail; tail = TAIL.exec(chars.slice(start, end))) end -= tail[0].length
  return { start, end }
}
