import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import type { SavedSearch } from '../../store/index.ts'
import { askFromOutside } from '../answer/asked.ts'
import { type Answers, type Ask, NotHere } from '../answer/wire/index.ts'
import { NotCorrected } from '../correct/correct.ts'
import { writtenBy } from '../gate/own-pages.ts'
import { type Deciding, deciding, type Saving, saving } from '../keep.ts'
import { searchHref } from '../pages/searches.ts'
import { faultsOf } from '../pipes.ts'
import { correctBy, signed, type Writing } from './correct.ts'
import { atomOf, type Fed, jsonFeedOf } from './feed.ts'

/** What else is written from the pages: searches, and the decisions of the inbox, under the name that is proposed there. */
export type Keeping = {
  readonly author: string
  save(asked: Saving): SavedSearch
  forget(named: string): boolean
  /** Gives the word that takes the decision back. */
  decide(asked: Deciding): Promise<string>
  undecide(done: string, by: string): Promise<void>
  look(arrival: number): void
}

const ATOM = { 'Content-Type': 'application/atom+xml; charset=utf-8' }
const JSON_FEED = { 'Content-Type': 'application/feed+json; charset=utf-8' }

/** Every search as a feed, by its own address: what came last first; links begin with the base. */
export const serveFeeds = (app: Hono, ask: Ask, base: (c: Context) => string): void => {
  const fed = (c: Context): Fed => {
    const q = c.req.query('q') ?? ''
    const { answers: hits } = askFromOutside(ask, 'find', { q, by: 'newest' }) as Answers['find']['output']
    return { name: `Found: ${q}`, query: q, path: `/find?${new URLSearchParams({ q })}`, hits }
  }
  const saved = (c: Context, ending: string): Fed => {
    const id = c.req.param('id')!.slice(0, -ending.length)
    const { name, query, found, ...search } = askFromOutside(ask, 'search', { id }) as Answers['search']['output']
    if (search.fault) throw new NotHere(`${search.fault}.`)
    return { name, query, path: searchHref(search.id), hits: found }
  }
  app.get('/find.atom', async c => c.body(await atomOf(fed(c), base(c)), 200, ATOM))
  app.get('/find.feed.json', async c => c.body(await jsonFeedOf(fed(c), base(c)), 200, JSON_FEED))
  app.get('/searches/:id{.+[.]atom}', async c => c.body(await atomOf(saved(c, '.atom'), base(c)), 200, ATOM))
  app.get('/searches/:id{.+[.]feed[.]json}', async c => c.body(await jsonFeedOf(saved(c, '.feed.json'), base(c)), 200, JSON_FEED))
}

/** The doors for what people keep: forms of the record's own pages, and the API; as for corrections, only for who is on these pages. */
export const openToKeeping = (app: Hono, writing: Writing | null): void => {
  const keep = writing?.keep
  if (!writing || !keep) return
  const formOf = async (c: Context) => (await writtenBy(c, 'form', 'editor', 'Keeping')).form
  const jsonOf = async (c: Context) => (await writtenBy(c, 'json', 'editor', 'Keeping')).json

  app.post('/searches', async c => c.redirect(searchHref(keep.save(checked(saving, filled(await formOf(c)))).id), 303))
  app.post('/searches/forget', async c => {
    keep.forget((await formOf(c)).get('name') ?? '')
    return c.redirect('/searches', 303)
  })
  app.post('/api/v1/save', async c => {
    const { alerts, ...search } = keep.save(checked(saving, await jsonOf(c)))
    return c.json({ ...search, alerts: alerts.map(({ way, target, secret }) => ({ way, target, secret })) }, 201)
  })
  app.post('/api/v1/forget', async c => {
    const { name } = ((await jsonOf(c)) ?? {}) as { name?: unknown }
    if (!keep.forget(String(name))) throw new NotHere(`There is no saved search “${name}”.`)
    return c.json({ name, forgotten: true })
  })
  app.post('/note', async c => {
    const { form, who } = await writtenBy(c, 'form', 'editor', 'Noting')
    const [id, by, why, back] = ['id', 'by', 'words', 'back'].map(name => form.get(name) ?? '')
    await correctBy(writing, { what: 'note', id, by, why }, who)
    return c.redirect(ownPath(back), 303)
  })
  app.post('/inbox', async c => {
    const { form, who } = await writtenBy(c, 'form', 'editor', 'Deciding')
    const answer = form.has('yes') ? 'yes' : 'no'
    const done = await keep.decide(
      checked(deciding, { item: form.get(answer) ?? '', decide: answer, by: signed(form.get('by') ?? '', who) })
    )
    return c.redirect(`/inbox?${new URLSearchParams({ done })}`, 303)
  })
  app.post('/inbox/undo', async c => {
    const { form, who } = await writtenBy(c, 'form', 'editor', 'Deciding')
    await keep.undecide(form.get('done') ?? '', signed(form.get('by') || keep.author, who))
    return c.redirect('/inbox', 303)
  })
  app.post('/inbox/look', async c => {
    const arrived = Number((await formOf(c)).get('arrived'))
    if (Number.isSafeInteger(arrived) && arrived >= 0) keep.look(arrived)
    return c.redirect('/inbox', 303)
  })
}

const checked = <T>(shape: z.ZodType<T>, given: unknown): T => {
  const found = shape.safeParse(given)
  if (!found.success) throw new NotCorrected(`This cannot be kept: ${faultsOf(found.error)}.`)
  return found.data
}

const filled = (form: URLSearchParams) =>
  Object.fromEntries([...form].filter(([name, value]) => name !== 'token' && value.trim()))

// Where a form leads back to is a page of this record, whatever the form says.
const ownPath = (back: string) => (/^\/(?:a|st|stories)\/[\w%.~-]+(?:#[\w%.~-]+)?$/.test(back) ? back : '/notes')
