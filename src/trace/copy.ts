import { covers, fold, markedSpans, type Span, sentences, words } from '../text/index.ts'
import type { Traced } from './reasons.ts'

/** A sentence as it is compared: the outlet's own words, without what stands in quotation marks, since two outlets may quote one speech. */
export type Told = { readonly words: readonly string[]; readonly places: readonly Span[]; readonly names: readonly boolean[] }

/** Words of a run that is looked up: shorter runs are idioms, longer ones miss copy that was touched up. */
const SHINGLE = 5

/** A sentence with fewer words of its own says nothing about copying. */
const LEAST_TOLD = 8

/** The sentences of an article's body, in the outlet's own words. */
export const toldIn = ({ text, blocks }: Traced): Told[] =>
  blocks
    .filter(
      block => (block.kind === 'paragraph' || block.kind === 'list') && !POST.test(text.chars.slice(block.start, block.end))
    )
    .flatMap(block => {
      const quoted = markedSpans(text, block).filter(one => !one.single || one.missing === 'none')
      return sentences(text, block).map(sentence => {
        const places = words(text, sentence).filter(
          word => word.kind === 'word' && !quoted.some(({ whole }) => covers(whole, word))
        )
        const printed = places.map(({ start, end }) => text.chars.slice(start, end))
        const own = printed.some(word => SPEAKER.test(word)) ? [] : printed
        return { places, words: own.map(plain), names: own.map(word => /^[\p{Lu}\p{N}]/u.test(word)) }
      })
    })
    .filter(one => one.words.length >= LEAST_TOLD)

/** A post of a social network printed whole, which is somebody's speech: "— Ada Ruiz (@adaruiz) 3 May". */
const POST = /\(\s?@\s?\w+\s?\)|pic\.twitter\.com|\bt\.co\//

/** Who says “I” outside of marks is somebody whose marks are missing, and no outlet telling the news. */
const SPEAKER = /^(?:I|I['’](?:m|ve|d|ll)|[Mm]y|[Mm]yself)$/

const plain = (word: string) => fold(word).chars.replace(/[.'-]/g, '')

/** The runs of a sentence by which copies of it are looked up. */
export const shinglesOf = ({ words }: Told): string[] =>
  words.slice(SHINGLE - 1).map((_, i) => words.slice(i, i + SHINGLE).join(' '))

/** A sentence that two articles print: how many words, and where in each. */
export type Shared = { readonly words: number; readonly a: Span; readonly b: Span }

/**
 * What two sentences must have in common, in the same order, to be one copied: so many words, so many of them no names or numbers (lists of names are
 * alike everywhere), so many in one run, and so much of the shorter.
 */
const COPIED = { words: 12, plain: 8, run: 6, share: 0.6 }

/** The words that two sentences share in the same order, where they are enough to be copied; else null. */
export const sharedBy = (a: Told, b: Told): Shared | null => {
  const met = commonWords(a.words, b.words)
  if (met.length < COPIED.words || met.length < COPIED.share * Math.min(a.words.length, b.words.length)) return null
  if (met.filter(([i]) => !a.names[i]).length < COPIED.plain || longestRun(met) < COPIED.run) return null
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

const longestRun = (met: readonly (readonly [number, number])[]): number => {
  let [run, longest] = [0, 0]
  met.forEach(([i, j], n) => {
    run = n > 0 && met[n - 1][0] + 1 === i && met[n - 1][1] + 1 === j ? run + 1 : 1
    longest = Math.max(longest, run)
  })
  return longest
}
