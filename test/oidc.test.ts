/** Signing in with a provider of OpenID Connect: a real one, on this machine. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider from 'oidc-provider'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { correct } from '../src/serve/correct/correct.ts'
import { tokenGate } from '../src/serve/gate/gate.ts'
import { providerIn, stillVouched, whoIs } from '../src/serve/gate/oidc.ts'
import { signed } from '../src/serve/web/correct.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { buildScript, chromiumPath, openBrowser } from './fixtures/pages/browser.ts'
import { scratch, takeIn, versionsOf } from './record.ts'

const vouched = [
  { who: 'ada@paper.example', role: 'owner' },
  { who: '@paper.example', role: 'reader' },
  { who: 'sub-7', role: 'editor' },
  { who: 'sub-8', role: 'editor' }
] as const
const vouching = { issuer: new URL('https://id.example'), vouched }

test('the first line that means somebody gives the role; an address that is not verified is none', () => {
  const verified = { email_verified: true }
  expect(whoIs({ sub: '1', email: 'Ada@Paper.example', ...verified }, vouching)).toEqual({
    name: 'ada@paper.example',
    role: 'owner',
    account: 'https://id.example/#1',
    email: 'ada@paper.example'
  })
  expect(whoIs({ sub: '2', email: 'mira@paper.example', ...verified }, vouching)?.role).toBe('reader')
  expect(whoIs({ sub: 'sub-7' }, vouching)?.role).toBe('editor')
  expect(whoIs({ sub: '1', email: 'ada@paper.example' }, vouching)).toBeNull()
  expect(whoIs({ sub: '1', email: 'ada@paper.example', email_verified: 'true' }, vouching)).toBeNull()
  expect(whoIs({ sub: '1', email: 'ada@evilpaper.example', ...verified }, vouching)).toBeNull()
  expect(whoIs({ sub: 'SUB-7' }, vouching)).toBeNull()
  expect(whoIs({ sub: 'ada@paper.example' }, vouching)).toBeNull()
})

test('a name that somebody says of themselves is shown as that, and two who say the same are two', () => {
  const [one, other] = ['sub-7', 'sub-8'].map(sub => whoIs({ sub, name: 'ada@paper.example\u202e' }, vouching)!)
  expect(one.name).toBe('sub-7 at id.example (ada@paper.example, as they say)')
  expect(other.name).toBe('sub-8 at id.example (ada@paper.example, as they say)')
  expect([one.account, other.account]).toEqual(['https://id.example/#sub-7', 'https://id.example/#sub-8'])
  expect(whoIs({ sub: 'sub-7', name: ' ' }, vouching)!.name).toBe('sub-7 at id.example (no verified address)')
})

test.each([
  'ada@paper.example',
  'Ada Ruiz (signed in as ada@paper.example)',
  'Ada Ruiz [Signed  in as ada@paper.example',
  'Ada Ruiz \u202e(signed in as ada@paper.example)'
])('no name that is typed looks like somebody who signed in: %s', typed => {
  const who = { name: 'sub-8 at id.example (Ada Ruiz, as they say)', role: 'editor', by: 'cookie', secret: null } as const
  const by = signed(typed, who)
  expect(by).toMatch(/ \(signed in as sub-8 at id\.example \(Ada Ruiz, as they say\)\)$/)
  expect(by.match(/signed\s+in/gi)).toHaveLength(1)
  expect(by).not.toContain('\u202e')
})

test('whom the list names no more, or otherwise, is signed out', () => {
  const ada = whoIs({ sub: '1', email: 'ada@paper.example', email_verified: true }, vouching)!
  expect(stillVouched(ada, vouching)).toBe(true)
  expect(stillVouched(ada, { ...vouching, vouched: vouched.slice(1) })).toBe(false)
  expect(stillVouched(ada, { ...vouching, vouched: [] })).toBe(false)
  expect(stillVouched(ada, { ...vouching, issuer: new URL('https://id.example.evil') })).toBe(false)
})

test('a provider that is named by half is no provider', () => {
  const whole = {
    ONRECORD_OIDC_ISSUER: 'https://id.example',
    ONRECORD_OIDC_CLIENT: 'onrecord',
    ONRECORD_OIDC_SECRET: 's',
    ONRECORD_OIDC_ROLES: 'Ada@paper.example=owner, *=reader, x=emperor',
    ONRECORD_URL: 'https://record.example/'
  }
  expect(providerIn({})).toBeNull()
  expect(providerIn(whole)?.vouched).toEqual([
    { who: 'ada@paper.example', role: 'owner' },
    { who: '*', role: 'reader' }
  ])
  for (const name of Object.keys(whole).slice(1)) expect(() => providerIn({ ...whole, [name]: '' })).toThrow(RangeError)
})

const chromium = chromiumPath()
describe.skipIf(!chromium)('in Chromium', () => {
  const { path } = scratch()
  const servers: Server[] = []
  let browser: Browser
  let base = ''
  let store: Store
  let time = Date.now()

  beforeAll(async () => {
    await buildScript()
    const there = createServer()
    await new Promise<void>(resolve => there.listen(0, '127.0.0.1', resolve))
    const issuer = `http://localhost:${(there.address() as AddressInfo).port}`
    // The record must know its own address before it is served.
    const probe = createServer()
    await new Promise<void>(resolve => probe.listen(0, '127.0.0.1', resolve))
    const { port } = probe.address() as AddressInfo
    await new Promise(resolve => probe.close(resolve))
    base = `http://127.0.0.1:${port}`
    const provider = new Provider(issuer, {
      clients: [{ client_id: 'onrecord', client_secret: 'the-secret', redirect_uris: [`${base}/sign-in/oidc/back`] }],
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['name'] },
      conformIdTokenClaims: false,
      cookies: { keys: ['a-key-of-this-test'] },
      findAccount: (_: unknown, sub: string) => ({
        accountId: sub,
        claims: () => ({
          sub,
          email: `${sub}@paper.example`,
          email_verified: !['liar', 'sub-8'].includes(sub),
          name: 'ada@paper.example'
        })
      })
    })
    there.on('request', provider.callback())
    store = openStore(path('oidc.db'), versionsOf('1'))
    takeIn(store)
    const oidc = { issuer: new URL(issuer), client: 'onrecord', secret: 'the-secret', base, vouched }
    const writing = {
      token: 'of-this-run',
      correct: async (asked: Parameters<typeof correct>[1]) => correct(store, asked, new Date(time).toISOString())
    }
    const gate = tokenGate({
      tokens: store.tokens,
      sessions: store.sessions,
      isPublic: false,
      provider: oidc,
      base,
      now: () => time
    })
    const { server } = await listen(httpApp(ask(store), '1', writing, gate), { port, host: '0.0.0.0' })
    servers.push(there, server)
    browser = await openBrowser(chromium!)
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    for (const one of servers) {
      one.closeAllConnections()
      one.close()
    }
  })

  /** Goes to a page, and from there to the provider and back, as somebody. */
  const signIn = async (name: string) => {
    const page = await (await browser.newContext()).newPage()
    await page.goto(`${base}/speakers?by=name`)
    await page.getByRole('link', { name: /^Sign in with localhost/ }).click()
    await page.locator('input[name=login]').fill(name)
    await page.locator('input[name=password]').fill('anything')
    await page.locator('button[type=submit]').click()
    await page.locator('button[type=submit]').click()
    await page.waitForURL(address => address.href.startsWith(base) && !address.search.includes('code='))
    return page
  }

  test('somebody whom the provider knows comes back to where they wanted to go, with their role', async () => {
    const page = await signIn('ada')
    expect(page.url()).toBe(`${base}/speakers?by=name`)
    expect(await page.locator('.foot').textContent()).toMatch(/Signed in as ada@paper\.example, owner/)
    expect(await page.evaluate(() => document.cookie)).toBe('')
    const [cookie] = (await page.context().cookies(base)).filter(one => one.name === 'onrecord')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Strict' })
  }, 120_000)

  test('who calls themselves by the name of another one corrects under their own account', async () => {
    const page = await signIn('sub-8')
    expect(await page.locator('.foot').textContent()).toMatch(
      /sub-8 at localhost:\d+ \(ada@paper\.example, as they say\), editor/
    )
    await page.goto(`${base}/a/${store.articles()[0]}`)
    const card = page.locator('.card:has(form[action="/correct"])').first()
    const form = card.locator('form[action="/correct"]')
    await card.hover()
    await card.getByText('correct', { exact: true }).click()
    await form.getByLabel('it is right as it is').check()
    await form.getByLabel('Because').fill('I was there')
    await form.getByLabel('Your name').fill('ada@paper.example')
    await form.getByRole('button', { name: 'Correct' }).click()
    await page.waitForURL(/#c-/)
    const [made] = store.corrections()
    expect(made.by).toMatch(/^ada@paper\.example \(signed in as sub-8 at localhost:\d+ \(ada@paper\.example, as they say\)\)$/)
    expect(made.account).toMatch(/^http:\/\/localhost:\d+\/#sub-8$/)
    await page.goto(`${base}/corrections`)
    expect(await page.locator(`b[title="${made.account}"]`).textContent()).toBe(made.by)
  }, 120_000)

  test('who has no role here is told so, and comes no further', async () => {
    const page = await (await browser.newContext()).newPage()
    const answers: number[] = []
    page.on('response', one => one.url().includes('/sign-in/oidc/back') && answers.push(one.status()))
    await page.goto(`${base}/`)
    await page.getByRole('link', { name: /^Sign in with localhost/ }).click()
    await page.locator('input[name=login]').fill('liar')
    await page.locator('input[name=password]').fill('anything')
    await page.locator('button[type=submit]').click()
    await page.locator('button[type=submit]').click()
    await page.getByText('you have no role here').waitFor()
    expect(answers.at(-1)).toBe(403)
    await page.goto(`${base}/articles`)
    expect(new URL(page.url()).pathname).toBe('/sign-in')
  }, 120_000)

  test('a way back that was not begun here, or is too old, or is used twice, leads nowhere', async () => {
    const forged = await fetch(`${base}/sign-in/oidc/back?code=x&state=y`, { redirect: 'manual' })
    expect(forged.status).toBe(403)
    const begun = await fetch(`${base}/sign-in/oidc?to=/articles`, { redirect: 'manual' })
    const held = begun.headers.get('set-cookie')!.split(';')[0]
    const asked = new URL(begun.headers.get('location')!).searchParams
    expect([asked.get('code_challenge_method'), asked.get('response_type')]).toEqual(['S256', 'code'])
    const back = (state: string) =>
      fetch(`${base}/sign-in/oidc/back?code=x&state=${state}`, { redirect: 'manual', headers: { cookie: held } })
    expect((await back('another')).status).toBe(403)
    // It was used up by the wrong state.
    expect(await (await back(asked.get('state')!)).text()).toContain('began in another browser')
    const later = await fetch(`${base}/sign-in/oidc`, { redirect: 'manual' })
    time += 11 * 60_000
    const old = await fetch(`${base}/sign-in/oidc/back?code=x`, {
      redirect: 'manual',
      headers: { cookie: later.headers.get('set-cookie')!.split(';')[0] }
    })
    expect(await old.text()).toContain('took too long')
  })
})
