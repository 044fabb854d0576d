import type { Headers } from 'undici'
import { DAY, SECOND } from './clock.ts'

/** What an answer says about asking again: kept, and handed over with the next request. */
export type Validators = { readonly etag: string | null; readonly modified: string | null }

/** Longer than this, a validator is no validator; it would be sent back with every request. */
const LONGEST_VALIDATOR = 500

const bounded = (value: string | null) => (value && value.length <= LONGEST_VALIDATOR ? value : null)

/** The validators of an answer. */
export const validatorsIn = (headers: Headers): Validators => ({
  etag: bounded(headers.get('etag')),
  modified: bounded(headers.get('last-modified'))
})

/** The headers that ask only for what has changed. */
export const asConditions = ({ etag, modified }: Validators): Record<string, string> => ({
  ...(etag ? { 'if-none-match': etag } : {}),
  ...(modified ? { 'if-modified-since': modified } : {})
})

/** The longest that Retry-After and Cache-Control are believed: a slip of a server's clock is not to silence an outlet for years. */
const LONGEST = 7 * DAY

const secondsIn = (typed: string) => Math.min(Number(typed) * SECOND, LONGEST)

/** How long an answer may be taken for new: `Cache-Control: max-age=600` gives ten minutes; null where nothing is said or nothing may be kept. */
export const freshIn = (headers: Headers): number | null => {
  const control = headers.get('cache-control') ?? ''
  if (/\bno-(?:store|cache)\b/i.test(control)) return null
  const age = /(?:^|[\s,])max-age\s*=\s*"?(\d+)/i.exec(control)?.[1]
  return age === undefined ? null : secondsIn(age)
}

/** The moment before which a server asks not to be asked again, in seconds or as a date; null where it names none. */
export const retryIn = (headers: Headers, now: number): number | null => {
  const typed = headers.get('retry-after')?.trim() ?? ''
  if (/^\d+$/.test(typed)) return now + secondsIn(typed)
  const at = Date.parse(typed)
  return Number.isNaN(at) || at <= now ? null : Math.min(at, now + LONGEST)
}

/** The media type and charset of an answer: "Text/HTML; charset=latin1" gives "text/html" and "latin1". */
export const typeIn = (headers: Headers): { mediaType: string; charset: string | null } => {
  const [mediaType = '', ...parameters] = (headers.get('content-type') ?? 'text/html').split(';').map(part => part.trim())
  const charset = parameters.map(part => /^charset="?([^"]+)"?$/i.exec(part)?.[1]).find(Boolean) ?? null
  return { mediaType: mediaType.toLowerCase(), charset }
}
