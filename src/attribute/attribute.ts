import { covers, type Span } from '../text/index.ts'
import type { Attribution, Found, Named, Quote, Reading } from '../types.ts'
import { type Cast, findCast, type Member } from './cast.ts'
import { isQuoted, type Layout, layOut, type Sentence, sentenceAt, type Token } from './layout.ts'
import { countryOf, type Gender, genderOfRole, groups, notNames, plain, roles } from './lists.ts'
import { candidates, isOf, type Trace } from './resolve.ts'
import { alikeHeads, BODY_NOUNS, type Role, roleOf } from './roles.ts'
import { readSource, type Source } from './source.ts'
import { weighMentions } from './weigh.ts'

/** Who a source means, or why that can't be said. `because` are the spans besides the source itself. */
type Answer = { named: Named | null; member: Member | null; because: Span[]; confidence: number; why: string }

type Case = {
  layout: Layout
  cast: Cast
  traces: Trace[]
  quotes: readonly Quote[]
  answers: Map<number, Answer>
  strangers: Stranger[]
}

/** An unnamed speaker met before: "the official" takes up "a senior official". */
type Stranger = Span & { head: string; named: Named; plural: boolean }

/** How strongly a source, and a pronoun that begins a sentence, go on being meant. */
const SOURCE_WEIGHT = 1.8
const PRONOUN_WEIGHT = 1.5
/** How much likelier one who is known to be a man is "he" than one of whom that isn't known. */
const KNOWN_GENDER = 1.25
/** The stronger of two must be this much stronger, or nobody is named. */
const CLEAR = 1.12

const none = (why: string): Answer => ({ named: null, member: null, because: [], confidence: 0, why })

const memberAnswer = (member: Member, because: Span[], confidence: number, why: string): Answer => ({
  named: { name: member.name, kind: member.kind, names: member.forms },
  member,
  because,
  confidence,
  why
})

/** Whose each quotation is, one Attribution a quotation, in their order. Where two answers are possible it abstains and says why. */
export const attributeQuotes = (reading: Reading, quotes: readonly Quote[]): Found<readonly Attribution[]> => {
  const layout = layOut(reading)
  const cast = findCast(layout)
  const speaking = new Set<number>()
  for (const { source } of quotes) {
    const read = source && readSource(layout, cast, source)
    if (read?.is === 'name') speaking.add(read.mention.start)
  }
  const traces = weighMentions(layout, cast, quotes, mention => speaking.has(mention.start))
  const open: Case = { layout, cast, traces, quotes, answers: new Map(), strangers: groupsIn(layout) }
  for (const step of [...sourcesOf(quotes), ...pronounsIn(layout, quotes)].sort((a, b) => a.at.start - b.at.start)) {
    if (step.quote && open.answers.has(step.at.start)) continue
    const answer = step.quote ? answerFor(open, step.at, step.quote) : takenUp(open, step)
    if (step.quote) open.answers.set(step.at.start, answer)
    const sentence = sentenceAt(layout, step.at.start)
    if (!answer.member || !sentence) continue
    const weight = step.quote ? SOURCE_WEIGHT : PRONOUN_WEIGHT
    open.traces.push({ ...step.at, member: answer.member, sentence: sentence.number, block: sentence.block, weight })
  }
  const value = quotes.map(({ source }, quote): Attribution => {
    if (!source) return { quote, speaker: null, because: [], confidence: 0, why: 'no source is printed' }
    const { named, because, confidence, why } = open.answers.get(source.start) ?? none('no source is printed')
    return { quote, speaker: named, because: [source, ...because], confidence, why }
  })
  const problems = value
    .filter(one => !one.speaker)
    .map(one => ({ code: 'attribute/nobody', at: quotes[one.quote].content[0], note: one.why }))
  return { value, problems }
}

/** "Many voters stayed away.": several at once that a sentence is about. */
const groupsIn = (layout: Layout): Stranger[] =>
  layout.sentences.flatMap(({ tokens }) => {
    const at = tokens.findIndex((token, i) => i < 4 && (token.mark || groups.has(plain(token.word))))
    if (at < 0 || tokens[at].mark || tokens[at].owns) return []
    const span = { start: tokens[0].start, end: tokens[at].end }
    const name = layout.chars.slice(span.start, span.end)
    return [{ ...span, head: plain(tokens[at].word), named: { name, kind: 'unnamed' as const, names: [name] }, plural: true }]
  })

