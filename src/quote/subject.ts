import { isTimeWord } from './lexicon.ts'
import type { Sentence, Token } from './tokens.ts'

/** A stretch of a sentence by its tokens, `[from, to)`. */
export type Stretch = { readonly from: number; readonly to: number }

const NOMINAL = /^(?:NOUN|PROPN|ADJ|NUM|DET|PRON|SYM)$/
const HEAD = /^(?:NOUN|PROPN|PRON|NUM|SYM)$/
const JOINT = /^(?:-|–|\/|&|\.|'s|’s|'|’|\$|%)$/
const SUBJECT_PRONOUN = /^(?:i|he|she|we|they|it|you|who|which|that)$/
const RELATIVE = /^(?:who|which|that|whose|whom)$/
const CLAUSE_OPENER =
  /^(?:after|although|as|because|before|but|if|once|since|so|that|though|unless|until|when|whenever|where|whereas|whether|while|than|what|how|why)$/
const POST_PARTICIPLE =
  /^(?:based|briefed|called|charged|close|familiar|hired|involved|known|named|led|run|backed|elected|appointed|tasked|working|attending|speaking|representing|running|leading|supporting|following|including|released|published|posted|conducted|taken|obtained|issued|filed|identified|retired|interviewed|surveyed|polled|asked|opposed|supported)$/

/** The noun phrase that ends just before `end`, as the subject of a verb there, with its appositives and relative clauses; `floor` is where its clause can begin. */
export const subjectBefore = (tokens: Sentence, end: number, floor = 0): Stretch | null => {
  const to = skipTimeBack(tokens, end, floor)
  if (to <= floor) return null
  const last = tokens[to - 1]
  if (last.low === ',' || last.low === ')' || last.low === '—' || last.low === '–' || last.low === '-') {
    if (last.low === ',') return withAppositives(tokens, to, floor)
    if (last.low === ')') {
      const open = findBack(tokens, to - 1, floor, '(')
      const before = open > floor ? nounPhraseBefore(tokens, open, floor) : null
      return before && { from: before.from, to }
    }
    const open = findBack(tokens, to - 1, floor, last.low)
    const before = open > floor ? nounPhraseBefore(tokens, open, floor) : null
    return before && { from: before.from, to }
  }
  return nounPhraseBefore(tokens, to, floor)
}

const skipTimeBack = (tokens: Sentence, end: number, floor: number): number => {
  let at = end
  while (
    at > floor &&
    (isTimeWord(tokens[at - 1].low) || (at < end && tokens[at - 1].pos === 'NUM') || /^(?:ADV)$/.test(tokens[at - 1].pos))
  )
    at--
  if (at === end) return end
  if (at > floor && at < end && tokens[at - 1].low === 'on') at--
  else if (
    at > floor &&
    /^(?:in|this|the|late|early)$/.test(tokens[at - 1].low) &&
    at < end &&
    !/^(?:may|march|will)$/.test(tokens[at].low)
  )
    at--
  if (tokens[at - 1]?.low === 'in' || tokens[at - 1]?.low === 'on') at--
  return at > floor ? at : end
}

const findBack = (tokens: Sentence, before: number, floor: number, low: string): number => {
  for (let at = before - 1; at >= floor; at--) if (tokens[at].low === low) return at
  return -1
}

