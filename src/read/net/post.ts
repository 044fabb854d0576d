import { fetch } from 'undici'
import { isPrivate, PrivateAddress } from '../addresses.ts'
import { leave } from './answer.ts'
import { SECOND } from './clock.ts'
import { explained } from './fault.ts'
import { connectionsOf, type Wires } from './hop.ts'

/** What came of sending: the status of the answer, or why there is none. */
export type Posted = { readonly status: number } | { readonly status: null; readonly why: string }

/**
 * Sends bytes to an address that a person named; it may be on this machine or its network only where that is allowed, and `within` says that it was named on this
 * machine. Nobody is followed elsewhere.
 */
export type Post = (address: string, body: string, headers: Readonly<Record<string, string>>, within: boolean) => Promise<Posted>

/** How long an answer is waited for: who takes longer is asked again later. */
const PATIENCE_MS = 10 * SECOND

/** Several receivers may be at one host, and one that hangs does not keep the others waiting. */
const MOST_AT_A_HOST = 8

/** A sender whose connections go to addresses that were checked, as those that read do. */
export const startPosting = (wires: Wires): Post => {
  const { anywhere, outside } = connectionsOf(wires, MOST_AT_A_HOST)
  return async (address, body, headers, within) => {
    const isOpen = wires.allowPrivate && within
    try {
      const { hostname } = new URL(address)
      if (!isOpen && isPrivate(hostname)) throw new PrivateAddress(hostname)
      const response = await fetch(address, {
        method: 'POST',
        body,
        headers: { 'user-agent': wires.userAgent, 'content-type': 'application/json', ...headers },
        dispatcher: isOpen ? anywhere : outside,
        redirect: 'manual',
        signal: AbortSignal.timeout(PATIENCE_MS)
      })
      // Nothing in it matters but its status: who has said that it took this is not asked again because the rest is slow.
      await leave(response).catch(() => {})
      return { status: response.status }
    } catch (error) {
      return { status: null, why: explained(new URL(address).host, error).note }
    }
  }
}
