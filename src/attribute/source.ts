import type { Span } from '../text/index.ts'
import type { Cast } from './cast.ts'
import { type Layout, sentenceAt, type Token } from './layout.ts'
import { groups, notNames, plain, roles, things, titles } from './lists.ts'
import { answer, headChunk, nameIn, type Source, spanOf } from './naming.ts'
import { isBodyNoun } from './roles.ts'

const PRONOUN =
  /^(?:he|she|they|it|who|whom|whose|which|i|we|you|him|her|them|his|hers|their|its|himself|herself|themselves|itself|me|us|my|our|this|that|these|those|one)$/i
const MANY =
  /^(?:two|three|four|five|six|seven|eight|nine|ten|some|many|several|most|few|both|all|other|others|dozens|hundreds|thousands|more|half|various|these|those|such|numerous|multiple)$/i
const INDEFINITE = /^(?:a|an|one|another|no|any|every|each|someone|somebody|anyone|everyone|everybody|nobody|anonymous|unnamed)$/i

/** Those of other languages, by what they mean; of one that means several things nothing can be told. */
const PRONOUNS: Readonly<Record<string, string>> = {
  ela: 'she',
  ele: 'he',
  ella: 'she',
  elle: 'she',
  er: 'he',
  hij: 'he',
  il: 'he',
  lei: 'she',
  lui: 'he',
  sie: 'this',
  ze: 'this',
  zij: 'this',
  él: 'he'
}

/** Titles of several at once: "Sens. N and N". */
const SEVERAL = /^(?:Sens|Reps|Govs|Messrs|Drs)$/

/** Reads a source span as a noun phrase: whose name it ends in, or what its head noun is. */
export const readSource = (layout: Layout, cast: Cast, at: Span): Source | null => {
  const from = sentenceAt(layout, at.start)?.number ?? -1
  const held = layout.sentences.slice(Math.max(from, 0), Math.max(from, 0) + 3).filter(one => one.start < at.end)
  const inside = held.flatMap(one => one.tokens.filter(token => at.start < token.end && token.start < at.end))
  const tokens = trimMarks(withoutDateline(trimMarks(inside)))
  if (!tokens.length || isSpacedOwner(tokens)) return null
  if (
    PRONOUN.test(tokens[0].word) &&
    (tokens.length === 1 || tokens[1].mark || /^(?:also|himself|herself|themselves|and|who|all|both)$/.test(tokens[1].word))
  )
    return { is: 'pronoun', word: plain(tokens[0].word), at: { start: tokens[0].start, end: tokens[0].end } }
  const told = layout.language === 'en' || tokens.length > 1 ? undefined : PRONOUNS[tokens[0].word.toLowerCase()]
  if (told) return { is: 'pronoun', word: told, at: { start: tokens[0].start, end: tokens[0].end } }
  if (/^who$/i.test(tokens[0].word)) return { is: 'pronoun', word: 'who', at: { start: tokens[0].start, end: tokens[0].end } }
  const chunk = headChunk(tokens)
  const named = nameIn(cast, tokens, chunk) ?? (layout.language === 'de' ? firstNamed(cast, tokens) : null)
  const several = tokens.some(token => SEVERAL.test(token.word)) && named?.is === 'name' && named.member.kind === 'person'
  if (several) return { is: 'several' }
  if (named) return named
  const beside = besideName(layout, cast, tokens)
  if (beside) return beside
  const source = byHead(tokens, chunk)
  // "Harbour Is Closed": in a headline a word alone may be anything.
  const inBody = /paragraph|list|quotation/.test(layout.blocks[held[0].block].kind)
  // In German every noun has a capital.
  if (source?.is === 'body' && layout.language === 'de') return { is: 'unnamed', tokens }
  return source?.is === 'body' && tokens.length === 1 && !inBody && !/\p{Lu}{2}/u.test(tokens[0].word) ? null : source
}

/** "Ben Lund von der Sandporter Werft": what follows a name, without a comma, is told of it. */
const firstNamed = (cast: Cast, tokens: readonly Token[]): Source | null => {
  const [first] = cast.placesIn(spanOf(tokens)).filter(one => one.member?.kind === 'person' && !one.owns)
  return first ? answer(first) : null
}

/** "Even Orlenia, | Ribe's only ally |, said": who is named right before what is only told of them. */
const besideName = ({ chars }: Layout, cast: Cast, tokens: readonly Token[]): Source | null => {
  const { start, end } = spanOf(tokens)
  const comma = /,\s*$/.exec(chars.slice(Math.max(0, start - 4), start))
  const isTold = tokens[0].owns || /^(?:an?|the|his|her|its|their|one)$/.test(tokens[0].word)
  if (!comma || !isTold || !/^\s*,/.test(chars.slice(end, end + 4))) return null
  const [before] = cast.placesIn({ start: start - comma[0].length - 1, end: start })
  return before && !before.owns ? answer(before) : null
}