/** The plain noun phrase (no commas) that ends just before `end`, with "of …" and "who …" inside it. */
export const nounPhraseBefore = (tokens: Sentence, end: number, floor: number): Stretch | null => {
  if (end <= floor || !canEnd(tokens[end - 1])) return null
  if (SUBJECT_PRONOUN.test(tokens[end - 1].low)) return { from: end - 1, to: end }
  let from = end - 1
  let sawAnd = -1
  for (let at = end - 1; at >= floor; at--) {
    const { low, pos } = tokens[at]
    if (pos === 'QUOTE') {
      if (at === end - 1 || !isShort(tokens[at]) || /[,.?!]\W+$/.test(tokens[at].low)) break
      from = at
    } else if (SUBJECT_PRONOUN.test(low) && at < end - 1 && !/^(?:that)$/.test(low)) break
    else if (low === 'that' && tokens[at + 1] && !/^(?:NOUN|ADJ)$/.test(tokens[at + 1].pos)) break
    else if (CLAUSE_OPENER.test(low)) break
    else if (NOMINAL.test(pos) || JOINT.test(low)) from = at
    else if (pos === 'PART' && low !== 'to' && low !== 'not') from = at
    else if (pos === 'ADP') {
      if (at === floor || !(HEAD.test(tokens[at - 1].pos) || tokens[at - 1].low === ')' || /^(?:ADJ)$/.test(tokens[at - 1].pos)))
        break
      if (/^(?:to|per|via|by|into|as)$/.test(low) && tokens[at - 1].pos === 'PROPN') break
      from = at
    } else if (low === 'and' || low === 'or' || low === '&') {
      if (at === floor || !HEAD.test(tokens[at - 1].pos)) break
      sawAnd = at
      from = at
    } else if (pos === 'ADV' && NOMINAL.test(tokens[at + 1]?.pos ?? '')) from = at
    else if (pos === 'VERB' && POST_PARTICIPLE.test(low) && at > floor && HEAD.test(tokens[at - 1].pos)) from = at
    else if (pos === 'VERB' && /(?:ed|ing)$/.test(low) && /^(?:DET|ADJ|PART)$/.test(tokens[at - 1]?.pos ?? '')) from = at
    else if (low === ')') {
      const open = findBack(tokens, at, floor, '(')
      if (open < 0) break
      at = open
      from = at
    } else break
  }
  const stoppedAt = from - 1
  const byVerb =
    stoppedAt >= floor && (tokens[stoppedAt].pos === 'VERB' || tokens[stoppedAt].pos === 'AUX' || tokens[stoppedAt].pos === 'ADP')
  if (byVerb && relativeBefore(tokens, stoppedAt, floor) >= 0) {
    const who = relativeBefore(tokens, stoppedAt, floor)
    const head = nounPhraseBefore(tokens, who, floor)
    if (head) return { from: head.from, to: end }
  }
  if (byVerb && sawAnd > from) from = sawAnd + 1
  while (
    from < end &&
    /^(?:ADP|ADV|CCONJ|PUNCT)$/.test(tokens[from].pos) &&
    tokens[from].low !== 'about' &&
    tokens[from].low !== 'nearly'
  )
    from++
  return from < end && tokens.slice(from, end).some(one => HEAD.test(one.pos) || one.pos === 'ADJ' || one.pos === 'DET')
    ? { from, to: end }
    : null
}

// "Officials who watched the vote said": from the verb back to "who", when only that clause's own words stand between.
const relativeBefore = (tokens: Sentence, at: number, floor: number): number => {
  for (let i = at; i > floor && i > at - 5; i--) {
    if (/^(?:who|that|which)$/.test(tokens[i].low) && HEAD.test(tokens[i - 1].pos)) return i
    if (tokens[i].low === ',') return -1
  }
  return -1
}

const isShort = (token: Token) => token.end - token.start < 40

