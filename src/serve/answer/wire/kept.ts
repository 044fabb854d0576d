import { z } from 'zod'
import { ALERT_WAYS } from '../../../store/index.ts'
import { articleLine, revision } from './article.ts'
import { maybe, text, whole } from './plain.ts'
import { correction, hit, quotation } from './quotation.ts'
import { feed } from './record.ts'
import { statementLine } from './statement.ts'

/** A search that a person keeps, to whom it is told, and what became of that; `fault` says why its query is not understood any more. */
export const searchLine = z
  .object({
    id: text,
    name: text,
    query: text,
    alerts: z.array(
      z.object({
        way: z.enum(ALERT_WAYS),
        target: text,
        waiting: whole,
        sent: whole,
        left: whole,
        why: maybe(text)
      })
    ),
    fault: maybe(text)
  })
  .meta({ id: 'SearchLine' })
export type SearchLine = z.infer<typeof searchLine>

/** A saved search with what it finds, the articles that came last first. */
export const searchView = z.object({ ...searchLine.shape, found: z.array(hit) })
export type SearchView = z.infer<typeof searchView>

/** The kinds of things that wait for a person's decision. */
export const DECISIONS = ['speaker', 'pair', 'conflict', 'correction', 'feed'] as const

/**
 * Something that waits for a decision, and in a sentence why: what yes and no would say, null where there is nothing to be said against it, and the page where more
 * can be done. `item` names it to who decides.
 */
export const decision = z
  .object({
    item: text,
    kind: z.enum(DECISIONS),
    sentence: text,
    yes: text,
    no: maybe(text),
    link: text,
    quotations: z.array(quotation),
    correction: correction.nullable(),
    feed: feed.nullable()
  })
  .meta({ id: 'Decision' })
export type Decision = z.infer<typeof decision>

/** What is new since somebody last looked, up to the arrival `arrived`; and what waits for a decision, how much of each kind. */
export const inboxView = z.object({
  looked: whole,
  arrived: whole,
  articles: z.object({ all: whole, lines: z.array(articleLine) }),
  changed: z.object({ all: whole, lines: z.array(revision) }),
  printed: z.object({ all: whole, lines: z.array(z.object({ statement: statementLine, quotations: z.array(quotation) })) }),
  searches: z.array(z.object({ id: text, name: text, found: whole })),
  waiting: z.array(z.object({ kind: z.enum(DECISIONS), all: whole })),
  decisions: z.array(decision)
})
export type InboxView = z.infer<typeof inboxView>
