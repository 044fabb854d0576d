import { accordingTo } from './according.ts'
import { colonSpeech } from './colon.ts'
import { type Draft, holds } from './draft.ts'
import { following } from './following.ts'
import { foreignSpeech } from './foreign.ts'
import { fronted } from './fronted.ts'
import { namedSayings } from './named.ts'
import type { Sentence } from './tokens.ts'
import { type Cue, cuesIn } from './verbs.ts'

/** The quotations of one sentence. What comes first in this order keeps its words; what is told within what is told has a speaker of its own. */
export const sentenceQuotes = (tokens: Sentence): Draft[] => {
  const cues = cuesIn(tokens)
  const found: Draft[] = []
  const take = (draft: Draft | null) => {
    if (draft && !found.some(one => clash(one, draft))) found.push(draft)
  }
  for (const cue of [...cues].reverse()) if (!isPassedOn(cue, cues)) take(fronted(tokens, cue, cues))
  take(accordingTo(tokens, cues))
  for (const cue of cues) if (isFree(cue, found)) take(following(tokens, cue, cues, found))
  for (const draft of namedSayings(tokens, cues)) take(draft)
  if (!found.length) take(foreignSpeech(tokens) ?? colonSpeech(tokens))
  found.push(...cues.flatMap(cue => nested(tokens, cue, cues, found) ?? []))
  return found.sort((a, b) => a.content[0].from - b.content[0].from)
}

// "Ruiz told the council that Lund said the bridge was safe": both of them say something, Lund by Ruiz's account.
const nested = (tokens: Sentence, cue: Cue, cues: readonly Cue[], found: readonly Draft[]): Draft | null => {
  const told = found.flatMap(one => one.content).find(one => holds(one, cue.verb) && tokens[one.from].pos !== 'QUOTE')
  if (!told || cue.passive || !cue.finite || !cue.kinds.has('say')) return null
  const draft = following(tokens, cue, cues, [])
  const isInside = draft?.source && [draft.source, ...draft.content].every(one => told.from <= one.from && one.to <= told.to)
  const isName = draft?.source && tokens.slice(draft.source.from, draft.source.to).some(one => one.pos === 'PROPN')
  return isInside && isName ? { ...draft, rule: 'told within what is told' } : null
}

// "The plan is dead, Ruiz said, the Sandport Post reported": the speaker is the one whom the paper reports.
const isPassedOn = (cue: Cue, cues: readonly Cue[]): boolean =>
  cue.base === 'report' && cues.some(one => one.to <= cue.from && one.finite && !one.passive && one.kinds.has('say'))

const isFree = (cue: Cue, found: readonly Draft[]): boolean =>
  !found.some(one => [...one.content, one.cue].some(part => part && holds(part, cue.verb)))

const clash = (one: Draft, other: Draft): boolean => {
  const parts = [...one.content, ...(one.cue ? [one.cue] : [])]
  return (
    other.content.some(a => parts.some(b => a.from < b.to && b.from < a.to)) ||
    (!!other.cue && one.content.some(part => holds(part, other.cue!.from)))
  )
}
