import type { Layout, Sentence, Token } from './layout.ts'
import { bodies, groups, isFirstName, notNames, plain, portfolios, roles, titles } from './lists.ts'
import type { Run } from './runs.ts'

/** Words that an article prints without a capital. */
export const smallWords = ({ sentences }: Layout): ReadonlySet<string> =>
  new Set(sentences.flatMap(({ tokens }) => tokens.filter(one => !one.mark && !one.capital).map(one => plain(one.word))))

/** So many words with a capital that is no name's, as it is printed small elsewhere, make the beginning of a sentence a headline that has grown onto it. */
const GROWN_ON = 3

const OFFICES = [bodies, groups, portfolios, roles, titles]

/** How many tokens of a sentence are set as a headline: all, none, or those at its beginning, where a headline has grown onto the text's first sentence. */
export const endOfHeadline = (layout: Layout, sentence: Sentence, small: ReadonlySet<string>): number => {
  if (isHeadline(layout, sentence)) return sentence.tokens.length
  const end = sentence.tokens.findIndex(({ word, capital, mark }) => !capital && !mark && word.length > 3 && !/^\d/.test(word))
  const lent = sentence.tokens.slice(1, Math.max(end, 0)).filter(({ word, capital }) => {
    const low = plain(word)
    return capital && (notNames.has(low) || small.has(low)) && !OFFICES.some(list => list.has(low))
  })
  return lent.length >= GROWN_ON ? end : 0
}

/** Whether a sentence gives nearly every word a capital, as headlines do; a sentence of the body that ends in a full stop is none. */
const isHeadline = ({ blocks }: Layout, { block, tokens }: Sentence): boolean => {
  const body = /paragraph|list|quotation/.test(blocks[block].kind)
  if (body && /[.!?”"’']/.test(tokens[tokens.length - 1]?.word ?? '.')) return false
  const long = tokens.filter(token => !token.mark && token.word.length > 3)
  return long.length > 3 && long.filter(token => token.capital || /^\d/.test(token.word)).length > 0.7 * long.length
}

/** The parts of a capitalised headline's run that the body prints as names. */
export const splitHeadline = ({ first, tokens }: Run, proper: ReadonlySet<string>): Run[] => {
  const parts: Run[] = []
  let part: Token[] = []
  const close = (end: number) => {
    if (part.some(token => !token.mark)) parts.push({ first: first + end - part.length, tokens: part })
    part = []
  }
  tokens.forEach((token, i) => {
    if (proper.has(plain(token.word)) || (token.mark && part.length) || isFirstName(token.word)) part.push(token)
    else close(i)
  })
  close(tokens.length)
  return parts
}
