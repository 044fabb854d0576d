import { overlap, type Span, type Text } from '../text/index.ts'
import type { Block, Form, Part, Quote, Reading } from '../types.ts'
import { CONFIDENCE, type RuleName } from './confidence.ts'
import type { Draft } from './draft.ts'
import { withoutOccasion } from './occasion.ts'
import type { Stretch } from './phrase.ts'
import type { Sentence, Token } from './tokens.ts'

/** A block that can hold quotations, with its sentences and what has been found in it. */
export type Passage = {
  readonly block: Block
  readonly part: Part
  readonly sentences: readonly Sentence[]
  /** The outermost stretches in quotation marks. */
  readonly marked: readonly Span[]
  /** Those of them that are the title of a work: “The Long Road Home”. */
  readonly titles: readonly Span[]
  readonly quotes: Quote[]
}

/** What a rule for speech that runs over paragraphs says of the one at a place: the quotation that it is. */
export type Carry = (passages: readonly Passage[], at: number) => Quote | null

const PARTS: Partial<Record<Block['kind'], Part>> = {
  title: 'headline',
  dek: 'dek',
  summary: 'summary',
  caption: 'caption',
  paragraph: 'body',
  list: 'body',
  quotation: 'body',
  heading: 'body'
}

/** The part of an article that a block's quotations belong to; null for furniture and other blocks that are not told by anyone. */
export const partOf = ({ kind }: Block): Part | null => PARTS[kind] ?? null

/** The span of a stretch of tokens. */
export const spanOf = (tokens: Sentence, { from, to }: Stretch): Span => ({ start: tokens[from].start, end: tokens[to - 1].end })

/** The Quote that a draft says, with its spans and its form. */
export const quoteOf = (
  reading: Reading,
  passage: Pick<Passage, 'part' | 'marked' | 'titles'>,
  tokens: Sentence,
  draft: Draft
): Quote => {
  const [first, ...rest] = draft.content.map(stretch => withoutOccasion(reading.text, spanOf(tokens, stretch), passage.marked))
  return {
    form: formOf(reading.text, passage, [first, ...rest]),
    part: passage.part,
    content: [first, ...rest],
    cue: draft.cue && spanOf(tokens, draft.cue),
    source: draft.source && spanOf(tokens, draft.source),
    because: draft.rule,
    confidence: CONFIDENCE[draft.rule]
  }
}

/** A Quote whose content is already spans. */
export const quoteFrom = (
  passage: Pick<Passage, 'part'>,
  rule: RuleName,
  form: Form,
  content: readonly [Span, ...Span[]],
  source: Span | null,
  cue: Span | null
): Quote => ({
  form,
  part: passage.part,
  content,
  cue,
  source,
  because: rule,
  confidence: CONFIDENCE[rule]
})

/** The form that the marks give to content; a work's title in told words leaves them told. */
export const formOf = (text: Text, { marked, titles }: Pick<Passage, 'marked' | 'titles'>, content: readonly Span[]): Form => {
  let within = 0
  let all = 0
  for (const span of content) {
    const near = marked.filter(one => overlap(one, span))
    for (let at = span.start; at < span.end; at++) {
      if (!/[\p{L}\p{N}]/u.test(text.chars[at])) continue
      all++
      if (near.some(one => one.start <= at && at < one.end)) within++
    }
  }
  if (within && within === all) return 'direct'
  const spoken = marked.filter(one => !titles.some(title => title.start === one.start))
  return within && content.some(span => spoken.some(one => overlap(one, span))) ? 'mixed' : 'indirect'
}

/** The tokens of a passage, sentence after sentence. */
export const tokensOf = ({ sentences }: Passage): Token[] => sentences.flat()

/** All of a passage's words. Markdown sets a quotation with ">": that is not said. */
export const wholeOf = (passage: Passage): Span => {
  const tokens = tokensOf(passage)
  const from = tokens.findIndex(one => one.low !== '>')
  return spanOf(tokens, { from: Math.max(0, from), to: tokens.length })
}
