// The ways in which the hosts of the bench behave, most of them badly. A way may change what a request is answered with, a feed's shape, or robots.txt.
import { gzipSync } from 'node:zlib'
import { HOUR, MINUTE } from './time.mjs'

const date = ms => new Date(ms).toUTCString()
const xml = text => text.replace(/[&<>"]/g, sign => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[sign])

const rssItem = ({ url, title, at, changed }) =>
  `<item><title>${xml(title)}</title><link>${xml(url)}</link>${at ? `<pubDate>${date(at)}</pubDate>` : ''}${changed ? `<atom:updated>${new Date(changed).toISOString()}</atom:updated>` : ''}<guid>${xml(url)}</guid></item>`
const rss = (items, title = 'Port Selm') =>
  `<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>${xml(title)}</title><link>/</link>${items.map(rssItem).join('')}</channel></rss>`
const atom = items =>
  `<feed xmlns="http://www.w3.org/2005/Atom"><title>Port Selm</title>${items
    .map(
      ({ url, title, at }) =>
        `<entry><title>${xml(title)}</title><link href="${xml(url)}"/><published>${new Date(at).toISOString()}</published></entry>`
    )
    .join('')}</feed>`
const json = items =>
  JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: 'Port Selm',
    items: items.map(({ url, title, at }) => ({ id: url, url, title, date_published: new Date(at).toISOString() }))
  })
const sitemap = items =>
  `<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${items
    .map(
      ({ url, at }) =>
        `<url><loc>${xml(url)}</loc><news:news><news:publication_date>${new Date(at).toISOString()}</news:publication_date></news:news></url>`
    )
    .join('')}</urlset>`
const front = items =>
  `<!doctype html><title>Port Selm</title><nav><a href="/topics/harbour">Harbour</a><a href="/about">About</a></nav>${items
    .map(({ url, title }) => `<h2><a href="${xml(url)}">${xml(title)}</a></h2>`)
    .join('')}`

const send = (response, type, body, headers = {}) => {
  const bytes = Buffer.from(body)
  response.writeHead(200, { 'content-type': type, 'content-length': bytes.length, ...headers })
  response.end(bytes)
}
const later = (response, status, when) => {
  response.statusCode = status
  return response.setHeader('retry-after', when).end()
}
const RSS = 'application/rss+xml'
const TEN_MEGABYTES = gzipSync(Buffer.alloc(10 * 1024 * 1024))
const drip = response => {
  response.writeHead(200, { 'content-type': 'text/html' })
  const timer = setInterval(() => response.write('<p>'), 50)
  return response.on('close', () => clearInterval(timer))
}
const bomb = response => {
  response.writeHead(200, { 'content-type': RSS, 'content-encoding': 'gzip' })
  let left = 1000
  const more = () => {
    while (left-- > 0 && !response.destroyed && response.write(TEN_MEGABYTES));
  }
  response.on('drain', more)
  more()
}

/** How often a feed that is to end was read since it published its last article: it ends when that can be known. */
const readLate = new Map()

/**
 * Each way may have: `listing(response, feed, items, world)`, which answers for a feed, a sitemap or a front page; `before(response, asked, world)`,
 * which answers any other request and says whether it did; `robots(response, world)`; `items(items, world)`; `path`, where the feed stands; `revised`, how long after
 * its publication an article is printed with another quotation.
 * `world` has now, chance, age (from 0 at the beginning to 1 at the end), mended (the end, where everybody behaves) and port.
 */
