import { type LookupAddress, lookup } from 'node:dns'
import { BlockList, isIP } from 'node:net'

/** Networks that are nobody's outlet: this machine, its neighbours, and what is reserved (IANA's special-purpose registries). */
const own = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4]
] as const)
  own.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 127],
  ['64:ff9b::', 96],
  ['100::', 64],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8]
] as const)
  own.addSubnet(net, bits, 'ipv6')

/** Whether an IP address belongs to this machine, its network, or a reserved range. */
export const isPrivate = (ip: string): boolean => {
  const bare = ip.replace(/^\[|\]$/g, '')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(bare)?.[1]
  if (mapped) return isPrivate(mapped)
  const version = isIP(bare)
  if (/^::ffff:/i.test(bare)) return true
  return version === 4 ? own.check(bare, 'ipv4') : version === 6 && own.check(bare, 'ipv6')
}

/** The address stands for this machine or its network, and was not allowed by name. */
export class PrivateAddress extends Error {}

type Answered = (error: Error | null, address: string | LookupAddress[], family?: number) => void

/**
 * A name's addresses, for a connection that is being made: refused with PrivateAddress when one of them is private. The check is made on what is
 * then connected to, so that a name cannot answer differently the second time.
 */
export const publicLookup = (host: string, options: object, answered: Answered): void => {
  lookup(host, { ...options, all: true }, (error, found) => {
    if (error) return answered(error, [])
    const bad = found.find(one => isPrivate(one.address))
    if (bad) return answered(new PrivateAddress(`${host} is ${bad.address}`), [])
    if ('all' in options && options.all) return answered(null, found)
    answered(null, found[0].address, found[0].family)
  })
}