/** "Oslo (NNA) President N", "OSLO – President N": what follows the place at a report's beginning. */
const withoutDateline = (tokens: readonly Token[]): readonly Token[] => {
  const dash = tokens.findIndex(token => /^[-–—]+$/.test(token.word))
  const place = tokens.slice(0, Math.max(dash, 0)).filter(token => !token.mark)
  if (place.length && place.every(({ word }) => word === word.toUpperCase() && /\p{Lu}{3}/u.test(word)))
    return tokens.slice(dash + 1)
  const close = tokens.findIndex(token => token.word === ')')
  const open = tokens.findIndex(token => token.word === '(')
  const next = tokens.slice(close + 1).find(token => !token.mark)
  const dateline =
    open > 0 && open < 4 && close - open === 2 && tokens.slice(0, open).every(token => token.capital) && next?.capital
  return dateline ? tokens.slice(close + 1) : tokens
}

/** "Ruiz ’ s | lead attorney , Ben Lund ,": an owner whose apostrophe stands alone, and of whose phrase no more was read. */
const isSpacedOwner = (tokens: readonly Token[]): boolean => {
  const [mark, s] = tokens.slice(-2)
  return tokens.length > 2 && /^[’']$/.test(mark.word) && s.word === 's'
}

const trimMarks = (tokens: readonly Token[]): Token[] => {
  let [from, to] = [0, tokens.length]
  while (from < to && tokens[from].mark) from++
  while (to > from && tokens[to - 1].mark && tokens[to - 1].word !== '.') to--
  return tokens.slice(from, to)
}

/** "polls", "the latest harbour survey released on Friday": what is written, shown or counted. In capitals it may be a name ("The Lund Report"). */
const isThing = (chunk: readonly Token[]): boolean => {
  const words = chunk.filter(token => !token.mark)
  // "a poll released by Lund", "people reading this article": what follows the participle is told of the head.
  const told = words.findIndex((token, i) => i > 0 && /(?:ed|ing|wn|en)$/.test(token.word) && isHead(words[i - 1]))
  const head = words[(told < 0 ? words.length : told) - 1]
  return !!head && isThingNoun(head) && (!head.capital || words.length === 1)
}

const isHead = (token: Token): boolean => isThingNoun(token) || groups.has(token.word.toLowerCase())

const isThingNoun = ({ word, owns }: Token): boolean => !owns && things.has(word.toLowerCase())

const byHead = (tokens: readonly Token[], chunk: readonly Token[]): Source | null => {
  if (isThing(chunk)) return { is: 'thing' }
  // "Lund Radio’s “Harbour Week”": a broadcast, and no telling who spoke in it.
  if (chunk.some(token => /^[“"]$/.test(token.word))) return null
  const words = chunk.filter(token => !token.mark)
  const head = words[words.length - 1]
  // "R-Ribe" says of which party and place somebody is.
  if (!head || /^[RDIL]-\p{Lu}/u.test(words[0].word)) return null
  const noun = plain(head.word)
  const [first] = words
  if (tokens.some((token, i) => token.word === 'and' && /^others?$/.test(tokens[i + 1]?.word ?? '')))
    return { is: 'unnamed', tokens }
  const owner = words.slice(0, -1).some(token => token.owns) || /^(?:his|her|their|its|my|our)$/i.test(first.word)
  const plural =
    groups.has(head.word.toLowerCase()) ||
    MANY.test(first.word) ||
    (/[^s]s$/.test(head.word) && !roles.has(head.word.toLowerCase()) && !isBodyNoun(head.word))
  if (/^neither$/i.test(first.word)) return { is: 'several' }
  if (plural || INDEFINITE.test(first.word)) return { is: 'unnamed', tokens }
  if (/-year-old$/.test(noun)) return { is: 'role', tokens, owner }
  if (roles.has(noun) || titles.has(noun)) return { is: 'role', tokens, owner }
  if (isBodyNoun(noun)) return { is: 'body', tokens: words }
  if (/^(?:source|spokespeople|people|men|women|man|woman|person|other)$/.test(noun)) return { is: 'unnamed', tokens }
  // "the Lund Examiner": capitals at the end, and nobody's office.
  if (head.capital && !notNames.has(noun) && !/^(?:his|her|their|its)$/i.test(first.word)) return { is: 'body', tokens: words }
  return notNames.has(noun) && tokens.length === 1 ? null : { is: 'unnamed', tokens }
}
