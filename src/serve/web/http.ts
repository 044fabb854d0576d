import type { Server } from 'node:http'
import { serve } from '@hono/node-server'
import { type Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { etag } from 'hono/etag'
import { secureHeaders } from 'hono/secure-headers'
import { NotUnderstood } from '../../store/index.ts'
import { askFromOutside, NotAsked } from '../answer/asked.ts'
import { type Answers, type Ask, NotHere } from '../answer/wire/index.ts'
import { NotCorrected } from '../correct/correct.ts'
import { openDoors } from '../gate/doors.ts'
import { type Gate, TooManyFailures, thisMachine } from '../gate/gate.ts'
import { LOOPBACK, secretForForms } from '../gate/own-pages.ts'
import { footOf } from '../gate/pages.ts'
import { askFor } from '../gate/quotations-only.ts'
import { may, NotAllowed, NotSignedIn, whoAsks } from '../gate/who.ts'
import { readAssets } from '../pages/assets.ts'
import type { Page } from '../pages/bits.ts'
import { changesPage } from '../pages/changes.ts'
import { changesFeed } from '../pages/changes-feed.ts'
import { showingOf } from '../pages/collated.ts'
import { correctionsPage } from '../pages/corrected.ts'
import { LEAST_FAMILY, MOST_FAMILY } from '../pages/family.ts'
import { feedsPage } from '../pages/feeds.ts'
import { findPage, NOTHING_FOUND } from '../pages/find.ts'
import { framed } from '../pages/frame.ts'
import { type Done, inboxPage } from '../pages/inbox.ts'
import { jobsPage } from '../pages/jobs.ts'
import { articlesPage, speakerPage, speakersPage, statementsPage } from '../pages/lists.ts'
import { matrixPage } from '../pages/matrix.ts'
import { notesPage } from '../pages/notes.ts'
import { outletPage, outletsPage } from '../pages/outlets.ts'
import { leadOf, overviewPage } from '../pages/overview.ts'
import { positionsPage } from '../pages/positions.ts'
import { readerPage } from '../pages/reader.ts'
import { searchesPage, searchPage } from '../pages/searches.ts'
import { statementPage } from '../pages/statement.ts'
import { storiesPage, storyPage } from '../pages/story.ts'
import { troublePage } from '../pages/trouble.ts'
import { TooBusy, takingTurns } from './busy.ts'
import { openToCorrections, type Writing } from './correct.ts'
import { openFrames, serveEmbedded } from './embed.ts'
import { openToKeeping, serveFeeds } from './kept.ts'
import { limited } from './limit.ts'
import { servePrograms } from './programs.ts'
import { openToDecidingInReader } from './reading.ts'
import { guardKeptPages, type KeptPages, serveSources } from './source.ts'

type Name = keyof Answers
type Given = Record<string, string>

/** A page: its path, the operation that answers it, what of the address that takes, and how the answer is drawn. */
type View<N extends Name> = {
  path: string
  asks: N
  takes: readonly string[]
  draw: (answer: Awaited<Answers[N]['output']>, given: Given, ask: Ask, writing: Writing | null) => Page | Promise<Page>
}
const view = <N extends Name>(path: string, asks: N, takes: View<N>['takes'], draw: View<N>['draw']) =>
  ({ path, asks, takes, draw }) as unknown as View<Name>

const VIEWS: readonly View<Name>[] = [
  view('/', 'summary', [], (summary, _, ask) => {
    const lead = leadOf(summary)
    return overviewPage(summary, lead ? ask('statement', { id: lead }) : null, ask('stories', {}), ask('articles', {}))
  }),
  view('/articles', 'articles', ['page'], articlesPage),
  view('/a/:id', 'article', ['id'], (article, { done, ...given }, ask, writing) =>
    readerPage(article, tokenOf(writing), {
      ...given,
      seesPages: may(whoAsks(), 'reader'),
      author: writing?.keep?.author ?? '',
      decided: writing && done ? doneIn(ask, done) : null
    })
  ),
  view('/speakers', 'speakers', ['name', 'by', 'page'], (speakers, { name = '', by = '' }) =>
    speakersPage(speakers, { name, by })
  ),
  view('/p/:id', 'speaker', ['id', 'page'], (speaker, _, __, writing) => speakerPage(speaker, tokenOf(writing))),
  view('/positions', 'positions', ['speaker', 'with'], positionsPage),
  view('/statements', 'statements', ['speaker', 'page'], (statements, { speaker = '' }) => statementsPage(statements, speaker)),
  view('/st/:id', 'statement', ['id'], async (statement, given, ask, writing) => {
    const { length } = statement.variants
    const drawn = length >= LEAST_FAMILY && (length <= MOST_FAMILY || given.show === 'family')
    const lineage = drawn ? await ask('lineage', { id: statement.id }) : null
    return statementPage(statement, showingOf(given), lineage, tokenOf(writing))
  }),
  view('/matrix', 'matrix', ['speaker', 'page'], (matrix, { speaker = '' }) => matrixPage(matrix, speaker)),
  view('/stories', 'stories', ['page'], storiesPage),
  view('/stories/:id', 'story', ['id', 'page'], (story, _, __, writing) => storyPage(story, tokenOf(writing))),
  view('/outlets', 'outlets', ['page'], outletsPage),
  view('/outlet', 'outlet', ['name', 'page'], outletPage),
  view('/jobs', 'jobs', ['page'], jobsPage),
  view('/feeds', 'feeds', ['page'], feedsPage),
  view('/find', 'find', ['q', 'by', 'after'], (found, { q = '', after }, _, writing) =>
    findPage(found, q, { isFirst: !after, token: tokenOf(writing) })
  ),
  view('/changes', 'changes', ['article', 'page'], (changes, { article = '' }) => changesPage(changes, article)),
  view('/corrections', 'corrections', ['page'], (corrections, _, __, writing) => correctionsPage(corrections, tokenOf(writing))),
  view('/searches', 'searches', ['page'], (searches, _, __, writing) => searchesPage(searches, tokenOf(writing))),
  view('/searches/:id', 'search', ['id'], (search, _, __, writing) => searchPage(search, tokenOf(writing))),
  view('/notes', 'notes', ['page'], notesPage),
  view('/inbox', 'inbox', [], (inbox, { done }, ask, writing) =>
    inboxPage(inbox, { token: tokenOf(writing), author: writing?.keep?.author ?? '', done: done ? doneIn(ask, done) : null })
  )
]

/** What was decided just now, in a sentence. */
const doneIn = (ask: Ask, word: string): Done => {
  const made = ask('corrections', {}).lines.find(one => one.id === word)
  return { word, sentence: made ? `${made.by} ${made.sentence}.` : 'Decided.' }
}

const tokenOf = (writing: Writing | null) => writing?.token ?? null

/** How whoever asks may write, with the secret of their own forms, and beyond this machine under their own name; null where they may not. */
const writtenByWhoAsks = (writing: Writing | null): Writing | null => {
  const token = writing && secretForForms()
  if (!token) return null
  const { by, name } = whoAsks()
  const keep = writing.keep && by !== 'this machine' ? { ...writing.keep, author: name } : writing.keep
  return { ...writing, token, keep }
}

const POLICY = {
  defaultSrc: ["'self'"],
  objectSrc: ["'none'"],
  baseUri: ["'none'"],
  formAction: ["'self'"],
  frameAncestors: ["'none'"]
}

// A form's origin is named to this record alone, and to no other site.
const HEADERS = {
  contentSecurityPolicy: POLICY,
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: true,
  referrerPolicy: 'same-origin' as const
}

/** The longest body: a draft of 200,000 characters, each escaped. Whoever sends it, no more is held. */
const LONGEST_BODY = 2 * 1024 * 1024

/** A year: an asset's address changes with its bytes. */
const FOR_EVER = 'public, max-age=31536000, immutable'

/**
 * The pages, each with its JSON twin, and the same answers under /api/v1; corrections are taken where the record may be written. The gate says who asks:
 * whoever is on this machine, unless another one is given. The pages that articles were read from are shown where they are given.
 */
export const httpApp = (
  whole: Ask,
  version = '0',
  writing: Writing | null = null,
  gate: Gate = thisMachine(writing?.token ?? null),
  pages: KeptPages = () => null
): Hono => {
  const ask = askFor(takingTurns(whole), whoAsks)
  const assets = readAssets()
  const app = new Hono()
  const show = (c: Context, page: Page, json: string | null, status: Status | 200 = 200) =>
    c.html(
      framed(page, assets, {
        json,
        query: c.req.query('q') ?? c.req.query('draft') ?? '',
        foot: footOf(whoAsks(), gate.isPublic)
      }),
      status
    )

  // A server in front of this one has the name under which links are followed.
  const origin = (c: Context) => gate.base || new URL(c.req.url).origin

  app.use(openFrames)
  app.use(guardKeptPages)
  app.use(secureHeaders(HEADERS))
  app.get('/assets/:version/:name', c => {
    const file = c.req.param('version') === assets.version && assets.files.get(c.req.param('name'))
    if (!file) return c.notFound()
    return c.body(file.bytes, 200, { 'Content-Type': file.type, 'Cache-Control': FOR_EVER })
  })
  app.use(bodyLimit({ maxSize: LONGEST_BODY, onError: c => tell(c, 413, 'At most 2 MB are taken at once.') }))
  app.use(limited(gate.now, gate.addressOf))
  app.use(etag(), async (c, next) => {
    await next()
    if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', c.res.ok ? 'no-cache' : 'no-store')
  })
  app.use(gate.check)
  serveFeeds(app, ask, origin)
  serveSources(app, ask, pages, show)
  for (const { path, asks, takes, draw } of VIEWS) {
    const answer = (c: Context) => askFromOutside(ask, asks, only(given(c), takes))
    app.get(twinOf(path), async c => c.json(await answer(c)))
    app.get(path, async c => {
      const asked = given(c)
      if (asks === 'find' && !asked.q) return show(c, findPage(NOTHING_FOUND, ''), null)
      return show(c, await draw(await answer(c), asked, ask, writtenByWhoAsks(writing)), twinAddress(c))
    })
  }
  app.get('/changes.atom', async c => {
    const changes = (await askFromOutside(ask, 'changes', {})) as Answers['changes']['output']
    return c.body(changesFeed(changes, origin(c)), 200, { 'Content-Type': 'application/atom+xml; charset=utf-8' })
  })
  openDoors(app, gate, show)
  serveEmbedded(app, ask, assets)
  openToCorrections(app, writing)
  openToKeeping(app, writing)
  openToDecidingInReader(app, writing)
  servePrograms(app, ask, { version, show, origin })
  app.notFound(c => tell(c, 404, `There is nothing at ${c.req.path}.`))
  app.onError((error, c) => {
    if (error instanceof NotHere) return tell(c, 404, error.message)
    if (error instanceof NotAsked) return tell(c, 400, error.message, { errors: error.errors })
    if (error instanceof NotCorrected) return tell(c, 400, error.message)
    if (error instanceof NotAllowed) return tell(c, 403, error.message)
    if (error instanceof NotSignedIn) return notSignedIn(c, error)
    if (error instanceof TooManyFailures) {
      c.header('Retry-After', String(error.wait))
      return tell(c, 429, error.message)
    }
    if (error instanceof NotUnderstood) return notUnderstood(c, error)
    if (error instanceof TooBusy) {
      c.header('Retry-After', '5')
      return tell(c, 503, error.message)
    }
    console.error(error)
    return tell(c, 500, 'The record could not answer. What happened stands in the log of the server.')
  })
  const notSignedIn = (c: Context, { message }: NotSignedIn) => {
    c.header('WWW-Authenticate', 'Bearer realm="onrecord"')
    if (isForPrograms(c) || c.req.method !== 'GET' || c.req.header('authorization')) return tell(c, 401, message)
    const { pathname, search } = new URL(c.req.url)
    return c.redirect(`/sign-in?to=${encodeURIComponent(`${pathname}${search}`)}`, 303)
  }
  const notUnderstood = (c: Context, { message, at }: NotUnderstood) => {
    if (c.req.path !== '/find') return tell(c, 400, `${message}.`, { at })
    return show(c, findPage(NOTHING_FOUND, c.req.query('q') ?? '', { wrong: { sentence: message, at } }), null, 400)
  }
  const tell = (c: Context, status: Status, sentence: string, more: object = {}) => {
    const title = TITLES[status]
    if (!isForPrograms(c)) return show(c, troublePage(title, sentence), null, status)
    return c.body(JSON.stringify({ type: 'about:blank', title, status, detail: sentence, ...more }), status, {
      'Content-Type': 'application/problem+json'
    })
  }
  return app
}

type Status = keyof typeof TITLES

const isForPrograms = (c: Context) => /\.(?:json|atom)$|^\/api\/|^\/mcp$/.test(c.req.path)

const TITLES = {
  400: 'The question was not understood',
  401: 'Somebody must sign in',
  403: 'This is not allowed',
  404: 'Not in the record',
  429: 'Too many attempts',
  413: 'Too long',
  500: 'Something went wrong',
  503: 'Too much is asked at once'
}

/** What the address gives: what its query says, and the id of its path without the ending of a twin. */
const given = (c: Context): Given => {
  const id = c.req.param('id')?.replace(/\.json$/, '')
  const said = Object.entries(c.req.query()).filter(([, value]) => value.trim())
  return { ...Object.fromEntries(said), ...(id ? { id } : {}) }
}

const only = (given: Given, takes: readonly string[]): Given =>
  Object.fromEntries(Object.entries(given).filter(([name]) => takes.includes(name)))

const twinOf = (path: string) =>
  path === '/' ? '/index.json' : path.replace(/:id$/, ':id{.+[.]json}') + (path.endsWith(':id') ? '' : '.json')

const twinAddress = (c: Context): string => {
  const { pathname, search } = new URL(c.req.url)
  return `${pathname === '/' ? '/index' : pathname}.json${search}`
}

/** Keeps a record that is served to this machine alone from pages of other sites that have their own name point here. */
const onlyToThisMachine =
  (app: Hono): Hono['fetch'] =>
  (request, ...rest) =>
    LOOPBACK.test(request.headers.get('host') ?? '') && !FORWARDED.some(name => request.headers.has(name))
      ? app.fetch(request, ...rest)
      : new Response(
          'This record answers to this machine alone, and to nobody for whom another server asks. To serve it beyond, name a --host and give out tokens.\n',
          { status: 421 }
        )

/** What a server in front says of whom it asks for: behind one, whoever sits at another machine would be taken for the one at this. */
const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip']

/** Who sends a question so slowly, a header in so long or all of it, is hung up on; and how often that is looked at. */
const PATIENCE = { headersTimeout: 15_000, requestTimeout: 60_000, connectionsCheckingInterval: 5000 }

/** A connection on which nothing moves for so long is closed: the longest draft is checked in less. */
const SILENCE_MS = 10 * 60_000

/** More connections than these are not taken: each is a file of the system's. */
const MOST_CONNECTIONS = 2000

/** Serves the app, on this machine alone unless a host is named. Rejects with a sentence when the port is taken or not allowed. */
export const listen = (
  app: Hono,
  { port, host = '127.0.0.1' }: { port: number; host?: string }
): Promise<{ server: Server; address: string }> =>
  new Promise((resolve, reject) => {
    const name = host.includes(':') ? `[${host}]` : host
    const fetch = LOOPBACK.test(name) ? onlyToThisMachine(app) : app.fetch
    const server = serve({ fetch, port, hostname: host, serverOptions: PATIENCE }, info =>
      resolve({ server, address: `http://${name}:${info.port}/` })
    ) as Server
    server.setTimeout(SILENCE_MS)
    server.maxConnections = MOST_CONNECTIONS
    server.on('error', (error: NodeJS.ErrnoException) =>
      reject(new Error(REFUSALS[error.code ?? '']?.(port, host) ?? error.message))
    )
  })

const REFUSALS: Record<string, (port: number, host: string) => string> = {
  EADDRINUSE: port => `Port ${port} is in use by another program. Choose another one with --port.`,
  EACCES: port => `Port ${port} may not be opened by this user. Choose one above 1023 with --port.`,
  EADDRNOTAVAIL: (_, host) => `This machine has no address ${host}.`
}
