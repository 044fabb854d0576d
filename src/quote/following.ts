import type { RuleName } from './confidence.ts'
import { contentAfter, mainClauseComma } from './content.ts'
import type { Draft } from './draft.ts'
import { leadsToSpeech } from './lexicon.ts'
import type { Stretch } from './phrase.ts'
import { mainSubject, subjectBefore } from './subject.ts'
import type { Sentence } from './tokens.ts'
import { type Cue, isQuotedAsSaying } from './verbs.ts'

/** What stands after its cue: Ruiz said (that) the town will stay; Ruiz told reporters: “We stay”; …, warning that …; Ruiz called the plan “a trap”. */
export const following = (tokens: Sentence, cue: Cue, cues: readonly Cue[], before: readonly Draft[]): Draft | null => {
  if ((cue.passive || isReduced(tokens, cue)) && !isQuotedAsSaying(tokens, cue)) return null
  const speaker = speakerOf(tokens, cue, before)
  if (!speaker) return null
  const content = contentAfter(tokens, cue, cues)
  if (!content) return null
  const { from, to } = content
  const cueTo = isQuotedAsSaying(tokens, cue) ? cue.to + 2 : cue.to
  const rule = ruleOf(tokens, cue, content, speaker.shared)
  return { rule, content: [{ from, to }], cue: { from: speaker.cueFrom ?? cue.from, to: cueTo }, source: speaker.at }
}

// "a clip posted by Ruiz", "a voice said to be hers", "a trick known as “the swap”": a passive without its auxiliary; not "responded by saying".
const isReduced = (tokens: Sentence, { from, to, verb, shape, base }: Cue): boolean => {
  const [next, after] = [tokens[to]?.low, tokens[to + 1]]
  if (shape !== 'past' || from < verb || !after) return false
  if (next === 'as') return tokens[from - 1]?.pos === 'NOUN'
  return (next === 'by' && !/ing$/.test(after.low)) || (next === 'to' && (base === 'say' || after.low === 'be'))
}

type Found = { at: Stretch; shared: boolean; cueFrom?: number }

const speakerOf = (tokens: Sentence, cue: Cue, before: readonly Draft[]): Found | null => {
  if (cue.shape === 'ing' && !cue.finite) return speakerOfParticiple(tokens, cue, before)
  const infinitive = tokens.slice(cue.from, cue.verb).some(one => one.low === 'to')
  if (infinitive) return speakerOfInfinitive(tokens, cue)
  const previous = tokens[cue.from - 1]
  if (!previous) return null
  const floor = floorOf(tokens, cue.from)
  if (previous.pos === 'CCONJ' || previous.low === 'then') return shared(tokens, cue, before, floor)
  const own = subjectBefore(tokens, cue.from, floor)
  if (own && (isImpersonal(tokens, cue, own) || isNaming(tokens, cue, own))) return null
  if (own) return { at: own, shared: false }
  if (cue.shape === 'plain' && tokens[cue.from].low === 'not') return null
  if (previous.low === ',' || previous.pos === 'QUOTE') return shared(tokens, cue, before, floor)
  return null
}

// "It is clear that …" is nobody's thought.
const isImpersonal = (tokens: Sentence, cue: Cue, { from, to }: Stretch): boolean =>
  to - from === 1 && /^(?:it|there|this|that)$/.test(tokens[from].low) && cue.kinds.has('think') && !cue.kinds.has('say')

// "a program called Open Door", "what they call a trap": the verb gives a name, nobody speaks.
const isNaming = (tokens: Sentence, cue: Cue, { from }: Stretch): boolean =>
  (cue.base === 'call' || cue.base === 'label' || cue.base === 'term' || cue.base === 'describe' || cue.base === 'dub') &&
  ((cue.shape === 'past' &&
    cue.from === cue.verb &&
    /^(?:a|an|another|some)$/.test(tokens[from].low) &&
    tokens[cue.to]?.pos !== 'PRON') ||
    tokens[from - 1]?.low === 'what')

const floorOf = (tokens: Sentence, before: number): number => {
  for (let at = before - 1; at >= 0; at--) if (tokens[at].low === ';') return at + 1
  return 0
}

