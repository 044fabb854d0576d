import type { Problem } from '../../types.ts'
import { PrivateAddress } from '../addresses.ts'
import { problem } from '../places.ts'

/** Why an address was not read: a code, and the rest of the sentence that begins with the address. `until` is the moment before which it is not to be asked again. */
export class NotRead extends Error {
  readonly code: string
  readonly until: number | null
  constructor(code: string, note: string, until: number | null = null) {
    super(note)
    this.code = code
    this.until = until
  }
}

/** What a connection's failure means, by the code that Node or undici gives it. */
const FAILURES: Readonly<Record<string, readonly [string, string]>> = {
  ENOTFOUND: ['read/unknown-host', 'cannot be found: no such host, or no network'],
  EAI_AGAIN: ['read/unknown-host', 'cannot be found: no such host, or no network'],
  ECONNREFUSED: ['read/refused', 'cannot be reached: nothing answers there'],
  ECONNRESET: ['read/broken-off', 'breaks off before it is whole'],
  EPIPE: ['read/broken-off', 'breaks off before it is whole'],
  UND_ERR_SOCKET: ['read/broken-off', 'breaks off before it is whole'],
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: ['read/broken-off', 'is not as long as it says'],
  UND_ERR_HEADERS_OVERFLOW: ['read/headers', 'answers with more headers than any page needs'],
  UND_ERR_HEADERS_TIMEOUT: ['read/timeout', 'does not answer in time'],
  UND_ERR_BODY_TIMEOUT: ['read/timeout', 'does not answer in time'],
  UND_ERR_CONNECT_TIMEOUT: ['read/timeout', 'does not answer in time'],
  Z_DATA_ERROR: ['read/packed', 'is packed in a way that cannot be unpacked'],
  Z_BUF_ERROR: ['read/packed', 'is packed in a way that cannot be unpacked']
}

/** What went wrong with an address, as a problem in one sentence. */
export const explained = (address: string, error: unknown): Problem => {
  const cause = error instanceof Error && error.cause ? error.cause : error
  const say = (code: string, note: string) => problem(code, `${address} ${note}.`)
  if (error instanceof NotRead) return say(error.code, error.message)
  if (cause instanceof PrivateAddress)
    return say('read/private', 'is an address of this machine or its network. Where that is meant, say --allow-private')
  if (error instanceof Error && error.name === 'TimeoutError') return say('read/timeout', 'does not answer in time')
  const code = cause instanceof Error && 'code' in cause ? String(cause.code) : ''
  if (cause instanceof Error && cause.name === 'HTTPParserError')
    return say('read/no-http', 'answers in no HTTP that can be read')
  const known = FAILURES[code]
  return known ? say(...known) : say('read/network', `cannot be read (${cause instanceof Error ? cause.message : cause})`)
}
