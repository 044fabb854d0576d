import type { Article, ArticleId, Entry, QuoteId, SpeakerId, Why, Witness } from '../types.ts'
import type { Loom, Weavers } from './loom.ts'

/** Articles and quotations as the stages want them, each read once. */
export type Reader = {
  entry(id: ArticleId): Entry
  article(id: ArticleId): Article
  witnessesOf(article: ArticleId): readonly Witness[]
  witness(quotation: QuoteId): Witness
  /** The article of a quotation that is in the record. */
  articleOf(quotation: QuoteId): ArticleId
}

/** Articles that are held at once, so that memory stays bounded. */
const MOST_HELD = 2000

/** Why a speaker is one that the article itself names at the words, and from which confidence on it is sure. */
const SURELY: { readonly named: readonly Why[]; readonly from: number } = {
  named: ['named', 'confirmed by a person', 'corrected by a person'],
  from: 0.85
}

/** The quotations of an article as they are before anything is woven: of a speaker the name alone is known. */
export const witnessesIn = ({ article, quotations }: Entry, nameKey: Weavers['nameKey']): readonly Witness[] =>
  quotations.map(({ id, quote, saying, attribution: { speaker, why, confidence } }): Witness => {
    const named = speaker && { ...speaker, id: nameKey(speaker, article.id) as SpeakerId }
    return { id, article, quote, speaker: named, named: SURELY.named.includes(why) && confidence >= SURELY.from, said: saying }
  })

/** Reads from a record. A witness holds what its own article says, and nothing that was woven: its speaker is the name that the article prints. */
export const readerOf = (loom: Loom, { nameKey }: Weavers): Reader => {
  const held = new Map<ArticleId, { entry: Entry; witnesses: readonly Witness[] }>()
  const places = new Map<QuoteId, ArticleId>()
  const load = (id: ArticleId) => {
    const before = held.get(id)
    if (before) return before
    const entry = loom.entry(id)!
    const witnesses = witnessesIn(entry, nameKey)
    if (held.size >= MOST_HELD) {
      held.clear()
      places.clear()
    }
    held.set(id, { entry, witnesses })
    for (const one of witnesses) places.set(one.id, id)
    return { entry, witnesses }
  }
  return {
    entry: id => load(id).entry,
    article: id => load(id).entry.article,
    witnessesOf: id => load(id).witnesses,
    articleOf: quotation => places.get(quotation) ?? loom.articleOf(quotation)!,
    witness: quotation => load(places.get(quotation) ?? loom.articleOf(quotation)!).witnesses.find(one => one.id === quotation)!
  }
}
