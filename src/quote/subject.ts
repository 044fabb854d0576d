import { isOccasion, isTimeWord } from './lexicon.ts'
import { isShort, NOMINAL, nounPhraseBefore, type Stretch, SUBJECT_PRONOUN } from './phrase.ts'
import type { Sentence } from './tokens.ts'

const RELATIVE = /^(?:who|which|that|whose|whom)$/

/** The noun phrase that ends just before `end`, as the subject of a verb there, with its appositives and relative clauses; `floor` is where its clause can begin. */
export const subjectBefore = (tokens: Sentence, end: number, floor = 0): Stretch | null => {
  const to = skipTimeBack(tokens, end, floor)
  if (to <= floor) return null
  const { low } = tokens[to - 1]
  if (low === ',') return withAppositives(tokens, to, floor)
  if (!/^[)—–-]$/.test(low)) return nounPhraseBefore(tokens, to, floor)
  const opening = low === ')' ? '(' : low
  const open = tokens.findLastIndex((one, i) => i >= floor && i < to - 1 && one.low === opening)
  const before = open > floor ? nounPhraseBefore(tokens, open, floor) : null
  return before && { from: before.from, to }
}

// "Ruiz on Monday", "Ruiz late last week", "Ruiz in May 2020": back over the time to the name.
const skipTimeBack = (tokens: Sentence, end: number, floor: number): number => {
  const isTime = (at: number) =>
    isTimeWord(tokens[at].low) || tokens[at].pos === 'ADV' || (at + 1 < end && tokens[at].pos === 'NUM')
  let at = end
  while (at > floor && isTime(at - 1)) at--
  if (at === end) return end
  if (at > floor && /^(?:on|in|this|the|late|early)$/.test(tokens[at - 1].low)) at--
  if (at > floor && /^(?:on|in)$/.test(tokens[at - 1].low)) at--
  return at > floor ? at : end
}

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
    if (head && isIntroduction(tokens, head.from, comma, floor)) break
    if (head && !startsWithOpener(tokens, i + 1 < commas.length ? commas[i + 1] + 1 : floor, head.from))
      best = { from: head.from, to }
    else if (best) break
  }
  return best
}

// "After the report, Ruiz, the mayor, said": a phrase that opens the clause is not its subject, where a name follows.
const isIntroduction = (tokens: Sentence, head: number, comma: number, floor: number): boolean =>
  head === contentFrom(tokens, floor) + 1 &&
  tokens[head - 1].pos === 'ADP' &&
  /^(?:PROPN|DET|PRON)$/.test(tokens[comma + 1]?.pos ?? '')

const contentFrom = (tokens: Sentence, floor: number): number => {
  let at = floor
  while (at < tokens.length - 1 && /^(?:CCONJ|PUNCT|ADV)$/.test(tokens[at].pos)) at++
  return at
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

const occasionFollows = (tokens: Sentence, at: number): boolean => tokens.slice(at + 1, at + 5).some(one => isOccasion(one.low))

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
