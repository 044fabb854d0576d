import { contentEnd } from './bounds.ts'
import { type Draft, withoutPoints } from './draft.ts'
import { isSayingNoun } from './lexicon.ts'
import { nounPhraseBefore } from './phrase.ts'
import type { Sentence } from './tokens.ts'
import type { Cue } from './verbs.ts'

/** What a noun names and "that" brings: her claim that the town will stay; the mayor’s warning that …. */
export const namedSayings = (tokens: Sentence, cues: readonly Cue[]): Draft[] => {
  const found: Draft[] = []
  tokens.forEach((token, at) => {
    if (!isSayingNoun(token.low) || token.pos === 'VERB' || tokens[at + 1]?.low !== 'that') return
    const source = ownerBefore(tokens, at)
    if (!source) return
    const content = withoutPoints(tokens, { from: at + 1, to: contentEnd(tokens, at + 1, cues) })
    if (content && content.to - content.from > 3)
      found.push({ rule: 'named saying', content: [content], cue: { from: at, to: at + 1 }, source })
  })
  return found
}

const ownerBefore = (tokens: Sentence, noun: number) => {
  for (let at = noun - 1; at >= 0 && at > noun - 5; at--) {
    const { low, pos } = tokens[at]
    if (/^(?:his|her|their|its|my|our|your)$/.test(low)) return { from: at, to: at + 1 }
    if (pos === 'PART' && /^['’]s?$/.test(low)) {
      const owner = nounPhraseBefore(tokens, at, 0)
      return owner && { from: owner.from, to: at + 1 }
    }
    if (!/^(?:ADJ|NOUN|NUM|ADV)$/.test(pos)) return null
  }
  return null
}
