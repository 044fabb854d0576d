import { isSayingNoun } from './lexicon.ts'
import { nounPhraseBefore, type Stretch } from './phrase.ts'
import type { Sentence } from './tokens.ts'
import { type Cue, isQuotedAsSaying } from './verbs.ts'

/** Whether a word can begin a clause that somebody is told ("that", "whether", "to"). */
export const isClauseStart = (low: string): boolean =>
  /^(?:that|if|whether|what|how|why|who|where|when|about|not|to|of)$/.test(low)

// "They put up “open doors” in the hall": a thing with a name, unless the marks stand right after the verb, a comma or a colon.
const needsMarksAtOnce = ({ kinds, phrase }: Cue): boolean =>
  !phrase && !kinds.has('say') && !kinds.has('judge') && !kinds.has('direct')

/** Whether a verb of its kind can take what stands after it: speech and thought a clause, words in marks or "to …"; a judgement also a noun phrase. */
export const takes = (tokens: Sentence, cue: Cue, { from, to }: Stretch): boolean => {
  const first = tokens[from]
  if (first.pos === 'QUOTE') return from === cue.to || !needsMarksAtOnce(cue) || /^[,:]$/.test(tokens[from - 1].low)
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
