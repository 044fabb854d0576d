import { z } from 'zod'
import { listed, maybe, named, text, whole } from './plain.ts'

const job = named(
  'Job',
  z.object({
    id: whole,
    kind: z.enum(['watch', 'add', 'reparse']),
    what: text,
    state: z.enum(['running', 'ended', 'killed']),
    began: text,
    told: text,
    ended: maybe(text),
    done: whole,
    total: maybe(whole),
    failed: whole,
    perMinute: maybe(z.number()),
    note: maybe(text)
  }),
  'Something that works on the record, or did: `done` of `total`, where that is known, `failed` of them, and when it was last heard of. `note` is how it ended; one without an end whose process is gone was `killed`.'
)
export type JobLine = z.infer<typeof job>

/** What works on the record, and what waits. */
export const jobs = z.object({
  jobs: listed(job),
  waits: z
    .object({ toWeave: whole, toSettle: whole, toCompare: whole, toRead: whole })
    .describe(
      'Articles to be put together with the others, articles to correct, addresses to compare, and articles of feeds to read.'
    ),
  left: z.array(z.object({ why: text, articles: whole })).describe('Why articles of feeds could not be read.')
})
export type JobsView = z.infer<typeof jobs>
