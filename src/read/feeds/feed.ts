import { parseFeed } from 'feedsmith'
import type { Credited } from '../../types.ts'
import { DAY, MINUTE } from '../net/clock.ts'
import { datedOf } from './dates.ts'
import type { Item, Listing } from './listing.ts'
import { addressOf, plain } from './words.ts'

const parse = (chars: string) => parseFeed(chars)

type Parsed = ReturnType<typeof parse>
type Of<Format extends Parsed['format']> = Extract<Parsed, { format: Format }>['feed']
type Draft = {
  link: string | undefined
  names: readonly (string | undefined)[]
  date: string | undefined
  changed: string | undefined
  outlet?: string
  /** Where the feed says that it has the article from. */
  from?: string
}

/** A feed in any of its formats: RSS, RDF, Atom or JSON. Throws what the parser throws. */
export const readFeed = (chars: string, base: string): Listing => {
  const parsed = parse(chars)
  const home = 'link' in parsed.feed && parsed.feed.link ? addressOf(parsed.feed.link, base) : null
  return {
    kind: 'feed',
    title: plain(textIn(parsed.feed.title)),
    items: draftsOf(parsed).flatMap(draft => itemOf(draft, home ?? base) ?? []),
    listings: [],
    restMs: restOf(parsed)
  }
}

// Atom's texts say of what type they are.
const textIn = (text: string | { value?: string } | undefined) => (typeof text === 'object' ? text.value : text)

const draftsOf = (parsed: Parsed): Draft[] => {
  if (parsed.format === 'rss') return (parsed.feed.items ?? []).map(draftOfRss)
  if (parsed.format === 'rdf') return (parsed.feed.items ?? []).map(draftOfRdf)
  if (parsed.format === 'atom') return (parsed.feed.entries ?? []).map(draftOfAtom)
  return (parsed.feed.items ?? []).map(draftOfJson)
}

type RssItem = NonNullable<Of<'rss'>['items']>[number]
const draftOfRss = ({ link, guid, authors, dc, dcterms, pubDate, source, atom }: RssItem): Draft => {
  const permanent = guid?.isPermaLink !== false && /^https?:/i.test(guid?.value ?? '') ? guid?.value : undefined
  return {
    link: link || permanent || atom?.links?.[0]?.href,
    names: dc?.creators ?? authors?.map(one => one.name ?? one.email) ?? [],
    date: pubDate ?? dc?.dates?.[0],
    changed: atom?.updated ?? dcterms?.modified?.[0],
    outlet: source?.title,
    from: source?.title
  }
}

type RdfItem = NonNullable<Of<'rdf'>['items']>[number]
const draftOfRdf = ({ link, dc, dcterms, rdf }: RdfItem): Draft => {
  return { link: link || rdf?.about, names: dc?.creators ?? [], date: dc?.dates?.[0], changed: dcterms?.modified?.[0] }
}

// Atom's own <source> is the feed that an entry was copied from, not who published it.
type Entry = NonNullable<Of<'atom'>['entries']>[number]
const draftOfAtom = ({ links, authors, published, updated, source }: Entry): Draft => {
  const pages = (links ?? []).filter(({ rel }) => !rel || rel === 'alternate')
  const page = pages.find(({ type }) => /html/.test(type ?? '')) ?? pages[0]
  return {
    link: page?.href,
    names: authors?.map(one => one.name) ?? [],
    date: published ?? updated,
    changed: updated,
    from: textIn(source?.title)
  }
}

type JsonItem = NonNullable<Of<'json'>['items']>[number]
const draftOfJson = ({ url, external_url, authors, date_published, date_modified }: JsonItem): Draft => {
  return { link: url ?? external_url, names: authors?.map(one => one.name) ?? [], date: date_published, changed: date_modified }
}

const itemOf = ({ link, names, date, changed, outlet, from }: Draft, base: string): Item | null => {
  const address = addressOf(link, base)
  if (!address) return null
  const updated = datedOf(changed)
  const byline = bylineOf(names)
  const credits = [...creditsOf([plain(from, 100)], 'feed source'), ...creditsOf(byline, 'feed author')]
  return {
    address,
    byline,
    published: datedOf(date),
    outlet: plain(outlet, 100),
    ...(updated && { updated }),
    ...(credits.length && { credits })
  }
}

const creditsOf = (names: readonly (string | null)[], evidence: Credited['evidence']): Credited[] =>
  names.flatMap(name => (name ? [{ name, evidence }] : []))

/** More names than this are no byline. */
const MOST_NAMES = 8

// RSS asks for an address with the name in brackets: "desk@harbour.example (Ada Ruiz)".
const bylineOf = (names: readonly (string | undefined)[]): string[] =>
  names
    .slice(0, MOST_NAMES)
    .map(name => plain(/^\S+@\S+ \((.+)\)$/.exec(name?.trim() ?? '')?.[1] ?? name, 100)?.replace(/^by\s+/i, ''))
    .filter((name): name is string => !!name && !name.includes('@'))

/** How long each period of RSS's syndication module is. */
const PERIODS: Readonly<Record<string, number>> = {
  hourly: 60 * MINUTE,
  daily: DAY,
  weekly: 7 * DAY,
  monthly: 30 * DAY,
  yearly: 365 * DAY
}

const restOf = ({ feed }: Parsed): number | null => {
  if ('ttl' in feed && feed.ttl) return feed.ttl * MINUTE
  const sy = 'sy' in feed ? feed.sy : undefined
  const period = PERIODS[sy?.updatePeriod ?? '']
  return period ? period / Math.max(1, sy?.updateFrequency ?? 1) : null
}
