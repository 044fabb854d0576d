import type { Context, Hono } from 'hono'
import { writtenBy } from '../gate/own-pages.ts'
import { href } from '../pages/bits.ts'
import { correctBy, type Writing, writable } from './correct.ts'

/** The doors for what is decided while reading: a quotation is right, or is none; and that taken back. Each leads back to the part that was read. */
export const openToDecidingInReader = (app: Hono, writing: Writing | null): void => {
  const formOf = (c: Context) => writtenBy(c, 'form', 'editor', 'Deciding')
  app.post('/a/:id/decide', async c => {
    const open = writable(writing)
    const { form, who } = await formOf(c)
    const [what, id] = form.has('yes') ? ['confirm', form.get('yes')] : ['reject', form.get('no')]
    const asked = { what, id: id ?? '', by: form.get('by') ?? '', why: 'decided while reading' }
    const { id: done } = await correctBy(open, asked, who)
    return c.redirect(backTo(c.req.param('id'), form, { done }), 303)
  })
  app.post('/a/:id/undo', async c => {
    const open = writable(writing)
    const { form, who } = await formOf(c)
    const asked = { what: 'undo', id: form.get('done') ?? '', by: form.get('by') ?? '', why: 'taken back while reading' }
    await correctBy(open, asked, who)
    return c.redirect(backTo(c.req.param('id'), form, {}), 303)
  })
}

const backTo = (id: string, form: URLSearchParams, more: Record<string, string>): string => {
  const part = Math.trunc(Number(form.get('part'))) || 1
  const query = new URLSearchParams({ ...(part > 1 ? { part: String(part) } : {}), ...more }).toString()
  return `${href('a', id)}${query && `?${query}`}`
}
