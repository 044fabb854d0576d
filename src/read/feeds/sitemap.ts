import { Parser } from 'htmlparser2'
import { datedOf, momentOf } from './dates.ts'
import type { Item, Listing } from './listing.ts'
import { addressOf, plain } from './words.ts'

/** What one <url> or <sitemap> says, by the name of its element without a prefix. */
type Place = Partial<Record<'loc' | 'lastmod' | 'publication_date' | 'name', string>>

/** The most places that are looked at: the protocol's own bound for one file. */
const MOST_PLACES = 50_000

/** A sitemap, or an index of sitemaps, what changed last first. Broken XML is read as far as it goes. */
export const readSitemap = (chars: string, base: string): Listing => {
  const { places, isIndex } = placesIn(chars)
  const latest = places
    .map(place => ({ place, at: momentOf(datedOf(place.publication_date ?? place.lastmod)) ?? 0 }))
    .sort((a, b) => b.at - a.at)
    .map(({ place }) => place)
  return {
    kind: isIndex ? 'sitemap-index' : 'sitemap',
    title: null,
    items: isIndex ? [] : latest.flatMap(place => itemOf(place, base) ?? []),
    listings: isIndex ? latest.flatMap(({ loc }) => addressOf(loc, base) ?? []) : [],
    restMs: null
  }
}

const itemOf = ({ loc, publication_date, lastmod, name }: Place, base: string): Item | null => {
  const address = addressOf(loc, base)
  if (!address) return null
  const updated = datedOf(lastmod)
  return { address, byline: [], published: datedOf(publication_date), outlet: plain(name, 100), ...(updated && { updated }) }
}

const placesIn = (chars: string): { places: Place[]; isIndex: boolean } => {
  const places: Place[] = []
  let isIndex = false
  let place: Place | null = null
  let words = ''
  const parser = new Parser(
    {
      onopentagname: name => {
        words = ''
        if (/^(?:\w+:)?sitemapindex$/i.test(name)) isIndex = true
        if (/^(?:url|sitemap)$/i.test(name) && places.length < MOST_PLACES) place = {}
      },
      ontext: text => {
        words += text
      },
      onclosetag: (name, implied) => {
        const local = name.replace(/^.*:/, '').toLowerCase()
        // An image or a video has a place of its own.
        if (place && !implied && /^(?:loc|lastmod|news:.*)$/i.test(name)) place = { ...place, [local]: words.trim() }
        if (place && !implied && /^(?:url|sitemap)$/i.test(name)) {
          places.push(place)
          place = null
        }
        words = ''
      }
    },
    { xmlMode: true }
  )
  parser.end(chars)
  return { places, isIndex }
}
