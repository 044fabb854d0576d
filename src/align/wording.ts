import type { Span, Text } from '../text/index.ts'
import { entries, words } from '../text/index.ts'
import commonList from './common-words.txt'
import functionList from './function-words.txt'
import { cutWord, keyOf, negated, shortened } from './spelling.ts'

/**
 * One word of a wording as it is compared. `key` is the same for all spellings of one word; `print` keeps what only the accidentals show.
 * `outer` takes in the marks that hang on it; `part` counts the wording's spans, so that no cell runs through an attribution in its middle.
 */
export type Token = Span & {
  readonly kind: 'word' | 'gap' | 'bracket'
  readonly key: string
  readonly print: string
  readonly weight: number
  readonly outer: Span
  readonly part: number
}

/** What a word weighs: one of grammar, or one that every second sentence holds, says little; a name or a long word says much. */
export const WEIGHTS = { function: 0.15, common: 0.5, plain: 1, rare: 1.4 }

const listed = new Map([
  ...entries(commonList).map(word => [keyOf(word), WEIGHTS.common] as const),
  ...entries(functionList).map(word => [keyOf(word), WEIGHTS.function] as const)
])

/** The weight of a word: by the lists, else by its length, since long words are rarer ones. */
export const weightOf = (key: string): number =>
  listed.get(key) ?? (key.length > 7 || /\d{2}/.test(key) ? WEIGHTS.rare : WEIGHTS.plain)

/** Whether a word says something by itself: it is no article, pronoun, auxiliary, preposition or other word of grammar. */
export const isContent = (token: Token): boolean => token.kind === 'word' && token.weight > WEIGHTS.function

/** The most words between two editorial brackets; a longer stretch is speech in parentheses. */
const MAX_BRACKETED = 9

/** The words of a wording, as compared; several spans make one wording. Where no word stands (“?!”), what stands is one. */
export const wordingOf = (text: Text, spans: readonly Span[]): Token[] => {
  const found = spans.flatMap((span, part) => hangMarks(text, span, readTokens(text, span, part)))
  const [all] = spans
  if (found.length || !all) return found
  const print = text.chars.slice(all.start, all.end)
  return [{ ...all, kind: 'word', key: print, print, weight: WEIGHTS.function, outer: all, part: 0 }]
}

type Read = Omit<Token, 'outer' | 'print' | 'weight'>

const readTokens = (text: Text, within: Span, part: number): Read[] => {
  const pieces = words(text, within)
  const found: Read[] = []
  const printed = (at: Span) => text.chars.slice(at.start, at.end)
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i]
    const taken = gapAt(text, pieces, i) ?? bracketAt(text, pieces, i) ?? apostropheAt(text, pieces, i, found)
    if (taken) {
      if (taken.token) found.push({ ...taken.token, part })
      i += taken.pieces - 1
      continue
    }
    if (piece.kind === 'mark' && !/[&%@#$£€]/.test(printed(piece))) continue
    found.push(...wordsOf(printed(piece), piece.start, part))
  }
  return found
}

const wordsOf = (printed: string, start: number, part: number): Read[] => {
  const found: Read[] = []
  let at = start
  for (const [i, half] of printed.split(/(?<=[\p{L}\p{N}])[-‑](?=[\p{L}\p{N}])/u).entries()) {
    if (i) at++
    for (const { length, key } of cutWord(half)) {
      if (length) found.push({ start: at, end: at + length, kind: 'word', key, part })
      at += length
    }
  }
  return found
}

type Taken = { pieces: number; token: Omit<Read, 'part'> | null } | null
type Pieces = ReturnType<typeof words>

/** An ellipsis, also one printed with spaces or in brackets: "…", "...", ". . .", "[…]". */
const gapAt = ({ chars }: Text, pieces: Pieces, i: number): Taken => {
  const { start } = pieces[i]
  const dots = /^(?:[[(]\s*)?(?:…|\.(?:\s?\.){2,}|\*\s?\*\s?\*)(?:\s*[\])])?/.exec(
    chars.slice(start, Math.min(start + 12, pieces.at(-1)!.end))
  )
  if (!dots) return null
  const end = start + dots[0].length
  const count = pieces.slice(i).findIndex(one => one.start >= end)
  return { pieces: count < 0 ? pieces.length - i : count, token: { start, end, kind: 'gap', key: '…' } }
}

