import { describe, expect, test } from 'vitest'
import { readFrontPage } from '../src/read/feeds/front.ts'
import { looksLikeArticle } from '../src/read/feeds/links.ts'
import type { Item } from '../src/read/feeds/listing.ts'
import { readListing } from '../src/read/feeds/read.ts'
import { plainAddress } from '../src/text/index.ts'

const page = (chars: string | Uint8Array, mediaType = 'text/xml') => {
  const bytes = typeof chars === 'string' ? Buffer.from(chars) : chars
  return { address: 'https://port.example/feed', bytes, mediaType, charset: null, seen: '2031-03-11T08:00:00Z' }
}
const listing = (chars: string | Uint8Array) => readListing(page(chars)).value
const addresses = (chars: string | Uint8Array) =>
  listing(chars)?.items.map(one => one.address.replace('https://port.example', ''))
const notes = (chars: string) => readListing(page(chars)).problems.map(one => one.note.replace('https://port.example', ''))

const rss = (inner: string, head = '') =>
  `<rss version="2.0"><channel><title>Port &amp; Quay</title>${head}${inner}</channel></rss>`
const item = (path: string, more = '') => `<item><link>https://port.example${path}</link>${more}</item>`

describe('each kind of feed', () => {
  const expected: Item = {
    address: 'https://port.example/a?id=1',
    byline: ['Ada Ruiz'],
    published: { value: '2031-03-11T09:00:00+01:00', precision: 'second', evidence: 'Tue, 11 Mar 2031 09:00:00 +0100' },
    outlet: 'Quay Wire',
    credits: [
      { name: 'Quay Wire', evidence: 'feed source' },
      { name: 'Ada Ruiz', evidence: 'feed author' }
    ]
  }

  test('RSS 2, with the author, the day in its own time, and the publisher', () => {
    const more = `<author>desk@port.example (Ada Ruiz)</author><pubDate>Tue, 11 Mar 2031 09:00:00 +0100</pubDate><source url="https://wire.example/">Quay Wire</source>`
    const { kind, title, items, restMs } = listing(rss(item('/a?utm_source=rss&amp;id=1', more), '<ttl>90</ttl>'))!
    expect({ kind, title, items, restMs }).toEqual({ kind: 'feed', title: 'Port & Quay', items: [expected], restMs: 90 * 60_000 })
  })

  test('RSS 1', () => {
    const rdf = `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
      <channel rdf:about="https://port.example/"><title>Port</title></channel>
      <item rdf:about="https://port.example/a"><title>A</title><link>https://port.example/a</link><dc:creator>Ada Ruiz</dc:creator><dc:date>2031-03-11</dc:date></item></rdf:RDF>`
    expect(listing(rdf)?.items).toMatchObject([
      { address: 'https://port.example/a', byline: ['Ada Ruiz'], published: { precision: 'day' } }
    ])
  })

  test('Atom, whose own source is no publisher, and whose links may be relative', () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>Port</title><entry><link rel="self" href="/no"/><link href="/a"/>
      <author><name>Ada Ruiz</name></author><published>2031-03-11T09:00:00+01:00</published><source><title>Another feed</title></source></entry></feed>`
    expect(listing(atom)?.items).toMatchObject([
      {
        address: 'https://port.example/a',
        byline: ['Ada Ruiz'],
        outlet: null,
        published: { value: '2031-03-11T09:00:00+01:00' },
        credits: [{ name: 'Another feed', evidence: 'feed source' }, { name: 'Ada Ruiz' }]
      }
    ])
  })

  test('JSON Feed', () => {
    const json = {
      version: 'https://jsonfeed.org/version/1.1',
      title: 'Port',
      items: [{ id: '1', url: 'https://port.example/a', authors: [{ name: 'Ada Ruiz' }] }]
    }
    expect(listing(JSON.stringify(json))?.items).toMatchObject([
      { address: 'https://port.example/a', byline: ['Ada Ruiz'], published: null }
    ])
  })

  test('an article without a link is found by its permanent name', () => {
    expect(
      addresses(
        rss(
          '<item><guid>https://port.example/a</guid></item><item><guid isPermaLink="false">https://port.example/b</guid></item>'
        )
      )
    ).toEqual(['/a'])
  })

  test('in whatever charset it comes', () => {
    const latin = Buffer.from(`<?xml version="1.0" encoding="iso-8859-1"?>${rss(item('/a')).replace('Quay', 'Élan')}`, 'latin1')
    expect(listing(latin)?.title).toBe('Port & Élan')
    expect(listing(Buffer.from(`\ufeff${rss(item('/a'))}`, 'utf16le'))?.title).toBe('Port & Quay')
  })

  test('control characters and elements in a title are no part of it', () => {
    expect(listing(rss(item('/a')).replace('Port', '\u0000\u001b[31m&lt;script&gt;Port\u202e'))?.title).toBe('[31m Port & Quay')
  })

  test('a page is none, and neither is other XML', () => {
    for (const chars of ['<!doctype html><p>Words', '<?xml version="1.0"?><svg/>', '{"items":[]}', '', 'words'])
      expect(readListing(page(chars))).toEqual({ value: null, problems: [] })
  })
})

describe('broken feeds', () => {
  const broken = '/feed is a feed that breaks off or is broken: what is whole was read,'
  test('one that breaks off gives its whole articles, and not half an address', () => {
    const cut = rss(`${item('/a')}${item('/b')}<item><link>https://port.example/ab`).replace('</channel></rss>', '')
    expect(addresses(cut)).toEqual(['/a', '/b'])
    expect(notes(cut)).toEqual([`${broken} 2 articles.`])
  })

  test('elements that are not closed, signs that are not written right', () => {
    const chars = rss(`${item('/a?x=1&y=2')}<item><link>https://port.example/b</link><b>Words</item>`)
    expect(addresses(chars)).toEqual(['/a?x=1&y=2', '/b'])
  })

  test('one of which nothing is whole says so', () => {
    expect(notes('<rss version="2.0"><channel><item><link>https://port.ex')).toEqual([
      '/feed is a feed whose XML or JSON is broken, and not one article of it is whole.'
    ])
  })

  test('more articles than are taken: the latest are', () => {
    const many = Array.from({ length: 1500 }, (_, n) =>
      item(`/${n}`, `<pubDate>${new Date(Date.UTC(2031, 0, 1, n)).toUTCString()}</pubDate>`)
    )
    expect(addresses(rss(many.join('')))).toHaveLength(1000)
    expect(addresses(rss(many.join('')))?.slice(0, 2)).toEqual(['/1499', '/1498'])
    expect(notes(rss(many.join('')))).toEqual(['/feed lists 1500 articles: the latest 1000 are taken.'])
  })
})

