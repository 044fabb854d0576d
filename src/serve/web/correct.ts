import { timingSafeEqual } from 'node:crypto'
import type { Context, Hono } from 'hono'
import type { Correction } from '../../types.ts'
import { type Asked, asking, NotCorrected } from '../correct.ts'
import { faultsOf } from '../pipes.ts'

/** How a record that is served may be written: the secret of this run, which its own pages hold, and the writing. */
export type Writing = { readonly token: string; correct(asked: Asked): Promise<Correction> }

/** Who asks may not write, with a sentence that says why. */
export class NotAllowed extends Error {}

/** The longest body that is read: a quotation, a reason and a name. */
const LONGEST_BODY = 64 * 1024

/**
 * The doors for corrections: a form of the pages, and the API. Only where the record may be written, and only for who is on its own pages: the request
 * must name this machine as its host, come from a page of the same origin, and hold the secret of this run. A page of another site has none of the three
 * that a browser would let it forge.
 */
export const openToCorrections = (app: Hono, writing: Writing | null): void => {
  app.post('/correct', async c => {
    const form = (await bodyOf(c, writing, 'application/x-www-form-urlencoded', () => null)).form
    await correctBy(writing!, askedByForm(form))
    return c.redirect(pageAfter(form), 303)
  })
  app.post('/api/v1/correct', async c => {
    const { json } = await bodyOf(c, writing, 'application/json', () => c.req.header('x-onrecord-token') ?? null)
    return c.json(await correctBy(writing!, json), 201)
  })
}

const correctBy = (writing: Writing, asked: unknown): Promise<Correction> => {
  const checked = asking.safeParse(asked)
  if (!checked.success) throw new NotCorrected(`The correction is not understood: ${faultsOf(checked.error)}.`)
  return writing.correct(checked.data)
}

type Body = { form: URLSearchParams; json: unknown }

const bodyOf = async (c: Context, writing: Writing | null, type: string, tokenOf: () => string | null): Promise<Body> => {
  if (!writing) throw new NotAllowed('This record is served for reading alone.')
  onlyFromOwnPages(c)
  if ((c.req.header('content-type') ?? '').split(';')[0].trim().toLowerCase() !== type)
    throw new NotCorrected(`A correction is sent here as ${type}.`)
  const sent = await c.req.text()
  if (sent.length > LONGEST_BODY) throw new NotCorrected('A correction is shorter than that.')
  const form = new URLSearchParams(type.endsWith('urlencoded') ? sent : '')
  if (!isToken(form.get('token') ?? tokenOf(), writing.token))
    throw new NotAllowed('The page is of an earlier run of the server, or of another one. Load it again.')
  try {
    return { form, json: type === 'application/json' ? JSON.parse(sent) : null }
  } catch {
    throw new NotCorrected('The correction is no JSON.')
  }
}

/** This machine, as a host is named. */
export const LOOPBACK = /^(?:localhost|127(?:\.\d+){3}|\[::1\])(?::\d+)?$/i

const onlyFromOwnPages = (c: Context) => {
  const host = c.req.header('host') ?? ''
  const site = c.req.header('sec-fetch-site')
  if (!LOOPBACK.test(host) || c.req.header('origin') !== `http://${host}` || (site !== undefined && site !== 'same-origin'))
    throw new NotAllowed('Corrections are taken from the pages of this record alone, on this machine.')
}

const isToken = (given: string | null, token: string): boolean => {
  const [a, b] = [given ?? '', token].map(one => Buffer.from(one))
  return a.length === b.length && timingSafeEqual(a, b)
}

const lines = (said: readonly string[]) =>
  said
    .flatMap(one => one.split(/\r?\n/))
    .map(line => line.trim())
    .filter(Boolean)

const askedByForm = (form: URLSearchParams) => {
  const said = (name: string) => form.get(name) ?? ''
  const what = said('what')
  const fields = what === 'speaker' ? ['speaker'] : what === 'bounds' ? ['words'] : ['with']
  const given = what === 'confirm' || what === 'reject' ? [] : fields.flatMap(field => form.getAll(field))
  return { what, id: said('id'), with: lines(given), by: said('by'), why: said('why') }
}

/** The page of this record that a form names, or the list of corrections: never another site. */
const pageAfter = (form: URLSearchParams): string => {
  const back = form.get('back') ?? ''
  return /^\/[\w%.~-]+(?:\/[\w%.~-]+)?(?:#[\w%.~-]+)?$/.test(back) ? back : '/corrections'
}
