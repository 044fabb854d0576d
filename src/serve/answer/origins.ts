import type { Printer } from '../../store/index.ts'
import { fold } from '../../text/index.ts'

/**
 * How many independent origins the articles that carry a statement have, at least and at most.
 *
 * At least: articles with one origin, for whatever reason, count once, and so do articles of one outlet; an article whose outlet is not known
 * adds nothing to others, since it may be any of theirs. At most: only strong reasons and the same outlet join.
 */
export const originRange = (printers: readonly Printer[]): { least: number; most: number } => {
  const outlets = new Map([...new Set(printers.map(one => one.outlet))].map(one => [one, one && `outlet ${fold(one).chars}`]))
  const keyed = (keys: (one: Printer) => readonly string[]) =>
    printers.map(one => [one.article, ...keys(one), ...(outlets.get(one.outlet) ? [outlets.get(one.outlet)!] : [])])
  const least = groups(keyed(({ article, origin }) => [origin ?? article]))
  const most = groups(keyed(({ origin, strong }) => strong.map(n => `${origin} ${n}`)))
  const named = new Set(least.filter((_, n) => printers[n].outlet))
  return { least: Math.max(1, named.size), most: new Set(most).size }
}

/** The group of each row: rows that share a key are of one group, named by its first row. */
const groups = (rows: readonly (readonly string[])[]): number[] => {
  const group = rows.map((_, n) => n)
  rows.forEach((keys, n) => {
    for (let before = 0; before < n; before++) {
      if (!rows[before].some(key => keys.includes(key))) continue
      const [from, to] = [group[n], group[before]].sort((a, b) => b - a)
      group.forEach((one, at) => {
        if (one === from) group[at] = to
      })
    }
  })
  return group
}
