import type { Context, Hono } from 'hono'
import { askFromOutside, NotAsked } from '../answer/asked.ts'
import { type Answers, type Ask, NotHere } from '../answer/wire/index.ts'
import type { StyleName } from '../cite/cite.ts'
import type { Page } from '../pages/bits.ts'
import { type CheckFields, checkPage } from '../pages/check.ts'
import { citePage } from '../pages/cite.ts'
import { openApi } from './openapi.ts'

type Show = (c: Context, page: Page, json: string | null, status?: 200 | 400) => Response | Promise<Response>

/** What programs ask for, and the two pages that take more than an address: check and cite. */
export const servePrograms = (
  app: Hono,
  ask: Ask,
  { version, show, origin }: { version: string; show: Show; origin: (c: Context) => string }
): void => {
  const description = JSON.stringify(openApi(version))
  app.get('/api/v1/openapi.json', c => c.body(description, 200, { 'Content-Type': 'application/json' }))
  app.get('/api/v1/:operation', async c => c.json(await askFromOutside(ask, c.req.param('operation'), c.req.query())))
  app.post('/api/v1/:operation', async c => c.json(await askFromOutside(ask, c.req.param('operation'), await jsonOf(c))))

  app.get('/check.json', async c => c.json(await askFromOutside(ask, 'check', filled(c.req.query()))))
  app.get('/check', c => checked(c, filled(c.req.query())))
  app.post('/check', async c => checked(c, filled(await c.req.parseBody())))
  const checked = async (c: Context, asked: CheckFields) => {
    const input = asked.draft === undefined ? null : inputOf(asked)
    if (!input) return show(c, checkPage(null, asked, null), null)
    try {
      return show(c, checkPage((await askFromOutside(ask, 'check', input)) as CheckAnswer, asked, null), null)
    } catch (error) {
      if (!(error instanceof NotAsked)) throw error
      return show(c, checkPage(null, asked, error.message), null, 400)
    }
  }

  app.get('/cite/:id', c => show(c, citePage(ask, c.req.param('id'), origin(c)), null))
  app.get('/cite/:id/card.png', async c => {
    const asked = { id: c.req.param('id'), as: 'card', base: origin(c) }
    const { citation } = askFromOutside(ask, 'cite', asked) as Answers['cite']['output']
    const { asPng } = await import('../cite/picture.ts')
    return c.body(await asPng(citation), 200, { 'Content-Type': 'image/png' })
  })
  app.get('/cite/:id/:style', c => {
    const { id, style } = c.req.param()
    const { citation, mediaType } = askFromOutside(ask, 'cite', {
      id,
      as: style as StyleName,
      base: origin(c)
    }) as Answers['cite']['output']
    // What is written for other programs is loaded and not opened here; the card is a picture of the page.
    if (style !== 'card') c.header('Content-Disposition', 'attachment')
    return c.body(citation, 200, { 'Content-Type': `${mediaType}; charset=utf-8` })
  })

  app.all('/mcp', async c => {
    // A page of another site may not use this door through somebody's browser.
    const from = c.req.header('Origin')
    if (from && !(URL.canParse(from) && [new URL(c.req.url).host, new URL(origin(c)).host].includes(new URL(from).host)))
      throw new NotHere('Only programs and pages of this address are answered here.')
    return (await import('./mcp.ts')).answerMcp(ask, c.req.raw, { version, base: origin(c) })
  })
}

type CheckAnswer = Awaited<Answers['check']['output']>

const jsonOf = async (c: Context): Promise<unknown> => {
  try {
    return await c.req.json()
  } catch {
    throw new NotAsked([{ at: '', message: 'the body is not JSON' }])
  }
}

/** What of a form was filled in. */
const filled = (given: Record<string, unknown>): CheckFields =>
  Object.fromEntries(Object.entries(given).filter(([, value]) => typeof value === 'string' && value.trim())) as CheckFields

// One sentence with a speaker named beside it is one quotation; anything else is read as a draft.
const inputOf = ({ draft = '', speaker, said, outlet, published }: CheckFields) => {
  const alone = speaker || said || !/["“”„«»]/.test(draft.trim().slice(1, -1))
  const about = { ...(outlet ? { outlet } : {}) }
  if (alone) return { quote: draft, ...about, ...(speaker ? { speaker } : {}), ...(said ? { said } : {}) }
  return { text: draft, ...about, ...(published ? { published } : {}) }
}
