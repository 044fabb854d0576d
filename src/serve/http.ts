import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { readAssets } from './pages/assets.ts'
import type { Page } from './pages/bits.ts'
import { framed } from './pages/frame.ts'
import { articlesPage, findPage, speakerPage, speakersPage, statementsPage } from './pages/lists.ts'
import { matrixPage } from './pages/matrix.ts'
import { overviewPage } from './pages/overview.ts'
import { readerPage, type Statements } from './pages/reader.ts'
import { statementPage } from './pages/statement.ts'
import { troublePage } from './pages/trouble.ts'
import { type Answers, type ArticleView, type Ask, NotHere } from './wire.ts'

type Name = keyof Answers
type Given = Record<string, string | undefined>

/** A question that lacks what it needs. */
class Incomplete extends Error {}

const needed = (given: Given, name: string): string => {
  const value = given[name]
  if (!value) throw new Incomplete(`The question needs "${name}".`)
  return value
}

/** What each operation takes, read from the address. */
const INPUTS: { [N in Name]: (given: Given) => Answers[N]['input'] } = {
  summary: () => ({}),
  articles: () => ({}),
  article: given => ({ id: needed(given, 'id') }),
  speakers: () => ({}),
  speaker: given => ({ id: needed(given, 'id') }),
  statements: given => (given.speaker ? { speaker: given.speaker } : {}),
  statement: given => ({ id: needed(given, 'id') }),
  matrix: given => (given.speaker ? { speaker: given.speaker } : {}),
  find: given => ({ q: needed(given, 'q') })
}

/** A page: its path, the operation that answers it, and how the answer is drawn. */
type View<N extends Name> = { path: string; asks: N; draw: (answer: Answers[N]['output'], given: Given, ask: Ask) => Page }
const view = <N extends Name>(path: string, asks: N, draw: View<N>['draw']) => ({ path, asks, draw }) as unknown as View<Name>

const VIEWS: readonly View<Name>[] = [
  view('/', 'summary', (summary, _, ask) => {
    const [first] = summary.differing
    return overviewPage(summary, first ? ask('statement', { id: first.statement.id }) : null, ask('articles', {}))
  }),
  view('/articles', 'articles', articlesPage),
  view('/a/:id', 'article', (article, _, ask) => readerPage(article, statementsOf(article, ask))),
  view('/speakers', 'speakers', speakersPage),
  view('/p/:id', 'speaker', speakerPage),
  view('/statements', 'statements', (statements, { speaker = '' }) => statementsPage(statements, speaker)),
  view('/st/:id', 'statement', (statement, { base = null, show }) =>
    statementPage(statement, { base, onlyDifferences: show === 'differences' })
  ),
  view('/matrix', 'matrix', (matrix, { speaker = '' }) => matrixPage(matrix, speaker)),
  view('/find', 'find', (hits, { q = '' }) => findPage(hits, q))
]

const statementsOf = ({ quotes }: ArticleView, ask: Ask): Statements => {
  const ids = new Set(quotes.flatMap(({ statement }) => (statement ? [statement] : [])))
  return new Map([...ids].map(id => [id, ask('statement', { id })]))
}

const POLICY = {
  defaultSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"]
}

/** A year: an asset's address changes with its bytes. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/** The pages, each with its JSON twin, and the same answers under /api/v1. */
export const httpApp = (ask: Ask): Hono => {
  const assets = readAssets()
  const app = new Hono()
  const show = (c: Context, page: Page, json: string | null, status: 200 | 400 | 404 | 500 = 200) =>
    c.html(framed(page, assets, { json, query: c.req.query('q') ?? '' }), status)

  app.use(secureHeaders({ contentSecurityPolicy: POLICY, strictTransportSecurity: false, crossOriginEmbedderPolicy: true }))
  app.get('/assets/:version/:name', c => {
    const file = c.req.param('version') === assets.version && assets.files.get(c.req.param('name'))
    if (!file) return c.notFound()
    return c.body(file.bytes, 200, { 'Content-Type': file.type, 'Cache-Control': FOR_EVER })
  })
  app.use(etag(), async (c, next) => {
    await next()
    c.header('Cache-Control', c.res.ok ? 'no-cache' : 'no-store')
  })
  for (const { path, asks, draw } of VIEWS) {
    app.get(twinOf(path), c => c.json(ask(asks, INPUTS[asks](given(c)))))
    app.get(path, c => {
      const asked = given(c)
      if (asks === 'find' && !asked.q?.trim()) return show(c, findPage([], ''), null)
      return show(c, draw(ask(asks, INPUTS[asks](asked)), asked, ask), twinAddress(c))
    })
  }
  app.get('/api/v1/:operation', c => {
    const name = c.req.param('operation')
    if (!Object.hasOwn(INPUTS, name)) throw new NotHere(`There is no operation "${name}".`)
    return c.json(ask(name as Name, INPUTS[name as Name](given(c))))
  })
  app.notFound(c => tell(c, 404, `There is nothing at ${c.req.path}.`))
  app.onError((error, c) => {
    if (error instanceof NotHere) return tell(c, 404, error.message)
    if (error instanceof Incomplete) return tell(c, 400, error.message)
    console.error(error)
    return tell(c, 500, 'The record could not answer. What happened stands in the log of the server.')
  })
  const tell = (c: Context, status: 400 | 404 | 500, sentence: string) => {
    const title = TITLES[status]
    if (!/\.json$|^\/api\//.test(c.req.path)) return show(c, troublePage(title, sentence), null, status)
    return c.body(JSON.stringify({ type: 'about:blank', title, status, detail: sentence }), status, {
      'Content-Type': 'application/problem+json'
    })
  }
  return app
}

const TITLES = { 400: 'The question is not complete', 404: 'Not in the record', 500: 'Something went wrong' }

/** What the address gives: the query, and the id of the path without the ending of its twin. */
const given = (c: Context): Given => {
  const id = c.req.param('id')
  return { ...c.req.query(), ...(id ? { id: id.replace(/\.json$/, '') } : {}) }
}

const twinOf = (path: string) =>
  path === '/' ? '/index.json' : path.replace(/:id$/, ':id{.+[.]json}') + (path.endsWith(':id') ? '' : '.json')

const twinAddress = (c: Context): string => {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname === '/' ? '/index' : pathname}.json${search}`
}

/** Serves the app, on this machine alone unless a host is named. Rejects with a sentence when the port is taken or not allowed. */
export const listen = (
  app: Hono,
  { port, host = '127.0.0.1' }: { port: number; host?: string }
): Promise<{ server: Server; address: string }> =>
  new Promise((resolve, reject) => {
    const server = serve({ fetch: app.fetch, port, hostname: host }, info => {
      const name = host.includes(':') ? `[${host}]` : host
      resolve({ server, address: `http://${name}:${info.port}/` })
    }) as Server
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(REFUSALS[error.code ?? '']?.(port, host) ?? error.message))
    )
  })

const REFUSALS: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: port => `Port ${port} is in use by another program. Choose another one with --port.`,
  EACCES: port => `Port ${port} may not be opened by this user. Choose one above 1023 with --port.`,
  EADDRNOTAVAIL: (_, host) => `This machine has no address ${host}.`
}
