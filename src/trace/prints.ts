import { hashOf } from '../text/index.ts'
import type { Keyed } from '../types.ts'
import { shinglesOf } from './copy.ts'
import { readTraced, type Traced } from './reasons.ts'

/** Of so many runs of words in a row the one of the smallest hash is kept: two sentences that share eight words in a row share one of these. */
const WINDOW = 4

/** Of the many articles that share a run of words, each is laid beside so many before and after it in time: copy is copied while it is news. */
const NEAR = 16

/** What an article is found by: some runs of words of each of its sentences. */
export const printsOf = (article: Traced): Keyed => {
  const keys = readTraced(article).told.flatMap(one => winnowed(shinglesOf(one)))
  const at = Date.parse(article.published?.value.slice(0, 10) ?? '')
  return { keys: [...new Set(keys)], day: Number.isNaN(at) ? 0 : Math.floor(at / 86_400_000), shared: 1, near: NEAR }
}

const winnowed = (shingles: readonly string[]): number[] => {
  const hashes = shingles.map(shingle => Number.parseInt(hashOf(`told ${shingle}`).slice(0, 12), 16))
  return hashes.slice(0, Math.max(1, hashes.length - WINDOW + 1)).map((_, i) => Math.min(...hashes.slice(i, i + WINDOW)))
}
