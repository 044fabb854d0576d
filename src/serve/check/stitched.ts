import { type Span, sentences } from '../../text/index.ts'
import type { Look } from '../answer/look.ts'
import type { Claim } from '../answer/wire/index.ts'
import type { Stages } from '../pipes.ts'
import { CUT, type Passage } from './compare.ts'
import { type Match, matchesOf } from './match.ts'

/** The least words of a sentence that is looked for by itself, and the most sentences of one quotation that are. */
const LEAST_WORDS = 3
const MOST_SENTENCES = 8

/** A sentence of a claim, and where it stands in the record. */
export type Piece = { readonly words: string; readonly match: Match }

/** The places of sentences that were said, but not in this order or not one after the other; null where one of them is nowhere. */
export const stitchedOf = (look: Look, stages: Stages, draft: Passage, claim: Claim): readonly Piece[] | null => {
  const spans = draft.at.flatMap(one => sentences(draft.text, one))
  const printed = draft.at.map(({ start, end }) => draft.text.chars.slice(start, end)).join(' ')
  if (spans.length < 2 || spans.length > MOST_SENTENCES || CUT.test(printed)) return null
  const found: Piece[] = []
  for (const span of spans) {
    const piece = pieceAt(look, stages, draft, span, claim)
    if (!piece) return null
    found.push(piece)
  }
  return found
}

const pieceAt = (look: Look, stages: Stages, draft: Passage, at: Span, claim: Claim): Piece | null => {
  const words = draft.text.chars.slice(at.start, at.end)
  if ((words.match(/[\p{L}\p{N}]+/gu) ?? []).length < LEAST_WORDS) return null
  const match = matchesOf(look, stages, { ...draft, at: [at] }, words, claim).find(
    one => one.as === 'exact' && one.whose !== 'no'
  )
  return match ? { words, match } : null
}
