import { contentEnd } from './bounds.ts'
import { type Draft, withoutPoints } from './draft.ts'
import { contentStart } from './fronted.ts'
import { subjectAfter } from './subject.ts'
import type { Sentence } from './tokens.ts'
import type { Cue } from './verbs.ts'

/** What is told "according to" somebody, before or after those words. */
export const accordingTo = (tokens: Sentence, cues: readonly Cue[]): Draft | null => {
  const at = tokens.findIndex((one, i) => one.low === 'according' && tokens[i + 1]?.low === 'to')
  if (at < 0) return null
  const start = contentStart(tokens)
  const source = subjectAfter(
    tokens,
    at + 2,
    at <= start + 1 || !isClause(tokens, start, at) ? commaBeforeClause(tokens, at + 2) : tokens.length
  )
  if (!source) return null
  const cue = { from: at, to: at + 2 }
  if (at <= start + 1) {
    const from = tokens[source.to]?.low === ',' ? source.to + 1 : source.to
    if (from >= tokens.length) return null
    const content = withoutPoints(tokens, { from, to: contentEnd(tokens, from, cues) })
    return content && { rule: 'according to', content: [content], cue, source }
  }
  const first = withoutPoints(tokens, { from: start, to: at })
  if (!first) return null
  const goesOn =
    tokens[at - 1].low === ',' &&
    tokens[source.to]?.low === ',' &&
    tokens[source.to + 1]?.pos !== 'CCONJ' &&
    !isClause(tokens, start, at)
  const rest = goesOn ? withoutPoints(tokens, { from: source.to + 1, to: tokens.length }) : null
  return { rule: 'according to', content: rest ? [first, rest] : [first], cue, source }
}

const isClause = (tokens: Sentence, from: number, to: number): boolean =>
  tokens.slice(from, to).some(one => one.pos === 'AUX' || (one.pos === 'VERB' && !/ing$/.test(one.low)))

// "According to Ruiz, the mayor, the town will pay": the last comma before the verb parts the speaker from what is told.
const commaBeforeClause = (tokens: Sentence, from: number): number => {
  const verb = tokens.findIndex((_, i) => i > from && isFiniteVerb(tokens, i))
  const comma = tokens.slice(0, verb < 0 ? tokens.length : verb).findLastIndex(one => one.low === ',')
  return comma > from ? comma : tokens.length
}

const isFiniteVerb = (tokens: Sentence, at: number): boolean => {
  const { low, pos } = tokens[at]
  const relative = /^(?:who|which|that)$/.test(tokens[at - 1]?.low ?? '')
  return !relative && (pos === 'AUX' || (pos === 'VERB' && !/ing$/.test(low)))
}
