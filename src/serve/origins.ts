import type { Quotation } from '../store/index.ts'
import { fold, overlap } from '../text/index.ts'
import type { ArticleId } from '../types.ts'
import type { Look } from './look.ts'

/**
 * How many independent origins a statement's printings have, at least and at most.
 *
 * At least: articles with one origin, for whatever reason, count once, and so do articles of one outlet; an article whose outlet is not known
 * adds nothing to others, since it may be any of theirs. At most: only copies that print this very statement, and articles of one outlet, count once.
 */
export const originRange = (look: Look, witnesses: readonly Quotation[]): { least: number; most: number } => {
  const articles = [...new Set(witnesses.map(one => one.article))]
  const outlet = (id: ArticleId) => look.article(id).outlet
  const known = articles.filter(outlet)
  const sameOutlet = articles.map(id => (outlet(id) ? fold(outlet(id)!).chars : id))
  const keyed = (keys: (id: ArticleId) => string[]) => articles.map((id, n) => [id, sameOutlet[n], ...keys(id)])
  const least = groups(keyed(id => [look.store.originOf(id)?.id ?? id]))
  const most = groups(keyed(id => copiesOf(look, id, witnesses)))
  const withOutlet = new Set(known.map(id => least[articles.indexOf(id)]))
  return { least: Math.max(1, withOutlet.size), most: new Set(most).size }
}

/** The shared copies that hold this statement's words in this article, each as a key. */
const copiesOf = (look: Look, id: ArticleId, witnesses: readonly Quotation[]): string[] => {
  const origin = look.store.originOf(id)
  const { text } = look.article(id)
  const contents = witnesses.filter(one => one.article === id).flatMap(one => one.quote.content)
  return (origin?.because ?? []).flatMap(({ kind, spans }, n) => {
    const holds = spans.some(span => span.text === text.id && contents.some(content => overlap(span, content)))
    return kind === 'shared-copy' && holds ? [`${origin?.id} ${n}`] : []
  })
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
