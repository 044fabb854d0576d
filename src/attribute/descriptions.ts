import type { Span } from '../text/index.ts'
import { type Answer, type Case, CLEAR, memberAnswer, none, unnamed, wordsAt } from './case.ts'
import type { Sentence, Token } from './layout.ts'
import { countryOf, genderOfRole, plain } from './lists.ts'
import { mayBeBody, taken } from './pronouns.ts'
import { candidates, isOf } from './resolve.ts'
import { alikeHeads, BODY_NOUNS, type Role, roleOf } from './roles.ts'
import type { Source } from './source.ts'

/** "the senator": whoever the article says is one. */
export const role = (open: Case, { tokens }: Source & { is: 'role' }, at: Span, sentence: Sentence): Answer => {
  const asked = roleOf(tokens)
  if (!asked) return loose(open, tokens, at, sentence)
  const gender = genderOfRole(asked.head)
  const scored = open.cast.members
    .filter(member => isOf(gender)(member))
    .map(member => ({ member, fit: Math.max(0, ...member.roles.map(one => fitOf(asked, one))) }))
    .filter(one => one.fit > 0)
    .sort((a, b) => b.fit - a.fit)
  const best = scored.filter(one => one.fit === scored[0]?.fit).map(one => one.member)
  if (best.length === 1) return memberAnswer(best[0], [best[0].mentions[0]], 0.88, 'has that role')
  if (best.length > 1) return taken(open, at, sentence, member => best.includes(member), null)
  const known = open.strangers.findLast(one => one.start < at.start && one.head && alikeHeads(one.head, asked.head))
  if (known && /^(?:the|this|that)$/i.test(tokens[0].word))
    return { named: known.named, member: null, because: [known], confidence: 0.8, why: 'the unnamed one spoken of before' }
  return loose(open, tokens, at, sentence)
}

const PARTIES = ['republican', 'democratic', 'conservative', 'labour', 'liberal']

const fitOf = (asked: Role, has: Role): number => {
  if (!alikeHeads(asked.head, has.head) && !has.words.has(asked.head)) return 0
  const extra = [...asked.words].filter(word => word !== asked.head)
  const met = extra.filter(word => has.words.has(word)).length
  const clash =
    extra.some(word => countryOf(word)) &&
    [...has.words].some(word => countryOf(word)) &&
    !extra.some(word => countryOf(word) && has.words.has(word))
  const opposed =
    PARTIES.some(one => asked.words.has(one) && !has.words.has(one)) &&
    PARTIES.some(one => has.words.has(one) && !asked.words.has(one))
  return clash || opposed ? 0 : (asked.head === has.head ? 2 : 1) + met
}

/** A description that fits no role printed: the only person near, or an unnamed one. */
const loose = (open: Case, tokens: readonly Token[], at: Span, sentence: Sentence): Answer => {
  const definite = /^(?:the|this|that)$/i.test(tokens[0].word)
  if (!definite) return unnamed(open, tokens)
  const asked = roleOf(tokens)
  if (!asked && !/-year-old$/.test(tokens[tokens.length - 1].word)) return unnamed(open, tokens)
  const found = candidates(open.traces, at, sentence, isOf(asked && genderOfRole(asked.head)))
  const [best, next] = found
  if (best && best.score > 0.4 && (!next || best.score > next.score * 1.5))
    return memberAnswer(best.member, [best.trace], 0.65, 'the one spoken of before')
  return none('nobody has that role')
}

/** Nouns for any body, whatever its name: "the company". */
const ANY_BODY = new Set(
  'agency bank broadcaster company firm group magazine network newspaper organisation organization outlet paper publication site website'.split(
    ' '
  )
)

/** "the ministry": the body whose name has that noun. */
export const body = (open: Case, { tokens }: Source & { is: 'body' }, at: Span, sentence: Sentence): Answer => {
  const noun = plain(tokens[tokens.length - 1].word)
  const fits = BODY_NOUNS[noun] ?? new RegExp(`\\b${noun}\\b`)
  const definite = /^(?:the|this|that|its|their|his|her)$/i.test(tokens[0].word)
  const bare = /^(?:the|this|that)$/i.test(tokens[0].word) && tokens.length === 2
  if (bare) {
    const [best] = candidates(open.traces, at, sentence, member => member.kind === 'body' && fits.test(plain(member.name)))
    if (best) return memberAnswer(best.member, [best.trace], 0.75, 'the body spoken of before')
    const [other, next] = candidates(open.traces, at, sentence, mayBeBody)
    if (other && ANY_BODY.has(noun) && sentence.number - other.trace.sentence <= 3 && (!next || other.score > next.score * CLEAR))
      return memberAnswer(other.member, [other.trace], 0.6, 'the body spoken of before')
  }
  const phrase = new Set(tokens.map(token => plain(token.word)))
  const held = open.cast.members.find(
    member =>
      member.kind === 'body' &&
      plain(member.name).split(' ').length > 1 &&
      plain(member.name)
        .split(' ')
        .every(word => phrase.has(word))
  )
  if (held) return memberAnswer(held, [held.mentions[0]], 0.8, 'the body so described')
  const own = definite || /^an?$/i.test(tokens[0].word) ? tokens.slice(1) : tokens
  if (!own.length) return none('nobody has that role')
  const named = own.some(token => token.capital)
  const printed = named ? own : tokens
  const name = wordsAt(open, { start: printed[0].start, end: printed[printed.length - 1].end })
  return {
    named: { name, kind: named ? 'body' : 'unnamed', names: [name] },
    member: null,
    because: [],
    confidence: 0.75,
    why: 'a body'
  }
}
