import type { Context, Hono, Next } from 'hono'
import type { ArticleId, Page as Read } from '../../types.ts'
import { askFromOutside } from '../answer/asked.ts'
import { type Answers, type Ask, NotHere, type QuotationView } from '../answer/wire/index.ts'
import { may, NotSignedIn, whoAsks } from '../gate/who.ts'
import type { Page } from '../pages/bits.ts'
import { decoded, isHtml } from '../pages/decoded.ts'
import { placeIn } from '../pages/place.ts'
import { asRaw } from '../pages/raw.ts'
import { asPage, MARKED, shownOf } from '../pages/source.ts'

/** Gives the page that an article was read from; null where its bytes are not held. */
export type KeptPages = (article: ArticleId) => Read | null

/** For a page of anybody's: it runs nothing, sends nothing, fetches nothing, leads nowhere by itself, and stands in no frame but this record's. */
const POLICY =
  "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox"

const KEPT = /^\/a\/[^/]+\/page$/

/** Guards the pages that are shown as they came. It stands before what all pages are sent with, so that it has the last word. */
export const guardKeptPages = async (c: Context, next: Next): Promise<void> => {
  await next()
  if (!KEPT.test(c.req.path) || !c.res.ok) return
  c.res.headers.set('Content-Security-Policy', POLICY)
  c.res.headers.set('X-Frame-Options', 'SAMEORIGIN')
  c.res.headers.set('Referrer-Policy', 'no-referrer')
  // A sandboxed page may not ask for a window of its own kind: browsers refuse to open it then.
  c.res.headers.delete('Cross-Origin-Opener-Policy')
}

type Show = (c: Context, page: Page, json: string | null) => Response | Promise<Response>

/** The page that an article was read from, as it came and as its source, beside the reader; for who may see whole articles. */
export const serveSources = (app: Hono, ask: Ask, pages: KeptPages, show: Show): void => {
  const articleFor = async (c: Context) => {
    if (!may(whoAsks(), 'reader'))
      throw new NotSignedIn('Whole articles, and the pages they were read from, are shown to those who sign in.')
    return (await askFromOutside(ask, 'article', { id: c.req.param('id') })) as Answers['article']['output']
  }
  app.get('/a/:id', async (c, next) => {
    const as = c.req.query('as')
    if ((as !== 'page' && as !== 'raw') || c.req.path.endsWith('.json')) return next()
    const article = await articleFor(c)
    const [at, part, pageOf] = [c.req.query('at'), c.req.query('part'), () => pages(article.id as ArticleId)]
    return show(c, as === 'page' ? asPage(article, pageOf, at) : asRaw(article, pageOf, { at, part }), null)
  })
  app.get('/a/:id/page', async c => {
    const article = await articleFor(c)
    const page = shownOf(article, () => pages(article.id as ArticleId))
    if (typeof page === 'string') throw new NotHere(page)
    if (!isHtml(page)) throw new NotHere(`What was read is ${page.mediaType}, and no page.`)
    const chars = decoded(page)
    const quotation = article.quotes.find(one => one.id === c.req.query('at'))
    return c.html(disarmed(quotation ? marked(chars, quotation) : chars))
  })
}

/** A page with a mark around the first words of a quotation, as far as no sign of the page parts them; as it is where they are not found. */
const marked = (chars: string, quotation: QuotationView): string => {
  const place = placeIn(chars, quotation)
  if (!place?.isRead) return chars
  const [words] = chars.slice(place.start, place.end).split('<', 1)
  const rest = chars.slice(place.start + words.length)
  return `${chars.slice(0, place.start)}<mark id="${MARKED}" style="background:#fbe3a2;color:#1c1a16">${words}</mark>${rest}`
}

/**
 * A page whose links to styles and servers, and the frames it opens, are inert elements: no policy keeps a browser from connecting to where
 * `<link rel="preconnect">` points, and Chromium connects for a frame before it asks the policy. Its other links would open a window, which a sandboxed page
 * may not. One decoding, ours, is what is looked through and what is shown.
 */
const disarmed = (chars: string): string =>
  chars
    .replace(/<(?:link|base|i?frame|object|embed)(?=[\s/>])/gi, '<meta')
    .replace(/<(a|area)(?=[\s/>])/gi, '<$1 target="_blank"')
