import { parseOpml } from 'feedsmith'
import type { Listing } from './listing.ts'
import { addressOf, plain } from './words.ts'

/** A list of feeds, its groups laid flat. Throws what the parser throws. */
export const readOpml = (chars: string, base: string): Listing => {
  const { head, body } = parseOpml(chars)
  const addresses: string[] = []
  const left = [...(body?.outlines ?? [])].reverse()
  for (let one = left.pop(); one; one = left.pop()) {
    const address = addressOf(one.xmlUrl, base)
    if (address) addresses.push(address)
    left.push(...[...(one.outlines ?? [])].reverse())
  }
  return { kind: 'opml', title: plain(head?.title), items: [], listings: addresses, restMs: null }
}
