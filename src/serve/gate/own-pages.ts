import type { Context } from 'hono'
import { NotCorrected } from '../correct/correct.ts'
import { isSame } from './token.ts'
import { may, must, NotAllowed, type Role, type Who, whoAsks } from './who.ts'

/** This machine, as a host is named. */
export const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i

/** The longest body that writes: a quotation, a reason and a name. */
const LONGEST_BODY = 64 * 1024

const STALE = 'The page is of an earlier run of the server, or of another one. Load it again.'

/**
 * Refuses what does not come from this record's own pages: the request must come from a page of the same origin, which a browser lets no other site
 * forge; on this machine it must name this machine as its host, too, so that no name of another site that points here will do.
 */
export const onlyFromOwnPages = (c: Context, { by }: Who, base = ''): void => {
  const host = c.req.header('host') ?? ''
  const origin = c.req.header('origin') ?? ''
  const site = c.req.header('sec-fetch-site')
  const here =
    by === 'this machine'
      ? LOOPBACK.test(host) && origin === `http://${host}`
      : isHere(origin, host) || (base && isOf(origin, base))
  if (!here || (site !== undefined && site !== 'same-origin'))
    throw new NotAllowed(
      by === 'this machine'
        ? 'Corrections are taken from the pages of this record alone, on this machine.'
        : 'This is taken from the pages of this record alone.'
    )
}

// A server in front of this one speaks TLS, and the origin then says https.
const isHere = (origin: string, host: string) => host !== '' && origin.replace(/^https?:\/\//, '') === host && origin !== host

const isOf = (origin: string, base: string) => URL.canParse(base) && new URL(base).origin === origin

/** What was sent to write with: a form's fields, or JSON. */
export type Body = { readonly form: URLSearchParams; readonly json: unknown; readonly who: Who }

/**
 * Reads what somebody sends who may write: of this role or one above it, from a page of this record with the secret that its pages hold, or with a token
 * that no browser sends by itself.
 */
export const writtenBy = async (c: Context, type: 'form' | 'json', least: Role, what: string): Promise<Body> => {
  const who = whoAsks()
  if (who.by !== 'this machine') must(who, least, what)
  // Whoever signed in was asked by the gate, which knows under what address the pages are served.
  if (who.by === 'this machine') onlyFromOwnPages(c, who)
  const expected = type === 'form' ? 'application/x-www-form-urlencoded' : 'application/json'
  if ((c.req.header('content-type') ?? '').split(';')[0].trim().toLowerCase() !== expected)
    throw new NotCorrected(`This is sent here as ${expected}.`)
  const sent = await c.req.text()
  if (sent.length > LONGEST_BODY) throw new NotCorrected('What is sent here is shorter than that.')
  const form = new URLSearchParams(type === 'form' ? sent : '')
  const secret = form.get('token') ?? (type === 'json' ? c.req.header('x-onrecord-token') : null) ?? ''
  if (who.by !== 'token' && !(who.secret && isSame(secret, who.secret))) throw new NotAllowed(STALE)
  try {
    return { form, json: type === 'json' ? JSON.parse(sent) : null, who }
  } catch {
    throw new NotCorrected('What was sent is no JSON.')
  }
}

/** What the forms of whoever asks must send back; null where they may not write. */
export const secretForForms = (): string | null => {
  const who = whoAsks()
  return may(who, 'editor') ? who.secret : null
}
