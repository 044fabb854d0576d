import { z } from 'zod'
import { maybe, named, text, whole } from './plain.ts'
import { statementLine } from './statement.ts'

/** The record in numbers, and the statements whose printings differ in words, most telling first. */
export const summary = z.object({
  articles: whole,
  outlets: whole,
  quotations: whole,
  speakers: whole,
  statements: whole,
  shared: whole,
  differing: z.array(z.object({ statement: statementLine, note: text }))
})
export type SummaryView = z.infer<typeof summary>

/** Something that is watched, and how it does. */
export const feed = named(
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
    leftWhy: maybe(text),
    followed: whole.describe(
      'Of its articles: how many are still read again, when the next is, how many other versions that found, and how many were taken down.'
    ),
    again: maybe(text),
    revised: whole,
    gone: whole
  }),
  'Something that is watched. `at` is where it stands now, `why` what is wrong with it or to be known of it, `articles` how many were read of it, `left` how many could not be, and `leftWhy` one of the reasons. Moments are ISO 8601.'
)
export type FeedLine = z.infer<typeof feed>
