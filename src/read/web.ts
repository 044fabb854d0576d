import robots from 'robots-parser'
import { Agent, fetch, type Response } from 'undici'
import type { Found, Page, Problem } from '../types.ts'
import { isPrivate, PrivateAddress, publicLookup } from './addresses.ts'
import { isBlank } from './binary.ts'
import { problem } from './places.ts'

/** What asking the web needs: who we say we are, and whether the hosts that people typed may be on this machine or its network. */
export type Web = { readonly userAgent: string; readonly allowPrivate: boolean; readonly patienceMs?: number }

/** The most bytes a page may have, unpacked. */
export const MAX_BYTES = 10 * 1024 * 1024

/** How long a page may take, its redirects included. */
const PATIENCE_MS = 20_000

/** How often a page may send us on. */
const MAX_REDIRECTS = 5

/** The most of a robots.txt that counts (RFC 9309 asks for 500 KiB at least). */
const MAX_ROBOTS_BYTES = 512 * 1024

const READABLE = ['text/html', 'application/xhtml+xml', 'text/plain', 'text/markdown']

// The package is a function, though its types say that it has one under `default`.
const robotsParser = robots as unknown as typeof robots.default

type Got = { response: Response; url: URL }
type Allowed = (url: URL) => Promise<boolean>
type Asking = { web: Web; signal: AbortSignal; dispatchers: Dispatchers; host: string; allowed: Allowed | null }
type Dispatchers = { anywhere: Agent; outside: Agent }

/** A reader of web pages that asks each site's robots.txt once. What it gives is a Page, or the reason why there is none. */
export const startAsking = (web: Web) => {
  const dispatchers = { anywhere: new Agent(), outside: new Agent({ connect: { lookup: publicLookup as never } }) }
  const known = new Map<string, Promise<(url: URL) => boolean>>()
  return async (address: string, seen: string): Promise<Found<Page | null>> => {
    const signal = AbortSignal.timeout(web.patienceMs ?? PATIENCE_MS)
    const plain = { web, signal, dispatchers, host: new URL(address).host, allowed: null }
    const allowed: Allowed = async url => {
      const rules = known.get(url.origin) ?? rulesOf(url, plain)
      known.set(url.origin, rules)
      return (await rules)(url)
    }
    try {
      return { value: await getPage(address, seen, { ...plain, allowed }), problems: [] }
    } catch (error) {
      return { value: null, problems: [explained(address, error)] }
    }
  }
}

class NotRead extends Error {
  readonly code: string
  constructor(code: string, note: string) {
    super(note)
    this.code = code
  }
}

const getPage = async (address: string, seen: string, asking: Asking): Promise<Page> => {
  const { response, url } = await get(new URL(address), asking)
  if (!response.ok) {
    await response.body?.cancel()
    throw new NotRead('read/status', `answers ${response.status}${response.statusText ? ` ${response.statusText}` : ''}`)
  }
  const [mediaType = '', ...parameters] = (response.headers.get('content-type') ?? 'text/html')
    .split(';')
    .map(part => part.trim())
  if (!READABLE.includes(mediaType.toLowerCase())) {
    await response.body?.cancel()
    throw new NotRead('read/type', `is ${mediaType || 'of no known type'}, not a page or a text`)
  }
  const charset = parameters.map(part => /^charset="?([^"]+)"?$/i.exec(part)?.[1]).find(Boolean) ?? null
  const bytes = await bodyOf(response, MAX_BYTES)
  if (!bytes) throw new NotRead('read/too-big', `is larger than ${MAX_BYTES / 1024 / 1024} MB`)
  if (isBlank(bytes)) throw new NotRead('read/empty', 'is empty')
  const headers = Object.fromEntries([...response.headers].filter(([name]) => name !== 'set-cookie'))
  return { address: url.href, bytes, mediaType: mediaType.toLowerCase(), charset, seen, headers }
}

const get = async (start: URL, asking: Asking): Promise<Got> => {
  let url = start
  for (let hops = 0; hops <= MAX_REDIRECTS; hops++) {
    if (!/^https?:$/.test(url.protocol)) throw new NotRead('read/address', `leads to ${url.href}, which is not a web address`)
    if (asking.allowed && !(await asking.allowed(url)))
      throw new NotRead('read/robots', `may not be read by programs: ${url.origin}/robots.txt says so`)
    const response = await getOnce(url, asking)
    const next = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
    if (!next) return { response, url }
    await response.body?.cancel()
    if (!URL.canParse(next, url)) throw new NotRead('read/redirect', `leads to ${next}, which is no address`)
    url = new URL(next, url)
    url.hash = ''
  }
  throw new NotRead('read/redirect', `leads on and on: it was followed ${MAX_REDIRECTS} times`)
}

// Only the host that was typed may be private, not one that it leads to.
const getOnce = (url: URL, { web, signal, dispatchers, host }: Asking): Promise<Response> => {
  const anywhere = web.allowPrivate && url.host === host
  if (!anywhere && isPrivate(url.hostname)) throw new PrivateAddress(url.hostname)
  return fetch(url, {
    dispatcher: anywhere ? dispatchers.anywhere : dispatchers.outside,
    redirect: 'manual',
    signal,
    headers: { 'user-agent': web.userAgent, accept: `${READABLE.join(', ')};q=0.9, */*;q=0.1` }
  })
}

const bodyOf = async (response: Response, limit: number): Promise<Uint8Array | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    if ((size += chunk.length) > limit) return null
    chunks.push(chunk)
  }
  return Buffer.concat(chunks)
}

// RFC 9309: no robots.txt allows everything; one that cannot be reached allows nothing.
const rulesOf = async (page: URL, asking: Asking): Promise<(url: URL) => boolean> => {
  const address = new URL('/robots.txt', page)
  const { response } = await get(address, asking)
  if (response.status >= 500) throw new NotRead('read/robots', `is not asked for: its robots.txt answers ${response.status}`)
  if (!response.ok) {
    await response.body?.cancel()
    return () => true
  }
  const body = (await bodyOf(response, MAX_ROBOTS_BYTES)) ?? new Uint8Array()
  const rules = robotsParser(address.href, new TextDecoder().decode(body))
  return url => !rules.isDisallowed(url.href, asking.web.userAgent)
}

const explained = (address: string, error: unknown): Problem => {
  const cause = error instanceof Error && error.cause ? error.cause : error
  const say = (code: string, note: string) => problem(code, `${address} ${note}.`)
  if (error instanceof NotRead) return say(error.code, error.message)
  if (cause instanceof PrivateAddress)
    return say('read/private', 'is an address of this machine or its network. Where that is meant, say --allow-private')
  if (error instanceof Error && error.name === 'TimeoutError') return say('read/timeout', 'does not answer in time')
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return say('read/unknown-host', 'cannot be found: no such host, or no network')
  if (code === 'ECONNREFUSED') return say('read/refused', 'cannot be reached: nothing answers there')
  return say('read/network', `cannot be read (${cause instanceof Error ? cause.message : cause})`)
}
