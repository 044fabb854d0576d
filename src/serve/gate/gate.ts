import type { Context, MiddlewareHandler } from 'hono'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import type { Sessions, Tokens } from '../../store/index.ts'
import { QUESTIONS } from '../answer/wire/index.ts'
import { type AddressOf, askerBehind } from '../web/asker.ts'
import { countFailures } from './failures.ts'
import { BACK, type Provider, startProvider, stillVouched, WAY_MS } from './oidc.ts'
import { onlyFromOwnPages } from './own-pages.ts'
import { type Known, SESSION_MS, startSessions } from './sessions.ts'
import { accountOf, readToken, tokenHolds } from './token.ts'
import { ANYBODY, must, NotSignedIn, onBehalfOf, type Who } from './who.ts'

/** Who may come in, and how: what stands before every page and answer. */
export type Gate = {
  /** Finds out who asks, and lets the rest be done on their behalf. */
  readonly check: MiddlewareHandler
  /** Whether people sign in here; null where only this machine is served. */
  readonly door: Door | null
  /** Whether anybody may see quotations, without a token. */
  readonly isPublic: boolean
  /** Where the pages are served under an address of their own, without a slash at its end; else nothing. */
  readonly base: string
  /** From which address somebody asks. */
  readonly addressOf: AddressOf
  /** The time by which askers are counted, in milliseconds. */
  readonly now: () => number
}

/** How people come in and go. */
export type Door = {
  /** Reads a token that was typed, counting the wrong ones; lets its owner in by a cookie. */
  signIn(c: Context, token: string): void
  /** Lets somebody in by a cookie, as long as what they came in by gives them this role. */
  letIn(c: Context, known: Known): void
  signOut(c: Context): void
  /** The provider that knows people too, where there is one: its name, the way there, and the way back, which says where to go on. */
  readonly provider: {
    readonly name: string
    there(c: Context, to: string): Promise<string>
    back(c: Context): Promise<string>
  } | null
  readonly tokens: Tokens
  readonly base: string
  now(): number
}

/** Too many wrong tokens came from one address. */
export class TooManyFailures extends Error {
  readonly wait: number
  constructor(wait: number) {
    super(`Too many wrong tokens came from this address. Wait ${wait} s, then try again.`)
    this.wait = wait
  }
}

/** The gate of a record that is served to this machine alone: who sits at it owns it. `secret` is of this run; its own pages hold it. */
export const thisMachine = (secret: string | null): Gate => ({
  check: (_, next) => onBehalfOf({ name: 'this machine', role: 'owner', by: 'this machine', secret }, next),
  door: null,
  isPublic: false,
  base: '',
  addressOf: askerBehind([]),
  now: Date.now
})

/** What is open to everybody, or nobody could come in. */
const OPEN = /^\/(?:healthy|sign-in(?:\/.*)?)$/

/** What is sent by POST and only asks. */
const isQuestion = (path: string) =>
  path === '/check' || path === '/mcp' || Object.hasOwn(QUESTIONS, path.replace('/api/v1/', ''))

export type GateOptions = {
  readonly tokens: Tokens
  readonly sessions: Sessions
  readonly isPublic: boolean
  readonly provider?: Provider | null
  /** Where the pages are served under an address of their own. */
  readonly base: string
  readonly now: () => number
  readonly addressOf?: AddressOf
}

/** The gate of a record that is served beyond this machine: a token for programs, a cookie for people who signed in, quotations for anybody else if at all. */
export const tokenGate = (options: GateOptions): Gate => {
  const { tokens, isPublic, base, now, provider = null, addressOf = askerBehind([]) } = options
  const holds = (known: Known) => tokenHolds(tokens, known) ?? (provider !== null && stillVouched(known, provider))
  const sessions = startSessions(options.sessions, now, holds)
  const failures = countFailures(now)
  const secure = base.startsWith('https:')
  const cookie = secure ? '__Host-onrecord' : 'onrecord'

  const holder = (c: Context, sent: string) => {
    const address = addressOf(c)
    const wait = failures.waits(address)
    if (wait) throw new TooManyFailures(wait)
    const token = readToken(tokens, sent, now())
    if (token) return token
    failures.failed(address)
    throw new NotSignedIn('This is no token that holds here.')
  }
  const find = (c: Context): Who => {
    const sent = /^Bearer\s+(.*)$/i.exec(c.req.header('authorization') ?? '')?.[1]
    if (sent !== undefined) {
      const token = holder(c, sent)
      return { name: token.name, role: token.role, by: 'token', secret: null, account: accountOf(token) }
    }
    const known = sessions.find(getCookie(c, cookie) ?? '')
    if (known) return known
    if (isPublic || OPEN.test(c.req.path)) return ANYBODY
    throw new NotSignedIn('This record is shown to those who have a token. Whoever keeps it can make one: onrecord token add.')
  }
  const held = { httpOnly: true, sameSite: 'Strict', path: '/', maxAge: SESSION_MS / 1000, secure } as const
  const letIn: Door['letIn'] = (c, known) => setCookie(c, cookie, sessions.begin(known), held)
  const away = provider && startProvider(provider, now)
  const way = `${cookie}-way`
  return {
    check: async (c, next) => {
      if (wasLedHere(c) && !getCookie(c, c.req.path === BACK ? way : cookie)) return onceMore(c)
      const who = find(c)
      if (c.req.method !== 'GET' && c.req.method !== 'HEAD') {
        if (who.by === 'cookie') onlyFromOwnPages(c, who, base)
        if (!OPEN.test(c.req.path) && !isQuestion(c.req.path) && c.req.path !== '/sign-out') must(who, 'editor', 'Writing')
      }
      await onBehalfOf(who, next)
      c.header('Vary', 'Cookie, Authorization', { append: true })
      if (c.res.ok && !c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'private, no-cache')
      return undefined
    },
    door: {
      signIn: (c, sent) => {
        const token = holder(c, sent)
        letIn(c, { name: token.name, role: token.role, account: accountOf(token), email: null })
      },
      letIn,
      signOut: c => {
        sessions.end(getCookie(c, cookie) ?? '')
        deleteCookie(c, cookie, { path: '/', secure })
      },
      provider: away && {
        name: away.name,
        async there(c, to) {
          const { there, cookie: begun } = await away.begin(to)
          setCookie(c, way, begun, { ...held, maxAge: WAY_MS / 1000 })
          return there
        },
        async back(c) {
          const begun = getCookie(c, way) ?? ''
          deleteCookie(c, way, { path: '/', secure })
          const { who, to } = await away.end(new URL(c.req.url).search, begun)
          letIn(c, who)
          return to
        }
      },
      tokens,
      base,
      now
    },
    isPublic,
    base: base.replace(/\/$/, ''),
    addressOf,
    now
  }
}

/** Whether a link of another site led here: the cookie then stays behind, also of somebody who is signed in. */
const wasLedHere = (c: Context) =>
  c.req.method === 'GET' && c.req.header('sec-fetch-site') === 'cross-site' && c.req.header('sec-fetch-dest') === 'document'

/** Asks the same again from a page of this record, with which the cookie goes along. */
const onceMore = (c: Context) => {
  const { pathname, search } = new URL(c.req.url)
  // Two slashes at the beginning would name another host.
  const to = `${pathname.replace(/^\/+/, '/')}${search}`.replace(/[&"<>]/g, one => `&#${one.charCodeAt(0)};`)
  return c.html(
    `<!doctype html><title>Onrecord</title><meta http-equiv="refresh" content="0; url=${to}"><a href="${to}">Onrecord</a>`
  )
}
