import type { Span } from '../text/index.ts'
import type { Cast } from './cast.ts'
import type { Token } from './layout.ts'
import { groups, plain, roles, titles } from './lists.ts'
import type { Member, Mention } from './members.ts'
import type { Named } from './places.ts'
import { isBodyNoun } from './roles.ts'

/** What a quotation's source turns out to be, read as a noun phrase. */
export type Source =
  | { readonly is: 'name'; readonly mention: Mention; readonly member: Member }
  | { readonly is: 'unclear'; readonly mention: Mention }
  | { readonly is: 'pronoun'; readonly word: string; readonly at: Span }
  | { readonly is: 'role'; readonly tokens: readonly Token[]; readonly owner: boolean }
  | { readonly is: 'body'; readonly tokens: readonly Token[] }
  | { readonly is: 'unnamed'; readonly tokens: readonly Token[] }
  | { readonly is: 'several' }
  | { readonly is: 'thing' }

/** Where the first part of a noun phrase ends: "a spokesman | for the mayor". */
const ENDS =
  /^(?:of|for|at|in|from|with|on|to|by|about|who|that|which|whose|where|as|near|among|between|inside|outside|behind|including|based|working|speaking|familiar|close|briefed|said|told)$/

/** The first way of naming that a phrase shows; a body at its end only where no office says who speaks for it. */
export const nameIn = (cast: Cast, tokens: readonly Token[], chunk: readonly Token[]): Source | null => {
  const titled = namedByTitle(cast, chunk)
  const atEnd = namedAtEnd(cast, tokens, chunk)
  const isBody = atEnd?.is === 'name' && atEnd.member.kind === 'body'
  if (titled || (atEnd && !isBody)) return titled ?? atEnd
  // "QTO for Harbours and Trade, Ada Ruiz,": letters that no list has are an office where they are for something.
  if (isBody && chunk.length === 1 && /^\p{Lu}{2,}$/u.test(chunk[0].word) && tokens[1]?.word === 'for')
    return namedBeside(cast, tokens, chunk) ?? atEnd
  return (
    namedByOffice(cast, tokens, chunk) ??
    namedBehindOffice(cast, tokens, chunk) ??
    atEnd ??
    namedBeside(cast, tokens, chunk) ??
    bodyBeside(tokens, chunk)
  )
}

