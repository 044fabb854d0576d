import type { Found, Page, Problem } from '../../types.ts'

/** A file that is read: its path, which is its address, its name as people know it, its size in bytes, and the time. */
export type File = { readonly path: string; readonly name: string; readonly size: number; now(): string }

/** What came of one place, or of one record of a file that holds many: its Page, or null and the reason; `share` is how much of the place has been read, 0 to 1. */
export type Answer = Found<Page | null> & { readonly share?: number }

/** A kind of file: how its names end, and the pages that it gives, one after another. */
export type Format = { readonly ends: readonly string[]; read(file: File): AsyncIterable<Answer> }

/** The most bytes that a text may have. */
export const MAX_TEXT_BYTES = 10 * 1024 * 1024

/** The most bytes that a page may have, and a record of a file of many: pages that keep their pictures inside themselves are large. */
export const MAX_PAGE_BYTES = 64 * 1024 * 1024

/** A number of bytes for people. */
export const sizeOf = (bytes: number): string => `${bytes / 1024 / 1024} MB`

/** `MAX_PAGE_BYTES` for people. */
export const MAX_PAGE_SIZE = sizeOf(MAX_PAGE_BYTES)

/** A problem of reading: one sentence for people. */
export const problem = (code: string, note: string): Problem => ({ code, at: null, note })

/** An answer without a page. */
export const nothing = (code: string, note: string, share?: number): Answer => ({
  value: null,
  problems: [problem(code, note)],
  share
})

/** An answer that is a page. */
export const one = (page: Page, share?: number): Answer => ({ value: page, problems: [], share })
