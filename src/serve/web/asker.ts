import { isIP } from 'node:net'
import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'
import proxyAddr from 'proxy-addr'

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/

/** Whether an address is this machine's own. */
export const isThisMachine = (address: string): boolean => LOOPBACK.test(address)

/** From which address somebody asks; nothing where there is no connection, as in tests. */
export type AddressOf = (c: Context) => string

/**
 * The address that asks: that of the connection, or, where a server stands in front whose address is named, or which is on this machine, the one that it says it was
 * asked from: in `X-Forwarded-For` the last that is none of these servers'. Nobody else is believed. Throws a sentence where what is named is no address.
 */
export const askerBehind = (proxies: readonly string[]): AddressOf => {
  const isProxy = proxyAddr.compile(['loopback', ...proxies])
  return c => {
    const remoteAddress = connected(c)
    if (!remoteAddress) return ''
    const headers = { 'x-forwarded-for': c.req.header('x-forwarded-for') ?? '' }
    const said = proxyAddr({ headers, socket: { remoteAddress } } as never, isProxy)
    return networkOf(addressIn(said) ?? remoteAddress)
  }
}

/** The servers in front that the environment names (`ONRECORD_PROXIES=10.0.0.7, 10.1.0.0/16`): addresses and networks. */
export const proxiesIn = ({ ONRECORD_PROXIES: named = '' }: Readonly<Record<string, string | undefined>>): readonly string[] => {
  const proxies = named.split(/[\s,]+/).filter(Boolean)
  try {
    proxyAddr.compile(proxies)
    return proxies
  } catch {
    throw new RangeError(`ONRECORD_PROXIES names addresses or networks, as “10.0.0.7, 10.1.0.0/16”; this is none: ${named}`)
  }
}

const connected = (c: Context): string => {
  try {
    return getConnInfo(c).remote.address ?? ''
  } catch {
    return ''
  }
}

/** The address in what a proxy says, some of which put the port behind it; null where there is none. */
const addressIn = (said: string): string | null => {
  const bare = said.replace(/^\[(.*)\](?::\d+)?$/, '$1')
  const [address] = isIP(bare) ? [bare] : bare.split(':')
  return isIP(address) ? address : null
}

/** How many of the eight groups of an IPv6 address name a network: whoever has one has all addresses in it. */
const GROUPS_OF_A_NETWORK = 4

/** An address as requests are counted by it: of IPv6 its network. */
const networkOf = (address: string): string => {
  if (isIP(address) !== 6 || isThisMachine(address) || address.includes('.')) return address.replace(/^::ffff:/i, '')
  const [before, after] = address.split('::').map(half => half.split(':').filter(Boolean))
  const groups = after ? [...before, ...Array(8 - before.length - after.length).fill('0'), ...after] : before
  return `${groups.slice(0, GROUPS_OF_A_NETWORK).join(':')}::/64`
}
