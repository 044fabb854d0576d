import { hashOf, type Text } from '../text/index.ts'
import type { Article, ArticleId, Block, Origin, OriginId, Reason, Some } from '../types.ts'
import { reasonsAgainst, startIndex } from './reasons.ts'

/** What tracing needs of an article. */
export type Traced = {
  readonly id: ArticleId
  readonly text: Text
  readonly blocks: readonly Block[]
  readonly outlet: string | null
}

/**
 * The Origins of these articles: every article is in exactly one, alone where nothing shows shared copy. The order of the articles makes no difference.
 * Articles stand in one origin for any reason, weak ones too: what the strong ones alone join can be read from `because`.
 */
export const traceOrigins = (articles: readonly Article[]): readonly Origin[] => {
  const index = startIndex()
  const groups = new Map<ArticleId, { articles: ArticleId[]; because: Reason[] }>()
  for (const article of [...articles].sort((x, y) => (x.id < y.id ? -1 : 1))) {
    const reasons = reasonsAgainst(index, article)
    const own = { articles: [article.id], because: [] as Reason[] }
    groups.set(article.id, own)
    for (const reason of reasons)
      for (const id of reason.articles) {
        const [here, there] = [groups.get(article.id)!, groups.get(id)!]
        if (here === there) continue
        here.articles.push(...there.articles)
        here.because.push(...there.because)
        for (const member of there.articles) groups.set(member, here)
      }
    groups.get(article.id)!.because.push(...reasons)
  }
  return [...new Set(groups.values())].map(originOf)
}

const originOf = ({ articles, because }: { articles: ArticleId[]; because: Reason[] }): Origin => {
  const sorted = [...articles].sort()
  return { id: originId(sorted[0]), articles: sorted as unknown as Some<ArticleId>, because }
}

const originId = (first: ArticleId) => `o-${hashOf(first).slice(0, 20)}` as OriginId

/** A tracer that takes articles one by one and says each time the origin that the article belongs to, by what came before it. */
export const startTracing = (): ((article: Traced) => { origin: string; because: readonly Reason[] }) => {
  const index = startIndex()
  const origins = new Map<ArticleId, OriginId>()
  return article => {
    const because = reasonsAgainst(index, article)
    const others = because.flatMap(reason => reason.articles.filter(id => id !== article.id))
    const origin = others.length ? origins.get(others[0])! : originId(article.id)
    origins.set(article.id, origin)
    return { origin, because }
  }
}
