import type { Draft } from './draft.ts'
import { mainSubject } from './subject.ts'
import type { Sentence } from './tokens.ts'
import { cuesIn } from './verbs.ts'

type Placed = { readonly tokens: Sentence; readonly draft: Draft }

/**
 * The drafts of a paragraph's sentences, where speech goes on past its sentence: “We stay,” Ruiz said. “We always did.” is one quotation,
 * and the words in marks after "said:" belong to it even where a sentence ends before them.
 */
export const speechGoesOn = (sentences: readonly Sentence[], drafts: readonly (readonly Draft[])[]): Placed[] => {
  const found: { tokens: Sentence; draft: Draft }[] = []
  const flat = joined(sentences)
  let last: { tokens: Sentence; draft: Draft } | null = null
  sentences.forEach((tokens, i) => {
    const base = flat.starts[i]
    if (!drafts[i].length && isOnlyQuoted(tokens)) {
      const here = { from: base, to: base + tokens.findLastIndex(one => one.pos === 'QUOTE') + 1 }
      const speaker = i > 0 ? speakerIn(found, flat.starts[i - 1], sentences[i - 1]) : null
      if (last) last.draft = { ...last.draft, content: [...last.draft.content, here] }
      else if (speaker)
        found.push({
          tokens: flat.tokens,
          draft: { rule: 'speech of the sentence before', content: [here], cue: null, source: speaker }
        })
      return
    }
    for (const draft of drafts[i]) {
      const moved = { tokens: flat.tokens, draft: shift(draft, base) }
      found.push(moved)
    }
    const direct = found.slice(found.length - drafts[i].length).filter(isDirect)
    last = direct.length === 1 ? direct[0] : null
  })
  return found
}

// Ruiz asked for calm. “We stay.”: the one who speaks in the sentence before.
const speakerIn = (found: readonly Placed[], start: number, tokens: Sentence) => {
  const told = found.findLast(one => one.draft.source && one.draft.source.from >= start)?.draft.source
  if (told) return told
  if (!cuesIn(tokens).some(one => one.kinds.has('say') && !one.passive)) return null
  const subject = mainSubject(tokens, 0, tokens.length)
  return subject && { from: subject.from + start, to: subject.to + start }
}

const joined = (sentences: readonly Sentence[]) => {
  const starts: number[] = []
  let at = 0
  for (const tokens of sentences) {
    starts.push(at)
    at += tokens.length
  }
  return { tokens: sentences.flat(), starts }
}

const shift = (draft: Draft, by: number): Draft => {
  const moved = (one: { from: number; to: number }) => ({ from: one.from + by, to: one.to + by })
  return {
    ...draft,
    content: draft.content.map(moved),
    cue: draft.cue && moved(draft.cue),
    source: draft.source && moved(draft.source)
  }
}

const isOnlyQuoted = (tokens: Sentence): boolean =>
  tokens.some(one => one.pos === 'QUOTE') && tokens.every(one => one.pos === 'QUOTE' || /^[.,…]$/.test(one.low))

const isDirect = ({ tokens, draft }: Placed): boolean => {
  const end = draft.content.at(-1)!
  return tokens[end.to - 1].pos === 'QUOTE'
}
