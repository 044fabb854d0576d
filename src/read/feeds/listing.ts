import type { Dated, PageHints } from '../../types.ts'

/** An article that a listing names, with what it says of it. `outlet` is the publisher where the listing names another one than itself. */
export type Item = PageHints & {
  readonly address: string
  /** When the listing says that it was changed. */
  readonly updated?: Dated | null
}

/** What lists articles, or other listings. */
export type ListingKind = 'feed' | 'sitemap' | 'sitemap-index' | 'opml' | 'front-page'

/** Articles and other listings by their addresses. `restMs` is how long it asks to be left alone between two readings. */
export type Listing = {
  readonly kind: ListingKind
  readonly title: string | null
  readonly items: readonly Item[]
  readonly listings: readonly string[]
  readonly restMs: number | null
}

/** The most articles that are taken from one listing: a news sitemap may name a thousand, a feed names some dozens. */
export const MAX_ITEMS = 1000

/** The most listings that are taken from one listing: the largest lists of feeds that people share have some hundreds. */
export const MAX_LISTINGS = 1000
