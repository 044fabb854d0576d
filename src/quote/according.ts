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
  const source = subjectAfter(tokens, at + 2)
  if (!source) return null
  const cue = { from: at, to: at + 2 }
  const start = contentStart(tokens)
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
