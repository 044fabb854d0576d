import type { LookupAddress, LookupAllOptions, LookupOptions } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** Networks that are nobody's outlet: this machine, its neighbours, groups, and what is reserved (IANA's special-purpose registries). */
const own = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4]
] as const)
  own.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
  ['5f00::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['fec0::', 10],
  ['ff00::', 8]
] as const)
  own.addSubnet(net, bits, 'ipv6')

/** Whether an IP address belongs to this machine, its network, or a reserved range. One IPv4 address written as IPv6 counts as both. */
export const isPrivate = (ip: string): boolean => {
  const bare = ip.replace(/^\[|\]$/g, '')
  const version = isIP(bare)
  if (version === 4) return own.check(bare, 'ipv4')
  if (version === 0) return false
  const mapped = /^(?:0*:)*:?(?:0*:)*ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (mapped) return isPrivate(mapped)
  // One way to write each: a zone ("%eth0") makes it none of the web's.
  const url = `http://[${bare}]/`
  const plain = URL.canParse(url) ? new URL(url).hostname.slice(1, -1) : '::'
  return /^::ffff:/.test(plain) || own.check(plain, 'ipv6')
}

/** The address stands for this machine or its network, and was not allowed by name. */
export class PrivateAddress extends Error {}

/** How names become addresses: as Node's `dns.lookup` does. */
export type Lookup = (
  host: string,
  options: LookupAllOptions,
  answered: (error: Error | null, found: LookupAddress[]) => void
) => void

type Answered = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/**
 * Gives a name's addresses for a connection that is being made: refused with PrivateAddress when one of them is private. The check is made on what is
 * then connected to, so that a name cannot answer differently the second time.
 */
export const publicLookup =
  (lookup: Lookup) =>
  (host: string, options: LookupOptions, answered: Answered): void => {
    lookup(host, { ...options, all: true }, (error, found) => {
      if (error) return answered(error, [])
      const bad = found.find(one => isPrivate(one.address))
      if (bad) return answered(new PrivateAddress(`${host} is ${bad.address}`), [])
      if (options.all) return answered(null, found)
      answered(null, found[0].address, found[0].family)
    })
  }
