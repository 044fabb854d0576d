import { isMindAdjective, isPeriod, type Kind, kindsOf, phrasesOf, type Shape, verbForms } from './lexicon.ts'
import type { Sentence } from './tokens.ts'

/** A reporting verb in its sentence: tokens `[from, to)` are the whole verb group, `verb` its main word. */
export type Cue = {
  readonly from: number
  readonly to: number
  readonly verb: number
  readonly base: string
  readonly shape: Shape
  readonly kinds: ReadonlySet<Kind>
  readonly passive: boolean
  readonly finite: boolean
  readonly phrase: boolean
}

const AUXILIARY =
  /^(?:has|have|had|'ve|'d|did|does|do|will|would|can|could|may|might|must|shall|should|is|are|was|were|be|been|being|am|'s|'re|'m|'ll|ca|wo|not|n't|never|to)$/
const BE = /^(?:is|are|was|were|be|been|being|am|'s|'re|'m|gets?|got)$/
const HAVE = /^(?:has|have|had|'ve|'d|having)$/
const ADVERB_GAP = 3

/** The reporting verbs of a sentence, in order, each with the auxiliaries, negation and adverbs that belong to it. */
export const cuesIn = (tokens: Sentence): Cue[] => {
  const found: Cue[] = []
  tokens.forEach((_, at) => {
    const cue = cueAt(tokens, at)
    if (cue && (!found.length || found[found.length - 1].to <= cue.from)) found.push(cue)
  })
  return found
}

const cueAt = (tokens: Sentence, verb: number): Cue | null => {
  const token = tokens[verb]
  const from = groupStart(tokens, verb)
  if (BE.test(token.low) || /^(?:feel|feels|felt|remains?|remained)$/.test(token.low)) {
    const mind = mindAt(tokens, verb, { from, verb, base: 'be', shape: 'third', passive: false, finite: token.low !== 'being' })
    if (mind) return mind
  }
  const candidates = verbForms(token.low)
  if (!candidates.length) return null
  const { base, shape } = candidates.find(one => fits(one.shape, tokens, from, verb)) ?? candidates[0]
  const phrase = phraseAt(tokens, verb, candidates[0].base)
  if (!isVerb(tokens, verb, from, shape) && !(phrase && /^(?:PROPN|PRON)$/.test(tokens[verb - 1]?.pos ?? ''))) return null
  const auxiliaries = tokens.slice(from, verb).filter(one => AUXILIARY.test(one.low))
  const last = auxiliaries.at(-1)?.low ?? ''
  const passive = shape === 'past' && auxiliaries.some(one => BE.test(one.low)) && !HAVE.test(last)
  const finite = shape === 'ing' ? auxiliaries.some(one => BE.test(one.low)) : true
  const about = { from, verb, base, shape, passive, finite }
  if (phrase) return { ...about, to: phraseTo(tokens, verb + 1 + phrase.length), kinds: new Set([phrase.kind]), phrase: true }
  const kinds = kindsOf(base)
  return kinds.size ? { ...about, to: verb + 1, kinds, phrase: false } : null
}

const fits = (shape: Shape, tokens: Sentence, from: number, verb: number): boolean => {
  const helped = tokens
    .slice(from, verb)
    .some(one => /^(?:to|did|does|do|will|would|can|could|may|might|must|shall|should|'ll|n't)$/.test(one.low))
  return helped ? shape === 'plain' : true
}

const ALWAYS_VERB =
  /^(?:said|says|told|tells|wrote|writes|saying|telling|tweeted|argued|asked|added|insisted|warned|warns|vowed|vows)$/

const isVerb = (tokens: Sentence, verb: number, from: number, shape: Shape): boolean => {
  const { low, pos } = tokens[verb]
  if (ALWAYS_VERB.test(low)) return true
  if (shape === 'past' && from < verb && tokens[from].pos === 'ADV' && tokens[from - 1]?.pos === 'DET') return false
  if (pos === 'VERB')
    return !afterOwner(tokens, verb) && (!/^(?:DET|ADP)$/.test(tokens[verb - 1]?.pos ?? '') || shape === 'ing' || from < verb)
  if (shape === 'ing' && pos === 'NOUN') return isParticiple(tokens, verb)
  if (pos === 'AUX') return low !== 'be' || from < verb
  if (from < verb && tokens[from].pos === 'AUX' && pos !== 'ADJ') return true
  return false
}

// ", warning that …", "after warning of …": a participle that the tagger takes for a noun.
const isParticiple = (tokens: Sentence, verb: number): boolean => {
  const before = tokens[verb - 1]?.low ?? ''
  const after = tokens[verb + 1]?.low ?? '.'
  if (!/^(?:,|—|–|after|before|while|by|without|despite)$/.test(before)) return false
  return (
    !/^(?:[,.]|and|or)$/.test(after) &&
    (after !== 'of' || verbForms(tokens[verb].low).some(({ base }) => phrasesOf(base).some(one => one.words[0] === 'of')))
  )
}

// "the mayor's calls", "their demands": nouns, whatever the tagger says.
const afterOwner = (tokens: Sentence, verb: number): boolean => {
  const before = tokens[verb - 1]
  return (
    !!before && ((/^(?:['’]s?)$/.test(before.low) && before.pos === 'PART') || /^(?:my|our|your|his|its|their)$/.test(before.low))
  )
}

// "has for years argued", "had in recent weeks said": a time between the auxiliary and its verb belongs to the cue.
const LONGEST_TIME = 4
const beforeTime = (tokens: Sentence, verb: number): number => {
  if (!isPeriod(tokens[verb - 1]?.low ?? '')) return verb
  for (let at = verb - 2; at > 0 && at >= verb - LONGEST_TIME; at--)
    if (/^(?:for|in|over|on)$/.test(tokens[at].low)) return HAVE.test(tokens[at - 1].low) ? at : verb
  return verb
}

const groupStart = (tokens: Sentence, main: number): number => {
  const verb = beforeTime(tokens, main)
  let from = verb
  let gap = 0
  for (let at = verb - 1; at >= 0 && verb - at < 7; at--) {
    const { low, pos } = tokens[at]
    if (AUXILIARY.test(low) && !(low === "'s" && pos === 'PART')) {
      from = at
      gap = 0
    } else if (
      pos === 'ADV' &&
      !/^(?:however|meanwhile|so|then|when|where|why|how|yet|moreover|nevertheless|instead|still)$/.test(low)
    ) {
      if (++gap > ADVERB_GAP) break
      from = at
    } else break
  }
  while (from < verb && tokens[from].pos === 'ADV' && tokens[from - 1]?.low === ',') from++
  return from
}

const phraseAt = (tokens: Sentence, verb: number, base: string) => {
  for (const { words, kind } of phrasesOf(base)) {
    const length = words.length
    if (words.every((word, i) => tokens[verb + 1 + i]?.low === word)) {
      if (
        words.at(-1) !== 'to' ||
        followsInfinitive(tokens, verb + 1 + length) ||
        /^(?:point|respond|appeal|object|allude|refer|listen|admit|confess)$/.test(base)
      )
        return { kind, length }
    }
  }
  return null
}

// "vowed to stay": the "to" of an infinitive belongs to what was vowed.
const phraseTo = (tokens: Sentence, to: number): number =>
  tokens[to - 1].low === 'to' && followsInfinitive(tokens, to) ? to - 1 : to

const followsInfinitive = (tokens: Sentence, at: number): boolean => tokens[at]?.pos === 'VERB' || tokens[at]?.pos === 'AUX'

const mindAt = (tokens: Sentence, verb: number, about: Omit<Cue, 'to' | 'kinds' | 'phrase'>): Cue | null => {
  let at = verb + 1
  while (tokens[at]?.pos === 'ADV' || tokens[at]?.low === 'not' || tokens[at]?.low === "n't") at++
  if (!tokens[at] || !isMindAdjective(tokens[at].low)) return null
  const to = /^(?:of|about)$/.test(tokens[at + 1]?.low ?? '') ? at + 2 : at + 1
  return { ...about, to, kinds: new Set<Kind>(['think']), phrase: to > at + 1 }
}

/** "was quoted as saying": a passive that names its speaker. */
export const isQuotedAsSaying = (tokens: Sentence, cue: Cue) =>
  cue.base === 'quote' && tokens[cue.to]?.low === 'as' && tokens[cue.to + 1]?.low === 'saying'
