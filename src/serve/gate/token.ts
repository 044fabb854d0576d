import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Token, TokenRole, Tokens } from '../../store/index.ts'

/** `onr_` so that people and scanners for lost secrets know one when they see it; an id to find it by; a secret of 256 bits. */
const SHAPE = /^onr_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/

/** How often it is noted that a token was used: a write for every question would cost more than the question. */
const NOTED_EVERY_MS = 60_000

/** The account of who comes in by a token. */
export const accountOf = ({ id }: Pick<Token, 'id'>): string => `token:${id}`

/** Whether an account is a token that still gives this role; null where it is no token. */
export const tokenHolds = (tokens: Tokens, { account, role }: { account: string; role: TokenRole }): boolean | null => {
  if (!account.startsWith('token:')) return null
  const token = tokens.one(account.slice('token:'.length))
  return token?.revoked === null && token.role === role
}

const sha256 = (words: string): string => createHash('sha256').update(words).digest('hex')

/** Compares two secrets in a time that does not depend on where they differ. */
export const isSame = (given: string, kept: string): boolean => {
  const [a, b] = [given, kept].map(one => createHash('sha256').update(one).digest())
  return timingSafeEqual(a, b)
}

/** Makes a token and adds it; gives the token itself, which is nowhere else from now on, or null where one of this name holds already. */
export const makeToken = (tokens: Tokens, { name, role }: { name: string; role: TokenRole }, now: number): string | null => {
  const id = randomBytes(6).toString('hex')
  const secret = randomBytes(32).toString('base64url')
  return tokens.add({ id, name, role, hash: sha256(secret), made: now }) ? `onr_${id}_${secret}` : null
}

/** The token that was sent, if it is one and still holds; notes that it was used. */
export const readToken = (tokens: Tokens, sent: string, now: number): Token | null => {
  const [, id = '', secret = ''] = SHAPE.exec(sent.trim()) ?? []
  const token = tokens.one(id)
  // Compared in any case, so that the time says nothing of which ids there are.
  const right = isSame(sha256(secret), token?.hash ?? '')
  if (!token || !right || token.revoked !== null) return null
  if (now - (token.lastUsed ?? 0) >= NOTED_EVERY_MS) tokens.used(id, now)
  return token
}
