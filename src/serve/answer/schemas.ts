import { z } from 'zod'
import { BLOCK_KINDS, CHANGE_KINDS } from '../../types.ts'
import type { CheckedQuote, CheckView, VerifyView } from '../check/wire.ts'
import { CELL_KINDS, STATES } from '../check/wire.ts'
import { type CiteView, STYLE_NAMES } from '../cite/cite.ts'
import type { OriginsView } from './independent.ts'
import type * as wire from './wire.ts'

// The shapes of wire.ts, so that programs can read them: the compiler checks that both say the same, test/contract.test.ts that real answers do.

const whole = z.int()
const chance = z.number().min(0).max(1)
const maybe = <T extends z.ZodType>(type: T) => type.nullable()
const text = z.string()

/** Gives a schema the name under which the API's description holds it. */
const named = <T extends z.ZodType>(id: string, schema: T): T => schema.meta({ id }) as T

const words = named(
  'Words',
  z.object({ text, start: whole, end: whole, words: text, refused: text.optional() })
) satisfies z.ZodType<wire.Words>

const dated = named(
  'Dated',
  z.object({ value: text, precision: z.enum(['second', 'minute', 'day', 'month', 'year']), evidence: text })
)

const kind = z.enum(['person', 'body', 'unnamed'])
const speakerName = named('SpeakerName', z.object({ id: text, name: text, kind }))

const completeness = z.enum(['full', 'teaser', 'wall', 'unknown'])

const articleLine = named(
  'ArticleLine',
  z.object({
    id: text,
    address: text,
    outlet: maybe(text),
    title: maybe(text),
    opening: maybe(text),
    dek: maybe(text),
    byline: z.array(text),
    section: maybe(text),
    published: maybe(dated),
    updated: maybe(dated),
    seen: text,
    completeness,
    quotations: whole,
    version: z.object({ n: whole, of: whole }).optional(),
    refused: text.optional()
  })
) satisfies z.ZodType<wire.ArticleLine>

const printer = z.object({ id: text, address: text, outlet: maybe(text) })

const said = named(
  'Said',
  z.object({
    date: maybe(text),
    place: maybe(words),
    occasion: maybe(words),
    because: z.array(words),
    inferredFrom: maybe(text),
    way: z.object({ to: maybe(words), medium: maybe(words), through: maybe(words) }).optional(),
    lender: printer.optional()
  })
) satisfies z.ZodType<wire.SaidView>

const ASSERTED = [
  'confirm',
  'reject',
  'bounds',
  'speaker',
  'merge-speakers',
  'split-speaker',
  'merge-statements',
  'split-statement',
  'merge-origins',
  'split-origins',
  'undo'
] as const

const correction = named(
  'Correction',
  z.object({
    id: text,
    at: text,
    by: text,
    why: text,
    what: z.enum(ASSERTED),
    sentence: text,
    standing: z.enum(['applies', 'agrees', 'disputed', 'outranked', 'lost', 'undone', 'undoes']),
    note: text,
    article: maybe(printer),
    quotation: maybe(text),
    words: z.array(words)
  })
) satisfies z.ZodType<wire.CorrectionView>

const form = z.enum(['direct', 'indirect', 'mixed', 'scare'])
const part = z.enum(['headline', 'dek', 'summary', 'body', 'caption'])

const quotationFields = {
  id: text,
  article: articleLine,
  form,
  part,
  content: z.array(words),
  cue: maybe(words),
  source: maybe(words),
  speaker: maybe(speakerName),
  attribution: z.object({ why: text, because: z.array(words), confidence: chance }),
  said: maybe(said),
  confidence: chance,
  statement: maybe(text),
  corrected: z.array(correction).optional()
}

const quotation = named('Quotation', z.object(quotationFields)) satisfies z.ZodType<wire.QuotationView>

const rival = z.object({ id: text, part, speaker: maybe(speakerName), article: printer })

const origin = named(
  'Origin',
  z.object({
    id: text,
    articles: z.array(articleLine),
    because: z.array(z.object({ kind: text, note: text, spans: z.array(words) }))
  })
) satisfies z.ZodType<wire.OriginView>

const headline = named('Headline', z.object({ words, article: printer })) satisfies z.ZodType<wire.Headline>

const storyLine = named(
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
  })
) satisfies z.ZodType<wire.StoryLine>

