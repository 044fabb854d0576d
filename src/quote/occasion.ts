import { overlap, type Span, type Text } from '../text/index.ts'
import { isOccasion } from './lexicon.ts'

/** How far the noun of an occasion stands from its preposition, in words: "during a lively two-hour town hall meeting". */
const LONGEST_OCCASION = 9

/**
 * "praised the plan | during a rally in Ribe": what is told ends before the occasion on which it was said. The article is "a": where one stands, 22 of 33
 * such phrases of PolNeAR's training half are no part of the content, and with "the", which as often tells what was spoken of, 3 of 13.
 */
export const withoutOccasion = ({ chars }: Text, told: Span, marked: readonly Span[]): Span => {
  const tail = /[\p{L}\p{N}”"’](\s+during an?\s[^,.;:]*)$/u.exec(chars.slice(told.start, told.end))
  if (!tail) return told
  const cut = { start: told.end - tail[1].length, end: told.end }
  const isSpoken = marked.some(one => one.start < cut.start && overlap(one, cut))
  const words =
    tail[1]
      .toLowerCase()
      .match(/[\p{L}-]+/gu)
      ?.slice(2, LONGEST_OCCASION) ?? []
  return !isSpoken && words.some(isOccasion) ? { start: told.start, end: cut.start } : told
}
