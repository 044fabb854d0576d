import { hashOf } from '../text/index.ts'
import type { Article, ArticleId, Origin, OriginId, Reason, Some } from '../types.ts'
import { printsOf } from './prints.ts'
import { creditsAlone, reasonsBetween, type Traced } from './reasons.ts'

export { printsOf } from './prints.ts'
export { reasonsBetween, type Traced } from './reasons.ts'

/** The Origin of articles that reasons lead from one to another; an article with no reason is an origin alone. */
export const makeOrigin = (articles: Some<Traced>, reasons: readonly Reason[]): Origin => {
  const sorted = [...articles].sort(inOrder)
  const because = [...reasons].sort((p, q) => compare(p.articles.join(' '), q.articles.join(' ')))
  return {
    id: originId(sorted[0].id),
    articles: sorted.map(one => one.id) as unknown as Some<ArticleId>,
    because: [...because, ...sorted.flatMap(one => creditsAlone(one, because))]
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const inOrder = (a: Traced, b: Traced) => compare(a.id, b.id)
const originId = (first: ArticleId) => `o-${hashOf(first).slice(0, 20)}` as OriginId

/**
 * The Origins of these articles: every article is in exactly one, alone where nothing shows shared copy. The order of the articles makes no difference.
 * Articles stand in one origin for any reason, weak ones too: what the strong ones alone join can be read from `because`.
 */
export const traceOrigins = (articles: readonly Article[]): readonly Origin[] => {
  const groups = new Map<ArticleId, { articles: Traced[]; because: Reason[] }>()
  const meet = startMeeting()
  const inTime = articles.map(article => ({ article, day: printsOf(article).day }))
  inTime.sort((a, b) => a.day - b.day || inOrder(a.article, b.article))
  for (const { article } of inTime) groups.set(article.id, { articles: [article], because: [] })
  for (const { article } of inTime)
    for (const other of meet(article)) {
      const reasons = reasonsBetween(...([other, article].sort(inOrder) as [Traced, Traced]))
      if (reasons.length) join(groups, article.id, other.id, reasons)
    }
  const origins = [...new Set(groups.values())].map(one => makeOrigin(one.articles as unknown as Some<Traced>, one.because))
  return origins.sort((a, b) => compare(a.articles[0], b.articles[0]))
}

type Groups = Map<ArticleId, { articles: Traced[]; because: Reason[] }>

const join = (groups: Groups, a: ArticleId, b: ArticleId, reasons: readonly Reason[]) => {
  const [here, there] = [groups.get(a)!, groups.get(b)!]
  here.because.push(...reasons)
  if (here === there) return
  here.articles.push(...there.articles)
  here.because.push(...there.because)
  for (const { id } of there.articles) groups.set(id, here)
}

/** Gives for each article in turn those before it that share a run of words, of each run the last few. */
const startMeeting = () => {
  const places = new Map<number, Traced[]>()
  return (article: Traced): readonly Traced[] => {
    const { keys, near } = printsOf(article)
    const met = new Set<Traced>()
    for (const key of keys) {
      const before = places.get(key) ?? []
      for (const one of before.slice(-near)) met.add(one)
      places.set(key, [...before.slice(1 - near), article])
    }
    return [...met].sort(inOrder)
  }
}

/** A tracer that takes articles one by one and says each time the origin that the article belongs to, by what came before it. */
export const startTracing = (): ((article: Traced) => { origin: string; because: readonly Reason[] }) => {
  const meet = startMeeting()
  const origins = new Map<ArticleId, OriginId>()
  return article => {
    const shared = meet(article).flatMap(other => reasonsBetween(other, article))
    const because = [...shared, ...creditsAlone(article, shared)]
    const others = because.flatMap(reason => reason.articles.filter(id => id !== article.id))
    const origin = others.length ? origins.get(others[0])! : originId(article.id)
    origins.set(article.id, origin)
    return { origin, because }
  }
}