const change = named(
  'Change',
  z.object({ kinds: z.array(z.enum(CHANGE_KINDS)), before: maybe(words), after: maybe(words) })
) satisfies z.ZodType<wire.ChangeView>

const revision = named(
  'Revision',
  z.object({ earlier: articleLine, later: articleLine, changes: z.array(change) })
) satisfies z.ZodType<wire.RevisionView>

const article = z.object({
  ...articleLine.shape,
  text,
  textHash: text,
  language: maybe(text),
  blocks: z.array(z.object({ kind: z.enum(BLOCK_KINDS), start: whole, end: whole, why: text.optional() })),
  quotes: z.array(named('ReadQuotation', z.object({ ...quotationFields, printings: whole, rival: maybe(rival) }))),
  origin: maybe(origin),
  story: maybe(storyLine),
  problems: z.array(z.object({ code: text, note: text })),
  versions: z.array(z.object({ id: text, n: whole, seen: text, changes: whole })),
  changes: z.array(change),
  corrections: z.array(correction),
  page: maybe(z.object({ hash: text, size: whole, mediaType: text })),
  replacedBy: maybe(text)
}) satisfies z.ZodType<wire.ArticleView>

const relation = z.enum([
  'verbatim',
  'accidentals',
  'excerpt',
  'elided-marked',
  'elided-silent',
  'bracketed',
  'reworded',
  'retranslated',
  'stitched',
  'paraphrase'
])

const range = z.object({ least: whole, most: whole })

const statementFields = {
  id: text,
  speaker: maybe(speakerName),
  said: maybe(said),
  words: z.array(words),
  printings: whole,
  outlets: z.array(text),
  unnamed: whole,
  origins: range,
  relations: z.array(relation)
}

const statementLine = named('StatementLine', z.object(statementFields)) satisfies z.ZodType<wire.StatementLine>

const variant = z.object({ quotation, relation, context: words, cells: z.array(maybe(words)) })

const statement = z.object({
  ...statementFields,
  columns: z.array(z.enum(['same', 'accidental', 'differs'])),
  variants: z.array(variant),
  originReasons: z.array(origin),
  leftOutBy: z.array(articleLine),
  cannotTell: z.array(z.object({ article: articleLine, why: text })),
  leftOutInAll: whole,
  cannotTellInAll: whole,
  unrelated: whole,
  echoes: z.array(statementLine),
  conflicts: z.array(quotation),
  corrections: z.array(correction)
}) satisfies z.ZodType<wire.StatementView>

const speakerFields = {
  id: text,
  name: text,
  kind,
  names: z.array(text),
  quotations: whole,
  statements: whole,
  outlets: z.array(text)
}
const speakerLine = named('SpeakerLine', z.object(speakerFields)) satisfies z.ZodType<wire.SpeakerLine>

const listed = <T extends z.ZodType>(line: T) => z.object({ all: whole, page: whole, pages: whole, lines: z.array(line) })

const cellState = z.enum(['verbatim', 'partial', 'paraphrase', 'conflicting', 'changed', 'absent', 'unknown'])
const cells = z.array(z.object({ state: cellState, quotations: z.array(text), relations: z.array(relation) }))

const matrix = z.object({
  articles: z.array(articleLine),
  others: whole,
  rows: listed(z.object({ statement: statementLine, cells }))
}) satisfies z.ZodType<wire.MatrixView>

const day = named(
  'Day',
  z.object({
    day: maybe(text),
    said: z.array(statementLine),
    more: whole,
    told: z.array(z.object({ words, articles: z.array(printer) })),
    published: z.array(articleLine)
  })
) satisfies z.ZodType<wire.DayView>

const story = z.object({
  ...storyLine.shape,
  asked: text,
  page: whole,
  pages: whole,
  lines: z.array(articleLine),
  lanes: z.array(z.object({ origin: maybe(text), articles: z.array(text), because: z.array(text) })),
  days: z.array(day),
  columns: z.array(text),
  rows: z.array(z.object({ statement: statementLine, cells, prints: whole, searched: whole })),
  moreRows: whole,
  partly: z.array(z.object({ article: articleLine, why: text })),
  headlines: z.array(z.object({ headline, quotation, statement: statementLine, relation })),
  voices: z.array(z.object({ speaker: speakerName, by: z.array(z.object({ outlet: text, quotations: whole })) }))
}) satisfies z.ZodType<wire.StoryView>

