import type { Found, Page, Problem } from '../../types.ts'
import { MAX_BYTES } from '../net/answer.ts'
import type { Validators } from '../net/headers.ts'
import { startPacing } from '../net/pace.ts'
import { problem } from '../places.ts'
import { type Again, type Ask, type Asked, type Asking, PAUSE_MS, REAL, startAsking, type Web } from '../web.ts'
import { readFrontPage } from './front.ts'
import type { Item, Listing } from './listing.ts'
import { readListing } from './read.ts'

/** A listing as it was read: null where it has not changed (status 304), or could not be read, with the reason. */
export type ReadListing = Found<Listing | null> & { readonly again: Again }

/** How listings and their articles are read; `under` is the address that a person named. */
export type FeedReader = {
  listing(address: string, asking: Asking): Promise<ReadListing>
  article(item: Item, under: string, since?: Validators): Promise<Asked>
  /** Asks nothing of the host before this moment. */
  hold(host: string, until: number): void
}

/** A reader of listings and their articles. */
export const startFeedReader = (web: Web): FeedReader => {
  const clock = web.clock ?? REAL
  const pace = startPacing(clock, web.pauseMs ?? PAUSE_MS)
  const ask = startAsking(web, clock, pace)
  const now = () => new Date(clock.now()).toISOString()
  return {
    listing: async (address, asking) => {
      const { value: page, problems, cut, again } = await ask(address, now(), asking)
      return page ? { ...listingIn(page, cut), again } : { value: null, problems, again }
    },
    article: async (item, under, since) => articleOf(await ask(item.address, now(), { under, since }), item),
    hold: pace.hold
  }
}

const listingIn = (page: Page, cut: boolean): Found<Listing | null> => {
  const found = readListing(page, cut)
  if (found.value || found.problems.length) return found
  if (cut) return { value: null, problems: [tooBig(page)] }
  return isPage(page) ? { value: readFrontPage(page), problems: [] } : { value: null, problems: [isNothing(page)] }
}

const isPage = ({ mediaType }: Page) => /html|^text\/(?:plain|markdown)$/.test(mediaType)
const tooBig = ({ address }: Page) => problem('read/too-big', `${address} is larger than ${MAX_BYTES / 1024 / 1024} MB.`)
const isNothing = ({ address, mediaType }: Page): Problem =>
  problem('read/type', `${address} is ${mediaType}, and neither a page nor a text nor a feed.`)

/** What a listing says of its article goes with the article's page. A listing in an article's place is none. */
const articleOf = (asked: Asked, { byline, published, outlet, credits }: Item): Asked => {
  const { value: page, cut } = asked
  if (!page) return asked
  if (cut || !isPage(page)) return { ...asked, value: null, problems: [cut ? tooBig(page) : isNothing(page)] }
  return { ...asked, value: { ...page, hints: { byline, published, outlet, ...(credits && { credits }) } } }
}

/** How far lists of lists are followed: a list of feeds, or an index of sitemaps, and what it names. */
const DEEPEST = 1

/** What an address that a person named leads to: its Page; or, where it is a feed, a sitemap or a list of these, their articles, each once. */
export async function* pagesAt(address: string, ask: Ask, now: () => string): AsyncGenerator<Found<Page | null>> {
  const seen = new Set<string>()
  const left = [{ address, depth: 0 }]
  for (let next = left.pop(); next; next = left.pop()) {
    const { address: at, depth } = next
    const asked = await ask(at, now(), { under: address })
    const { value: page, cut } = asked
    const found = page && readListing(page, cut)
    if (!found?.value && !found?.problems.length && depth === 0) {
      const whole = page && (cut ? tooBig(page) : isPage(page) ? null : isNothing(page))
      yield whole ? { value: null, problems: [whole] } : asked
      return
    }
    const problems = found?.problems ?? asked.problems
    if (problems.length) yield { value: null, problems }
    for (const item of found?.value?.items ?? []) {
      if (seen.has(item.address)) continue
      seen.add(item.address)
      yield articleOf(await ask(item.address, now(), { under: address }), item)
    }
    if (depth < DEEPEST)
      for (const one of [...(found?.value?.listings ?? [])].reverse()) left.push({ address: one, depth: depth + 1 })
  }
}
