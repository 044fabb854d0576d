import { isOccasion, isTimeWord } from './lexicon.ts'
import { HEAD, isShort, nounPhraseBefore } from './phrase.ts'
import { subjectBefore } from './subject.ts'
import type { Sentence, Token } from './tokens.ts'
import type { Cue } from './verbs.ts'

const CLAUSE_WORD = /^(?:that|if|whether|what|how|why|who|where|when|which)$/

/** Past the words between a verb and what was said that only tell when, where and to whom ("said on Tuesday in an interview with …"). */
export const skipAdjuncts = (tokens: Sentence, start: number): number => {
  let at = start
  for (;;) {
    const token = tokens[at]
    if (!token) return start
    if (token.pos === 'QUOTE' || CLAUSE_WORD.test(token.low) || token.low === ':') return at
    if (token.low === ',' && tokens[at + 1]?.pos === 'QUOTE') return at + 1
    if (isTimeWord(token.low) && token.low !== 'last') at++
    else if (token.low === 'last' && isTimeWord(tokens[at + 1]?.low ?? '')) at += 2
    else if (
      token.pos === 'ADV' &&
      !(tokens[at + 1] && tokens[at + 1].pos === 'NUM') &&
      !/^(?:not|only|even|there|here)$/.test(token.low)
    )
      at++
    else if (token.pos === 'ADP') {
      const that = thatAfterPhrase(tokens, at)
      if (that) return that
      const end = phraseEnd(tokens, at + 1)
      if (!tellsOccasion(tokens, at + 1, end) && !opensSpeech(tokens, end)) return at
      at = end
    } else return at
  }
}

const tellsOccasion = (tokens: Sentence, from: number, to: number): boolean =>
  tokens.slice(from, to).some(one => isOccasion(one.low) || isTimeWord(one.low))

const opensSpeech = (tokens: Sentence, at: number): boolean => {
  const next = tokens[at]
  if (!next) return false
  return /^(?:that|:)$/.test(next.low) || next.pos === 'QUOTE' || (next.low === ',' && tokens[at + 1]?.pos === 'QUOTE')
}

// "argued in a paper published on 2 May that …": participles inside the phrase, but no verb and no comma before "that".
const LONGEST_PHRASE = 14
const thatAfterPhrase = (tokens: Sentence, from: number): number => {
  for (let at = from + 2; at < Math.min(tokens.length, from + LONGEST_PHRASE); at++) {
    const { low, pos } = tokens[at]
    if (low === 'that') return /^(?:AUX|VERB)$/.test(tokens[at + 1]?.pos ?? '') ? 0 : at
    if (pos === 'AUX' || low === ',' || CLAUSE_WORD.test(low) || (pos === 'VERB' && !/(?:ed|en)$/.test(low))) return 0
  }
  return 0
}

const phraseEnd = (tokens: Sentence, start: number): number => {
  let at = start
  while (tokens[at] && /^(?:NOUN|PROPN|ADJ|NUM|DET|PART|SYM|ADP)$/.test(tokens[at].pos) && !CLAUSE_WORD.test(tokens[at].low)) at++
  while (tokens[at]?.low === '-' || tokens[at]?.low === "'s") return phraseEnd(tokens, at + 1)
  if (at === start && tokens[at]?.pos === 'PRON') return at + 1
  return at
}

/** Past the one who is told: "told reporters", "reminded her", "asked the two officials". Null where nobody is. */
export const skipListener = (tokens: Sentence, start: number): number => {
  const first = tokens[start]
  if (!first) return start
  if (first.pos === 'PRON' && !CLAUSE_WORD.test(first.low)) return start + 1
  let at = start
  while (
    tokens[at] &&
    /^(?:NOUN|PROPN|ADJ|NUM|DET|PART|SYM)$/.test(tokens[at].pos) &&
    tokens[at].low !== 'to' &&
    !CLAUSE_WORD.test(tokens[at].low)
  ) {
    if (isTimeWord(tokens[at].low) && at > start) break
    // "warned the council the town would pay": a second article begins what was said.
    if (at > start && tokens[at].pos === 'DET' && HEAD.test(tokens[at - 1].pos)) break
    at++
    if (
      (tokens[at]?.low === 'of' ||
        tokens[at]?.low === 'and' ||
        tokens[at]?.low === '-' ||
        tokens[at]?.low === '&' ||
        tokens[at]?.low === 'for') &&
      tokens[at + 1] &&
      /^(?:NOUN|PROPN|ADJ|NUM|DET)$/.test(tokens[at + 1].pos)
    )
      at++
  }
  return at
}

/** Where what was said ends: at the sentence's end, or before the next speaker, the next reporting verb of the same speaker, or words of the outlet. */
export const contentEnd = (tokens: Sentence, start: number, cues: readonly Cue[]): number => {
  let end = tokens.length
  for (let at = start + 1; at < end; at++) {
    if (stopsAt(tokens, at, start, cues)) {
      end = at
      break
    }
  }
  return end
}

