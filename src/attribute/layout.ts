import { covers, lastBefore, markedSpans, type Span, sentences, withoutLinkLists, words } from '../text/index.ts'
import type { Block, Quote, Reading } from '../types.ts'

/** A word or mark of a block. `word` is as printed without a possessive ending; `owns` says that it had one. */
export type Token = Span & { readonly word: string; readonly owns: boolean; readonly capital: boolean; readonly mark: boolean }

/** A sentence with its number in the article, its block's number, its tokens, and where the post of a live blog that it stands in begins (0 in other articles). */
export type Sentence = Span & {
  readonly number: number
  readonly block: number
  readonly tokens: readonly Token[]
  readonly post: number
}

/** An article laid out for reading: what is not furniture, sentence by sentence, with the stretches that stand between quotation marks. */
export type Layout = {
  readonly chars: string
  readonly language: string | null
  readonly blocks: readonly Block[]
  readonly sentences: readonly Sentence[]
  readonly marked: readonly Span[]
}

const LEFT_OUT = new Set(['furniture', 'credit', 'byline', 'section'])

/** The Layout of a reading. */
export const layOut = ({ text: printed, blocks, language }: Reading): Layout => {
  const text = withoutLinkLists(printed)
  const kept = blocks.filter(block => !LEFT_OUT.has(block.kind))
  const posts = blocks.filter(({ time }) => time)
  const all = kept.flatMap((block, number) => sentences(text, block).map(one => ({ ...one, block: number })))
  return {
    chars: text.chars,
    language,
    blocks: kept,
    sentences: all.map((one, number) => ({
      ...one,
      number,
      tokens: tokensOf(text.chars, words(text, one)),
      post: lastBefore(posts, one.start)?.start ?? 0
    })),
    marked: kept.flatMap(block =>
      markedSpans(text, block)
        .filter(one => !one.inside)
        .map(one => one.whole)
    )
  }
}

const tokensOf = (chars: string, pieces: readonly (Span & { kind: 'word' | 'mark' })[]): Token[] =>
  pieces.map(({ start, end, kind }) => {
    const printed = chars.slice(start, end)
    const owns = /.[’']s$/i.test(printed) || (/s$/i.test(printed) && /^[’'](?=\s)/.test(chars.slice(end, end + 2)))
    const word = owns ? printed.replace(/[’']s$/i, '') : printed
    return { start, end: start + word.length, word, owns, capital: /^\p{Lu}/u.test(word), mark: kind === 'mark' }
  })

/** The sentence that holds an offset, or null between sentences and in furniture. */
export const sentenceAt = ({ sentences }: Layout, at: number): Sentence | null => {
  let [low, high] = [0, sentences.length - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    if (sentences[middle].end <= at) low = middle + 1
    else if (sentences[middle].start > at) high = middle - 1
    else return sentences[middle]
  }
  return null
}

/** Whether a span stands between quotation marks. */
export const isQuoted = ({ marked }: Layout, span: Span): boolean => {
  const before = lastBefore(marked, span.start)
  return before !== null && covers(before, span)
}

/** The quotations that have words, or their cue, in a sentence: found once for a whole article, which may have thousands of both. */
export const quotesBySentence = ({ sentences }: Layout, quotes: readonly Quote[]): ((sentence: Sentence) => readonly Quote[]) => {
  const found = new Map<Sentence, Quote[]>()
  for (const quote of quotes)
    for (const content of quote.cue ? [...quote.content, quote.cue] : quote.content)
      for (let at = lastBefore(sentences, content.start)?.number ?? 0; at < sentences.length; at++) {
        const sentence = sentences[at]
        if (sentence.start >= content.end) break
        const known = found.get(sentence)
        if (!known) found.set(sentence, [quote])
        else if (known.at(-1) !== quote) known.push(quote)
      }
  return sentence => found.get(sentence) ?? []
}
