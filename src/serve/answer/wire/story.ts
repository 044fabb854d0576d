import { z } from 'zod'
import { articleLine, change, headline, printer } from './article.ts'
import { maybe, named, relation, speakerName, text, whole, words } from './plain.ts'
import { correction, quotation } from './quotation.ts'
import { cells, statementLine } from './statement.ts'

/** A story in a line of a list. */
export const storyLine = named(
  'StoryLine',
  z.object({
    id: text,
    headline: maybe(headline),
    articles: whole,
    outlets: z.array(text),
    unnamed: whole,
    first: maybe(text),
    last: maybe(text),
    statements: whole
  }),
  'A story; `headline` is the one that shares most with the others, `first` and `last` are days of publication.'
)
export type StoryLine = z.infer<typeof storyLine>

const passage = z.object({ words, articles: z.array(printer) })
/** A sentence that tells what happened on a day, as it stands in an article, and the other articles that print the same. */
export type Passage = z.infer<typeof passage>

const day = named(
  'Day',
  z.object({
    day: maybe(text),
    said: z.array(statementLine),
    more: whole,
    told: z.array(passage),
    published: z.array(articleLine)
  }),
  'A day of a story: what was said on it, what is told of it, and what was published; null is the day that nobody prints. `more` statements are not listed.'
)
export type DayView = z.infer<typeof day>

const lane = z.object({ origin: maybe(text), articles: z.array(text), because: z.array(text) })
/** Articles of a story that carry the same copy, and why that is thought; an article that shares no copy is alone. */
export type Lane = z.infer<typeof lane>

const row = z.object({ statement: statementLine, cells, prints: whole, searched: whole })
/** A statement against the articles of a story: of those that can be told about (`searched`), how many print it. */
export type StoryRow = z.infer<typeof row>

const beside = z.object({ headline, quotation, statement: statementLine, relation })
/** What a headline puts in marks or tells as said, beside the fullest reading of it. */
export type HeadlineBeside = z.infer<typeof beside>

const head = z.object({ article: articleLine, changes: z.array(z.object({ seen: text, change })) })
/** The headline of an article of a story, and what was changed in it from version to version of its page, each with the moment it was read. */
export type StoryHead = z.infer<typeof head>

const voice = z.object({ speaker: speakerName, by: z.array(z.object({ outlet: text, quotations: whole })) })
/** How often each outlet of a story quotes a speaker. */
export type Voice = z.infer<typeof voice>

/** A story with all its sides. */
export const story = z.object({
  ...storyLine.shape,
  asked: text.describe('The id that was asked for, where the story has gone into another since.'),
  page: whole.describe(
    'A long story is read in pages, from its latest articles back: all that follows is of the articles of this page.'
  ),
  pages: whole,
  lines: z.array(articleLine),
  lanes: z.array(lane),
  days: z.array(day),
  columns: z.array(text).describe('The articles of `rows`: of an address with several versions the latest.'),
  rows: z.array(row),
  moreRows: whole,
  partly: z.array(z.object({ article: articleLine, why: text })).describe('Of these it can’t be said what they leave out.'),
  heads: z.array(head).describe('The headlines of `columns`, with what was changed in each.'),
  headlines: z.array(beside),
  voices: z.array(voice),
  notes: z.array(correction).describe('What people noted on it, the last first.')
})
export type StoryView = z.infer<typeof story>
