import type { Hono } from 'hono'
import type { Correction } from '../../types.ts'
import { type Asked, asking, NotCorrected } from '../correct/correct.ts'
import { writtenBy } from '../gate/own-pages.ts'
import { NotAllowed, type Who } from '../gate/who.ts'
import { faultsOf } from '../pipes.ts'
import type { Keeping } from './kept.ts'

/** How a record that is served may be written: the secret of this run, which its own pages hold, and the writing. */
export type Writing = { readonly token: string; correct(asked: Asked): Promise<Correction>; readonly keep?: Keeping }

const WHAT = 'Correcting'

/** The doors for corrections: a form of the pages, and the API. Only where the record may be written, and only for who may (`gate/own-pages.ts`). */
export const openToCorrections = (app: Hono, writing: Writing | null): void => {
  app.post('/correct', async c => {
    const open = writable(writing)
    const { form, who } = await writtenBy(c, 'form', 'editor', WHAT)
    await correctBy(open, askedByForm(form), who)
    return c.redirect(pageAfter(form), 303)
  })
  app.post('/api/v1/correct', async c => {
    const open = writable(writing)
    const { json, who } = await writtenBy(c, 'json', 'editor', WHAT)
    return c.json(await correctBy(open, json, who), 201)
  })
}

/** The writing, or the sentence why there is none. */
export const writable = (writing: Writing | null): Writing => {
  if (writing) return writing
  throw new NotAllowed('This record is served for reading alone.')
}

/** Checks a correction as it was asked for, and makes it, signed by who asks. */
export const correctBy = async (writing: Writing, asked: unknown, who: Who): Promise<Correction> => {
  const checked = asking.safeParse(asked)
  if (!checked.success) throw new NotCorrected(`The correction is not understood: ${faultsOf(checked.error)}.`)
  return writing.correct({ ...checked.data, by: signed(checked.data.by, who) })
}

/**
 * The author of a correction: on this machine who says so; beyond it also by what they came in, which they cannot choose, and which no name that they choose can look
 * like.
 */
export const signed = (by: string, { by: way, name }: Who): string => {
  if (way === 'this machine' || by === name) return by
  const plain = by.replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, '').replace(/[([{（]\s*signed\s+in\b.*$/isu, '')
  return `${plain.trim().slice(0, LONGEST_SIGNED) || 'somebody'} (signed in as ${name})`
}

/** As much as is kept of a name that stands before what somebody came in by. */
const LONGEST_SIGNED = 90

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
