import { expect, test } from 'vitest'
import { readFrontPage } from '../src/read/feeds/front.ts'
import { MAX_ITEMS, MAX_LISTINGS } from '../src/read/feeds/listing.ts'
import { readListing } from '../src/read/feeds/read.ts'

/** How long listings are mutated: seconds here, minutes with FUZZ_SECONDS. */
const SECONDS = Number(process.env.FUZZ_SECONDS ?? 4)

const SAMPLES = [
  `<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Port &amp; Quay</title><link>https://port.example/</link><ttl>60</ttl>
   <item><title><![CDATA[Harbour <b>stays</b>]]></title><link>https://port.example/a?x=1&amp;y=2</link><pubDate>Tue, 11 Mar 2031 09:00:00 +0100</pubDate><dc:creator>Ada Ruiz</dc:creator><source url="https://wire.example/">Wire</source></item></channel></rss>`,
  `<feed xmlns="http://www.w3.org/2005/Atom"><title type="html">Port</title><entry><link rel="alternate" href="/a"/><author><name>Ada Ruiz</name></author><updated>2031-03-11T09:00:00Z</updated></entry></feed>`,
  `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"><channel rdf:about="x"><title>P</title></channel><item rdf:about="https://port.example/a"><link>https://port.example/a</link></item></rdf:RDF>`,
  `{"version":"https://jsonfeed.org/version/1.1","title":"Port","items":[{"id":"1","url":"https://port.example/a","authors":[{"name":"Ada Ruiz"}],"date_published":"2031-03-11T09:00:00Z"}]}`,
  `<urlset xmlns:news="x"><url><loc>https://port.example/a</loc><news:news><news:publication><news:name>P</news:name></news:publication><news:publication_date>2031-03-11</news:publication_date></news:news></url></urlset>`,
  `<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2031-03-11</lastmod></sitemap></sitemapindex>`,
  `<opml version="2.0"><head><title>T</title></head><body><outline text="g"><outline xmlUrl="https://port.example/rss"/></outline></body></opml>`,
  `<!doctype html><base href="/x/"><link rel="alternate" type="application/rss+xml" href="rss"><title>P</title><a href="/2031/03/11/harbour">Harbour <b>stays</b></a>`
]
const PIECES = [
  '<',
  '>',
  '&',
  '"',
  '<!--',
  ']]>',
  '<![CDATA[',
  '<!DOCTYPE x [',
  '<!ENTITY a "b">',
  '&#x0;',
  '&#99999999;',
  '</item>',
  '<item>',
  '__proto__',
  '\u0000',
  '\ud800',
  '{"a":',
  'null',
  '[',
  'javascript:',
  'http://[',
  '9'.repeat(400),
  ' '.repeat(5000)
]

test(
  'mutated listings never make it throw, and what they name stays within bounds and on the web',
  () => {
    const seed = Date.now() >>> 0
    let state = seed
    const chance = () => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0
      return state / 4294967296
    }
    const pick = <T>(things: readonly T[]): T => things[Math.floor(chance() * things.length)]
    const mutated = (chars: string): string => {
      const at = Math.floor(chance() * chars.length)
      const length = Math.floor(chance() * 40)
      const kind = chance()
      if (kind < 0.3) return chars.slice(0, at) + chars.slice(at + length)
      if (kind < 0.6) return chars.slice(0, at) + pick(PIECES) + chars.slice(at)
      if (kind < 0.8)
        return chars.slice(0, at) + chars.slice(at, at + length).repeat(1 + Math.floor(chance() * 30)) + chars.slice(at)
      if (kind < 0.9) return chars.slice(0, at)
      return chars.slice(0, at) + pick(SAMPLES).slice(Math.floor(chance() * 100)) + chars.slice(at)
    }
    const until = Date.now() + SECONDS * 1000
    let runs = 0
    while (Date.now() < until) {
      let chars = pick(SAMPLES)
      for (let n = 1 + Math.floor(chance() * 6); n > 0; n--) chars = mutated(chars)
      const bytes = Buffer.from(chars)
      if (chance() < 0.2) for (let n = 0; n < 5; n++) bytes[Math.floor(chance() * bytes.length)] = Math.floor(chance() * 256)
      const page = {
        address: 'https://port.example/feed',
        bytes,
        mediaType: 'text/xml',
        charset: pick([null, 'utf-8', 'latin1', 'no-such']),
        seen: ''
      }
      const told = `seed ${seed}, run ${runs}: ${JSON.stringify(chars.slice(0, 2000))}`
      try {
        for (const listing of [readListing(page, chance() < 0.5).value, readFrontPage(page)]) {
          if (!listing) continue
          const all = [...listing.items.map(one => one.address), ...listing.listings]
          if (
            listing.items.length > MAX_ITEMS ||
            listing.listings.length > MAX_LISTINGS ||
            new Set(all).size < listing.items.length
          )
            throw new Error('too many')
          if (!all.every(one => /^https?:\/\/[^/]/.test(one) && one.length < 7000)) throw new Error(`leads to ${all}`)
          for (const { byline, published } of listing.items)
            if (byline.some(name => !name || name.length > 100) || (published && Number.isNaN(Date.parse(published.value))))
              throw new Error('not as it must be')
        }
      } catch (error) {
        expect.fail(`${error instanceof Error ? error.stack : error}\n${told}`)
      }
      runs += 1
    }
    expect(runs).toBeGreaterThan(0)
  },
  (SECONDS + 120) * 1000
)