describe('sitemaps and lists of feeds', () => {
  test('a news sitemap: the latest first, with the day and the outlet; a picture has an address of its own', () => {
    const chars = `<urlset><url><loc>https://port.example/old</loc><lastmod>2031-03-01</lastmod></url>
      <url><loc>https://port.example/new</loc><image:image><image:loc>https://port.example/p.jpg</image:loc></image:image>
      <news:news><news:publication><news:name>Quay Wire</news:name></news:publication><news:publication_date>2031-03-11T08:00Z</news:publication_date></news:news></url></urlset>`
    expect(listing(chars)?.items).toMatchObject([
      {
        address: 'https://port.example/new',
        outlet: 'Quay Wire',
        published: { value: '2031-03-11T08:00Z', precision: 'minute' }
      },
      { address: 'https://port.example/old', published: null }
    ])
  })

  test('an index names sitemaps', () => {
    const chars =
      '<sitemapindex><sitemap><loc>/a.xml</loc><lastmod>2031-01-01</lastmod></sitemap><sitemap><loc>/b.xml</loc><lastmod>2031-02-01</lastmod></sitemap></sitemapindex>'
    expect(listing(chars)).toMatchObject({
      kind: 'sitemap-index',
      items: [],
      listings: ['https://port.example/b.xml', 'https://port.example/a.xml']
    })
  })

  test('OPML, its groups laid flat', () => {
    const chars = `<opml version="2.0"><head><title>Mine</title></head><body><outline text="News"><outline text="Port" xmlUrl="https://port.example/rss"/>
      <outline text="Deeper"><outline text="Quay" xmlUrl="https://quay.example/atom"/></outline></outline><outline text="No feed"/></body></opml>`
    expect(listing(chars)).toMatchObject({
      kind: 'opml',
      title: 'Mine',
      listings: ['https://port.example/rss', 'https://quay.example/atom']
    })
  })
})

describe('a front page', () => {
  test('its own articles, not its lists, its services or other sites', () => {
    const links = [
      '/2031/03/11/harbour',
      '/news/harbour-stays-open-mayor-says.html',
      'https://www.port.example/news/cranes-48151',
      '/',
      '/topics/harbour-and-quay-and-cranes',
      '/local-news',
      '/files/budget-of-the-harbour.pdf',
      'https://other.example/2031/03/11/harbour',
      'mailto:desk@port.example'
    ]
    const html = `<title>Port</title>${links.map(link => `<a href="${link}">Words</a>`).join('')}<a href="/news/48151">The harbour stays open</a>`
    const { kind, items, listings } = readFrontPage(page(html, 'text/html'))
    expect({ kind, listings }).toEqual({ kind: 'front-page', listings: [] })
    expect(items.map(one => one.address.replace(/https:\/\/(?:www\.)?port\.example/, ''))).toEqual([
      '/2031/03/11/harbour',
      '/news/harbour-stays-open-mayor-says.html',
      '/news/cranes-48151',
      '/news/48151'
    ])
  })

  test('that names its feed is watched by that', () => {
    const html = `<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed">
      <link rel="alternate" type="application/atom+xml" href="/atom.xml"><a href="/2031/03/11/harbour">A</a>`
    expect(readFrontPage(page(html, 'text/html'))).toMatchObject({ items: [], listings: ['https://port.example/atom.xml'] })
  })

  test('no rule decides for a link that tells nothing', () => {
    expect(looksLikeArticle({ url: new URL('https://port.example/news'), words: 'News' })).toBe(false)
  })
})

test('an address without what does not change the page', () => {
  const cases: [string, string][] = [
    ['https://port.example/a?utm_source=x&id=1&UTM_Medium=y&fbclid=z#top', 'https://port.example/a?id=1'],
    ['https://port.example/a?utm_source=x', 'https://port.example/a'],
    ['https://port.example/a?b=%20c&a=1+2', 'https://port.example/a?b=%20c&a=1+2'],
    ['https://PORT.example:443/a?%E0%A4%A', 'https://port.example/a?%E0%A4%A']
  ]
  for (const [typed, meant] of cases) expect(plainAddress(typed)).toBe(meant)
})
