import { randomBytes } from 'node:crypto'
import type { Configuration } from 'openid-client'
import { LOOPBACK } from './own-pages.ts'
import type { Known } from './sessions.ts'
import { GIVEN_ROLES, NotAllowed } from './who.ts'

/** Whom somebody's provider may vouch for, in order: an e-mail address, a subject, `@domain`, or `*` for everybody; and what they may do here. */
export type Vouched = readonly { readonly who: string; readonly role: (typeof GIVEN_ROLES)[number] }[]

/** A provider that knows people (OpenID Connect), and what it calls this record. `base` is where the pages are served. */
export type Provider = {
  readonly issuer: URL
  readonly client: string
  readonly secret: string
  readonly base: string
  readonly vouched: Vouched
}

type Env = Readonly<Record<string, string | undefined>>

/** The provider that the environment names; null where it names none. Throws a sentence where it is named by half. */
export const providerIn = (env: Env): Provider | null => {
  const { ONRECORD_OIDC_ISSUER: issuer, ONRECORD_OIDC_CLIENT: client, ONRECORD_OIDC_SECRET: secret } = env
  if (!issuer) return null
  const base = (env.ONRECORD_URL ?? '').replace(/\/$/, '')
  const vouched = vouchedIn(env.ONRECORD_OIDC_ROLES ?? '')
  if (!URL.canParse(issuer) || !client || !secret || !URL.canParse(base) || !vouched.length)
    throw new RangeError(
      'To sign people in with ONRECORD_OIDC_ISSUER, name ONRECORD_OIDC_CLIENT, ONRECORD_OIDC_SECRET, ONRECORD_OIDC_ROLES (as “ada@paper.example=owner, @paper.example=reader”) and ONRECORD_URL too.'
    )
  return { issuer: new URL(issuer), client, secret, base, vouched }
}

const vouchedIn = (said: string): Vouched =>
  said.split(/[,\n]/).flatMap(one => {
    const [who = '', role = ''] = one.split('=').map(word => word.trim())
    const known = GIVEN_ROLES.find(given => given === role)
    return who && known ? [{ who: who.includes('@') ? who.toLowerCase() : who, role: known }] : []
  })

type Claims = { readonly sub: string; readonly email?: unknown; readonly email_verified?: unknown; readonly name?: unknown }

/**
 * Who somebody is by what their provider says: the first line that means them gives the role; null where none does. An address that is not verified is none, also where
 * it stands as the subject, which some providers let people choose. Whose address is verified is called by it; a name is only what they say of themselves, and is shown
 * as that, with the subject, which nobody else has.
 */
export const whoIs = ({ sub, email, email_verified, name }: Claims, { issuer, vouched }: Vouching): Known | null => {
  const address = typeof email === 'string' && email_verified === true ? email.toLowerCase() : null
  const role = roleOf({ sub, email: address }, vouched)
  if (!role) return null
  const claimed = typeof name === 'string' && name.trim() ? `${named(name)}, as they say` : 'no verified address'
  return {
    name: address ?? `${named(sub)} at ${issuer.host} (${claimed})`,
    role,
    account: accountOf(issuer, sub),
    email: address
  }
}

type Vouching = Pick<Provider, 'issuer' | 'vouched'>

const roleOf = ({ sub, email }: { sub: string; email: string | null }, vouched: Vouched) =>
  vouched.find(({ who }) =>
    who.startsWith('@') ? email?.endsWith(who) : who === '*' || who === (who.includes('@') ? email : sub)
  )?.role

const accountOf = ({ href }: URL, sub: string) => `${href}#${sub}`

/** Whether the list of whom the provider may vouch for still gives somebody this role. */
export const stillVouched = ({ account, email, role }: Known, { issuer, vouched }: Vouching): boolean => {
  const [mine, sub] = [accountOf(issuer, ''), account.slice(accountOf(issuer, '').length)]
  return account.startsWith(mine) && roleOf({ sub, email }, vouched) === role
}

/** As much of a name or a subject as is shown, without the signs that turn or hide what stands beside them. */
const LONGEST_NAME = 80
const named = (said: string) =>
  said
    .replace(/[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .trim()
    .slice(0, LONGEST_NAME)

/** Where the provider sends people back to. */
export const BACK = '/sign-in/oidc/back'

/** How long somebody has to sign in there, and how many may be at it. */
export const WAY_MS = 10 * 60_000
const MOST_WAYS = 1000

type Way = {
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  readonly to: string
  readonly until: number
}

/** The way over a provider and back: what is begun here is ended by the same browser, once, and soon. */
export const startProvider = (provider: Provider, now: () => number) => {
  const ways = new Map<string, Way>()
  let found: Promise<Configuration> | null = null
  const configured = async () => {
    const { discovery, allowInsecureRequests } = await import('openid-client')
    // On this machine there is nothing between the two.
    const insecure = provider.issuer.protocol === 'http:' && LOOPBACK.test(provider.issuer.host)
    found ??= discovery(
      provider.issuer,
      provider.client,
      provider.secret,
      undefined,
      insecure ? { execute: [allowInsecureRequests] } : {}
    )
    return found.catch(error => {
      found = null
      throw new NotAllowed(
        `The provider ${provider.issuer.host} does not answer: ${error instanceof Error ? error.message : error}.`
      )
    })
  }
  return {
    name: provider.issuer.host,
    /** Begins the way: where to go, and what the browser's cookie is to hold. */
    async begin(to: string): Promise<{ there: string; cookie: string }> {
      const oidc = await import('openid-client')
      const config = await configured()
      for (const [id, one] of ways) if (one.until <= now()) ways.delete(id)
      if (ways.size >= MOST_WAYS) ways.delete(ways.keys().next().value!)
      const way = {
        verifier: oidc.randomPKCECodeVerifier(),
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        to,
        until: now() + WAY_MS
      }
      const cookie = randomBytes(24).toString('base64url')
      ways.set(cookie, way)
      const there = oidc.buildAuthorizationUrl(config, {
        redirect_uri: `${provider.base}${BACK}`,
        scope: 'openid email profile',
        code_challenge: await oidc.calculatePKCECodeChallenge(way.verifier),
        code_challenge_method: 'S256',
        state: way.state,
        nonce: way.nonce
      })
      return { there: there.href, cookie }
    },
    /** Ends it: who came back, and where they wanted to go. Throws NotAllowed with a sentence. */
    async end(search: string, cookie: string): Promise<{ who: Known; to: string }> {
      const way = ways.get(cookie)
      ways.delete(cookie)
      if (!way || way.until <= now()) throw new NotAllowed('Signing in took too long, or began in another browser. Try again.')
      const oidc = await import('openid-client')
      const checks = { pkceCodeVerifier: way.verifier, expectedState: way.state, expectedNonce: way.nonce, idTokenExpected: true }
      const answer = await oidc
        .authorizationCodeGrant(await configured(), new URL(`${provider.base}${BACK}${search}`), checks)
        .catch(error => {
          throw new NotAllowed(
            `The provider ${provider.issuer.host} does not vouch for you: ${error instanceof Error ? error.message : error}.`
          )
        })
      const who = whoIs(answer.claims()!, provider)
      if (!who)
        throw new NotAllowed(
          `${provider.issuer.host} knows you, but you have no role here. Whoever keeps this record can give you one.`
        )
      return { who, to: way.to }
    }
  }
}
