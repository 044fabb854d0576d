import { getConnInfo } from '@hono/node-server/conninfo'
import type { Context } from 'hono'

const LOOPBACK = /^(?:127\.|::1$|::ffff:127\.)/

/** Whether an address is this machine's own. */
export const isThisMachine = (address: string): boolean => LOOPBACK.test(address)

/**
 * The address that asks: that of the connection, or, where a server on this machine stands in front, the one that it says it was asked from, which is the last
 * that is named. Nobody elsewhere is believed. Empty where there is no connection, as in tests.
 */
export const askerOf = (c: Context): string => {
  const address = connected(c)
  const [last] = (c.req.header('x-forwarded-for') ?? '').split(',').slice(-1)
  return isThisMachine(address) && last.trim() ? last.trim() : address
}

const connected = (c: Context): string => {
  try {
    return getConnInfo(c).remote.address ?? ''
  } catch {
    return ''
  }
}
