import type { ArticleId, OriginId, QuoteId, SpeakerId, Touched } from '../types.ts'
import { weaveDays } from './days.ts'
import type { Loom, Weavers } from './loom.ts'
import { bindArticle, weaveOrigins } from './origins.ts'
import { readerOf } from './reader.ts'
import { weaveSpeakers } from './speakers.ts'
import { bindQuotations, weaveStatements } from './statements.ts'
import { takeBack } from './taken-back.ts'

export type { Loom, Place, Weavers } from './loom.ts'

/** Articles that are woven in one transaction: more hold the record from others for longer, fewer write the same statement more often. */
const AT_ONCE = 32

/** Quotations and articles that are made anew in one transaction, because others were taken out beside them or people said something of them. */
const LOOSE_AT_ONCE = 500

/**
 * Weaves some of what waits. What articles left that are read otherwise by now is taken back first. Of the articles that wait it finds what is near them by keys, and makes anew what that
 * touches, by the same judgements as for a whole record. What comes out depends on what the record holds, and what people said of it, and not on the order
 * in which it came. Gives all that was touched.
 */
export const weaveSome = (loom: Loom, parts: Weavers): Touched => {
  const taken = loom.takenOut(AT_ONCE)
  if (taken.length) return takeBack(loom, taken, parts)
  const read = readerOf(loom, parts)
  const loose = loom.loose(LOOSE_AT_ONCE)
  const articles = loom.unwoven(AT_ONCE)
  const speakers = new Set<SpeakerId>()
  const bound = new Set<QuoteId>(loose.quotations)
  const copied = new Set<ArticleId>(loose.articles)
  const around = [...loose.articles, ...loose.quotations.map(id => loom.articleOf(id)!)]
  for (const id of articles) {
    for (const speaker of weaveSpeakers(loom, read.entry(id), parts)) speakers.add(speaker)
    for (const quotation of bindQuotations(loom, read, id, parts)) bound.add(quotation)
    for (const article of bindArticle(loom, read, id, parts)) copied.add(article)
  }
  loom.finish(articles)
  const { statements, quotations } = weaveStatements(loom, read, bound, parts)
  weaveDays(loom, read, { quotations, articles: [...new Set([...articles, ...around])] }, parts)
  const origins: ReadonlySet<OriginId> = weaveOrigins(loom, read, copied, parts)
  return { articles: new Set([...articles, ...around]), speakers, statements, origins }
}