type Step = { readonly at: Span; readonly quote: Quote | null; readonly word: string }

const sourcesOf = (quotes: readonly Quote[]): Step[] =>
  quotes.flatMap(quote => (quote.source ? [{ at: quote.source, quote, word: '' }] : []))

/** The "he" and "she" that sentences begin with: who they are goes on being spoken of. */
const pronounsIn = (layout: Layout, quotes: readonly Quote[]): Step[] => {
  const sources = new Set(quotes.map(({ source }) => source?.start))
  return layout.sentences.flatMap(({ tokens }) => {
    const [first] = tokens
    if (!first || !/^(?:He|She)$/.test(first.word) || sources.has(first.start) || isQuoted(layout, first)) return []
    return [{ at: { start: first.start, end: first.end }, quote: null, word: plain(first.word) }]
  })
}

const takenUp = (open: Case, { at, word }: Step): Answer => {
  const sentence = sentenceAt(open.layout, at.start)
  const gender = word === 'he' ? 'man' : 'woman'
  return sentence ? taken(open, at, sentence, isOf(gender), gender) : none('the source is no name')
}

const answerFor = (open: Case, at: Span, quote: Quote): Answer => {
  const sentence = sentenceAt(open.layout, at.start)
  const source = sentence && readSource(open.layout, open.cast, at)
  if (!sentence || !source) return none('the source is no name')
  switch (source.is) {
    case 'name':
      return memberAnswer(source.member, [source.member.mentions[0]], source.mention.run.tokens.length > 1 ? 0.97 : 0.95, 'named')
    case 'unclear':
      return none('two possible: a shared name')
    case 'several':
      return none('several speakers')
    case 'pronoun':
      return pronoun(open, source, sentence, quote)
    case 'role':
      return role(open, source, at, sentence)
    case 'body':
      return body(open, source, at, sentence)
    case 'unnamed':
      return unnamed(open, source.tokens)
  }
}

const text = ({ layout }: Case, { start, end }: Span) => layout.chars.slice(start, end).replace(/\s+/g, ' ')

const unnamed = (open: Case, tokens: readonly Token[]): Answer => {
  const at = { start: tokens[0].start, end: tokens[tokens.length - 1].end }
  const name = text(open, at).replace(/[\s,;:]+$/, '')
  const named: Named = { name, kind: 'unnamed', names: [name] }
  open.strangers.push({
    ...at,
    head: roleOf(tokens)?.head ?? '',
    named,
    plural: !/^(?:an?|one|another|the)$/i.test(tokens[0].word)
  })
  return { named, member: null, because: [], confidence: 0.93, why: 'unnamed' }
}

const pronoun = (open: Case, { word, at }: Source & { is: 'pronoun' }, sentence: Sentence, quote: Quote): Answer => {
  if (/^(?:he|him|his|himself)$/.test(word)) return taken(open, at, sentence, isOf('man'), 'man')
  if (/^(?:she|her|hers|herself)$/.test(word)) return taken(open, at, sentence, isOf('woman'), 'woman')
  if (/^(?:who|whom|whose|that|which)$/.test(word)) return antecedent(open, at, sentence, word)
  if (/^(?:i|me|my|we|our|us)$/.test(word)) return enclosing(open, at, quote)
  if (/^(?:they|them|their)$/.test(word)) return several(open, at, sentence)
  if (/^(?:it|its)$/.test(word)) return taken(open, at, sentence, member => member.kind === 'body' && member.sure, null)
  return none('the source is no name')
}

