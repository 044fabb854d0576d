import { type Span, sentences, type Text } from '../../text/index.ts'

/** A place in two texts: the words that stand there in the one and in the other. */
export type Column = readonly [Span | null, Span | null]

/** The two texts of a difference, what is claimed and what the record has. */
export type Sides = readonly [Text, Text]

/** What one side prints in a column. */
export const printedIn = (texts: Sides, column: Column, side: 0 | 1): string => {
  const span = column[side]
  return span ? texts[side].chars.slice(span.start, span.end) : ''
}

const count = (words: string) => words.match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu)?.length ?? 0

const beginsInWord = ({ chars }: Text, span: Span | null): boolean =>
  !!span && span.start > 0 && /\p{L}/u.test(chars[span.start - 1]) && /[\p{L}'’]/u.test(chars[span.start])

/** A column that begins inside a word ("ca" and "n’t" against "can") takes the whole word: nobody leaves out half of one. */
export const wholeWords = (texts: Sides, columns: readonly Column[]): Column[] => {
  const whole: Column[] = []
  for (const column of columns) {
    const before = column.some((span, side) => beginsInWord(texts[side], span)) ? whole.pop() : undefined
    if (!before) {
      whole.push(column)
      continue
    }
    const [x, y] = before.map((span, side) => (span ? partedAtLastWord(texts[side], span) : [null, null]))
    if (x[0] || y[0]) whole.push([x[0], y[0]])
    whole.push([joined(x[1], column[0]), joined(y[1], column[1])])
  }
  return whole
}

const joined = (a: Span | null, b: Span | null): Span | null => (a && b ? { start: a.start, end: b.end } : (a ?? b))

const partedAtLastWord = ({ chars }: Text, { start, end }: Span): readonly [Span | null, Span] => {
  const [head] = /^(?:.*\s)?/su.exec(chars.slice(start, end))!
  const kept = head.trimEnd().length
  return [kept ? { start, end: start + kept } : null, { start: start + head.length, end }]
}

/** So many times as many words as the claim has there, and the record has more than it was put for. */
const MUCH_MORE = 2

/**
 * Before the first and behind the last words that both share, the record goes on. What the claim has there stands for as many of the record's words,
 * of the same sentence; what the claim adds as a sentence of its own stands for none.
 */
export const fittedEnds = (texts: Sides, columns: readonly Column[], isSame: (column: Column) => boolean): Column[] => {
  const drafted = columns.flatMap(([x], n) => (x && /[\p{L}\p{N}]/u.test(texts[0].chars.slice(x.start, x.end)) ? [n] : []))
  const [first, last] = [drafted[0], drafted.at(-1)]
  if (first === undefined || first === last) return [...columns]
  return columns.flatMap((column, n) => {
    if (!column[0] || !column[1] || (n !== first && n !== last) || isSame(column)) return [column]
    return n === first ? fitted(texts, column, 'before') : fitted(texts, column, 'behind')
  })
}

const fitted = (texts: Sides, [claimed, printed]: Column, where: 'before' | 'behind'): Column[] => {
  const [x, y] = [claimed!, printed!]
  const order = <One>(far: One[], near: One[]) => (where === 'before' ? [...far, ...near] : [...near, ...far])
  if (isSentence(texts[0], x, where)) return order<Column>([[null, y]], [[x, null]])
  const near = nearPart(texts, x, y, where)
  const far = where === 'before' ? { start: y.start, end: near.start } : { start: near.end, end: y.end }
  return order<Column>(far.start < far.end ? [[null, far]] : [], [[x, near]])
}

// "… at noon. Nobody came." adds a sentence; "… at midnight" has a word for another.
const isSentence = ({ chars }: Text, { start, end }: Span, where: 'before' | 'behind'): boolean =>
  where === 'before' ? /[.!?]["”’']?$/.test(chars.slice(start, end)) : /[.!?]["”’']?\s*$/.test(chars.slice(0, start))

/** The part of the record's words that stands next to the shared ones: of the same sentence, and not much more than the claim has there. */
const nearPart = (texts: Sides, x: Span, y: Span, where: 'before' | 'behind'): Span => {
  const parts = pieces(texts[1], y).flatMap(one => sentences(texts[1], one))
  const sentence = (where === 'before' ? parts.at(-1) : parts[0]) ?? y
  const most = count(texts[0].chars.slice(x.start, x.end))
  const words = [...texts[1].chars.slice(sentence.start, sentence.end).matchAll(/\S*[\p{L}\p{N}]\S*/gu)]
  if (words.length <= MUCH_MORE * most) return sentence
  const at = where === 'before' ? words[words.length - most] : words[most - 1]
  return where === 'before'
    ? { start: sentence.start + at.index, end: sentence.end }
    : { start: sentence.start, end: sentence.start + at.index + at[0].length }
}

// "“We sail,” “Nobody stays.”": two pieces of a quotation, between which the outlet speaks.
const pieces = ({ chars }: Text, { start, end }: Span): Span[] => {
  const bounds = [...chars.slice(start, end).matchAll(/(?<=["”’'])\s+(?=["“‘`])/gu)].map(one => start + one.index)
  return [start, ...bounds].map((from, n) => ({ start: from, end: bounds[n] ?? end }))
}

/** A stretch without the marks and points that the sentence around it puts at its ends; as it is, where nothing else stands there. */
export const withoutPoints = ({ chars }: Text, { start, end }: Span): Span => {
  const words = chars.slice(start, end)
  const [before] = /^[\s"“”„«»‘’'`,;:]*/u.exec(words)!
  const bare = words.slice(before.length).replace(/[\s"“”„«»‘’'`,;:]+$/u, '')
  // The full stop of a sentence, and not that of "U.S.", nor the last of three.
  const kept = bare.replace(/(?<=[\p{L}\p{N}]{2})\.$/u, '').replace(/["”’']+$/u, '')
  return kept ? { start: start + before.length, end: start + before.length + kept.length } : { start, end }
}
