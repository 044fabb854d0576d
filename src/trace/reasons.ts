import type { ArticleId, Reason } from '../types.ts'
import { sharedBy, shinglesOf, type Told, toldIn } from './copy.ts'
import { type Credit, creditsOf } from './credits.ts'
import type { Traced } from './index.ts'

type Entry = {
  readonly article: Traced
  readonly told: readonly Told[]
  readonly credits: readonly Credit[]
  readonly length: number
}

/** Where each run of words was read: the articles so far, and for each run the sentences that hold it. */
export type Index = { readonly entries: Map<ArticleId, Entry>; readonly places: Map<string, [ArticleId, number][]> }

/** An empty index. */
export const startIndex = (): Index => ({ entries: new Map(), places: new Map() })

/** A run that so many sentences hold is a stock phrase ("on condition of anonymity because they"). */
const STOCK = 20

/** Shared words that make two articles one copy beyond doubt, by number and by share of the shorter; less is one sentence from a wire, or background. */
const STRONG = { words: 60, share: 0.25, least: 30 }

/** Why an article shares its copy with those read before it; it is then one of them. Reasons come with the earliest of these articles' ids first. */
export const reasonsAgainst = (index: Index, article: Traced): Reason[] => {
  const told = toldIn(article)
  const length = told.reduce((sum, one) => sum + one.words.length, 0)
  const entry: Entry = { article, told, credits: creditsOf(article), length }
  const near = nearTo(index, told)
  const reasons = [...near.keys()].sort().flatMap(id => reasonsFor(index.entries.get(id)!, entry, near.get(id)!))
  index.entries.set(article.id, entry)
  told.forEach((one, i) => {
    for (const shingle of new Set(shinglesOf(one))) {
      const places = index.places.get(shingle) ?? []
      if (places.length <= STOCK) index.places.set(shingle, [...places, [article.id, i]])
    }
  })
  const alone = entry.credits.filter(
    ({ agency }) => !reasons.some(one => one.kind === 'agency-credit' && one.note.includes(agency))
  )
  return [...reasons, ...alone.map(credit => creditReason(credit.agency, [entry]))]
}

/** For each article that shares a run of words: the pairs of sentences in which they do, earlier one first. */
const nearTo = ({ places }: Index, told: readonly Told[]): Map<ArticleId, Set<string>> => {
  const near = new Map<ArticleId, Set<string>>()
  told.forEach((one, here) => {
    for (const shingle of shinglesOf(one)) {
      const known = places.get(shingle) ?? []
      if (known.length <= STOCK)
        for (const [id, there] of known) near.set(id, (near.get(id) ?? new Set()).add(`${there} ${here}`))
    }
  })
  return near
}

const reasonsFor = (before: Entry, entry: Entry, pairs: ReadonlySet<string>): Reason[] => {
  const shared = [...pairs].flatMap(pair => {
    const [there, here] = pair.split(' ').map(Number)
    return sharedBy(before.told[there], entry.told[here]) ?? []
  })
  const total = shared.reduce((sum, one) => sum + one.words, 0)
  const strong = total >= STRONG.words || (total >= STRONG.least && total >= STRONG.share * Math.min(before.length, entry.length))
  const copy: Reason = {
    kind: 'shared-copy',
    strong,
    articles: [before.article.id, entry.article.id],
    note: `${shared.length === 1 ? 'one sentence' : `${shared.length} sentences`} in the same words, ${total} words in all`,
    spans: shared.flatMap(one => [
      { text: before.article.text.id, ...one.a },
      { text: entry.article.text.id, ...one.b }
    ])
  }
  const agencies = entry.credits.map(one => one.agency).filter(agency => before.credits.some(one => one.agency === agency))
  const oneStory = shared.length > 0 || pairs.size >= ONE_STORY
  return [
    ...(shared.length && (strong || !sameOutlet(before, entry)) ? [copy] : []),
    ...(oneStory ? agencies.map(agency => creditReason(agency, [before, entry])) : [])
  ]
}

/** So many pairs of sentences with a run in common show that two articles tell one story; then one agency is a sign of one copy. */
const ONE_STORY = 4

// An outlet repeats its own background sentence under every article: one alone shows no copy.
const sameOutlet = ({ article: a }: Entry, { article: b }: Entry) => a.outlet !== null && a.outlet === b.outlet

const creditReason = (agency: string, entries: readonly Entry[]): Reason => ({
  kind: 'agency-credit',
  strong: false,
  articles: entries.map(one => one.article.id),
  note: entries.length > 1 ? `both credit ${agency}, and tell one story` : `credits ${agency}`,
  spans: entries.flatMap(({ article, credits }) =>
    credits.filter(one => one.agency === agency).map(one => ({ text: article.text.id, ...one.at }))
  )
})
