import { z } from 'zod'
import type { Descent } from '../../../types.ts'
import { articleLine, origin, printer } from './article.ts'
import { kind, listed, maybe, named, part, relation, speakerName, text, whole, words } from './plain.ts'
import { correction, quotation, said } from './quotation.ts'

const statementFields = {
  id: text,
  speaker: maybe(speakerName),
  said: maybe(said),
  words: z.array(words),
  printings: whole,
  outlets: z.array(text),
  unnamed: whole.describe('How many of its articles name no outlet.'),
  origins: z.object({ least: whole, most: whole }).describe('Independent origins: how many there are at least and at most.'),
  relations: z.array(relation)
}

/** A statement in a line of a list. */
export const statementLine = named('StatementLine', z.object(statementFields), 'A statement; `words` are its fullest reading’s.')
export type StatementLine = z.infer<typeof statementLine>

const column = z.enum(['same', 'accidental', 'differs'])
/** A column of the collation: all that print it agree, or differ in punctuation, case or spelling, or in words. */
export type ColumnKind = z.infer<typeof column>

const variant = z.object({
  quotation,
  relation,
  context: words.describe('The sentence or paragraph around it.'),
  cells: z.array(maybe(words))
})
export type VariantView = z.infer<typeof variant>

/** A statement with its variants side by side, its origins, and who left it out. */
export const statement = z.object({
  ...statementFields,
  columns: z.array(column),
  variants: z.array(variant),
  originReasons: z.array(origin),
  leftOutBy: z
    .array(articleLine)
    .describe('Articles on the same things, full texts and not older than it, that do not carry it.'),
  cannotTell: z.array(z.object({ article: articleLine, why: text })),
  leftOutInAll: whole.describe('How many there are in all: at most a hundred of each are named.'),
  cannotTellInAll: whole,
  unrelated: whole.describe(
    'How many other articles the record holds: they share no speaker and no statement with those that carry it.'
  ),
  echoes: z.array(statementLine),
  conflicts: z.array(quotation).describe('Quotations that give the same words to somebody else.'),
  corrections: z.array(correction)
})
export type StatementView = z.infer<typeof statement>

const because = z.enum(['first', 'words', 'credit']) satisfies z.ZodType<Descent['because']>

const relative = named(
  'Relative',
  z.object({
    quotation: text,
    article: printer,
    part,
    published: maybe(text),
    parent: maybe(text),
    because,
    dropped: z.array(words)
  }),
  'A printing in the family tree of its statement: from which one it seems to have its words, what tells that, and which of that one’s words it is the first to leave out between others that it prints.'
)
export type Relative = z.infer<typeof relative>

/** The family tree of a statement's printings, each after the one it seems to come from; `more` are told in other words throughout, and not in it. */
export const lineage = z.object({ statement: text, link: text, relatives: z.array(relative), more: whole })
export type LineageView = z.infer<typeof lineage>

/** How many independent origins a statement has, as a range, and why. */
export const origins = z.object({
  statement: statementLine,
  link: text,
  least: whole,
  most: whole,
  sentence: text,
  groups: z
    .array(z.object({ articles: z.array(articleLine), because: z.array(text) }))
    .describe('The articles that carry it; those that share copy or an outlet together, with the reasons in a sentence each.'),
  reasons: z.array(origin)
})
/** How many independent origins a statement has, as a range, and why: the articles that count as one, and what joins them. */
export type OriginsView = z.infer<typeof origins>

const cellState = z.enum(['verbatim', 'partial', 'paraphrase', 'conflicting', 'changed', 'absent', 'unknown'])
/**
 * verbatim, partial (excerpt or elided), paraphrase, conflicting (given to somebody else), changed (an earlier version of the page
 * prints it otherwise), absent (the full text is held), unknown (it is not).
 */
export type CellState = z.infer<typeof cellState>

/** What each article makes of one statement: the quotations it prints it in, and how these stand to the fullest reading. */
export const cells = z.array(z.object({ state: cellState, quotations: z.array(text), relations: z.array(relation) }))
/** What one article makes of one statement: the quotations it prints it in, and how these stand to the fullest reading. */
export type MatrixCell = z.infer<typeof cells>[number]

/** The order of the rows: those of most outlets, of most printings that differ with no mark, or said last, first. */
export const matrixSort = z.enum(['outlets', 'differences', 'day'])
export type MatrixSort = z.infer<typeof matrixSort>

/** Of which state at least one cell of each row is to be. */
export const matrixState = z.enum(['partial', 'paraphrase', 'conflicting', 'absent'])
export type MatrixState = z.infer<typeof matrixState>

/** Statements, those of most outlets first, with a cell for each of `articles`; `others` touch some of them too and are not shown. */
export const matrix = z.object({
  articles: z.array(articleLine),
  others: whole,
  of: maybe(whole).describe(
    'Rows that were chosen by a state, or put in another order, are so of this many statements: those of most outlets.'
  ),
  rows: listed(z.object({ statement: statementLine, cells }))
})
export type MatrixView = z.infer<typeof matrix>

const speakerFields = {
  id: text,
  name: text,
  kind,
  names: z.array(text),
  quotations: whole,
  statements: whole,
  outlets: z.array(text)
}
/** A speaker in a line of a list. */
export const speakerLine = named('SpeakerLine', z.object(speakerFields))
export type SpeakerLine = z.infer<typeof speakerLine>

/** A speaker and what they said. */
export const speaker = z.object({ ...speakerFields, said: listed(statementLine) })
export type SpeakerView = z.infer<typeof speaker>