/** "he said": the strongest of those named before, when nobody else is as strong. */
const taken = (open: Case, at: Span, sentence: Sentence, fits: (member: Member) => boolean, gender: Gender): Answer => {
  const found = candidates(open.traces, at, sentence, fits)
  if (!found.length) return cataphora(open, at, sentence, fits)
  const [first, second] = found
  const sure = (one: typeof first) => one.score * (gender && one.member.gender === gender ? KNOWN_GENDER : 1)
  const [best, next] = second && sure(second) > sure(first) ? [second, first] : [first, second]
  if (next && sure(best) < sure(next) * CLEAR) return none('two possible antecedents')
  return memberAnswer(best.member, [best.trace], next && sure(best) < sure(next) * 1.6 ? 0.7 : 0.9, 'the one spoken of before')
}

/** "Asked about the bill, she … Ruiz": with nobody named before, the first that this sentence names. */
const cataphora = (open: Case, at: Span, sentence: Sentence, fits: (member: Member) => boolean): Answer => {
  const after = open.traces.find(trace => trace.sentence === sentence.number && trace.start > at.start && fits(trace.member))
  return after ? memberAnswer(after.member, [after], 0.6, 'named after the pronoun') : none('nobody was named before')
}

/** "Ruiz, who said", "officials who said": the one, or the ones, right before. */
const antecedent = (open: Case, at: Span, sentence: Sentence, word: string): Answer => {
  const place = sentence.tokens.findIndex(token => token.start >= at.start)
  const beside = sentence.tokens[place - 1]?.mark ? place - 2 : place - 1
  const noun = sentence.tokens[beside]
  if (noun && !noun.capital && (groups.has(plain(noun.word)) || roles.has(plain(noun.word)))) {
    let from = beside
    while (
      from > 0 &&
      beside - from < 6 &&
      /^[\p{L}\d-]+$/u.test(sentence.tokens[from - 1].word) &&
      !notNames.has(plain(sentence.tokens[from - 1].word))
    )
      from--
    return unnamed(open, sentence.tokens.slice(from, beside + 1))
  }
  const kind = word.startsWith('who') ? 'person' : 'body'
  const before = open.traces
    .filter(trace => trace.sentence === sentence.number && trace.end <= at.start && trace.member.kind === kind)
    .at(-1)
  return before ? memberAnswer(before.member, [before], 0.85, 'the one before the relative') : none('no name before the relative')
}

/** "I said": whoever speaks the words that it stands in. */
const enclosing = (open: Case, at: Span, quote: Quote): Answer => {
  const outer = open.quotes.find(one => one !== quote && one.source && one.content.some(content => covers(content, at)))
  const answer = outer?.source && (open.answers.get(outer.source.start) ?? answerFor(open, outer.source, outer))
  return answer?.named
    ? { ...answer, because: [...answer.because], why: 'speaks of themselves' }
    : none('nobody is quoted around “I”')
}

/** A body that isn't a country, or what may be one. */
const mayBeBody = (member: Member) => (member.kind === 'body' || !member.sure) && !countryOf(member.name)

/** "they said": the unnamed, or the body, that was the source before. */
const several = (open: Case, at: Span, sentence: Sentence): Answer => {
  const near = open.strangers
    .filter(one => one.start < at.start && one.plural)
    .sort((a, b) => a.start - b.start)
    .at(-1)
  const bodies = candidates(open.traces, at, sentence, mayBeBody)
  const [best] = bodies
  const nearSentence = near && sentenceAt(open.layout, near.start)
  if (near && nearSentence && sentence.number - nearSentence.number <= 4 && (!best || best.trace.start < near.start))
    return { named: near.named, member: null, because: [near], confidence: 0.75, why: 'those spoken of before' }
  if (best && best.score > 0.5) return memberAnswer(best.member, [best.trace], 0.6, 'the body spoken of before')
  return none('nobody was named before')
}

/** "the senator": whoever the article says is one. */
const role = (open: Case, { tokens }: Source & { is: 'role' }, at: Span, sentence: Sentence): Answer => {
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
const body = (open: Case, { tokens }: Source & { is: 'body' }, at: Span, sentence: Sentence): Answer => {
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
  const name = text(open, { start: own[0].start, end: own[own.length - 1].end })
  return {
    named: { name, kind: own.some(token => token.capital) ? 'body' : 'unnamed', names: [name] },
    member: null,
    because: [],
    confidence: 0.75,
    why: 'a body'
  }
}
