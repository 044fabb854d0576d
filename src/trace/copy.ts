import { covers, fold, markedSpans, type Span, sentences, words } from '../text/index.ts'
import type { Traced } from './index.ts'

/** A sentence as it is compared: the outlet's own words, without what stands in quotation marks, since two outlets may quote one speech. */
export type Told = { readonly words: readonly string[]; readonly places: readonly Span[] }

/** Words of a run that is looked up: shorter runs are idioms, longer ones miss copy that was touched up. */
const SHINGLE = 5

/** A sentence with fewer words of its own says nothing about copying. */
const LEAST_TOLD = 8

/** The sentences of an article's body, in the outlet's own words. */
export const toldIn = ({ text, blocks }: Traced): Told[] =>
  blocks
    .filter(({ kind }) => kind === 'paragraph' || kind === 'list')
    .flatMap(block => {
      const quoted = markedSpans(text, block).filter(one => !one.single || one.missing === 'none')
      return sentences(text, block).map(sentence => {
        const places = words(text, sentence).filter(
          word => word.kind === 'word' && !quoted.some(({ whole }) => covers(whole, word))
        )
        return { places, words: places.map(({ start, end }) => plain(text.chars.slice(start, end))) }
      })
    })
    .filter(one => one.words.length >= LEAST_TOLD)

const plain = (word: string) => fold(word).chars.replace(/[.'-]/g, '')

/** The runs of a sentence by which copies of it are looked up. */
export const shinglesOf = ({ words }: Told): string[] =>
  words.slice(SHINGLE - 1).map((_, i) => words.slice(i, i + SHINGLE).join(' '))

/** A sentence that two articles print: how many words, and where in each. */
export type Shared = { readonly words: number; readonly a: Span; readonly b: Span }

/** What two sentences must have in common, in the same order, to be one copied: so many words, and so much of the shorter. */
const COPIED = { words: 12, share: 0.6 }

/** The words that two sentences share in the same order, where they are enough to be copied; else null. */
export const sharedBy = (a: Told, b: Told): Shared | null => {
  const met = commonWords(a.words, b.words)
  if (met.length < COPIED.words || met.length < COPIED.share * Math.min(a.words.length, b.words.length)) return null
  const [first, last] = [met[0], met[met.length - 1]]
  return {
    words: met.length,
    a: { start: a.places[first[0]].start, end: a.places[last[0]].end },
    b: { start: b.places[first[1]].start, end: b.places[last[1]].end }
  }
}

const commonWords = (a: readonly string[], b: readonly string[]): [number, number][] => {
  const best = Array.from({ length: a.length + 1 }, () => new Uint16Array(b.length + 1))
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      best[i][j] = a[i] === b[j] ? best[i + 1][j + 1] + 1 : Math.max(best[i + 1][j], best[i][j + 1])
  const met: [number, number][] = []
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    if (a[i] === b[j]) met.push([i++, j++])
    else if (best[i + 1][j] >= best[i][j + 1]) i++
    else j++
  }
  return met
}
