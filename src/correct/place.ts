import { fold, type Span, type Text, type TextId } from '../text/index.ts'
import type { Article, ArticleId, Judged, Pointed, Quote, Some } from '../types.ts'

/** What a correction needs to find its place in a record that was read anew: the present reading of a page, the texts of older ones, and an address's versions. */
export type Ground = {
  present(article: ArticleId): ArticleId
  text(id: TextId): Text | null
  /** The articles of one address, the first read first. */
  versionsOf(address: string): readonly ArticleId[]
}

/** So many characters on either side tell one place of the same words from another. */
const AROUND = 80

/** Where the words of a span of one text stand in another one, by themselves and by what stands around them; null where they do not, or where two places are alike. */
export const carry = (from: Text, { start, end }: Span, to: Text): Span | null => {
  if (from.id === to.id) return { start, end }
  const target = fold(to.chars)
  const words = fold(from.chars.slice(start, end)).chars
  const before = fold(from.chars.slice(Math.max(0, start - AROUND), start)).chars
  const after = fold(from.chars.slice(end, end + AROUND)).chars
  const places: { at: number; like: number }[] = []
  for (let at = target.chars.indexOf(words); at >= 0 && words; at = target.chars.indexOf(words, at + 1))
    places.push({ at, like: endsAlike(before, target.chars, at) + beginsAlike(after, target.chars, at + words.length) })
  const [best, second] = places.sort((a, b) => b.like - a.like)
  if (!best || (second && second.like === best.like)) return null
  return target.toSource(best.at, best.at + words.length)
}

const endsAlike = (words: string, chars: string, end: number): number => {
  let n = 0
  while (n < words.length && n < end && words[words.length - 1 - n] === chars[end - 1 - n]) n++
  return n
}

const beginsAlike = (words: string, chars: string, start: number): number => {
  let n = 0
  while (n < words.length && words[n] === chars[start + n]) n++
  return n
}

/**
 * Where the spans of a passage stand in another version's text, if its words stand in both texts once, and the whole passage around them stands there word for
 * word; or, in words, why they do not.
 */
export const onlyPlace = (from: Text, words: Span, passage: Span, to: Text): ((span: Span) => Span) | string => {
  const folded = (start: number, end: number) => fold(from.chars.slice(start, end)).chars
  const target = fold(to.chars)
  const wanted = folded(words.start, words.end)
  const [place, ...others] = placesOf(wanted, target.chars)
  if (place === undefined) return 'its words no longer stand there'
  if (others.length) return `its words stand there ${others.length === 1 ? 'twice' : `${others.length + 1} times`}`
  if (placesOf(wanted, fold(from.chars).chars).length !== 1) return 'its words stood in its own version more than once'
  const whole = folded(passage.start, passage.end)
  const at = place - folded(passage.start, words.start).length
  const isThere = at >= 0 && target.chars.startsWith(whole, at) && !cutsWord(target.chars, at)
  if (!isThere || cutsWord(target.chars, at + whole.length)) return 'what belongs to its words reads otherwise there'
  return span => {
    const start = at + folded(passage.start, span.start).length
    return target.toSource(start, start + folded(span.start, span.end).length)
  }
}

const placesOf = (words: string, chars: string): number[] => {
  const found: number[] = []
  for (let at = chars.indexOf(words); at >= 0 && words; at = chars.indexOf(words, at + 1))
    if (!cutsWord(chars, at) && !cutsWord(chars, at + words.length)) found.push(at)
  return found
}

/** Whether a place stands inside a word or a number: "crane|s", "crane|-driver", "500|,000". */
const cutsWord = (chars: string, at: number): boolean => {
  const [before, after] = [chars.slice(Math.max(0, at - 2), at), chars.slice(at, at + 2)]
  return (
    (/[\p{L}\p{N}]$/u.test(before) && /^[-'.,]?[\p{L}\p{N}]/u.test(after)) ||
    (/[\p{L}\p{N}][-'.,]$/u.test(before) && /^[\p{L}\p{N}]/u.test(after))
  )
}

/** Spans that a person pointed at, in the present text of the article; null where one of them cannot be found. */
export const carryAll = (spans: Some<Span>, from: TextId, { text }: Article, ground: Ground): Some<Span> | null => {
  if (from === text.id) return spans
  const older = ground.text(from)
  const found = spans.map(span => older && carry(older, span, text))
  return found.every(one => one !== null) ? (found as unknown as Some<Span>) : null
}

/** The quotation of these that a person pointed at: the same, or the same words, or one that shares most of its words with them. */
export const locate = (pointed: Pointed, content: Some<Span>, among: readonly Judged[]): Judged | null =>
  among.find(one => one.id === pointed.id) ?? among.find(one => sameSpans(one.quote.content, content)) ?? nearest(content, among)

/** Whether two lists of spans are the same. */
export const sameSpans = (a: readonly Span[], b: readonly Span[]): boolean =>
  a.length === b.length && a.every((one, n) => one.start === b[n].start && one.end === b[n].end)

/** The share of the longer of two contents that must be in both, to be one quotation with other bounds. */
const MOSTLY = 0.5

const nearest = (content: Some<Span>, among: readonly Judged[]): Judged | null => {
  const near = among
    .map(one => ({ one, share: sharedShare(content, one.quote.content) }))
    .filter(({ share }) => share >= MOSTLY)
    .sort((a, b) => b.share - a.share || (a.one.id < b.one.id ? -1 : 1))
  return near[0]?.one ?? null
}

const sharedShare = (a: readonly Span[], b: readonly Span[]): number => {
  const size = (spans: readonly Span[]) => spans.reduce((sum, { start, end }) => sum + end - start, 0)
  const shared = a.flatMap(x => b.map(y => Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start))))
  return shared.reduce((sum, one) => sum + one, 0) / Math.max(size(a), size(b))
}

/** The quotation as it was pointed at, with the present places of its words; cue and speaker's mention are left out where the text is another one. */
export const restored = ({ text: from, quote }: Pointed, content: Some<Span>, { text }: Article): Quote =>
  from === text.id ? { ...quote, content } : { ...quote, content, cue: null, source: null }
