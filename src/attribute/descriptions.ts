import type { Span } from '../text/index.ts'
import { type Answer, type Case, CLEAR, CONFIDENCE, memberAnswer, none, unnamed, wordsAt } from './case.ts'
import { type Sentence, sentenceAt, type Token } from './layout.ts'
import { countryOf, genderOfRole, outletNouns, plain } from './lists.ts'
import type { Member } from './members.ts'
import type { Source } from './naming.ts'
import { mayBeBody, taken } from './pronouns.ts'
import { candidates, isOf } from './resolve.ts'
import { alikeHeads, BODY_NOUNS, type Role, roleOf } from './roles.ts'
import { readSource } from './source.ts'

/** "the senator": whoever the article says is one. */
export const role = (open: Case, { tokens, owner }: Source & { is: 'role' }, at: Span, sentence: Sentence): Answer => {
  const asked = roleOf(tokens)
  if (!asked) return loose(open, tokens, at, sentence)
  const gender = genderOfRole(asked.head)
  const owning = tokens.find(token => token.owns && token.capital)
  const scored = open.cast.members
    .filter(member => isOf(gender)(member))
    .map(member => ({ member, fit: roleFit(asked, member, owning && plain(owning.word)) }))
    .filter(one => one.fit > (owner ? OWNED : 0))
    .sort((a, b) => b.fit - a.fit)
  const best = scored.filter(one => one.fit === scored[0]?.fit).map(one => one.member)
  if (best.length === 1) return memberAnswer(best[0], [best[0].mentions[0]], CONFIDENCE.role, 'has that role')
  if (best.length > 1) return taken(open, at, sentence, member => best.includes(member), null)
  const known = open.strangers.findLast(one => one.start < at.start && one.head && alikeHeads(one.head, asked.head))
  if (known && /^(?:the|this|that)$/i.test(tokens[0].word) && !known.named) return none('nobody has that role')
  if (known?.named && /^(?:the|this|that)$/i.test(tokens[0].word))
    return {
      named: known.named,
      member: null,
      because: [known],
      confidence: CONFIDENCE.strangerAgain,
      why: 'the unnamed one spoken of before'
    }
  const next = namedNext(open, asked, at, sentence)
  if (next && isTakenUp(open, asked, at, sentence))
    return /^the$/i.test(tokens[0].word) ? none('two possible antecedents') : unnamed(open, tokens)
  return next ?? loose(open, tokens, at, sentence)
}

/** How many sentences after a description its name may come. */
const NEXT = 2

/**
 * "The chair of the board said no. “We stay,” Ada Ruiz told reporters.": who is named for the first time right after, as the next to speak, and is not
 * said to be anything else.
 */
const namedNext = ({ layout, cast, quotes }: Case, asked: Role, at: Span, sentence: Sentence): Answer | null => {
  const next = quotes.map(one => one.source).find(source => source && source.start >= sentence.end)
  const read = next && readSource(layout, cast, next)
  if (read?.is !== 'name' || read.member.kind !== 'person') return null
  const { member, mention } = read
  const isNew = member.mentions.every(one => one.start >= mention.start || !isBody(layout, one.sentence))
  const isNear = mention.sentence - sentence.number <= NEXT
  const others = cast.members.flatMap(one => (one.kind === 'person' && one !== member ? one.mentions : []))
  const isAlone = !others.some(one => one.start > at.end && one.start < mention.start)
  const isOther = mention.run.tokens.length < 2 || !isOf(genderOfRole(asked.head))(member) || member.roles.length > 0
  return isNew && isNear && isAlone && !isOther
    ? memberAnswer(member, [mention], CONFIDENCE.namedNext, 'named in the next sentence')
    : null
}

/** "The mayor said no." behind a sentence on Mr Ruiz, with the next name in another paragraph: it may be either. */
const isTakenUp = (open: Case, asked: Role, at: Span, sentence: Sentence): boolean => {
  const next = open.quotes.find(({ source }) => source && source.start >= sentence.end)?.source
  const place = next && sentenceAt(open.layout, next.start)
  return (
    !!place && place.block !== sentence.block && candidates(open.traces, at, sentence, isOf(genderOfRole(asked.head))).length > 0
  )
}

const isBody = ({ blocks, sentences }: Case['layout'], number: number) =>
  /paragraph|list|quotation/.test(blocks[sentences[number].block].kind)

/** "Ruiz’s chief of staff" must be printed as that, or nearly. */
const OWNED = 1.5
/** What a word of the description takes from the fit when the role printed doesn't have it. */
const UNMET = 0.25
const PARTIES = ['republican', 'democratic', 'conservative', 'labour', 'liberal']

/** How well a member's best role fits, and a little for each time that it is printed. */
const roleFit = (asked: Role, { roles }: Member, owner?: string): number => {
  const owned = roles.filter(({ words }) => !owner || words.has(owner) || words.has(countryOf(owner) ?? owner))
  const fits = owned.map(one => fitOf(asked, one)).filter(fit => fit > 0)
  const best = Math.max(0, ...fits)
  return best && best + 0.01 * fits.filter(fit => fit === best).length
}

/** "Orlenian" and "Orlenia": a country and its adjective, where no list has them. */
const isOneStem = (a: string, b: string) => a.length > 5 && b.length > 5 && a.slice(0, -2) === b.slice(0, a.length - 2)

/** Heads that say little by themselves: "the opposition leader" is not "the mayor", though both lead. */
const LOOSE_HEAD = /^(?:boss|chief|commander|executive|expert|head|leader|ruler|star)$/