/** The first part of a noun phrase, up to what is told of its head. */
export const headChunk = (tokens: readonly Token[]): readonly Token[] => {
  const end = tokens.findIndex(
    (token, i) => i > 0 && (ENDS.test(token.word) || isTold(tokens, i) || (token.mark && /^[,(—–:;]$/.test(token.word)))
  )
  return end < 0 ? tokens : tokens.slice(0, end)
}

/** "Ada Ruiz a former pilot": what is told of a name, without a comma. */
const isTold = (tokens: readonly Token[], at: number): boolean =>
  /^an?$/.test(tokens[at].word) && at > 1 && tokens.slice(0, at).every(token => token.capital)

/** The span of some tokens. */
export const spanOf = (tokens: readonly Token[]): Span => ({ start: tokens[0].start, end: tokens[tokens.length - 1].end })

/** What a place where somebody is named says of a source. */
export const answer = ({ member, ...mention }: Named): Source =>
  member ? { is: 'name', mention, member } : { is: 'unclear', mention }

/** "Russian President N", "the outlet's N": the name that the first part of the phrase ends in. */
const namedAtEnd = (cast: Cast, tokens: readonly Token[], chunk: readonly Token[]): Source | null => {
  const span = spanOf(tokens)
  const end = chunk[chunk.length - 1]
  const inChunk = cast.placesIn(span).filter(one => one.start <= end.start)
  const last = inChunk.filter(one => one.end >= end.end - 1 && one.start <= end.start)
  if (!last.length) return null
  if (isJoined(inChunk, chunk)) return { is: 'several' }

  const best = last.toSorted((a, b) => a.start - b.start)[0]
  if (best.owns && end.owns && chunk.length > best.run.tokens.length + 2) return null
  return answer(best)
}

/** "the Harbour Union and Ada Ruiz", "Ruiz & Lund": two who are named, whoever they are. */
const isJoined = (named: readonly Named[], chunk: readonly Token[]): boolean =>
  chunk.some(({ word, start }) => {
    const [before, after] = [
      named.filter(one => one.end <= start && !one.owns),
      named.filter(one => one.start > start && !one.owns)
    ]
    const persons = [...before, ...after].filter(one => one.member?.kind === 'person')
    return before.length > 0 && after.length > 0 && (word === 'and' ? persons.length > 0 : word === '&' && persons.length > 1)
  })

/** "Sen. N (N) of Ribe": the name that a title at the beginning belongs to. */
const namedByTitle = (cast: Cast, [first, ...rest]: readonly Token[]): Source | null => {
  if (!rest.length || !titles.has(plain(first.word))) return null
  const [own] = cast.placesIn(spanOf(rest)).filter(one => one.run.before[0] === first)
  return own && !own.owns ? answer(own) : null
}

/** "The mayor, N,": the name that stands right beside the head as an appositive. */
const namedBeside = (cast: Cast, tokens: readonly Token[], chunk: readonly Token[]): Source | null => {
  const after = tokens.slice(chunk.length)
  const comma = after.findIndex(token => token.word === ',')
  if (comma < 0) return null
  const beside = headChunk(after.slice(comma + 1))
  if (!beside.length) return null
  const inside = cast.placesIn(spanOf(beside)).filter(one => one.member?.kind === 'person' && one.run.tokens.length > 1)
  const last = beside[beside.length - 1]
  const best = inside.find(one => one.end >= last.end - 1 || one.start === beside[0].start)
  const noun = plain(chunk[chunk.length - 1].word)
  // "in a tweet, Ada Ruiz": the first part is where it was said, not who said it.
  const isMedium = !groups.has(noun) && !isBodyNoun(noun) && best?.start === beside[0].start
  return best && (isMedium || chunk.some(token => roles.has(plain(token.word)))) ? answer(best) : null
}

/** "Speaker of the Assembly N": an office in capitals, what it is of, and the name; and any phrase that heads nobody but ends in a name with its title. */
const namedByOffice = (cast: Cast, tokens: readonly Token[], chunk: readonly Token[]): Source | null => {
  const head = chunk[chunk.length - 1]
  const noun = plain(head.word)
  const capitals = chunk.every(token => token.capital || /^(?:the|\.)$/i.test(token.word))
  const office = capitals && (roles.has(noun) || titles.has(noun))
  const nobody =
    chunk.length < tokens.length && !groups.has(noun) && !(roles.has(noun) && !head.capital) && !(isBodyNoun(noun) && !capitals)
  if (!office && !nobody) return null
  const end = tokens.findIndex((token, i) => i >= chunk.length && (office ? /^[,(]$/ : /^\($/).test(token.word))
  const phrase = end < 0 ? tokens : tokens.slice(0, end)
  const last = phrase[phrase.length - 1]
  const inside = cast.placesIn(spanOf(phrase)).filter(one => one.member?.kind === 'person' && !one.owns)
  const best = inside.find(one => one.end >= last.end - 1 && (office ? one.run.tokens.length > 1 : one.run.before.length > 0))
  const between = best ? phrase.slice(chunk.length, tokens.indexOf(best.run.before[0] ?? best.run.tokens[0])) : []
  const joined = office || !capitals || between.every(token => token.capital || /^(?:of|for|the|and)$/.test(token.word))
  return best && joined ? answer(best) : null
}

/** "minister of harbours and trade Ada Ruiz": an office in small letters, what it is of, and the full name without a comma. */
const namedBehindOffice = (cast: Cast, tokens: readonly Token[], chunk: readonly Token[]): Source | null => {
  const head = chunk[chunk.length - 1]
  if (head.capital || !roles.has(plain(head.word)) || chunk.length === tokens.length) return null
  const end = tokens.findIndex(token => /^[,(]$/.test(token.word))
  const phrase = end < 0 ? tokens : tokens.slice(0, end)
  const [best] = cast.placesIn(spanOf(phrase)).filter(one => one.end >= phrase[phrase.length - 1].end && !one.owns)
  const before = best && phrase[phrase.indexOf(best.run.tokens[0]) - 1]
  const isOffice = before && !before.mark && !before.capital && !ENDS.test(before.word) && !/^(?:and|the|an?)$/.test(before.word)
  const isOther = !before || roles.has(plain(before.word)) || groups.has(plain(before.word))
  return isOffice && !isOther && best.run.tokens.length > 1 && best.member?.kind === 'person' ? answer(best) : null
}

/** "her union, Weavers of the Harbour,": a body that is called by its noun, then by its name. */
const bodyBeside = (tokens: readonly Token[], chunk: readonly Token[]): Source | null => {
  const [head, comma, ...after] = tokens.slice(chunk.length - 1)
  if (head.capital || comma?.word !== ',' || !isBodyNoun(head.word)) return null
  const end = after.findIndex(token => token.word === ',')
  const name = end < 0 ? after : after.slice(0, end)
  const isAcronym = name.length === 1 && /^\p{Lu}{3,}$/u.test(name[0].word)
  const isName = name.length > 1 && name.every(({ word, capital }) => capital || /^(?:of|the|for|and|&)$/.test(word))
  return isName || isAcronym ? { is: 'body', tokens: name } : null
}
