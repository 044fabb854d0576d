import { withoutLinkLists } from '../text/index.ts'
import type { Found, Quote, Reading, Tagged } from '../types.ts'
import { carryOver } from './carried.ts'
import { foreignQuotes } from './foreign.ts'
import { dropTopics, headlineQuotes, inMarksAlone } from './headline.ts'
import { type Passage, partOf, quoteOf } from './passage.ts'
import { sentenceQuotes } from './sentence.ts'
import { speechGoesOn } from './speech.ts'
import { addCarried, joinTagged } from './tagged-join.ts'
import { isTimed, takeTimedTurns } from './timed.ts'
import { readSentences } from './tokens.ts'
import { takeTurns } from './transcript.ts'

/**
 * The quotations of a Reading, in the order of their content. Furniture yields none. `tagged` is what a trained tagger has found in it:
 * without it (null) the rules work alone.
 */
export const findQuotes = (printed: Reading, tagged: readonly Tagged[] | null = null): Found<readonly Quote[]> => {
  const reading = { ...printed, text: withoutLinkLists(printed.text) }
  const passages = reading.blocks.flatMap(block => {
    const part = partOf(block)
    return part && !isMarkup(reading, block) ? [readPassage(reading, block, part)] : []
  })
  const carried = tagged ? joinTagged(reading, passages, tagged) : []
  if (isTimed(reading)) takeTimedTurns(reading.text, passages)
  else takeTurns(reading.text, passages)
  carryOver(passages)
  addCarried(carried)
  dropTopics(reading.text, passages)
  const value = passages.flatMap(passage => passage.quotes).sort((a, b) => a.content[0].start - b.content[0].start)
  return { value, problems: [] }
}

const readPassage = (reading: Reading, block: Passage['block'], part: Passage['part']): Passage => {
  const headline = part === 'headline' || block.kind === 'heading'
  const titleCase = headline && isTitleCase(reading.text.chars.slice(block.start, block.end))
  const sentences = readSentences(reading.text, block, titleCase)
  const inMarks = sentences.flat().flatMap(one => (one.marked ? [{ ...one.marked.whole, isTitle: one.pos === 'PROPN' }] : []))
  const titles = titleCase ? [] : inMarks.filter(one => one.isTitle)
  const passage: Passage = { block, part, sentences, marked: inMarks, titles, quotes: [] }
  const named = part === 'headline' ? headlineQuotes(sentences[0] ?? []) : []
  const quotesIn = reading.language && reading.language !== 'en' ? foreignQuotes : sentenceQuotes
  const found = sentences.map((tokens, i) => (i === 0 && named.length ? named : quotesIn(tokens)))
  const drafts = part === 'headline' ? found.map((some, i) => some.map(draft => inMarksAlone(sentences[i], draft))) : found
  for (const { tokens, draft } of speechGoesOn(sentences, drafts)) passage.quotes.push(quoteOf(reading, passage, tokens, draft))
  return passage
}

// <post author="Ada Ruiz">: an embed whose markup was left in the text is another's text, and the marks in it are no quotation marks.
const isMarkup = ({ text }: Reading, { start, end }: Passage['block']): boolean =>
  /^\s*<[a-z][\w-]*\s+[\w-]+=/i.test(text.chars.slice(start, end))

const isTitleCase = (line: string): boolean => {
  const words = line.match(/\p{L}[\p{L}’']{3,}/gu) ?? []
  return words.length > 2 && words.filter(word => /^\p{Lu}/u.test(word)).length > 0.7 * words.length
}