const canEnd = (token: Token): boolean =>
  HEAD.test(token.pos) ||
  token.pos === 'ADJ' ||
  token.low === ')' ||
  token.pos === 'DET' ||
  RELATIVE.test(token.low) ||
  /^(?:\.|'s|’s)$/.test(token.low)

// "Ada Ruiz, the mayor of Sandport, who …, said": from the comma before the verb back to the first of the phrases that commas part.
const withAppositives = (tokens: Sentence, to: number, floor: number): Stretch | null => {
  const commas: number[] = []
  for (let at = to - 1; at >= floor; at--) {
    if (tokens[at].low === ';' || (tokens[at].pos === 'QUOTE' && !isShort(tokens[at]))) break
    if (tokens[at].low === ',') commas.push(at)
  }
  let best: Stretch | null = null
  for (let i = 1; i < commas.length; i++) {
    const comma = commas[i]
    const opener = tokens[comma + 1]
    const head = nounPhraseBefore(tokens, comma, i + 1 < commas.length ? commas[i + 1] + 1 : floor)
    if (!isAppositive(tokens, comma + 1, commas[i - 1]) || !opener) {
      if (best) break
      continue
    }
    if (head && !startsWithOpener(tokens, i + 1 < commas.length ? commas[i + 1] + 1 : floor, head.from))
      best = { from: head.from, to }
    else if (best) break
  }
  return best
}

const startsWithOpener = (tokens: Sentence, start: number, head: number): boolean => {
  const verb = tokens.slice(start, head).some(one => one.pos === 'VERB' && !/ing$/.test(one.low))
  return verb && !tokens.slice(start, head).some(one => /^(?:and|but|that)$/.test(one.low))
}

const isAppositive = (tokens: Sentence, from: number, to: number): boolean => {
  const first = tokens[from]
  if (!first) return false
  if (/^(?:who|whose|which|whom|where)$/.test(first.low)) return true
  if (/^(?:DET|NOUN|ADJ|PROPN|NUM|ADV)$/.test(first.pos)) return !SUBJECT_PRONOUN.test(first.low)
  if (/^(?:a|an|the|one|former|then|himself|herself)$/.test(first.low)) return true
  if (first.pos === 'VERB' && /(?:ing|ed)$/.test(first.low)) return true
  return first.pos === 'ADP' && to - from < 10
}

const INVERTED_STOP = /^(?:after|as|before|because|during|if|since|when|while|although|though|via|until|that|but|so)$/
const OCCASION =
  /^(?:interview|statement|speech|email|e-mail|tweet|letter|conference|briefing|post|memo|release|telephone|phone|rally|debate|video|appearance|hearing|remarks|address|op-ed|segment|conversation|call|message|town|tuesday|monday|wednesday|thursday|friday|saturday|sunday|night|response)$/

/** The noun phrase that begins at `start`, as the subject after its verb ("said Ada Ruiz, the mayor of Sandport"); no comma from `limit` on is in it. */
export const subjectAfter = (tokens: Sentence, start: number, limit = tokens.length): Stretch | null => {
  const first = tokens[start]
  if (!first || !(NOMINAL.test(first.pos) || first.pos === 'ADV' || first.low === '(') || first.pos === 'QUOTE') return null
  if (SUBJECT_PRONOUN.test(first.low)) return { from: start, to: start + 1 }
  let to = start
  let commas = 0
  for (let at = start; at < tokens.length; at++) {
    const { low, pos } = tokens[at]
    if (pos === 'QUOTE' && !isShort(tokens[at])) break
    if (INVERTED_STOP.test(low) || low === ':' || low === ';' || low === '—' || low === '–') break
    if (low === '.' && at === tokens.length - 1) break
    if (isTimeWord(low) && commas === 0 && low !== 'may') break
    if (low === ',') {
      if (at >= limit || !continuesName(tokens, at + 1)) break
      commas++
    } else if (pos === 'ADP' && tokens[at - 1]?.pos === 'PROPN' && commas === 0 && low !== 'of' && low !== 'for') break
    else if (pos === 'ADP' && low !== 'of' && occasionFollows(tokens, at)) break
    else if (
      pos === 'VERB' &&
      commas === 0 &&
      !/^(?:who|which|that)$/.test(tokens[at - 1]?.low ?? '') &&
      !inRelative(tokens, start, at)
    )
      break
    else if (low === 'and' && (tokens[at + 1]?.pos === 'VERB' || tokens[at + 1]?.pos === 'AUX')) break
    to = at + 1
  }
  while (
    to > start &&
    (tokens[to - 1].low === ',' || tokens[to - 1].pos === 'ADP' || tokens[to - 1].pos === 'ADV' || tokens[to - 1].pos === 'CCONJ')
  )
    to--
  return to > start ? { from: start, to } : null
}

const inRelative = (tokens: Sentence, start: number, at: number): boolean =>
  tokens.slice(start, at).some(one => /^(?:who|which|whose)$/.test(one.low))

const continuesName = (tokens: Sentence, at: number): boolean => {
  const next = tokens[at]
  if (!next) return false
  if (/^(?:who|whose|which)$/.test(next.low)) return true
  if (next.pos === 'NUM') return true
  return /^(?:DET|NOUN|ADJ|PROPN)$/.test(next.pos) && !SUBJECT_PRONOUN.test(next.low) && !isTimeWord(next.low)
}

const occasionFollows = (tokens: Sentence, at: number): boolean =>
  tokens.slice(at + 1, at + 5).some(one => OCCASION.test(one.low))

const EMPTY_SUBJECT = /^(?:who|which|that|whose|whom|it|there|this|what)$/

/** The subject of the first finite verb of a sentence from `floor` on: whose words a later participle or a second verb tells. */
export const mainSubject = (tokens: Sentence, floor: number, before: number): Stretch | null => {
  for (let at = floor; at < before; at++) {
    const { low, pos } = tokens[at]
    const finite = pos === 'AUX' || (pos === 'VERB' && !/ing$/.test(low))
    if (!finite) continue
    if (RELATIVE.test(tokens[at - 1]?.low ?? '')) continue
    const subject = subjectBefore(tokens, at, floor)
    if (subject && !EMPTY_SUBJECT.test(tokens[subject.from].low)) return subject
  }
  return null
}
