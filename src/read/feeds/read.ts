import type { Found, Page, Problem } from '../../types.ts'
import { problem } from '../places.ts'
import { momentOf } from './dates.ts'
import { charsOf } from './decode.ts'
import { readFeed } from './feed.ts'
import { type Item, type Listing, MAX_ITEMS, MAX_LISTINGS } from './listing.ts'
import { mended } from './mend.ts'
import { readOpml } from './opml.ts'
import { readSitemap } from './sitemap.ts'

/** What can stand before the first element: a declaration, comments, a document type. */
const PROLOG = /^(?:\s|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>)*/i
const LOOKED_AT = 4096

/** How a listing begins, and how it is read. */
const KINDS: readonly (readonly [RegExp, (chars: string, base: string) => Listing])[] = [
  [/^<(?:\w+:)?(?:rss|feed|rdf)\b/i, readFeed],
  [/^<(?:\w+:)?(?:urlset|sitemapindex)\b/i, readSitemap],
  [/^<opml\b/i, readOpml],
  [/^\{[\s\S]*"https?:\\?\/\\?\/jsonfeed\.org\\?\/version/i, readFeed]
]

/** The listing that a page is: a feed, a sitemap or a list of feeds; null where it is none. `cut` says that its end is missing. Broken ones give what is whole. */
export const readListing = (page: Page, cut = false): Found<Listing | null> => {
  const chars = charsOf(page)
  const beginning = chars.slice(0, LOOKED_AT)
  const prolog = PROLOG.exec(beginning)?.[0] ?? ''
  const reader = KINDS.find(([begins]) => begins.test(beginning.slice(prolog.length)))?.[1]
  if (!reader) return { value: null, problems: [] }
  const say = (code: string, note: string) => problem(code, `${page.address} ${note}.`)
  if (/<!ENTITY/i.test(prolog))
    return {
      value: null,
      problems: [say('read/entities', 'declares words of its own (XML entities), which can grow without end: it is not read')]
    }
  const { listing, broken } = tryReading(reader, chars, page.address)
  if (!listing || (broken && !listing.items.length))
    return {
      value: null,
      problems: [say('read/broken-feed', 'is a feed whose XML or JSON is broken, and not one article of it is whole')]
    }
  const items = distinct(listing.items, item => item.address)
  const listings = distinct(listing.listings, address => address)
  const problems: Problem[] = []
  if (broken || cut)
    problems.push(
      say('read/broken-feed', `is a feed that breaks off or is broken: what is whole was read, ${items.length} articles`)
    )
  if (items.length > MAX_ITEMS)
    problems.push(say('read/too-many', `lists ${items.length} articles: the latest ${MAX_ITEMS} are taken`))
  if (listings.length > MAX_LISTINGS)
    problems.push(say('read/too-many', `lists ${listings.length} feeds: the first ${MAX_LISTINGS} are taken`))
  return { value: { ...listing, items: latest(items), listings: listings.slice(0, MAX_LISTINGS) }, problems }
}

const tryReading = (reader: (chars: string, base: string) => Listing, chars: string, base: string) => {
  try {
    return { listing: reader(chars, base), broken: false }
  } catch {
    return { listing: tryMended(chars, base), broken: true }
  }
}

const tryMended = (chars: string, base: string): Listing | null => {
  const whole = mended(chars)
  try {
    return whole ? readFeed(whole, base) : null
  } catch {
    return null
  }
}

const distinct = <T>(things: readonly T[], keyOf: (thing: T) => string): T[] =>
  [...new Map([...things].reverse().map(one => [keyOf(one), one])).values()].reverse()

// A long list may begin with its oldest; a short one is taken as it stands.
const latest = (items: readonly Item[]): readonly Item[] => {
  if (items.length <= MAX_ITEMS) return items
  const moment = (item: Item) => momentOf(item.published) ?? 0
  return [...items].sort((a, b) => moment(b) - moment(a)).slice(0, MAX_ITEMS)
}
