import { z } from 'zod'
import { STYLE_NAMES } from '../../cite/cite.ts'
import { articleLine, revision } from './article.ts'
import { check, verify } from './check.ts'
import { jobs } from './jobs.ts'
import { inboxView, searchLine, searchView } from './kept.ts'
import { outlet, outletLine } from './outlet.ts'
import { listed, text } from './plain.ts'
import { positions } from './positions.ts'
import { correction, hits, quotation } from './quotation.ts'
import { article } from './reading.ts'
import { feed, summary } from './record.ts'
import { lineage, matrix, matrixSort, matrixState, origins, speaker, speakerLine, statement, statementLine } from './statement.ts'
import { story, storyLine } from './story.ts'

/** The longest draft: a book chapter; and the most that a date, a name or an id has. */
const LONGEST_DRAFT = 200_000
const LONGEST_NAME = 300

const page = z.coerce.number<number>().optional()
const some = text.min(1)
const draft = some.max(LONGEST_DRAFT).optional()
const given = some.max(LONGEST_NAME).optional()
const day = z
  .string()
  .regex(/^\d{4}-\d\d-\d\d(?:\/\d{4}-\d\d-\d\d)?$/, 'a day as 2031-03-12, or two with a / between')
  .optional()
const offset = z.coerce.number<number>().int().min(0)

const inPages = z.strictObject({ page })
const byId = z.strictObject({ id: some })
const bySpeaker = z.strictObject({ speaker: some.optional(), page })

const oneOfBoth = (one: { text?: unknown; quote?: unknown }) => (one.text === undefined) !== (one.quote === undefined)

/** Every question that can be asked of a record: what it takes, and what it is answered with. */
export const QUESTIONS = {
  summary: { takes: z.strictObject({}), gives: summary },
  articles: { takes: inPages, gives: listed(articleLine) },
  article: { takes: byId, gives: article },
  speakers: {
    takes: z.strictObject({ name: some.optional(), by: z.enum(['quotations', 'name']).optional(), page }),
    gives: listed(speakerLine)
  },
  speaker: { takes: z.strictObject({ id: some, page }), gives: speaker },
  statements: { takes: bySpeaker, gives: listed(statementLine) },
  statement: { takes: byId, gives: statement },
  matrix: { takes: bySpeaker.extend({ sort: matrixSort.optional(), state: matrixState.optional() }), gives: matrix },
  stories: { takes: inPages, gives: listed(storyLine) },
  story: { takes: z.strictObject({ id: some, page }), gives: story },
  find: {
    takes: z.strictObject({ q: text, by: z.enum(['best', 'newest']).optional(), after: text.max(LONGEST_NAME).optional() }),
    gives: hits
  },
  check: {
    takes: z
      .strictObject({ text: draft, quote: draft, speaker: given, said: day, outlet: given, article: given, published: day })
      .refine(oneOfBoth, 'give either a "text" or a "quote"'),
    gives: check
  },
  verify: {
    takes: z.strictObject({
      text: z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex'),
      start: offset,
      end: offset,
      words: some.max(LONGEST_DRAFT)
    }),
    gives: verify
  },
  cite: {
    takes: z.strictObject({
      id: some,
      as: z.enum(STYLE_NAMES).optional(),
      base: z.url({ protocol: /^https?$/ }).optional()
    }),
    gives: z.object({ as: z.enum(STYLE_NAMES), mediaType: text, citation: text, link: text, quotation })
  },
  origins: { takes: byId, gives: origins },
  lineage: { takes: byId, gives: lineage },
  positions: { takes: z.strictObject({ speaker: some, with: some.optional() }), gives: positions },
  feeds: { takes: inPages, gives: listed(feed) },
  jobs: { takes: inPages, gives: jobs },
  outlets: { takes: inPages, gives: listed(outletLine) },
  outlet: { takes: z.strictObject({ name: some, page }), gives: outlet },
  changes: { takes: z.strictObject({ article: some.optional(), page }), gives: listed(revision) },
  corrections: { takes: inPages, gives: listed(correction) },
  searches: { takes: inPages, gives: listed(searchLine) },
  search: { takes: byId, gives: searchView },
  notes: { takes: inPages, gives: listed(correction) },
  inbox: { takes: z.strictObject({}), gives: inboxView }
} as const satisfies Record<string, { takes: z.ZodType; gives: z.ZodType }>

/** The questions' names. */
export type Name = keyof typeof QUESTIONS

/** What the stages have to read something for is answered later. */
type Later = 'check' | 'lineage' | 'positions'

/** What each question takes and how it is answered. */
export type Answers = {
  [One in Name]: {
    input: z.infer<(typeof QUESTIONS)[One]['takes']>
    output: One extends Later ? Promise<z.infer<(typeof QUESTIONS)[One]['gives']>> : z.infer<(typeof QUESTIONS)[One]['gives']>
  }
}

/** A draft, or one quotation with what is claimed of it. */
export type CheckInput = Answers['check']['input']

/** A span that somebody cites: the text's hash, the offsets, and the words that are said to stand there. */
export type VerifyInput = Answers['verify']['input']

export type CiteInput = Answers['cite']['input']

/** A citation: how it reads, and what it cites with span and hash. */
export type CiteView = Answers['cite']['output']

/** Asks the record one question. Throws NotHere, with a sentence for people, where the thing asked for is not in the record. */
export type Ask = <One extends Name>(name: One, input: Answers[One]['input']) => Answers[One]['output']

/** The thing asked for is not in the record. */
export class NotHere extends Error {}
