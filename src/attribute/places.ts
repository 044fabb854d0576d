import { overlap, type Span } from '../text/index.ts'
import type { Member, Mention } from './members.ts'

/** A mention and whose it is; nobody's where two may be meant. */
export type Named = Mention & { readonly member: Member | null }

/** Finds the mentions that a span touches, those of the first member first, without looking at all of a long text's. */
export const placesOf = (members: readonly Member[], unclear: readonly Mention[]): ((span: Span) => readonly Named[]) => {
  const all: readonly Named[] = [
    ...members.flatMap(member => member.mentions.map(one => ({ ...one, member }))),
    ...unclear.map(one => ({ ...one, member: null }))
  ]
  const inText = all.map((named, rank) => ({ named, rank })).sort((a, b) => a.named.start - b.named.start)
  const longest = all.reduce((most, { start, end }) => Math.max(most, end - start), 0)
  return span => {
    const touched: typeof inText = []
    for (let at = firstFrom(inText, span.start - longest); at < inText.length && inText[at].named.start < span.end; at++)
      if (overlap(inText[at].named, span)) touched.push(inText[at])
    return touched.sort((a, b) => a.rank - b.rank).map(one => one.named)
  }
}

const firstFrom = (inText: readonly { readonly named: Named }[], start: number): number => {
  let low = 0
  for (let high = inText.length; low < high; ) {
    const middle = (low + high) >> 1
    if (inText[middle].named.start < start) low = middle + 1
    else high = middle
  }
  return low
}
