import { followsNoun, isTimeWord } from './lexicon.ts'
import type { Sentence, Token } from './tokens.ts'

/** A stretch of a sentence by its tokens, `[from, to)`. */
export type Stretch = { readonly from: number; readonly to: number }

/** A walk from the end of a noun phrase to its beginning: `at` is the token that is asked for, none before `floor` is. */
type Walk = { readonly tokens: Sentence; readonly at: number; readonly end: number; readonly floor: number }

/** Whether a rule takes a token into the phrase or ends the phrase after it; `inBrackets` takes all back to the opening bracket; null leaves it to the next rule. */
type Verdict = 'take' | 'stop' | 'inBrackets' | null

/** Parts of speech of the words that can stand in a noun phrase. */
export const NOMINAL = /^(?:NOUN|PROPN|ADJ|NUM|DET|PRON|SYM)$/

/** Parts of speech of the words that can be what a noun phrase is about. */
export const HEAD = /^(?:NOUN|PROPN|PRON|NUM|SYM)$/

/** Pronouns that are a subject by themselves. */
export const SUBJECT_PRONOUN = /^(?:i|he|she|we|they|it|you|who|which|that)$/

const RELATIVE = /^(?:who|which|that|whose|whom)$/
const JOINT = /^(?:-|–|\/|&|\.|'s|’s|'|’|\$|%)$/
const LONGEST_NAME_IN_MARKS = 40

const CLAUSE_OPENER =
  /^(?:after|although|as|because|before|but|if|once|since|so|that|though|unless|until|when|whenever|where|whereas|whether|while|than|what|how|why)$/

/** Whether a token is a stretch in marks that is short enough for a name. */
export const isShort = (token: Token): boolean => token.end - token.start < LONGEST_NAME_IN_MARKS

const before = ({ tokens, at, floor }: Walk): Token | null => (at > floor ? tokens[at - 1] : null)

/** Tom “the Hammer” Okoro; not “We stay,” Okoro, nor on “Morning News,” Okoro. */
const nickname = ({ tokens, at, end }: Walk): Verdict => {
  const { low, pos, marked } = tokens[at]
  if (marked && at < end - 1 && /,\W+$/.test(low)) return 'stop'
  if (pos !== 'QUOTE') return null
  return at === end - 1 || !isShort(tokens[at]) || /[,.?!]\W+$/.test(low) ? 'stop' : 'take'
}

/** "she" and "when" begin something else. */
const opener = ({ tokens, at, end }: Walk): Verdict => {
  const { low } = tokens[at]
  if (SUBJECT_PRONOUN.test(low) && low !== 'that' && at < end - 1) return 'stop'
  if (low === 'that') return /^(?:NOUN|ADJ)$/.test(tokens[at + 1]?.pos ?? 'NOUN') ? null : 'stop'
  return CLAUSE_OPENER.test(low) ? 'stop' : null
}

/** the old port's three mayors */
const nominal = ({ tokens, at }: Walk): Verdict => {
  const { low, pos } = tokens[at]
  return NOMINAL.test(pos) || JOINT.test(low) || (pos === 'PART' && low !== 'to' && low !== 'not') ? 'take' : null
}

/** SANDPORT – Ruiz says: a dash with a space before it parts a date line, or words put in, from the name. */
const spacedDash = ({ tokens, at, floor }: Walk): Verdict =>
  at > floor && /^(?:-|–|—|--)$/.test(tokens[at].low) && tokens[at].start > tokens[at - 1].end ? 'stop' : null

/** the mayor of Sandport; not "she spoke to Okoro" */
const preposition = (walk: Walk): Verdict => {
  const { low, pos } = walk.tokens[walk.at]
  const last = before(walk)
  if (pos !== 'ADP') return null
  if (!last || !(HEAD.test(last.pos) || last.pos === 'ADJ' || last.low === ')')) return 'stop'
  return last.pos === 'PROPN' && /^(?:to|per|via|by|into|as)$/.test(low) ? 'stop' : 'take'
}

/** Ruiz and Okoro */
const joint = (walk: Walk): Verdict => {
  if (!/^(?:and|or|&)$/.test(walk.tokens[walk.at].low)) return null
  return HEAD.test(before(walk)?.pos ?? '') ? 'take' : 'stop'
}

/** nearly ten officials */
const adverb = ({ tokens, at }: Walk): Verdict =>
  tokens[at].pos === 'ADV' && NOMINAL.test(tokens[at + 1]?.pos ?? '') ? 'take' : null

/** officials briefed on the plan; the leading party */
const participle = (walk: Walk): Verdict => {
  const { low, pos } = walk.tokens[walk.at]
  const last = before(walk)?.pos ?? ''
  if (pos !== 'VERB') return null
  if (followsNoun(low) && HEAD.test(last)) return 'take'
  return /(?:ed|ing)$/.test(low) && /^(?:DET|ADJ|PART)$/.test(last) ? 'take' : null
}

