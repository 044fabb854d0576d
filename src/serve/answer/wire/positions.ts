import { z } from 'zod'
import { change } from './article.ts'
import { maybe, named, text, whole, words } from './plain.ts'
import { speakerLine, statementLine } from './statement.ts'

const subject = named(
  'Subject',
  z.object({ word: words, statements: z.array(statementLine) }),
  'Statements that say one word, or two beside each other, in the order of the days on which they were said; those without a day come last. `word` is as one of them prints it.'
)
/** Statements that say one word, in the order of their days. */
export type SubjectView = z.infer<typeof subject>

const wording = named(
  'Wording',
  z.object({ earlier: statementLine, later: statementLine, change }),
  'A thing that one speaker said on two occasions, and where the wordings differ. That they differ is all that is said of it.'
)
/** One thing said on two occasions, and how its wording changed. */
export type WordingView = z.infer<typeof wording>

const reported = z.object({
  outlet: maybe(text),
  quotations: whole,
  direct: whole,
  mixed: whole,
  indirect: whole,
  scare: whole
})
/** How often an outlet quotes a speaker, and in which forms. */
export type ReportedBy = z.infer<typeof reported>

const side = z.object({
  speaker: speakerLine,
  first: maybe(text).describe('The first and the last day on which something of it was said, where one is known.'),
  last: maybe(text),
  undated: whole,
  reported: z.array(reported),
  wordings: z.array(wording)
})
/** One speaker of a comparison. */
export type PositionsSide = z.infer<typeof side>

/** What one speaker, or two, said by subject and time. */
export const positions = z.object({
  sides: z.array(side),
  subjects: z.array(subject).describe('With two speakers, those of which both speak come first.'),
  looked: whole.describe('How many statements were looked at: the latest of them, where there are more.'),
  others: whole.describe('How many of these stand under no subject: nothing else shares a telling word with them.'),
  more: whole.describe('How many more there are.')
})
export type PositionsView = z.infer<typeof positions>
