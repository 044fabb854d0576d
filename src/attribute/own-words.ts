import { overlap } from '../text/index.ts'
import type { Quote } from '../types.ts'
import type { Case } from './case.ts'
import type { Layout, Token } from './layout.ts'
import { outletNouns, plain } from './lists.ts'
import { type Mention, wordsOf } from './members.ts'

/** "I am Ada Ruiz", "My name is Ada Ruiz": words in which somebody does say their own name. */
const INTRODUCES = /\b(?:I ?[’']? ?a?m|name is|name[’']s|this is|I,|me,)\s*$/iu
const INTRODUCTION = 14

/** “They say ‘I work for Ada Ruiz’ and laugh”: words of others within the words. */
const INNER = /(?:^|\s)[‘'`](?!(?:d|ll|m|re|s|t|ve)\b)(?=\p{L})[^’']*$/u

/**
 * A Case without those whom a quotation names in full: “We will work for Ada Ruiz,” the senator said. Who speaks says "I" and "me"; "he" and "the senator" are
 * somebody else.
 */
export const withoutNamed = (open: Case, { form, content }: Quote): Case => {
  if (form === 'indirect') return open
  const isInside = (mention: Mention) =>
    mention.quoted &&
    wordsOf(mention.run).length > 1 &&
    content.some(one => overlap(one, mention) && !INNER.test(open.layout.chars.slice(one.start + 1, mention.start))) &&
    !INTRODUCES.test(open.layout.chars.slice(Math.max(0, mention.start - INTRODUCTION), mention.start))
  const named = new Set(open.cast.members.filter(one => one.kind === 'person' && one.mentions.some(isInside)))
  if (!named.size) return open
  const members = open.cast.members.filter(one => !named.has(one))
  return { ...open, cast: { ...open.cast, members }, traces: open.traces.filter(one => !named.has(one.member)) }
}

const REPORTED = 16
const FIRST_PERSON = /\b(?:I|I[’']\w+|my|My|me)\b/u

/** "Ruiz issued a statement, Lund News reported: “My heart is with the town.”": an outlet prints what a person says of themselves, and says no "I". */
export const isOutletAsI = ({ chars }: Layout, { form, content, source }: Quote, tokens: readonly Token[]): boolean => {
  const last = tokens.findLast(token => !token.mark)
  const isReport = !!source && /^\W*(?:has )?report(?:s|ed)\b/.test(chars.slice(source.end, source.end + REPORTED))
  if (form !== 'direct' || !last || !isReport || !outletNouns.has(plain(last.word))) return false
  return content.some(({ start, end }) => FIRST_PERSON.test(chars.slice(start, end)))
}

const NOT = /\b(?:(?:do|does|did|has|have|had) ?(?:n[’']t|not|never)|never)(?: ever| \w+ly)? *$/i
const TOLD =
  /^(?:accused?|advised?|called?|claim(?:ed)?|declared?|order(?:ed)?|promised?|said|say|stated?|suggest(?:ed)?|tell|threaten(?:ed)?|told|urged?|write|written)\b/i
const UNTOLD = /^\W*(?:how|if|much|what|when|where|whether|which|who|why)\b/i
const NEGATION = 24

/** "Ruiz did not tell people to “leave at once”": that these words are not hers is all that is said. What she did not say (whether, when) is no words at all. */
export const isDenied = ({ chars }: Layout, { cue, content }: Quote): boolean => {
  if (!cue) return false
  const group = chars.slice(cue.start, cue.end)
  const last = group.search(/\S+$/)
  const verb = cue.start + Math.max(0, TOLD.test(group.slice(last)) ? last : group.search(/\b(?:say|said|tell|told)\b/))
  return (
    TOLD.test(chars.slice(verb, cue.end)) &&
    NOT.test(chars.slice(Math.max(0, verb - NEGATION), verb)) &&
    !UNTOLD.test(chars.slice(content[0].start, content[0].end))
  )
}
