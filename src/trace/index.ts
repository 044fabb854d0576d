import type { Text } from '../text/index.ts'
import type { Article, ArticleId, Block, Origin, Reason } from '../types.ts'

/** What tracing needs of an article. */
export type Traced = {
  readonly id: ArticleId
  readonly text: Text
  readonly blocks: readonly Block[]
  readonly outlet: string | null
}

/** The Origins of these articles: every article is in exactly one, alone where nothing shows shared copy. The order of the articles makes no difference. */
export const traceOrigins = (_articles: readonly Article[]): readonly Origin[] => []

/** A tracer that takes articles one by one and says each time the origin that the article belongs to, by what came before it. */
export const startTracing = (): ((article: Traced) => { origin: string; because: readonly Reason[] }) => article => ({
  origin: article.id,
  because: []
})
