import type { Printer } from '../../store/index.ts'
import { fold } from '../../text/index.ts'
import type { ArticleId } from '../../types.ts'
import type { Look } from './look.ts'

/**
 * How many independent origins the articles that carry a statement have, at least and at most.
 *
 * At least: articles with one origin, for whatever reason, count once, and so do articles of one outlet; an article whose outlet is not known
 * adds nothing to others, since it may be any of theirs. At most: only strong reasons and the same outlet join.
 */
export const originRange = (look: Look, printers: readonly Printer[]): { least: number; most: number } => {
  const articles = printers.map(one => one.article)
  const outlets = printers.map(one => one.outlet)
  const keyed = (keys: (id: ArticleId) => readonly string[]) =>
    articles.map((id, n) => [id, ...keys(id), ...(outlets[n] ? [`outlet ${fold(outlets[n]).chars}`] : [])])
  const least = groups(keyed(id => [look.originOf(id)?.id ?? id]))
  const most = groups(keyed(id => strongReasonsOf(look, id)))
  const named = new Set(least.filter((_, n) => outlets[n]))
  return { least: Math.max(1, named.size), most: new Set(most).size }
}

/** The strong reasons that join this article to others, each as a key. */
const strongReasonsOf = (look: Look, id: ArticleId): readonly string[] =>
  look.once(`strong ${id}`, () => {
    const origin = look.originOf(id)
    return (origin?.because ?? []).flatMap(({ strong, articles }, n) =>
      strong && articles.includes(id) ? [`${origin?.id} ${n}`] : []
    )
  })

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
