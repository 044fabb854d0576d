import type { ArticleId, Entry, QuoteId, SpeakerId, Touched } from '../types.ts'
import type { Loom, Weavers } from './loom.ts'
import { leave, stillMeet } from './neighbours.ts'
import { type Reader, readerOf, witnessesIn } from './reader.ts'
import { takeBackSpeakers } from './speakers.ts'

/**
 * Takes back what articles left in the weave that are read otherwise by now, or not at all: their names, their keys, and what bound them to others. Those that
 * meet again without them are bound again. Whatever they touched is let loose, to be made anew in a later turn.
 */
export const takeBack = (loom: Loom, taken: readonly Entry[], parts: Weavers): Touched => {
  const read = readerOf(loom, parts)
  const speakers = new Set<SpeakerId>()
  for (const entry of taken) {
    for (const speaker of takeBackSpeakers(loom, entry, parts)) speakers.add(speaker)
    loom.loosen(takeBackQuotations(loom, read, entry, parts), takeBackCopies(loom, read, entry, parts))
    loom.takenBack(entry.article.id)
  }
  return { articles: new Set(taken.map(one => one.article.id)), speakers, statements: new Set(), origins: new Set() }
}

const takeBackQuotations = (loom: Loom, read: Reader, entry: Entry, parts: Weavers): Set<QuoteId> => {
  const touched = new Set<QuoteId>()
  const closed = new Map<string, readonly [string, string]>()
  for (const witness of witnessesIn(entry, parts.nameKey)) {
    loom.putFaults(witness.id, [])
    for (const pair of leave(loom, witness.id, parts.keysOf(witness))) closed.set(pair.join(' '), pair)
    for (const { a, b } of loom.bondsOf(witness.id)) {
      loom.cutBond(a, b)
      touched.add(a).add(b)
    }
  }
  for (const [a, b] of closed.values() as Iterable<readonly [QuoteId, QuoteId]>) {
    if (!loom.articleOf(a) || !loom.articleOf(b)) continue
    const [x, y] = [read.witness(a), read.witness(b)]
    if (x.article.id === y.article.id || !stillMeet(loom, a, b, parts.keysOf(x), parts.keysOf(y))) continue
    const bond = parts.bondOf(x, y, parts.mayBeOne)
    if (!bond) continue
    loom.putBond(bond)
    touched.add(a).add(b)
  }
  return touched
}

const takeBackCopies = (loom: Loom, read: Reader, { article }: Entry, parts: Weavers): Set<ArticleId> => {
  const touched = new Set<ArticleId>()
  const closed = leave(loom, article.id, parts.printsOf(article))
  for (const { a, b } of loom.copiesOf(article.id)) {
    loom.cutCopy(a, b)
    touched.add(a).add(b)
  }
  for (const [a, b] of closed as readonly [ArticleId, ArticleId][]) {
    if (!loom.entry(a) || !loom.entry(b)) continue
    const [x, y] = (a < b ? [a, b] : [b, a]).map(read.article)
    if (!stillMeet(loom, a, b, parts.printsOf(read.article(a)), parts.printsOf(read.article(b)))) continue
    const reasons = parts.reasonsBetween(x, y)
    if (!reasons.length) continue
    loom.putCopy({ a: x.id, b: y.id, reasons })
    touched.add(a).add(b)
  }
  return touched
}
