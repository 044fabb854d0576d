import { type Span, slice, type Text } from '../text/index.ts'
import { type Draft, withoutPoints } from './draft.ts'
import { isLabel } from './lexicon.ts'
import { type Passage, tokensOf } from './passage.ts'
import type { Sentence } from './tokens.ts'

const LONGEST_NAME = 5

/** "Ruiz: town will stay": a name, a colon and what it says. */
export const headlineQuotes = (tokens: Sentence): Draft[] => {
  const colon = tokens.findIndex(one => one.low === ':')
  if (colon < 1 || colon > LONGEST_NAME || tokens.length < colon + 4) return []
  const name = tokens.slice(0, colon)
  if (!name.every(one => /^(?:NOUN|PROPN|ADJ|NUM|PART|DET)$/.test(one.pos) || /^(?:[.’'-]|and|&)$/.test(one.low))) return []
  if (name.some(one => one.marked || isLabel(one.low))) return []
  const rest = tokens.slice(colon + 1)
  if (!rest.some(one => one.pos === 'VERB' || one.pos === 'AUX' || one.pos === 'QUOTE')) return []
  const content = withoutPoints(tokens, { from: colon + 1, to: tokens.length })
  return content
    ? [
        {
          rule: 'name and colon in a headline',
          content: [content],
          cue: { from: colon, to: colon + 1 },
          source: { from: 0, to: colon }
        }
      ]
    : []
}

/** What a headline adds behind words in marks: “‘We stay’ in stormy debate”. */
const ADDED = /^(?:after|ahead|amid|as|at|before|during|for|from|in|on|over|since|while)$/

/** Ruiz slams the plan in a speech: ‘It is dead’ — words in marks that a colon announces, or that a circumstance follows, are the quotation, and not what stands around them. */
export const inMarksAlone = (tokens: Sentence, draft: Draft): Draft => {
  const [content, ...more] = draft.content
  if (more.length) return draft
  const { from, to } = content
  const own = tokens.slice(from, to)
  const colon = own.findIndex((one, i) => one.low === ':' && own[i + 1]?.pos === 'QUOTE')
  if (colon > 0) return { ...draft, content: [{ from: from + colon + 1, to }] }
  const isFollowed = own[0].pos === 'QUOTE' && ADDED.test(own[1]?.low ?? '') && !own.slice(1).some(one => one.pos === 'QUOTE')
  return isFollowed ? { ...draft, content: [{ from, to: from + 1 }] } : draft
}

/** From so many paragraphs on, whoever speaks in the headline speaks below it: a shorter text may be its beginning alone. */
const WHOLE_TEXT = 3

/** "Harbour Festival 2031: What you must see" is nobody's: what stands before a headline's colon is a topic, where nobody so called speaks in the text below. */
export const dropTopics = (text: Text, passages: readonly Passage[]): void => {
  const below = passages.filter(one => one.part !== 'headline')
  if (below.filter(one => one.block.kind === 'paragraph').length < WHOLE_TEXT) return
  const wordsOf = (span: Span) =>
    slice(text, span)
      .toLowerCase()
      .match(/[\p{L}\p{N}]{2,}/gu) ?? []
  const speakers = new Set(below.flatMap(one => one.quotes.flatMap(({ source }) => (source ? wordsOf(source) : []))))
  for (const passage of passages.filter(one => one.part === 'headline')) {
    const colons = new Set(tokensOf(passage).flatMap(one => (one.low === ':' ? one.start : [])))
    const kept = passage.quotes.filter(
      ({ cue, source }) => !cue || !source || !colons.has(cue.start) || wordsOf(source).some(word => speakers.has(word))
    )
    passage.quotes.splice(0, passage.quotes.length, ...kept)
  }
}
