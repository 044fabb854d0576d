import type { Context, Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { html } from 'hono/html'
import { z } from 'zod'
import type { Html, Page } from '../pages/bits.ts'
import { type Door, type Gate, TooManyFailures } from './gate.ts'
import { BACK } from './oidc.ts'
import { onlyFromOwnPages, writtenBy } from './own-pages.ts'
import { signInPage, tokensPage } from './pages.ts'
import { makeToken } from './token.ts'
import { GIVEN_ROLES, must, NotAllowed, NotSignedIn, whoAsks } from './who.ts'

type Show = (c: Context, page: Page, json: string | null, status?: 200 | 400 | 401 | 429) => Response | Promise<Response>

/** The longest that is sent to sign in: a token and an address. */
const LONGEST_SIGN_IN = 4096

/** The pages of the gate: whether the server is well, signing in and out, and the tokens. */
export const openDoors = (app: Hono, { door }: Gate, show: Show): void => {
  app.get('/healthy', c => c.text('well\n'))
  if (!door) return
  app.get('/sign-in', c => {
    const to = ownPath(c.req.query('to'))
    if (whoAsks().by === 'cookie') return c.redirect(to, 303)
    return show(c, signInPage(to, { wrong: null, elsewhere: elsewhereOf(door, to) }), null)
  })
  const { provider } = door
  if (provider) {
    app.get('/sign-in/oidc', async c => c.redirect(await provider.there(c, ownPath(c.req.query('to'))), 303))
    app.get(BACK, async c => c.redirect(await provider.back(c), 303))
  }
  // Anybody may send this, so that no more of it is held than is read.
  const tooLong = { wrong: 'A token is shorter than that.', elsewhere: elsewhereOf(door, '/') }
  const limit = bodyLimit({ maxSize: LONGEST_SIGN_IN, onError: c => show(c, signInPage('/', tooLong), null, 400) })
  app.post('/sign-in', limit, c => signIn(c, door, show))
  app.post('/sign-out', async c => {
    await writtenBy(c, 'form', 'public', 'Signing out')
    door.signOut(c)
    return c.redirect('/sign-in', 303)
  })
  openTokens(app, door, show)
}

const signIn = async (c: Context, door: Door, show: Show) => {
  // Nobody may sign somebody else's browser in, under a name that is not theirs.
  onlyFromOwnPages(c, whoAsks(), door.base)
  const form = new URLSearchParams(await c.req.text())
  const to = ownPath(form.get('to') ?? undefined)
  try {
    door.signIn(c, form.get('token') ?? '')
    return c.redirect(to, 303)
  } catch (error) {
    if (error instanceof TooManyFailures) {
      c.header('Retry-After', String(error.wait))
      return show(c, signInPage(to, { wrong: error.message, elsewhere: elsewhereOf(door, to) }), null, 429)
    }
    if (error instanceof NotSignedIn)
      return show(c, signInPage(to, { wrong: error.message, elsewhere: elsewhereOf(door, to) }), null, 401)
    throw error
  }
}

const elsewhereOf = ({ provider }: Door, to: string): Html | '' =>
  provider
    ? html`<p><a class="tool" href="/sign-in/oidc?${new URLSearchParams({ to })}">Sign in with ${provider.name}</a></p>`
    : ''

const asked = z.object({ name: z.string().trim().min(1).max(100), role: z.enum(GIVEN_ROLES) })

const openTokens = (app: Hono, { tokens, now }: Door, show: Show) => {
  const owner = () => {
    const who = whoAsks()
    must(who, 'owner', 'Saying who may come in')
    if (!who.secret) throw new NotAllowed('Tokens are made on this page by who signs in, or with onrecord token add.')
    return who.secret
  }
  app.get('/tokens', c => show(c, tokensPage(tokens.all(), owner(), null), null))
  app.post('/tokens', async c => {
    const { form } = await writtenBy(c, 'form', 'owner', 'Saying who may come in')
    const { success, data } = asked.safeParse(Object.fromEntries(form))
    const token = success ? makeToken(tokens, data, now()) : null
    if (!data || !token) return show(c, tokensPage(tokens.all(), owner(), null), null, 400)
    c.header('Cache-Control', 'no-store')
    return show(c, tokensPage(tokens.all(), owner(), { name: data.name, token }), null)
  })
  app.post('/tokens/revoke', async c => {
    const { form } = await writtenBy(c, 'form', 'owner', 'Saying who may come in')
    tokens.revoke(form.get('id') ?? '', now())
    return c.redirect('/tokens', 303)
  })
}

/** A path of this record to go to; anything else is the overview, so that signing in leads to no other site. */
const ownPath = (to = '/'): string => {
  const here = 'http://here.invalid'
  if (!URL.canParse(to, here)) return '/'
  const { origin, pathname, search } = new URL(to, here)
  return origin === here && !pathname.startsWith('//') ? `${pathname}${search}` : '/'
}
