import { z } from 'zod'
import { articleLine } from './article.ts'
import { form, kind, maybe, named, text, whole, words } from './plain.ts'
import { quotation } from './quotation.ts'

/** What a quotation turns out to be, the gravest first. */
export const STATES = ['misattributed', 'altered', 'elsewhere', 'not-in-record', 'cannot-measure', 'found'] as const
export type State = (typeof STATES)[number]

const claimed = z.object({ start: whole, end: whole, words: text })
/** A stretch of what was handed in, in UTF-16 code units of it, with its words. */
export type Claimed = z.infer<typeof claimed>

const cell = z.object({
  kind: z
    .enum(['same', 'accidental', 'differs', 'added', 'dropped', 'beyond'])
    .describe('`dropped` words are the record’s alone, `added` the draft’s, `beyond` stand before or behind what was quoted.'),
  draft: z.array(claimed),
  record: z.array(words),
  telling: z.boolean().describe('Whether it changes what is claimed: a negation, a number, a limit.')
})
/** A column of a difference. */
export type CheckCell = z.infer<typeof cell>
export type CellKind = CheckCell['kind']

const claim = z.object({
  speaker: maybe(z.object({ name: text, kind })),
  said: maybe(text),
  outlet: maybe(text),
  article: maybe(text)
})
/** Who is said to have said it, when, and in which outlet or article, as far as the draft or the question says so. */
export type Claim = z.infer<typeof claim>

const evidence = named(
  'Evidence',
  z.object({ link: text, quotation, sentence: text, cells: z.array(cell) }),
  'Words that were found, with the link to their place; its quotation says whose the record thinks they are.'
)
export type Evidence = z.infer<typeof evidence>

const place = z.object({ article: articleLine, words, link: text })

const checked = named(
  'CheckedQuote',
  z.object({
    n: whole,
    state: z.enum(STATES),
    sentence: text.describe('The verdict.'),
    at: z.array(claimed),
    form,
    claim,
    evidence: maybe(evidence).describe('What the verdict rests on.'),
    nearest: maybe(evidence).describe('The nearest thing in the record, where that is another one.'),
    printed: maybe(place).describe('Where the words stand in a text in which they were not read as anybody’s quotation.'),
    printings: maybe(
      z.object({ all: whole, alike: z.boolean(), fullest: maybe(quotation), statement: text, link: text })
    ).describe(
      'In how many articles the statement stands, whether all print it alike, and its fullest reading, where that says more than what was found.'
    )
  })
)
/** One quotation of what was handed in. */
export type CheckedQuote = z.infer<typeof checked>

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
  }),
  'What was searched: how many articles, how full they are held, and from which day to which.'
)
export type Searched = z.infer<typeof searched>

/** Each quotation of a draft against the record. */
export const check = z.object({
  quotations: z.array(checked),
  counts: z.record(z.enum(STATES), whole),
  searched,
  textHash: text.describe('The SHA-256 of the text that was handed in: the offsets are into it.')
})
export type CheckView = z.infer<typeof check>

/** Whether cited words stand where they are said to. */
export const verify = z.object({
  state: z.enum(['found', 'altered', 'elsewhere', 'not-in-record', 'cannot-measure']),
  sentence: text,
  there: maybe(words).describe('What stands at the cited place; null where the record holds no such text or place.'),
  articles: z.array(z.object({ article: articleLine, link: text })).describe('The articles that have this text.'),
  elsewhere: z.array(place).describe('Where the words stand instead.'),
  searched
})
export type VerifyView = z.infer<typeof verify>
