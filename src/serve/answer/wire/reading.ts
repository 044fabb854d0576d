import { z } from 'zod'
import { BLOCK_KINDS } from '../../../types.ts'
import { articleLine, change, origin, version } from './article.ts'
import { dated, maybe, text, whole } from './plain.ts'
import { correction, readQuotation } from './quotation.ts'
import { storyLine } from './story.ts'

/** An article with its text, its blocks and its quotations. */
export const article = z.object({
  ...articleLine.shape,
  text,
  textHash: text,
  language: maybe(text),
  blocks: z.array(
    z.object({ kind: z.enum(BLOCK_KINDS), start: whole, end: whole, why: text.optional(), time: dated.optional() })
  ),
  quotes: z.array(readQuotation),
  origin: maybe(origin),
  story: maybe(storyLine),
  problems: z.array(z.object({ code: text, note: text })),
  versions: z.array(version).describe('The versions of its address, the first read first, where there are several.'),
  changes: z.array(change).describe('What changed in it since the version before.'),
  corrections: z.array(correction).describe('What people corrected in it, the last first.'),
  page: maybe(z.object({ hash: text, size: whole, mediaType: text })).describe('The page it was read from, where that is kept.'),
  replacedBy: maybe(text).describe('The reading of the same page that took its place.')
})
export type ArticleView = z.infer<typeof article>