export const WAYS = {
  'answers 304 by ETag': {
    listing: (response, _, items, { request }) => {
      const etag = `"${items.length}-${items[0]?.at}"`
      if (request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
      send(response, RSS, rss(items), { etag })
    }
  },
  'answers 304 by date': {
    listing: (response, _, items, { request }) => {
      const modified = date(items[0]?.at ?? 0)
      if (request.headers['if-modified-since'] === modified) return response.writeHead(304, { 'last-modified': modified }).end()
      send(response, 'application/atom+xml', atom(items), { 'last-modified': modified })
    }
  },
  'may be kept for an hour': {
    listing: (response, _, items) =>
      send(response, 'application/feed+json', json(items), { 'cache-control': 'public, max-age=3600' })
  },
  'is busy: 503, Retry-After in seconds': {
    before: (response, _, { chance, mended }) => !mended && chance() < 0.2 && later(response, 503, '1200')
  },
  'has had enough: 429, Retry-After as a date': {
    before: (response, _, { chance, mended, now }) => !mended && chance() < 0.2 && later(response, 429, date(now + 30 * MINUTE))
  },
  'moves for good': {
    before: (response, { path }, { age }) =>
      age > 0.25 && path.startsWith('/feed/') && response.writeHead(301, { location: path.replace('/feed/', '/moved/') }).end()
  },
  'sends elsewhere for now': {
    before: (response, { path }) =>
      path.startsWith('/feed/') && response.writeHead(302, { location: path.replace('/feed/', '/moved/') }).end()
  },
  'prints broken XML': {
    listing: (response, _, items, { chance, mended }) => {
      const whole = rss(items)
      send(response, RSS, !mended && chance() < 0.5 ? whole.slice(0, whole.length * chance()) : whole)
    }
  },
  'hangs up': { before: (response, _, { chance, mended }) => !mended && chance() < 0.3 && response.destroy() },
  'drips and never ends': { before: (response, _, { chance, mended }) => !mended && chance() < 0.1 && drip(response) },
  'has a robots.txt that fails at first': {
    robots: (response, { age }) => age < 0.25 && response.writeHead(503).end()
  },
  'asks for a Crawl-delay': { robots: response => response.end('User-agent: *\nCrawl-delay: 60\n') },
  'is gone after a while: 410': {
    publishes: age => age < 0.3,
    before: (response, { path }, { age }) => {
      if (!path.startsWith('/feed/')) return false
      if (age > 0.7 && readLate.get(path) >= 2) return response.writeHead(410).end()
      if (age > 0.3) readLate.set(path, (readLate.get(path) ?? 0) + 1)
      return false
    }
  },
  'tracks its readers': {
    items: (items, { chance }) =>
      items.map(one => ({
        ...one,
        url: `${one.url}?utm_source=feed&utm_campaign=${Math.floor(chance() * 1e9)}&fbclid=${chance()}#top`
      }))
  },
  'shuffles, undated, with new titles': {
    items: (items, { chance }) =>
      items.map(one => ({ ...one, at: null, title: `${one.title} ${chance()}` })).sort(() => chance() - 0.5)
  },
  'sends a gzip bomb': {
    listing: (response, _, items, { chance, mended }) =>
      !mended && chance() < 0.1 ? bomb(response) : send(response, RSS, rss(items))
  },
  'sends an XML bomb': {
    listing: (response, _, items, { chance, mended }) => {
      const bad = !mended && chance() < 0.3
      send(
        response,
        RSS,
        bad ? rss(items).replace('<rss', '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]><rss') : rss(items)
      )
    }
  },
  'says that its feed is a page': { listing: (response, _, items) => send(response, 'text/html', `\ufeff\n\n${rss(items)}`) },
  'has a news sitemap': { path: 'sitemap', listing: (response, _, items) => send(response, 'text/xml', sitemap(items)) },
  'has an index of sitemaps': {
    path: 'index',
    listing: (response, feed, items, { path }) =>
      path.startsWith('/index/')
        ? send(response, 'text/xml', `<sitemapindex><sitemap><loc>/part/${feed}</loc></sitemap></sitemapindex>`)
        : send(response, 'text/xml', sitemap(items))
  },
  'has a front page and no feed': { path: 'front', listing: (response, _, items) => send(response, 'text/html', front(items)) },
  'names articles before they are there': {
    before: (response, { article, times }, { mended }) =>
      !mended && article && times <= 2 && response.writeHead(times === 1 ? 404 : 500).end()
  },
  'forbids every second article': {
    robots: response =>
      response.end(
        'User-agent: *\nDisallow: /news/1\nDisallow: /news/3\nDisallow: /news/5\nDisallow: /news/7\nDisallow: /news/9\n'
      ),
    unreadable: ({ url }) => /\/news\/[13579]/.test(url)
  },
  'leads inside': {
    items: (items, { port }) => [...items, { url: `http://127.0.250.1:${port}/secret`, title: 'Secret', at: items[0]?.at }],
    before: (response, { article }, { port }) =>
      article && /[05]$/.test(article) && response.writeHead(302, { location: `http://127.0.250.1:${port}/secret` }).end(),
    unreadable: ({ url }) => /\/news\/\d*[05]-of/.test(url)
  },
  'leads in circles': {
    before: (response, { path }, { chance, mended }) =>
      !mended && !path.startsWith('/news/') && chance() < 0.3 && response.writeHead(302, { location: path }).end()
  },
  'lists the same articles in two feeds': { shared: true },
  'changes its articles': { revised: 3 * HOUR },
  'changes its articles, and its feed says so': {
    revised: 8 * HOUR,
    items: (items, { now }) => items.map(one => ({ ...one, changed: one.at + 8 * HOUR <= now ? one.at + 8 * HOUR : one.at }))
  },
  'answers 304 for its articles': {
    revised: 5 * HOUR,
    before: (response, { article, version }, { request }) => {
      const etag = `"${article}-${version}"`
      if (article && request.headers['if-none-match'] === etag) return response.writeHead(304, { etag }).end()
      if (article) response.setHeader('etag', etag)
      return false
    }
  },
  'takes articles down: 410': {
    before: (response, { article }, { request }) => {
      // Who has its validator has read it.
      if (article % 3 === 0 && request.headers['if-none-match']) return response.writeHead(410).end()
      if (article) response.setHeader('etag', '"1"')
      return false
    }
  }
}

/** The plain answer for a feed. */
export const plainListing = (response, _, items) => send(response, RSS, rss(items))

/** How many of the latest articles a listing holds. */
export const WINDOW = 40