const feed = named(
  'Feed',
  z.object({
    address: text,
    at: text,
    kind: maybe(text),
    title: maybe(text),
    state: z.enum(['new', 'read', 'failing', 'ended']),
    lastRead: maybe(text),
    lastNew: maybe(text),
    next: maybe(text),
    failures: whole,
    why: maybe(text),
    articles: whole,
    waiting: whole,
    left: whole,
    leftWhy: maybe(text)
  })
) satisfies z.ZodType<wire.FeedLine>

const summary = z.object({
  articles: whole,
  outlets: whole,
  quotations: whole,
  speakers: whole,
  statements: whole,
  shared: whole,
  differing: z.array(z.object({ statement: statementLine, note: text }))
}) satisfies z.ZodType<wire.SummaryView>

const searched = named(
  'Searched',
  z.object({
    articles: whole,
    full: whole,
    teaser: whole,
    wall: whole,
    unknown: whole,
    first: maybe(text),
    last: maybe(text),
    undated: whole
  })
)
const place = z.object({ article: articleLine, words, link: text })
const claimed = z.object({ start: whole, end: whole, words: text })
const evidence = named(
  'Evidence',
  z.object({
    link: text,
    quotation,
    sentence: text,
    cells: z.array(z.object({ kind: z.enum(CELL_KINDS), draft: z.array(claimed), record: z.array(words), telling: z.boolean() }))
  })
)

const checked = named(
  'CheckedQuote',
  z.object({
    n: whole,
    state: z.enum(STATES),
    sentence: text,
    at: z.array(claimed),
    form,
    claim: z.object({
      speaker: maybe(z.object({ name: text, kind })),
      said: maybe(text),
      outlet: maybe(text),
      article: maybe(text)
    }),
    evidence: maybe(evidence),
    nearest: maybe(evidence),
    printed: maybe(place),
    printings: maybe(z.object({ all: whole, alike: z.boolean(), fullest: maybe(quotation), statement: text, link: text }))
  })
) satisfies z.ZodType<CheckedQuote>

const check = z.object({
  quotations: z.array(checked),
  counts: z.record(z.enum(STATES), whole),
  searched,
  textHash: text
}) satisfies z.ZodType<CheckView>

const verify = z.object({
  state: z.enum(['found', 'altered', 'elsewhere', 'not-in-record', 'cannot-measure']),
  sentence: text,
  there: maybe(words),
  articles: z.array(z.object({ article: articleLine, link: text })),
  elsewhere: z.array(place),
  searched
}) satisfies z.ZodType<VerifyView>

const cite = z.object({
  as: z.enum(STYLE_NAMES),
  mediaType: text,
  citation: text,
  link: text,
  quotation
}) satisfies z.ZodType<CiteView>

const origins = z.object({
  statement: statementLine,
  link: text,
  least: whole,
  most: whole,
  sentence: text,
  groups: z.array(z.object({ articles: z.array(articleLine), because: z.array(text) })),
  reasons: z.array(origin)
}) satisfies z.ZodType<OriginsView>

const lineage = z.object({
  statement: text,
  link: text,
  relatives: z.array(
    named(
      'Relative',
      z.object({
        quotation: text,
        article: printer,
        part,
        published: maybe(text),
        parent: maybe(text),
        because: z.enum(['first', 'words', 'credit']),
        dropped: z.array(words)
      })
    )
  ),
  more: whole
}) satisfies z.ZodType<wire.LineageView>

/** The shape of every operation's answer. */
export const ANSWERS = {
  summary,
  articles: listed(articleLine),
  article,
  speakers: listed(speakerLine),
  speaker: z.object({ ...speakerFields, said: listed(statementLine) }),
  statements: listed(statementLine),
  statement,
  matrix,
  stories: listed(storyLine),
  story,
  changes: listed(revision),
  corrections: listed(correction),
  feeds: listed(feed),
  find: z.object({ all: whole, answers: z.array(z.object({ quotation, snippet: text })), next: maybe(text) }),
  check,
  verify,
  cite,
  origins,
  lineage
} as const satisfies { readonly [Name in keyof wire.Answers]: z.ZodType<Awaited<wire.Answers[Name]['output']>> }
