import { hashOf } from '../text/index.ts'
import type { ArticleId, Assertion, Correction, Origin, OriginId, Reason, Some } from '../types.ts'
import type { Ground } from './place.ts'

type Says = Extract<Assertion, { kind: 'merge-origins' | 'split-origins' }>

/** The origins as people joined and parted them: a person's word is one more reason, or takes the reasons away that join two articles. */
export const correctOrigins = (
  origins: readonly Origin[],
  corrections: readonly Correction[],
  ground: Ground
): readonly Origin[] => {
  const spoken = corrections.filter((one): one is Correction & { says: Says } => /origins/.test(one.says.kind))
  if (!spoken.length) return origins
  const articles = origins.flatMap(one => one.articles)
  let reasons = origins.flatMap(one => one.because)
  for (const { says, by, why } of spoken) {
    const pair = says.articles.map(ground.present)
    if (!pair.every(id => articles.includes(id))) continue
    reasons = reasons.filter(one => !pair.every(id => one.articles.includes(id)))
    if (says.kind === 'merge-origins')
      reasons.push({ kind: 'correction', strong: true, articles: pair, note: `${by} says so: ${why}`, spans: [] })
  }
  return components(articles, reasons)
}

const components = (articles: readonly ArticleId[], reasons: readonly Reason[]): Origin[] => {
  const groups = new Map(articles.map(id => [id, new Set([id])]))
  for (const { articles: joined } of reasons) {
    const all = new Set(joined.flatMap(id => [...(groups.get(id) ?? [])]))
    for (const id of all) groups.set(id, all)
  }
  return [...new Set(groups.values())].map(group => {
    const sorted = [...group].sort()
    return {
      id: `o-${hashOf(sorted[0]).slice(0, 20)}` as OriginId,
      articles: sorted as unknown as Some<ArticleId>,
      because: reasons.filter(one => one.articles.some(id => group.has(id)))
    }
  })
}
