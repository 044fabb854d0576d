import type { Draft } from './draft.ts'
import { mainSubject, subjectAfter } from './subject.ts'
import type { Sentence } from './tokens.ts'
import { cuesIn } from './verbs.ts'

/** He had a warning of his own: “We stay.” */
export const colonSpeech = (tokens: Sentence): Draft | null => {
  const at = tokens.findIndex(
    (one, i) => tokens[i + 1]?.pos === 'QUOTE' && (one.low === ':' || (/^(?:—|–|--)$/.test(one.low) && isLong(tokens[i + 1].low)))
  )
  if (at < 0) return null
  const inverted = cueFirst(tokens, at)
  const source = inverted ?? headingName(tokens, at) ?? mainSubject(tokens, 0, at)
  if (!source) return null
  const cue = cuesIn(tokens)
    .filter(one => one.to <= at)
    .at(-1)
  const to = tokens.findLastIndex(one => one.pos === 'QUOTE') + 1
  return {
    rule: 'quotation after a colon',
    content: [{ from: at + 1, to }],
    cue: cue ? { from: cue.from, to: cue.to } : null,
    source
  }
}

// Said Ada Ruiz: “We stay.”
const cueFirst = (tokens: Sentence, colon: number) => {
  const cue = cuesIn(tokens).find(one => one.from === 0)
  const isSpeech = cue?.finite && (cue.kinds.has('say') || cue.kinds.has('say in marks'))
  const source = isSpeech ? subjectAfter(tokens, cue.to) : null
  return source && source.to === colon ? source : null
}

// “THE VOTE – Ada Ruiz: “We stay.””: nothing but a name before the colon.
const headingName = (tokens: Sentence, colon: number) => {
  let from = colon
  while (from > 0 && /^(?:NOUN|PROPN|ADJ|DET|NUM)$/.test(tokens[from - 1].pos)) from--
  return from < colon && (from === 0 || /^(?:-|–|—|--)$/.test(tokens[from - 1].low)) ? { from, to: colon } : null
}

const LONG_SPEECH = 7
const isLong = (words: string): boolean => words.split(/\s+/).length >= LONG_SPEECH
