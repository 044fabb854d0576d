import { Parser } from 'htmlparser2'
import type { Page } from '../../types.ts'
import { charsOf } from './decode.ts'
import { type Link, looksLikeArticle } from './links.ts'
import type { Listing } from './listing.ts'
import { addressOf, plain } from './words.ts'

/** The most articles that are taken from one front page. Large ones have about a hundred and fifty. */
const MOST_LINKS = 200

const FEED_TYPES = /^(?:application\/(?:rss\+xml|atom\+xml|feed\+json)|text\/xml)\b/i

/** An outlet's front page: the feeds that it names, or else the articles of its own host that it links to. */
export const readFrontPage = (page: Page): Listing => {
  const { title, feeds, links } = linksIn(charsOf(page), page.address)
  const articles = links.filter(link => isOwn(link.url, page.address) && looksLikeArticle(link))
  const addresses = [...new Set(articles.map(({ url }) => url.href))].slice(0, MOST_LINKS)
  const items = addresses.map(address => ({ address, byline: [], published: null, outlet: null }))
  return { kind: 'front-page', title, items: feeds.length ? [] : items, listings: feeds.slice(0, 1), restMs: null }
}

const bare = (host: string) => host.replace(/^www\./, '')
const isOwn = (url: URL, page: string) => bare(url.host) === bare(new URL(page).host)

/** The feeds of comments that a page names beside its own say so in their title or address. */
const COMMENTS = /comments?\b/i

const linksIn = (html: string, address: string): { title: string | null; feeds: string[]; links: Link[] } => {
  let base = address
  let title = ''
  let open: { address: string; words: string } | null = null
  let inTitle = false
  const feeds: string[] = []
  const links: Link[] = []
  const parser = new Parser({
    onopentag: (name, { href, rel = '', type = '', title: named = '' }) => {
      if (name === 'base' && href) base = addressOf(href, address) ?? address
      if (name === 'title' && !title) inTitle = true
      const at = /^(?:a|link)$/.test(name) ? addressOf(href, base) : null
      if (name === 'a') open = at ? { address: at, words: '' } : null
      if (name === 'link' && at && /\balternate\b/i.test(rel) && FEED_TYPES.test(type) && !COMMENTS.test(`${named} ${at}`))
        feeds.push(at)
    },
    ontext: text => {
      if (inTitle) title += text
      if (open) open.words += text
    },
    onclosetag: name => {
      if (name === 'title') inTitle = false
      if (name !== 'a' || !open) return
      links.push({ url: new URL(open.address), words: open.words })
      open = null
    }
  })
  parser.end(html)
  return { title: plain(title), feeds: [...new Set(feeds)], links }
}