const stopsAt = (tokens: Sentence, at: number, start: number, cues: readonly Cue[]): boolean => {
  const { low, pos } = tokens[at]
  if (low === ';') return true
  if (low === 'according' && tokens[at + 1]?.low === 'to') return true
  if (low === 'as' && PROVEN.test(tokens[at + 1]?.low ?? '') && tokens[at + 2]?.low === 'by') return true
  if (low === ',' || low === '—' || low === '–' || low === '--')
    return commaStops(tokens, at, start, cues) || asideStops(tokens, at)
  if (low === 'and' || low === 'but' || low === 'while') return jointStops(tokens, at, cues)
  if (tokens[at - 1].pos === 'QUOTE') return outletGoesOn(tokens, at, cues)
  if (low === '(' && at > start)
    return tokens[at + 1]?.pos === 'PROPN' && tokens[at + 2]?.low === ')' && at + 3 >= tokens.length - 1
  return pos === 'SPACE'
}

// "urged a higher toll, as shown by her last plan": how the outlet knows it.
const PROVEN = /^(?:demonstrated|evidenced|illustrated|seen|shown)$/

const commaStops = (tokens: Sentence, at: number, start: number, cues: readonly Cue[]): boolean => {
  const next = tokens[at + 1]
  if (!next) return true
  if (next.low === 'according') return true
  if (next.low === 'and' || next.low === 'but' || next.low === 'while') return jointStops(tokens, at + 1, cues)
  if (goesOnInHeadlinese(tokens, at, start)) return true
  const cue = cues.find(one => one.from > at)
  if (!cue) return false
  if (cue.from === at + 1 && !cue.finite && sayLike(cue)) return true
  if (cue.from === at + 1 && cue.finite && cue.shape !== 'past') return false
  if (tokens[at].low === ',' && tokens[at - 1].pos !== 'QUOTE' && start === at) return false
  const subject = subjectBefore(tokens, cue.from, at + 1)
  return (
    !!subject &&
    subject.from === at + 1 &&
    cue.kinds.has('say') &&
    (cue.to >= tokens.length - 1 || tokens[cue.to].low === ',' || isTimeWord(tokens[cue.to].low))
  )
}

// "Mayor says town will pay, pitches a fund": a second verb in the form of the first, without its own subject.
const THIRD_PERSON = /[^s]s$/
const goesOnInHeadlinese = (tokens: Sentence, comma: number, start: number): boolean => {
  const [next, object] = tokens.slice(comma + 1, comma + 3)
  const headline = !/^[.?!]$/.test(tokens[tokens.length - 1].low)
  return (
    (next.pos === 'VERB' || object?.pos === 'DET' || (headline && /^(?:NOUN|ADJ|PROPN|QUOTE)$/.test(object?.pos ?? ''))) &&
    THIRD_PERSON.test(next.low) &&
    THIRD_PERSON.test(tokens[start - 1]?.low ?? '') &&
    tokens[start - 1].pos === 'VERB'
  )
}

// After what was said an outlet adds its own: how often each of these words ends the content was counted on PolNeAR's training half (0.5–0.9).
const OWN_CLAUSE = /^(?:while|despite|compared|though|although)$/
const LAST_ASIDE = /^(?:a|an|which|who|where)$/

const asideStops = (tokens: Sentence, comma: number): boolean => {
  const next = tokens[comma + 1]?.low ?? ''
  if (OWN_CLAUSE.test(next)) return true
  const last = !tokens.slice(comma + 1).some(one => one.low === ',' || one.low === 'and' || one.low === 'or')
  return last && LAST_ASIDE.test(next)
}

const sayLike = (cue: Cue) => ['say', 'judge', 'direct', 'think'].some(kind => cue.kinds.has(kind as never))

const jointStops = (tokens: Sentence, at: number, cues: readonly Cue[]): boolean => {
  const cue = cues.find(one => one.from > at)
  if (!cue || cue.passive) return false
  let first = at + 1
  while (first < cue.from && (tokens[first].pos === 'ADV' || /^(?:also|then|later)$/.test(tokens[first].low))) first++
  if (cue.from === first && cue.shape !== 'plain') return true
  const subject = nounPhraseBefore(tokens, cue.from, first)
  return !!subject && subject.from <= first && cue.kinds.has('say') && cue.shape !== 'ing'
}

// "after his friend and “fixer,” Tom Okoro, spoke": what stands in marks is a name's apposition.
const isNicknamed = (tokens: Sentence, at: number): boolean => {
  if (!isShort(tokens[at - 1]) || tokens[at].pos !== 'PROPN') return false
  const comma = tokens.findIndex((one, i) => i > at && one.pos !== 'PROPN')
  return tokens[comma]?.low === ',' && /^(?:VERB|AUX)$/.test(tokens[comma + 1]?.pos ?? '')
}

const GOES_ON = /^(?:as|when|while|after|before|during|because|although|though|since|despite)$/
const outletGoesOn = (tokens: Sentence, at: number, cues: readonly Cue[]): boolean => {
  const token: Token = tokens[at]
  // A list of words in marks goes on: “a fool,” “a liar” and “a thief”.
  const more = tokens.findIndex((one, i) => i >= at && one.pos === 'QUOTE')
  if (more >= 0 && !cues.some(one => one.from >= at && one.to <= more)) return GOES_ON.test(token.low)
  if (/,\W+$/.test(tokens[at - 1].low) && isNicknamed(tokens, at)) return false
  if (/,\W+$/.test(tokens[at - 1].low)) return !/^(?:and|or|but|that|if|because|to|for|nor)$/.test(token.low)
  if (GOES_ON.test(token.low)) return true
  if (isTimeWord(token.low)) return true
  if (token.pos !== 'ADP') return false
  return tokens.slice(at + 1, at + 5).some(one => isOccasion(one.low) || isTimeWord(one.low))
}
