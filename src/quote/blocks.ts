import type { Span } from '../text/index.ts'
import { isSayingNoun } from './lexicon.ts'
import { type Carry, type Passage, quoteFrom, spanOf, tokensOf, wholeOf } from './passage.ts'
import { mainSubject, subjectBefore } from './subject.ts'
import type { Sentence, Token } from './tokens.ts'
import { cuesIn } from './verbs.ts'

/** He said: | We will stay. — the next paragraph is what was said, with marks or without. */
const blockAfterColon: Carry = (passages, at) => {
  const before = passages[at - 1]?.sentences.at(-1)
  if (before?.at(-1)?.low !== ':' || namesItsOwn(passages[at]) || isTold(passages[at])) return null
  const said = announced(before)
  return said && quoteFrom(passages[at], 'block after a colon', 'direct', [wholeOf(passages[at])], said.source, said.cue)
}

// “We stay,” she said. after a colon has a cue of its own.
const namesItsOwn = ({ quotes, sentences }: Passage): boolean => quotes.some(one => one.cue && !!sentences[0][0]?.marked)

/** Whether a block is set as a quotation, with marks of its own and no colon before it, is as often a line pulled from elsewhere: nobody's, then. */
export const isPulled = (passage: Passage): boolean => passage.block.kind === 'quotation' && !!tokensOf(passage)[0]?.marked

/** > We will stay. | > — Ada Ruiz: a block that is set as a quotation is the one's who signs it, else the one whose words or deeds the paragraph before tells last. */
const quotationBlock: Carry = (passages, at) => {
  if (passages[at].block.kind !== 'quotation' || isPulled(passages[at]) || signatureIn(passages[at])) return null
  const below = passages[at + 1]?.block.kind === 'quotation' ? signatureIn(passages[at + 1]) : null
  if (below) return quoteFrom(passages[at], 'quotation after a colon', 'direct', [wholeOf(passages[at])], below, null)
  const before = passages[at - 1]
  const tokens = before?.sentences.at(-1) ?? []
  const subject = mainSubject(tokens, 0, tokens.length)
  const source = before?.quotes.at(-1)?.source ?? (subject && spanOf(tokens, subject))
  return source && quoteFrom(passages[at], 'block after a colon', 'direct', [wholeOf(passages[at])], source, null)
}

/** “We stay here for good” | Ada Ruiz, mayor — a quotation that is signed, on its own last line or in the block below. */
const signed: Carry = (passages, at) => {
  const tokens = tokensOf(passages[at])
  const own = tokens.findLastIndex(one => one.pos === 'QUOTE') + 1
  if (!own || !tokens.slice(0, own).every(one => one.pos === 'QUOTE' || /^[.,…]$/.test(one.low))) return null
  // “Read next:” | Town Stays Put: what announces is not what is signed.
  if (/:\W*$/.test(tokens[own - 1].low)) return null
  const below = own === tokens.length && passages[at + 1] ? tokensOf(passages[at + 1]) : []
  const source = own < tokens.length ? signature(tokens.slice(own), isDash(tokens[own])) : signature(below, true)
  const content = spanOf(tokens, { from: 0, to: own })
  return source && quoteFrom(passages[at], 'quotation after a colon', 'direct', [content], source, null)
}

// > — Ada Ruiz, mayor; without a dash, nothing but a name of two words and what follows its comma.
const signatureIn = (passage: Passage): Span | null => {
  const tokens = tokensOf(passage).filter((one, i) => i > 0 || one.low !== '>')
  return tokens[0] && (isDash(tokens[0]) || isFullName(tokens)) ? signature(tokens, true) : null
}

const isFullName = (tokens: readonly Token[]): boolean => {
  const comma = tokens.findIndex(one => one.low === ',')
  const name = comma < 0 ? tokens : tokens.slice(0, comma)
  return name.length > 1 && name.every(one => one.pos === 'PROPN' && !one.marked)
}

const LONGEST_SIGNATURE = 14
const isDash = ({ low }: Token): boolean => /^(?:-|–|—|--|―)$/.test(low)
const signature = (tokens: readonly Token[], parted: boolean): Span | null => {
  const dash = tokens[0] && isDash(tokens[0]) ? 1 : 0
  const name = tokens.slice(dash, tokens.at(-1)?.low === '.' ? -1 : undefined)
  const isName =
    name[0]?.pos === 'PROPN' && name.every(one => /^(?:PROPN|NOUN|ADJ|DET|ADP|NUM|PART)$/.test(one.pos) || one.low === ',')
  return parted && isName && name.length <= LONGEST_SIGNATURE ? spanOf(name, { from: 0, to: name.length }) : null
}

/** Rules for a block that is one speech as a whole, whatever was found in its sentences. */
export const BLOCK_RULES: readonly Carry[] = [signed, blockAfterColon, quotationBlock]

// The outlet's own next paragraph, where what was announced (a picture, a post) is not in the text: it tells of others' speech or announces more.
const isTold = (passage: Passage): boolean => {
  const tokens = tokensOf(passage)
  if (tokens[0].marked) return false
  const speakers = passage.quotes.map(one => tokens.find(token => token.start === one.source?.start)?.low ?? '')
  return tokens.at(-1)?.low === ':' || speakers.some(low => !/^(?:i|we|you|my|our|who|that|which)$/.test(low))
}

const announced = (tokens: Sentence): { source: Span; cue: Span | null } | null => {
  const noun = tokens.findLastIndex(
    one => isSayingNoun(one.low) || /^(?:words|following|remarks|tweet|post|letter)$/.test(one.low)
  )
  const cue = cuesIn(tokens).findLast(one => one.kinds.has('say') || one.kinds.has('say in marks'))
  if (cue && !cue.passive && noun < cue.verb) {
    const at = subjectBefore(tokens, cue.from) ?? mainSubject(tokens, 0, cue.from)
    return at && { source: spanOf(tokens, at), cue: spanOf(tokens, cue) }
  }
  if (noun < tokens.length - 2) return null
  const at = mainSubject(tokens, 0, noun)
  return at && { source: spanOf(tokens, at), cue: spanOf(tokens, { from: noun, to: noun + 1 }) }
}
