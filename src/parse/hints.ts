import type { Dated } from '../types.ts'

/** What is known of a text before it is read: its address, a headline kept apart from it, and the day it was published. */
export type Hints = { readonly address?: string; readonly title?: string; readonly published?: Dated }
