import type {
  Article,
  ArticleId,
  Assertion,
  Correction,
  Judged,
  Outcome,
  Pointed,
  QuoteId,
  Tie,
  Tied,
  Witness
} from '../types.ts'
import { carryAll, type Ground, locate } from './place.ts'
import { bringQuotation, olderVersions } from './versions.ts'

type Says = Extract<Assertion, { kind: 'merge-statements' | 'split-statement' }>

const spokenOf = ({ says }: Correction): Says | null =>
  says.kind === 'merge-statements' || says.kind === 'split-statement' ? says : null

/** Which quotations of this article people joined or parted with others, as it is read now, and which of them cannot be found in it. */
export const findPointed = (
  article: Article,
  quotations: readonly Judged[],
  corrections: readonly Correction[],
  ground: Ground
): { outcomes: Outcome[]; ties: Tied[] } => {
  const outcomes: Outcome[] = []
  const ties: Tied[] = []
  const find = (one: Pointed): Judged | null => {
    const content = carryAll(one.quote.content, one.text, article, ground)
    return content && locate(one, content, quotations)
  }
  const spoken = new Set<QuoteId>()
  for (const correction of corrections) {
    const says = spokenOf(correction)
    if (!says) continue
    const moved = says.quotations.length
    pointedBy(says).forEach((one, n) => {
      if (ground.present(one.article) !== article.id) return
      const found = find(one)
      if (found) ties.push({ correction: correction.id, n, thing: found.id })
      if (found) spoken.add(found.id)
      if (n < moved) outcomes.push(found ? applies(correction, found.id) : lost(correction))
    })
  }
  const carried = carriedSplits(article, quotations, corrections, ground, spoken)
  return { outcomes: [...outcomes, ...carried.outcomes], ties: [...ties, ...carried.ties] }
}

const pointedBy = (says: Says): readonly Pointed[] => [...says.quotations, ...(says.kind === 'split-statement' ? says.from : [])]

/**
 * What was taken out of a statement in older versions of this page is taken out in this one too, if nothing was said of it here. What was joined is joined
 * through the older version: both print the same.
 */
const carriedSplits = (
  article: Article,
  quotations: readonly Judged[],
  corrections: readonly Correction[],
  ground: Ground,
  spoken: ReadonlySet<QuoteId>
): { outcomes: Outcome[]; ties: Tied[] } => {
  const outcomes: Outcome[] = []
  const ties: Tied[] = []
  const splits = corrections.filter(one => one.says.kind === 'split-statement')
  const older = splits.length ? olderVersions(article, ground) : []
  for (const correction of older.length ? splits : []) {
    const says = spokenOf(correction)!
    const versions = pointedBy(says).map(one => ground.present(one.article))
    if (versions.includes(article.id)) continue
    says.quotations.forEach((one, n) => {
      if (!older.includes(versions[n])) return
      const brought = bringQuotation(one, article, ground, null)
      const found = typeof brought === 'string' ? null : locate(brought.quotation, brought.quotation.quote.content, quotations)
      if (found && !spoken.has(found.id)) {
        ties.push({ correction: correction.id, n, thing: found.id })
        outcomes.push(applies(correction, found.id))
      } else if (found)
        outcomes.push({
          ...applies(correction, found.id),
          standing: 'outranked',
          note: 'a correction of this version says otherwise'
        })
      else outcomes.push({ ...lost(correction), standing: 'stays', note: typeof brought === 'string' ? brought : NO_QUOTATION })
    })
  }
  return { outcomes, ties }
}

const NO_QUOTATION = 'its words are no quotation there'

const applies = ({ id }: Correction, quotation: QuoteId): Outcome => ({
  correction: id,
  quotation,
  standing: 'applies',
  note: ''
})
const lost = ({ id }: Correction): Outcome => {
  return { correction: id, quotation: null, standing: 'lost', note: 'one of its quotations is not found any more' }
}

/** This article among those of which people said that they carry the same copy or are of one story, or do not and are not. */
export const findArticles = (article: Article, corrections: readonly Correction[], ground: Ground): Tied[] =>
  corrections.flatMap(({ id, says }) => {
    if (!('articles' in says) || says.kind === 'split-speaker') return []
    const articles = says.kind === 'split-story' ? [...says.articles, says.from] : says.articles
    return articles.flatMap((one: ArticleId, n) =>
      ground.present(one) === article.id ? [{ correction: id, n, thing: article.id }] : []
    )
  })

/** The groups of witnesses that are one statement each as people joined and parted them, one after the other; what nobody spoke of stays as it is. */
export const correctClusters = (
  clusters: readonly (readonly Witness[])[],
  ties: readonly Tie<QuoteId>[]
): readonly (readonly Witness[])[] => {
  if (!ties.length) return clusters
  const witnesses = new Map(clusters.flat().map(one => [one.id, one]))
  const groups = new Map<QuoteId, Set<QuoteId>>()
  for (const cluster of clusters) {
    const group = new Set(cluster.map(one => one.id))
    for (const id of group) groups.set(id, group)
  }
  for (const tie of inOrder(ties)) tie.kind === 'merge' ? merge(groups, tie) : split(groups, tie)
  return [...new Set(groups.values())].map(group => [...group].sort().map(id => witnesses.get(id)!))
}

/** Ties in the order in which people made them. */
export const inOrder = <Id>(ties: readonly Tie<Id>[]): Tie<Id>[] =>
  ties.toSorted((a, b) => (a.at === b.at ? (a.correction < b.correction ? -1 : 1) : a.at < b.at ? -1 : 1))

type Groups = Map<QuoteId, Set<QuoteId>>

const merge = (groups: Groups, { things: [a, b] }: Tie<QuoteId>) => {
  const [one, other] = [a && groups.get(a), b && groups.get(b)]
  if (!one || !other || one === other) return
  const joined = new Set([...one, ...other])
  for (const id of joined) groups.set(id, joined)
}

const split = (groups: Groups, { things, from }: Tie<QuoteId>) => {
  for (const group of new Set(things.map(id => groups.get(id)))) {
    if (!group || !from.some(id => group.has(id))) continue
    const parted = new Set(things.filter(id => group.has(id)))
    const left = new Set([...group].filter(id => !parted.has(id)))
    for (const half of [parted, left]) for (const id of half) groups.set(id, half)
  }
}
