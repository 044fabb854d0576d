import type { Context, Hono, Next } from 'hono'
import { askFromOutside } from '../answer/asked.ts'
import type { Answers, Ask } from '../answer/wire/index.ts'
import type { Assets } from '../pages/assets.ts'
import { embedded } from '../pages/embed.ts'

/** The one thing that pages of others may show in a frame: it takes nothing in, runs nothing, and links back. */
const POLICY =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'self'; form-action 'none'; frame-ancestors *; sandbox allow-popups allow-popups-to-escape-sandbox allow-same-origin"

/** Lets the pages under /embed/ be shown in frames of others. It stands before what forbids that for all pages, so that it has the last word. */
export const openFrames = async (c: Context, next: Next): Promise<void> => {
  await next()
  if (!c.req.path.startsWith('/embed/') || !c.res.ok) return
  c.res.headers.delete('X-Frame-Options')
  c.res.headers.set('Content-Security-Policy', POLICY)
  c.res.headers.set('Cross-Origin-Resource-Policy', 'cross-origin')
}

/** A statement's comparison for other pages. */
export const serveEmbedded = (app: Hono, ask: Ask, assets: Assets): void => {
  app.get('/embed/statement/:id', async c => {
    const statement = (await askFromOutside(ask, 'statement', { id: c.req.param('id') })) as Answers['statement']['output']
    return c.html(embedded(statement, assets))
  })
}
