import type { Text } from '../text/index.ts'
import type { ArticleId, Block, Credited, Dated, Reason } from '../types.ts'
import { sharedBy, shinglesOf, type Told, toldIn } from './copy.ts'
import { type Credit, creditsOf } from './credits.ts'

/** What tracing needs of an article. */
export type Traced = {
  readonly id: ArticleId
  readonly text: Text
  readonly blocks: readonly Block[]
  readonly outlet: string | null
  readonly published?: Dated | null
  /** Whom the feed credits with it. */
  readonly credits?: readonly Credited[]
}

/** An article read for tracing: its sentences, the runs of words in each, its credits, and how many words are its own. */
export type Read = {
  readonly article: Traced
  readonly told: readonly Told[]
  readonly places: ReadonlyMap<string, readonly number[]>
  readonly credits: readonly Credit[]
  readonly length: number
}

const kept = new WeakMap<Traced, Read>()

/** An article read for tracing, once for as long as it is held. */
export const readTraced = (article: Traced): Read => {
  const before = kept.get(article)
  if (before) return before
  const told = toldIn(article)
  const places = new Map<string, number[]>()
  told.forEach((one, i) => {
    for (const shingle of new Set(shinglesOf(one))) {
      const known = places.get(shingle)
      if (known) known.push(i)
      else places.set(shingle, [i])
    }
  })
  const length = told.reduce((sum, one) => sum + one.words.length, 0)
  const read = { article, told, places, credits: creditsOf(article), length }
  kept.set(article, read)
  return read
}

/** Shared words that make two articles one copy beyond doubt, by number and by share of the shorter; less is one sentence from a wire, or background. */
const STRONG = { words: 60, share: 0.25, least: 30 }

/** Why two articles share their copy, judged by the two alone: none, a copy, or one agency credited for one story. */
export const reasonsBetween = (one: Traced, other: Traced): Reason[] => {
  const [before, entry] = [readTraced(one), readTraced(other)]
  const old = daysBetween(one, other) > FRESH_DAYS
  const pairs = sentencePairs(before, entry)
  const shared = pairs.flatMap(([there, here]) => sharedBy(before.told[there], entry.told[here]) ?? [])
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
  const oneStory = (shared.length > 0 || pairs.length >= ONE_STORY) && !sameOutlet(before, entry)
  return [
    ...(shared.length && (strong ? !(old && sameOutlet(before, entry)) : !old && !sameOutlet(before, entry)) ? [copy] : []),
    ...(oneStory && !old ? agencies.map(agency => creditReason(agency, [before, entry])) : [])
  ]
}

/**
 * Days after which one sentence in common is background, as is all that an outlet prints again of its own. Of labelled articles so far apart not one pair
 * with such a reason was of one story; of those within two days all but eight in sixty-six were.
 */
const FRESH_DAYS = 10

const daysBetween = (a: Traced, b: Traced): number => {
  const [x, y] = [a, b].map(({ published }) => Date.parse(published?.value.slice(0, 10) ?? ''))
  return Math.abs(x - y) / 86_400_000 || 0
}

/** The pairs of sentences, one of each article, that share a run of words. */
const sentencePairs = (a: Read, b: Read): [number, number][] => {
  const pairs = new Map<string, [number, number]>()
  for (const [shingle, here] of b.places)
    for (const there of a.places.get(shingle) ?? []) for (const at of here) pairs.set(`${there} ${at}`, [there, at])
  return [...pairs.values()].sort((p, q) => p[1] - q[1] || p[0] - q[0])
}

/** So many pairs of sentences with a run in common show that two articles tell one story; then one agency is a sign of one copy. */
const ONE_STORY = 4

// An outlet repeats its own background sentence under every article: one alone shows no copy, nor does the agency that all of them credit.
const sameOutlet = ({ article: a }: Read, { article: b }: Read) => a.outlet !== null && a.outlet === b.outlet

const creditReason = (agency: string, entries: readonly Read[]): Reason => ({
  kind: 'agency-credit',
  strong: false,
  articles: entries.map(one => one.article.id),
  note: `${entries.length > 1 ? `both credit ${agency}, and tell one story` : `credits ${agency}`}${byFeed(agency, entries)}`,
  spans: entries.flatMap(({ article, credits }) =>
    credits.flatMap(({ agency: named, at }) => (named === agency && at ? [{ text: article.text.id, ...at }] : []))
  )
})

// Where no words of the article say so.
const byFeed = (agency: string, entries: readonly Read[]) => {
  const feeds = entries.filter(({ credits }) => credits.some(one => one.agency === agency && !one.at)).length
  return feeds ? ` (${feeds === entries.length ? 'as the feed says' : 'one of them as its feed says'})` : ''
}

/** The credits of an article that none of these reasons has told. */
export const creditsAlone = (article: Traced, told: readonly Reason[]): Reason[] => {
  const read = readTraced(article)
  const own = told.filter(one => one.kind === 'agency-credit' && one.articles.includes(article.id))
  return read.credits
    .filter(({ agency }) => !own.some(one => one.note.includes(agency)))
    .map(({ agency }) => creditReason(agency, [read]))
}
