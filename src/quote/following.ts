import { contentEnd, skipAdjuncts, skipListener } from './bounds.ts'
import type { RuleName } from './confidence.ts'
import { type Draft, withoutPoints } from './draft.ts'
import { isSayingNoun, leadsToSpeech } from './lexicon.ts'
import { nounPhraseBefore, type Stretch } from './phrase.ts'
import { mainSubject, subjectBefore } from './subject.ts'
import type { Sentence } from './tokens.ts'
import type { Cue } from './verbs.ts'

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

const isQuotedAsSaying = (tokens: Sentence, cue: Cue) =>
  cue.base === 'quote' && tokens[cue.to]?.low === 'as' && tokens[cue.to + 1]?.low === 'saying'

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

const speakerOfParticiple = (tokens: Sentence, cue: Cue, before: readonly Draft[]): Found | null => {
  if (tokens[cue.from].low === 'to') return null
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

/** The comma at which a fronted participle clause gives way to the sentence's subject and verb; -1 without one. */
const mainClauseComma = (tokens: Sentence, from: number): number => {
  for (let at = from; at < tokens.length - 1; at++) {
    if (tokens[at].low !== ',' && !(tokens[at].pos === 'QUOTE' && /,['’"”]+$/.test(tokens[at].low))) continue
    for (let verb = at + 2; verb < Math.min(tokens.length, at + 10); verb++) {
      const finite = tokens[verb].pos === 'AUX' || (tokens[verb].pos === 'VERB' && !/ing$/.test(tokens[verb].low))
      if (!finite) continue
      const subject = subjectBefore(tokens, verb, at + 1)
      if (subject && subject.from === at + 1) return at
      break
    }
  }
  return -1
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

const contentAfter = (tokens: Sentence, cue: Cue, cues: readonly Cue[]): Stretch | null => {
  const start = contentStartAfter(tokens, cue)
  if (start === null || start >= tokens.length) return null
  const later = cues.filter(one => one.from >= start)
  let end = contentEnd(tokens, start, later)
  if (isSubordinate(tokens, cue)) {
    const comma = isRelative(tokens, cue) ? relativeComma(tokens, start) : mainClauseComma(tokens, start)
    if (comma > 0) end = Math.min(end, tokens[comma].pos === 'QUOTE' ? comma + 1 : comma)
  }
  const stretch = withoutPoints(tokens, { from: start, to: end })
  if (!stretch || !takes(tokens, cue, stretch)) return null
  return stretch
}

// "While Ruiz warned of …, the mayor went on": what was said ends where the main clause begins.
const SUBORDINATE =
  /^(?:after|although|as|because|before|despite|even|if|in|once|since|though|unless|until|when|whenever|whereas|while|by|without|besides)$/
const isSubordinate = (tokens: Sentence, cue: Cue): boolean => {
  let at = cue.from
  while (at > 0 && !/^[,;—–]$/.test(tokens[at - 1].low) && tokens[at - 1].pos !== 'QUOTE' && cue.from - at < 12) at--
  if (cue.shape === 'ing' && !cue.finite) return cue.from === 0 || SUBORDINATE.test(tokens[cue.from - 1].low)
  if (/^(?:who|which)$/.test(tokens[at].low) || /^(?:who|which)$/.test(tokens[cue.from - 1]?.low ?? '')) return true
  return SUBORDINATE.test(tokens[at].low) || (tokens[at].pos === 'CCONJ' && SUBORDINATE.test(tokens[at + 1]?.low ?? ''))
}

const isRelative = (tokens: Sentence, cue: Cue): boolean => /^(?:who|which)$/.test(tokens[cue.from - 1]?.low ?? '')

// "Ruiz, who said the town would pay, left the hall": the verb after the comma is the sentence's own.
const relativeComma = (tokens: Sentence, from: number): number =>
  tokens.findIndex(
    ({ low }, i) =>
      i > from &&
      low === ',' &&
      tokens[i + 1] &&
      (tokens[i + 1].pos === 'AUX' || (tokens[i + 1].pos === 'VERB' && !/ing$/.test(tokens[i + 1].low)))
  )

const LISTENED =
  /^(?:tell|inform|remind|assure|reassure|notify|advise|ask|warn|caution|promise|persuade|convince|show|text|email)$/

// "asked the council to pay": the council's paying is what was asked.
const ASKED = /^(?:ask|beg|request|urge|order|encourage)$/

// "said, in a letter to the council, that …", "described, on the radio, as …".
const LONGEST_PARENTHESIS = 9
const pastParenthesis = (tokens: Sentence, comma: number): number | null => {
  const close = tokens.findIndex((one, i) => i > comma && i <= comma + LONGEST_PARENTHESIS && one.low === ',')
  return close > 0 && /^(?:as|that|whether|to)$/.test(tokens[close + 1]?.low ?? '') ? close + 1 : null
}

const contentStartAfter = (tokens: Sentence, cue: Cue): number | null => {
  const next = tokens[cue.to]
  if (!next) return null
  if (next.low === ':') return cue.to + 1
  if (cue.phrase && next.low === 'to') return cue.to
  if (next.pos === 'ADP' && !cue.phrase && cue.kinds.has('judge') && !cue.kinds.has('say')) return null
  if (next.low === '(') return null
  if (next.low === ',') {
    const past = tokens[cue.to + 1]?.pos === 'QUOTE' ? cue.to + 1 : pastParenthesis(tokens, cue.to)
    return past && isAsQuoted(tokens, past) ? past + 1 : past
  }
  if (isQuotedAsSaying(tokens, cue)) return skipAdjuncts(tokens, cue.to + 2)
  if (cue.kinds.has('direct') && LISTENED.test(cue.base)) {
    const listener = skipListener(tokens, cue.to)
    const past = (tokens[listener]?.low === ',' && listener > cue.to && pastParenthesis(tokens, listener)) || listener
    const after = skipAdjuncts(tokens, past)
    const word = tokens[after]
    if (word?.low === 'to' && ASKED.test(cue.base)) return cue.to
    if (word && past > cue.to && (isClauseStart(word.low) || word.pos === 'QUOTE' || word.low === ':'))
      return word.low === ':' ? after + 1 : after
    if ((cue.base === 'tell' || word?.pos === 'DET') && word && past > cue.to) return after
  }
  const after = skipAdjuncts(tokens, cue.to)
  return tokens[after]?.low === ':' || isAsQuoted(tokens, after) ? after + 1 : after
}

// "which she described as “a trap”": what is described stands before the verb, and "as" is no part of the words.
const isAsQuoted = (tokens: Sentence, at: number): boolean => tokens[at]?.low === 'as' && tokens[at + 1]?.pos === 'QUOTE'

const isClauseStart = (low: string): boolean => /^(?:that|if|whether|what|how|why|who|where|when|about|not|to|of)$/.test(low)

const saysInMarks = ({ kinds, phrase }: Cue): boolean =>
  !phrase && !['say', 'judge', 'direct'].some(kind => kinds.has(kind as never))

// What a verb of each kind can take: speech and thought a clause, words in marks or "to …"; a judgement also a noun phrase.
const takes = (tokens: Sentence, cue: Cue, { from, to }: Stretch): boolean => {
  const first = tokens[from]
  if (first.pos === 'QUOTE') return from === cue.to || !saysInMarks(cue) || /^[,:]$/.test(tokens[from - 1].low)
  if (cue.kinds.size === 1 && cue.kinds.has('say in marks') && !isQuotedAsSaying(tokens, cue)) return false
  if (/^(?:\)|\?|!|')$/.test(first.low)) return false
  if (namesOwnSaying(tokens, from)) return false
  if (
    /^(?:respond|reply|answer|add)$/.test(cue.base) &&
    first.low === 'to' &&
    !/^(?:VERB|AUX)$/.test(tokens[from + 1]?.pos ?? '')
  )
    return false
  if (cue.kinds.has('judge'))
    return cue.phrase || (first.pos !== 'ADP' && first.pos !== 'ADV' && first.low !== 'to') || hasClause(tokens, from, to)
  if (cue.kinds.has('direct') && tokens.slice(from, Math.min(to, from + 8)).some(one => one.low === 'to')) return true
  if (CLAUSE_WITH_WORD.test(cue.base) && !cue.kinds.has('say'))
    return /^(?:that|whether|if|how|what|why|who|where|to)$/.test(first.low)
  if (cue.kinds.has('show') && !cue.kinds.has('say')) return hasClause(tokens, from, to) || first.pos !== 'ADP'
  return (
    hasClause(tokens, from, to) && (!TAKES_THINGS.test(cue.base) || isClauseStart(first.low) || opensClause(tokens, from, to))
  )
}

// "posted a video of the vote that she won", "maintained a pace that few kept": without "that", such a verb needs its clause at once.
const TAKES_THINGS = /^(?:add|email|maintain|post|text|threaten|tweet|write|yell)$/
const opensClause = (tokens: Sentence, from: number, to: number): boolean => {
  const verb = clauseVerb(tokens, from, to)
  return verb > from && (tokens[verb].pos === 'QUOTE' || nounPhraseBefore(tokens, verb, from)?.from === from)
}

// "repeated his claim that …": what was said is what the noun brings.
const namesOwnSaying = (tokens: Sentence, from: number): boolean =>
  /^(?:his|her|their|its|my|our)$/.test(tokens[from].low) &&
  tokens.slice(from + 1, from + 4).some((one, i) => isSayingNoun(one.low) && tokens[from + 2 + i]?.low === 'that')

// "found that …" is a finding; "found the door" is none.
const CLAUSE_WITH_WORD =
  /^(?:find|know|learn|recognize|recognise|realize|realise|understand|expect|remember|discover|doubt|dream|regret|resolve|imagine|intend)$/

const hasClause = (tokens: Sentence, from: number, to: number): boolean => {
  const first = tokens[from]
  if (/^(?:that|whether|if|what|how|why|who|where)$/.test(first.low)) return to - from > 1
  if (first.low === 'to' || (first.low === 'not' && tokens[from + 1]?.low === 'to')) return tokens[from + 1]?.pos !== 'DET'
  if (first.pos === 'ADP' && !/^(?:in|on|at|by|for|with|after|before|under|despite|as|while|when|since|of)$/.test(first.low))
    return false
  return clauseVerb(tokens, from, to) > from
}

// The verb of a clause without "that": a noun phrase, or a phrase with -ing, must stand before it.
const clauseVerb = (tokens: Sentence, from: number, to: number): number => {
  for (let at = from; at < to; at++) {
    const { low, pos } = tokens[at]
    if (pos === 'QUOTE' && at > from) return at
    if (at === from && pos === 'VERB' && !/ing$/.test(low)) return -1
    if (pos === 'AUX' || (pos === 'VERB' && !/ing$/.test(low) && tokens[at - 1]?.low !== 'to')) return at
  }
  return -1
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
