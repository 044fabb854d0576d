import type { Article, ArticleId, Copy, OriginId, Reason, Some } from '../types.ts'
import type { Loom, Weavers } from './loom.ts'
import { enter, stillMeet } from './neighbours.ts'
import type { Reader } from './reader.ts'

/** Finds the articles that share copy with one; gives those whose copies changed: itself, and some between which it now stands. */
export const bindArticle = (loom: Loom, read: Reader, id: ArticleId, parts: Weavers): Set<ArticleId> => {
  const article = read.article(id)
  const { met, parted } = enter(loom, id, parts.printsOf(article))
  for (const other of met.map(one => read.article(one as ArticleId))) {
    const [x, y] = id < other.id ? [article, other] : [other, article]
    const reasons = parts.reasonsBetween(x, y)
    if (reasons.length) loom.putCopy({ a: x.id, b: y.id, reasons })
  }
  const touched = new Set([id])
  for (const [a, b] of parted as readonly [ArticleId, ArticleId][]) {
    if (!loom.copiesOf(a).some(copy => copy.a === b || copy.b === b)) continue
    if (stillMeet(loom, a, b, parts.printsOf(read.article(a)), parts.printsOf(read.article(b)))) continue
    loom.cutCopy(a, b)
    touched.add(a).add(b)
  }
  return touched
}

/** Makes anew the origins around articles whose copies changed; gives the ids of all that changed. */
export const weaveOrigins = (loom: Loom, read: Reader, touched: ReadonlySet<ArticleId>, parts: Weavers): Set<OriginId> => {
  const changed = new Set<OriginId>()
  const done = new Set<ArticleId>()
  const before = new Set<OriginId>()
  const groups: { articles: ArticleId[]; reasons: Reason[] }[] = []
  const open = [...touched]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (done.has(id)) continue
    const group = groupOf(loom, id, parts)
    groups.push(group)
    for (const member of group.articles) {
      done.add(member)
      const origin = loom.originOf(member)
      if (!origin) continue
      before.add(origin.id)
      open.push(...origin.articles)
    }
  }
  for (const id of before) loom.dropOrigin(id)
  for (const { articles, reasons } of groups) {
    const origin = parts.makeOrigin(articles.map(read.article) as unknown as Some<Article>, reasons)
    loom.putOrigin(origin)
    changed.add(origin.id)
  }
  return new Set([...before, ...changed])
}

/** The articles to which shared copy leads from one, or a person's word, and all the reasons. */
const groupOf = (loom: Loom, first: ArticleId, { correctCopies }: Weavers): { articles: ArticleId[]; reasons: Reason[] } => {
  const copies = new Map<string, Copy>()
  const found = new Set<ArticleId>()
  const open = [first]
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (found.has(id)) continue
    found.add(id)
    for (const copy of correctCopies(loom.copiesOf(id), loom.tiesOf(id))) {
      copies.set(`${copy.a} ${copy.b}`, copy)
      open.push(copy.a, copy.b)
    }
  }
  return { articles: [...found].sort(), reasons: [...copies.values()].flatMap(one => one.reasons) }
}