/** Ruiz (Harbour Party); not "(CPA)Minister Ruiz" or "Sandport (CPA) Minister Ruiz", whose brackets are a dateline’s. */
const brackets = ({ tokens, at, end }: Walk): Verdict => {
  if (tokens[at].low !== ')') return null
  const open = tokens.findLastIndex((one, i) => i < at && one.low === '(')
  const place = tokens.slice(0, Math.max(0, open)).every(one => one.pos === 'PROPN' || one.low === ',')
  const named = /^(?:PROPN|DET)$/.test(tokens[at + 1]?.pos ?? '') || tokens[at + 2]?.pos === 'PROPN'
  return place && at < end - 1 && named ? 'stop' : 'inBrackets'
}

const RULES: readonly ((walk: Walk) => Verdict)[] = [
  nickname,
  opener,
  spacedDash,
  nominal,
  preposition,
  joint,
  adverb,
  participle,
  brackets
]

/** The plain noun phrase (no commas) that ends just before `end`, with "of …" and "who …" inside it. */
export const nounPhraseBefore = (tokens: Sentence, end: number, floor: number): Stretch | null => {
  if (end <= floor || !canEnd(tokens[end - 1])) return null
  if (SUBJECT_PRONOUN.test(tokens[end - 1].low)) return { from: end - 1, to: end }
  const from = walkBack(tokens, end, floor)
  const stopped = tokens[from - 1]
  const afterVerb = from > floor && /^(?:VERB|AUX|ADP)$/.test(stopped.pos)
  const who = afterVerb ? relativeBefore(tokens, from - 1, floor) : -1
  const head = who >= 0 ? nounPhraseBefore(tokens, who, floor) : null
  if (head) return { from: head.from, to: end }
  return withoutEdges(tokens, { from: afterVerb ? pastObject(tokens, from, end) : from, to: end })
}

const walkBack = (tokens: Sentence, end: number, floor: number): number => {
  let from = end - 1
  for (let at = end - 1; at >= floor; at--) {
    const walk = { tokens, at, end, floor }
    let verdict: Verdict = null
    for (const rule of RULES) if ((verdict = rule(walk))) break
    if (verdict === 'inBrackets') at = tokens.findLastIndex((one, i) => i < at && i >= floor && one.low === '(')
    if (at < floor || verdict === null || verdict === 'stop') break
    from = at
  }
  return from
}

// "met the council and Ruiz said": what comes before the "and" belongs to the verb before it.
const pastObject = (tokens: Sentence, from: number, end: number): number => {
  const joints = tokens.findIndex((one, i) => i > from && i < end && /^(?:and|or)$/.test(one.low))
  return joints < 0 ? from : joints + 1
}

const REFLEXIVE = /^(?:himself|herself|itself|themselves)$/

// "On Thursday Mr Lund": the time that stands before the name; not "Thursday’s debate".
const isLeadingTime = (tokens: Sentence, at: number, from: number, to: number): boolean =>
  isTimeWord(tokens[at].low) &&
  at + 1 < to &&
  tokens[at + 1].pos !== 'PART' &&
  (at > from || at === 0 || tokens[at - 1].pos !== 'DET')

const withoutEdges = (tokens: Sentence, { from, to }: Stretch): Stretch | null => {
  const edge = ({ low, pos }: Token) => /^(?:ADP|ADV|CCONJ|PUNCT)$/.test(pos) && low !== 'about' && low !== 'nearly'
  let start = from
  while (start < to && (edge(tokens[start]) || isLeadingTime(tokens, start, from, to))) start++
  const end = timeInside(tokens, start, to)
  const named = tokens
    .slice(start, end)
    .some(one => !REFLEXIVE.test(one.low) && (HEAD.test(one.pos) || one.pos === 'ADJ' || one.pos === 'DET'))
  return start < end && named ? { from: start, to: end } : null
}

// "Ruiz on Thursday during a visit said": the name ends where the time begins.
const timeInside = (tokens: Sentence, from: number, to: number): number => {
  for (let at = from + 1; at < to - 1; at++)
    if (/^(?:on|in|during)$/.test(tokens[at].low) && isTimeWord(tokens[at + 1].low) && HEAD.test(tokens[at - 1].pos)) return at
  return to
}

// "Officials who watched the vote said": from the verb back to "who", when only that clause's own words stand between.
const relativeBefore = (tokens: Sentence, at: number, floor: number): number => {
  for (let i = at; i > floor && i > at - 5; i--) {
    if (/^(?:who|that|which)$/.test(tokens[i].low) && HEAD.test(tokens[i - 1].pos)) return i
    if (tokens[i].low === ',') return -1
  }
  return -1
}

const canEnd = ({ low, pos }: Token): boolean =>
  HEAD.test(pos) || pos === 'ADJ' || pos === 'DET' || low === ')' || RELATIVE.test(low) || /^(?:\.|'s|’s)$/.test(low)
