import { contentEnd, skipAdjuncts, skipListener } from './bounds.ts'
import { withoutPoints } from './draft.ts'
import type { Stretch } from './phrase.ts'
import { subjectBefore } from './subject.ts'
import { isClauseStart, takes } from './takes.ts'
import type { Sentence } from './tokens.ts'
import { type Cue, isQuotedAsSaying } from './verbs.ts'

/** What stands after a cue as what was said; null where nothing stands there that its verb can take. */
export const contentAfter = (tokens: Sentence, cue: Cue, cues: readonly Cue[]): Stretch | null => {
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

/** The comma at which a fronted participle clause gives way to the sentence's subject and verb; -1 without one. */
export const mainClauseComma = (tokens: Sentence, from: number): number => {
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