/** Words that an editor put in, in brackets: "[But]", "(Ruiz)"; "[T]he" is the word itself. */
const bracketAt = ({ chars }: Text, pieces: Pieces, i: number): Taken => {
  const { start } = pieces[i]
  if (!/[[(]/.test(chars[start])) return null
  const closing = pieces.slice(i + 1, i + 2 + MAX_BRACKETED).findIndex(one => /[\])]/.test(chars[one.start]))
  if (closing < 1) return null
  const close = pieces[i + 1 + closing]
  const inside = pieces.slice(i + 1, i + 1 + closing).filter(one => one.kind === 'word')
  const letter = inside.length === 1 && inside[0].end - inside[0].start === 1 ? chars[inside[0].start] : ''
  const rest = pieces[i + 2 + closing]
  if (letter && rest?.kind === 'word' && rest.start - close.end <= 1 && /^\p{Ll}/u.test(chars.slice(rest.start))) {
    const key = keyOf(letter + chars.slice(rest.start, rest.end))
    return { pieces: closing + 3, token: { start, end: rest.end, kind: 'bracket', key } }
  }
  const key = inside.map(one => keyOf(chars.slice(one.start, one.end))).join(' ')
  return { pieces: closing + 2, token: { start, end: close.end, kind: 'bracket', key } }
}

/** The second half of a contraction that is printed apart from the first, as tokenised text has it: "we ’ re", "doesn ’ t", "do n't". */
const apostropheAt = ({ chars }: Text, pieces: Pieces, i: number, found: Read[]): Taken => {
  const [mark, ending] = [pieces[i], pieces[i + 1]]
  const host = found.at(-1)
  if (host?.kind !== 'word' || host.end < mark.start - 1) return null
  const before = chars.slice(host.start, host.end)
  if (/^n[’']t$/i.test(chars.slice(mark.start, mark.end))) {
    found[found.length - 1] = { ...host, key: negated(before) }
    return { pieces: 1, token: { start: mark.start, end: mark.end, kind: 'word', key: 'not' } }
  }
  if (!/['’]/.test(chars[mark.start]) || mark.kind !== 'mark' || !ending || ending.start > mark.end + 1) return null
  const letters = chars.slice(ending.start, ending.end)
  if (!/^(?:re|ll|ve|s|t|m|d)$/i.test(letters)) return null
  if (/^t$/i.test(letters) && !/n$/i.test(before)) return null
  if (/^t$/i.test(letters)) found[found.length - 1] = { ...host, key: negated(before.slice(0, -1)) }
  const key = shortened(before, letters)
  return { pieces: 2, token: key ? { start: mark.start, end: ending.end, kind: 'word', key } : null }
}

// A mark hangs on the word before it, an opening one on the word after it, so that no mark is ever compared before the words are.
const hangMarks = ({ chars }: Text, within: Span, tokens: Read[]): Token[] =>
  tokens.map((token, i) => {
    const from = i ? Math.max(tokens[i - 1].end, hangs(chars, tokens[i - 1].end, token.start)) : within.start
    const to = i + 1 < tokens.length ? hangs(chars, token.end, tokens[i + 1].start) : within.end
    const outer = closed(chars, from, to, token)
    const print = printOf(chars.slice(outer.start, outer.end))
    return { ...token, outer, print, weight: token.kind === 'word' ? weightOf(token.key) : WEIGHTS.function }
  })

/** Where, between two words, the marks of the first end and those of the second begin. */
const hangs = (chars: string, from: number, to: number): number => {
  const between = chars.slice(from, to)
  const opening = /(?:^[“‘«[({"'`$£€@#]+|\s(?:[“‘«[({"'`$£€@#]+\s?)+)$/.exec(between)
  return opening ? from + opening.index : to
}

const closed = (chars: string, from: number, to: number, { start, end }: Span): Span => {
  while (from < start && /\s/.test(chars[from])) from++
  while (to > end && /\s/.test(chars[to - 1])) to--
  return { start: from, end: to }
}

const printOf = (printed: string): string =>
  printed
    .replace(/[“”„‟«»″"`]|''/g, '')
    .replace(/(?<!\p{L})['‘’‛′]|['‘’‛′](?!\p{L})/gu, '')
    .replaceAll('’', "'")
    .replace(/^n't/iu, "n't")
    .replace(/…|\.(?:\s?\.){2,}/g, '...')
    .replace(/\s+/g, '')