/** Whether a role is told by such a head and by a word besides, that is no country and was not asked for. */
const isOfOthers = (asked: Role, { head, words }: Role): boolean =>
  head !== asked.head &&
  LOOSE_HEAD.test(head) &&
  [...words].some(
    word => word !== head && !countryOf(word) && ![...asked.words].some(other => other === word || isOneStem(other, word))
  )

const fitOf = (asked: Role, has: Role): number => {
  if (!alikeHeads(asked.head, has.head) && !has.words.has(asked.head)) return 0
  if (isOfOthers(asked, has)) return 0
  const extra = [...asked.words].filter(word => word !== asked.head)
  const met = extra.filter(word => has.words.has(word) || [...has.words].some(other => isOneStem(word, other))).length
  const clash =
    extra.some(word => countryOf(word)) &&
    [...has.words].some(word => countryOf(word)) &&
    !extra.some(word => countryOf(word) && has.words.has(word))
  const opposed =
    PARTIES.some(one => asked.words.has(one) && !has.words.has(one)) &&
    PARTIES.some(one => has.words.has(one) && !asked.words.has(one))
  return clash || opposed ? 0 : (asked.head === has.head ? 2 : 1) + met - UNMET * (extra.length - met)
}

/** What somebody's strength must be to be the only person near: named two or three sentences back. */
const NEAR = 0.4
const WIDE = 1.5

/** A description that fits no role printed: the only person near, or an unnamed one. */
const loose = (open: Case, tokens: readonly Token[], at: Span, sentence: Sentence): Answer => {
  const definite = /^(?:the|this|that)$/i.test(tokens[0].word)
  if (!definite) return unnamed(open, tokens)
  const asked = roleOf(tokens)
  if (!asked && !/-year-old$/.test(tokens[tokens.length - 1].word)) return unnamed(open, tokens)
  const found = candidates(open.traces, at, sentence, isOf(asked && genderOfRole(asked.head)))
  const [best, next] = found
  if (best && best.score > NEAR && (!next || best.score > next.score * WIDE))
    return memberAnswer(best.member, [best.trace], CONFIDENCE.onlyOneNear, 'the one spoken of before')
  open.strangers.push({ ...at, head: asked?.head ?? '-', named: null, plural: false })
  return none('nobody has that role')
}

/** "the company" is no outlet or agency, to which things are told. */
const isOutlet = ({ name }: Member): boolean => outletNouns.has(plain(name.split(' ').at(-1) ?? ''))
const OUTLET = /^(?:agency|broadcaster|magazine|network|newspaper|outlet|paper|publication|site|website)$/

/** Nouns for any body, whatever its name: "the company". */
const ANY_BODY = new Set(
  'agency bank broadcaster company firm group magazine network newspaper organisation organization outlet paper publication site website'.split(
    ' '
  )
)

/** "the group" is no school and no court, whichever stands near. */
const NO_GROUP =
  /\b(?:academy|church|college|committee|court|department|hospital|ministry|parliament|police|school|senate|university)\b/

/** Nouns that are bodies in names alone ("The Lund Post"): in small letters a post is a message. */
const IN_NAMES = new Set('globe mail post record star state sun times'.split(' '))

/** "Danish", "Oslo’s": a body's name may begin with whose it is; "the President’s team" is nobody's name. */
const isWhose = ({ word, owns }: Token) => !owns || !!countryOf(word)

/** "the ministry": the body whose name has that noun. */
export const body = (open: Case, { tokens }: Source & { is: 'body' }, at: Span, sentence: Sentence): Answer => {
  const noun = plain(tokens[tokens.length - 1].word)
  const fits = BODY_NOUNS[noun] ?? new RegExp(`\\b${noun}\\b`)
  const definite = /^(?:the|this|that|its|their|his|her)$/i.test(tokens[0].word)
  const bare = /^(?:the|this|that)$/i.test(tokens[0].word) && tokens.length === 2
  if (bare) {
    const [best] = candidates(open.traces, at, sentence, member => member.kind === 'body' && fits.test(plain(member.name)))
    if (best) return memberAnswer(best.member, [best.trace], CONFIDENCE.bodyNoun, 'the body spoken of before')
    const mayBe = (member: Member) => mayBeBody(member) && (OUTLET.test(noun) || !isOutlet(member))
    const [other, next] = candidates(open.traces, at, sentence, mayBe)
    const isOne = other && ANY_BODY.has(noun) && !NO_GROUP.test(plain(other.member.name))
    if (isOne && sentence.number - other.trace.sentence <= 3 && (!next || other.score > next.score * CLEAR))
      return memberAnswer(other.member, [other.trace], CONFIDENCE.anyBodyNear, 'the body spoken of before')
  }
  const phrase = new Set(tokens.map(token => plain(token.word)))
  // "the Lund harbour board" may be the "Lund Board"; a name in capitals is its own.
  const held = tokens[tokens.length - 1].capital
    ? undefined
    : open.cast.members.find(
        member =>
          member.kind === 'body' &&
          plain(member.name).split(' ').length > 1 &&
          plain(member.name)
            .split(' ')
            .every(word => phrase.has(word))
      )
  if (held) return memberAnswer(held, [held.mentions[0]], CONFIDENCE.bodyDescribed, 'the body so described')
  const own = definite || /^an?$/i.test(tokens[0].word) ? tokens.slice(1) : tokens
  if (!own.length) return none('nobody has that role')
  const named = own[own.length - 1].capital || (own.some(token => token.capital && isWhose(token)) && !IN_NAMES.has(noun))
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
