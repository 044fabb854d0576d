import { z } from 'zod'
import { CHANGE_KINDS } from '../../../types.ts'
import { completeness, dated, maybe, named, text, whole, words } from './plain.ts'

/** An article in a line of a list. */
export const articleLine = named(
  'ArticleLine',
  z.object({
    id: text,
    address: text,
    outlet: maybe(text),
    title: maybe(text),
    opening: maybe(text).describe('The first words of the first paragraph, where no title is printed.'),
    dek: maybe(text),
    byline: z.array(text),
    section: maybe(text),
    published: maybe(dated),
    updated: maybe(dated),
    seen: text,
    completeness,
    quotations: whole,
    version: z
      .object({ n: whole, of: whole })
      .optional()
      .describe('Which version of its address this is, where several were read.'),
    refused: text.optional().describe('Why nothing of its text is shown: it is no longer the text that was read.')
  })
)
export type ArticleLine = z.infer<typeof articleLine>

/** An article by its id, address and outlet alone. */
export const printer = articleLine.pick({ id: true, address: true, outlet: true })
export type Printer = z.infer<typeof printer>

/** A headline as its outlet printed it: it is that outlet's, never Onrecord's. */
export const headline = named(
  'Headline',
  z.object({ words, article: printer }),
  "A headline as its outlet printed it: it is that outlet's, never Onrecord's."
)
export type Headline = z.infer<typeof headline>

/** One place where two versions differ. */
export const change = named(
  'Change',
  z.object({ kinds: z.array(z.enum(CHANGE_KINDS)), before: maybe(words), after: maybe(words) }),
  'One place where two versions differ: what stands there in the earlier and in the later, and in what it differs.'
)
export type ChangeView = z.infer<typeof change>

/** Two versions of an address that follow each other. */
export const revision = named(
  'Revision',
  z.object({ earlier: articleLine, later: articleLine, changes: z.array(change) }),
  'Two versions of an address that follow each other, and what changed from one to the other.'
)
export type RevisionView = z.infer<typeof revision>

/** One version of an address: when it was read, and how many changes it brought. */
export const version = z.object({ id: text, n: whole, seen: text, changes: whole })
export type VersionLine = z.infer<typeof version>

/** Articles that carry the same copy, and what shows it. */
export const origin = named(
  'Origin',
  z.object({
    id: text,
    articles: z.array(articleLine),
    because: z.array(z.object({ kind: text, note: text, spans: z.array(words) }))
  })
)
export type OriginView = z.infer<typeof origin>