const shared = (tokens: Sentence, cue: Cue, before: readonly Draft[], floor: number): Found | null => {
  const last = before.filter(one => one.source && one.cue && one.cue.from < cue.from && one.cue.from >= floor).at(-1)
  const at = last?.source ?? mainSubject(tokens, floor, cue.from)
  return at && { at, shared: true }
}

const LONGEST_QUOTED = 16

/** "The agency quoted Ruiz as saying", "Ruiz was quoted by the agency as saying": the words are hers, and the agency passes them on. */
const quotedAs = (tokens: Sentence, cue: Cue): Found | null => {
  if (cue.base !== 'say' || tokens[cue.from - 1]?.low !== 'as') return null
  const verb = tokens.findLastIndex(
    (one, i) => i < cue.from - 1 && i > cue.from - LONGEST_QUOTED && /^(?:quot|cit)(?:e|es|ed|ing)$/.test(one.low)
  )
  if (verb < 0) return null
  const isPassive = /^(?:is|are|was|were|been|being)$/.test(tokens[verb - 1]?.low ?? '')
  const at = isPassive ? subjectBefore(tokens, verb - 1, floorOf(tokens, verb - 1)) : { from: verb + 1, to: cue.from - 1 }
  return at && at.from < at.to ? { at, shared: false } : null
}

const speakerOfParticiple = (tokens: Sentence, cue: Cue, before: readonly Draft[]): Found | null => {
  if (tokens[cue.from].low === 'to') return null
  const quoted = quotedAs(tokens, cue)
  if (quoted) return quoted
  const previous = tokens[cue.from - 1]
  if (previous && (previous.low === ',' || previous.pos === 'QUOTE' || previous.pos === 'CCONJ' || previous.low === '—')) {
    const last = before.filter(one => one.source && one.cue && one.cue.from < cue.from).at(-1)
    const at = last?.source ?? mainSubject(tokens, 0, cue.from)
    if (at) return { at, shared: true }
  }
  if (!previous || /^(?:while|after|before|by|despite|in|when|for|without)$/.test(previous.low)) {
    const comma = mainClauseComma(tokens, cue.to)
    if (comma > 0) {
      const at = mainSubject(tokens, comma + 1, tokens.length)
      if (at) return { at, shared: true }
    }
    const at = previous ? mainSubject(tokens, 0, cue.from) : null
    return at && { at, shared: true }
  }
  const own = subjectBefore(tokens, cue.from, 0)
  const main = mainSubject(tokens, 0, cue.from)
  if (own && (!main || own.from === main.from || tokens[own.from - 1]?.low === 'with')) return { at: own, shared: false }
  return main && { at: main, shared: true }
}

// "went on to say", "refused to say": the verb before "to" belongs to the cue.
const speakerOfInfinitive = (tokens: Sentence, cue: Cue): Found | null => {
  let at = cue.from - 1
  if (tokens[at]?.low === 'on') at--
  if (!leadsToSpeech(tokens[at]?.low ?? '')) return null
  let from = at
  while (from > 0 && (tokens[from - 1].pos === 'AUX' || tokens[from - 1].pos === 'PART' || tokens[from - 1].pos === 'ADV')) from--
  const own = subjectBefore(tokens, from, floorOf(tokens, from))
  if (own) return { at: own, shared: false, cueFrom: from }
  return null
}

const ruleOf = (tokens: Sentence, cue: Cue, { from }: Stretch, sharedSpeaker: boolean): RuleName => {
  if (tokens[from].pos === 'QUOTE') return 'quotation after its cue'
  if (cue.shape === 'ing' && !cue.finite) return 'participle after its speaker'
  if (sharedSpeaker) return 'shared speaker'
  if (cue.kinds.has('say')) return 'clause after its cue'
  if (cue.kinds.has('think')) return 'thought after its cue'
  if (cue.kinds.has('direct')) return 'direction after its cue'
  if (cue.kinds.has('show')) return 'finding after its cue'
  return 'judgement after its cue'
}
