import { z } from 'zod'
import type { Store } from '../../store/index.ts'
import type { ArticleId, Assertion } from '../../types.ts'

/** What can be said against the machine, or for it. */
export const WHATS = ['confirm', 'reject', 'bounds', 'speaker', 'merge', 'split', 'note', 'undo'] as const

/** A correction as it is asked for at every door: what, of which thing, with which words, name or other things; by whom, and why. */
export const asking = z.strictObject({
  what: z.enum(WHATS),
  id: z.string().min(1),
  with: z.array(z.string().min(1)).default([]),
  kind: z.enum(['person', 'body', 'unnamed']).optional(),
  by: z.string().trim().min(1).max(200),
  why: z.string().trim().min(1).max(2000)
})
export type Asked = z.infer<typeof asking>

/** A correction that cannot be made as it was asked for, with a sentence for people. */
export class NotCorrected extends Error {}

/** What a correction says, and the articles that it concerns. */
export type Made = { says: Assertion; concerned: readonly ArticleId[] }

/** How something that was asked for becomes a correction. */
export type Way = (store: Store, asked: Asked) => Made
