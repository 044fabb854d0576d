import { contentEnd, skipAdjuncts, skipListener } from './bounds.ts'
import { type Draft, withoutPoints } from './draft.ts'
import { isTimeWord } from './lexicon.ts'
import { isShort, type Stretch } from './phrase.ts'
import { subjectAfter, subjectBefore } from './subject.ts'
import type { Sentence } from './tokens.ts'
import type { Cue } from './verbs.ts'

/** What stands before its speaker and cue: “We stay,” Ruiz said; “We stay,” said Ruiz; the town will stay, Ruiz said. Also what goes on after them. */
export const fronted = (tokens: Sentence, cue: Cue, cues: readonly Cue[]): Draft | null => {
  if (cue.passive || !cue.finite || !reports(cue)) return null
  return afterContent(tokens, cue, cues) ?? inverted(tokens, cue, cues)
}

// Verbs of thought that are said after what is thought ("The vote will be close, analysts believe").
const PARENTHETIC_THOUGHT = /^(?:believe|think|fear|hope|suspect|reckon)$/

const reports = ({ kinds, base }: Cue): boolean =>
  kinds.has('say') || kinds.has('say in marks') || kinds.has('direct') || PARENTHETIC_THOUGHT.test(base)

const afterContent = (tokens: Sentence, cue: Cue, cues: readonly Cue[]): Draft | null => {
  const quotation = lastQuotation(tokens, cue.from)
  const source = afterQuotation(tokens, quotation, cue.from, cues) ?? subjectBefore(tokens, cue.from, quotation)
  if (!source) return null
  const end = contentBefore(tokens, source.from)
  if (!end) return parenthesis(tokens, cue, source, cues)
  const quoted = tokens[end - 1].pos === 'QUOTE'
  if (!quoted && (cue.kinds.has('say in marks') || /^(?:who|which|that)$/.test(tokens[source.from].low))) return null
  const after = quoted && cue.kinds.has('direct') ? skipListener(tokens, cue.to) : cue.to
  if (!(quoted && onlyQuoted(tokens, end)) && !nothingFollows(tokens, after)) return null
  return frontedDraft(tokens, end, cue, source, cue.to, cues)
}

// The town, Ruiz said, will pay: the speaker stands inside the clause.
const parenthesis = (tokens: Sentence, cue: Cue, source: Stretch, cues: readonly Cue[]): Draft | null => {
  if (!cue.kinds.has('say') || tokens[source.from - 1]?.low !== ',' || tokens[cue.to]?.low !== ',') return null
  if (/^(?:who|which|that)$/.test(tokens[source.from].low) || tokens[cue.to + 1]?.pos === 'CCONJ') return null
  const first = withoutPoints(tokens, { from: contentStart(tokens), to: source.from })
  const second = withoutPoints(tokens, {
    from: cue.to + 1,
    to: contentEnd(
      tokens,
      cue.to + 1,
      cues.filter(one => one.from > cue.to)
    )
  })
  if (!first || !second || !tokens.slice(second.from, second.to).some(one => one.pos === 'AUX' || one.pos === 'VERB')) return null
  return { rule: 'split by its speaker', content: [first, second], cue: { from: cue.from, to: cue.to }, source }
}

const inverted = (tokens: Sentence, cue: Cue, cues: readonly Cue[]): Draft | null => {
  if (cue.from === 0 || cue.phrase) return null
  const end = contentBefore(tokens, cue.from)
  if (!end) return null
  const source = subjectAfter(tokens, cue.to)
  if (!source) return null
  const quoted = tokens[end - 1].pos === 'QUOTE'
  const next = tokens[source.to]
  if (!(quoted && onlyQuoted(tokens, end)) && next && (next.pos === 'VERB' || next.pos === 'AUX' || next.pos === 'PART'))
    return null
  if (!quoted && !/^(?:say|write|report)$/.test(cue.base)) return null
  if (!quoted && subjectBefore(tokens, cue.from)) return null
  return frontedDraft(tokens, end, cue, source, source.to, cues)
}

const LONGEST_SPEAKER = 24

// Right after “…,” all that stands before the cue is its speaker, whatever the tagger thinks of "White House press secretary".
const afterQuotation = (tokens: Sentence, quotation: number, cue: number, cues: readonly Cue[]): Stretch | null => {
  if (!quotation) return null
  let from = quotation
  let to = cue
  while (from < to && /^(?:,|as|adds?|then)$/.test(tokens[from].low)) from++
  while (to > from && (isTimeWord(tokens[to - 1].low) || tokens[to - 1].pos === 'ADV' || tokens[to - 1].low === 'on')) to--
  if (from >= to || to - from > LONGEST_SPEAKER || !/^(?:DET|NOUN|PROPN|PRON|ADJ|NUM)$/.test(tokens[from].pos)) return null
  const own = tokens.slice(from, to)
  const clause = own.findIndex(one => /^(?:who|whose|which|that)$/.test(one.low))
  const plain = clause < 0 ? own : own.slice(0, clause)
  if (plain.some(one => one.pos === 'AUX' || one.pos === 'QUOTE' || one.low === ';' || one.low === ':')) return null
  if (cues.some(one => one.from > from && one.to <= from + plain.length && one.finite && !one.passive)) return null
  if (isNameInCommas(tokens, quotation, to)) return null
  return plain.some(one => one.pos === 'CCONJ' && one.low === 'but') ? null : { from, to }
}

// "her friend and “fixer,” Tom Okoro, testified": a name that the words in marks belong to.
const isNameInCommas = (tokens: Sentence, quotation: number, to: number): boolean =>
  quotation > 1 &&
  isShort(tokens[quotation - 1]) &&
  tokens[to - 1].low === ',' &&
  tokens.slice(quotation, to - 1).every(one => one.pos === 'PROPN')

const onlyQuoted = (tokens: Sentence, end: number): boolean =>
  tokens.slice(speechStart(tokens, end), end).every(one => one.pos === 'QUOTE' || one.pos === 'PUNCT')

// Ruiz was bolder: “We stay,” she said, “and they go.”: what a colon announces begins behind it.
const speechStart = (tokens: Sentence, end: number): number => {
  const colon = tokens.findIndex((one, i) => one.low === ':' && i + 1 < end && tokens[i + 1].pos === 'QUOTE')
  const isSpeech = colon > 0 && tokens.slice(colon + 1, end).every(one => one.pos === 'QUOTE' || one.pos === 'PUNCT')
  return isSpeech ? colon + 1 : contentStart(tokens)
}

const lastQuotation = (tokens: Sentence, before: number): number => {
  for (let at = before - 1; at >= 0; at--)
    if (tokens[at].pos === 'QUOTE' && (endsSpeech(tokens, at) || isSentenceInMarks(tokens, at))) return at + 1
  return 0
}

// “…,” or “…?” or “…” and a comma: marks that end with no point are a part of their sentence.
const endsSpeech = (tokens: Sentence, at: number): boolean => {
  const { low, marked } = tokens[at]
  return !!marked && (/[,.?!…—–-]['’"”»]*$/.test(low) || tokens[at + 1]?.low === ',')
}

// “The town is on its own” Ruiz said: the comma is missing, but a sentence that begins with its marks has no other place for them.
const SENTENCE_WORDS = 5
const isSentenceInMarks = (tokens: Sentence, at: number): boolean =>
  at === contentStart(tokens) && tokens[at].low.split(/\s+/).length >= SENTENCE_WORDS

const contentBefore = (tokens: Sentence, at: number): number => {
  const last = tokens[at - 1]
  if (!last) return 0
  if (last.pos === 'QUOTE') return endsSpeech(tokens, at - 1) || isSentenceInMarks(tokens, at - 1) ? at : 0
  if (last.low !== ',' && last.low !== '—' && last.low !== '--') return 0
  if (tokens[at - 2]?.pos === 'QUOTE') return at - 1
  return last.low === ',' && isClause(tokens, 0, at - 1) ? at - 1 : 0
}

const OPENER =
  /^(?:if|while|when|after|although|though|as|because|since|once|before|in|on|at|by|for|during|despite|with|without|until)$/
const isClause = (tokens: Sentence, from: number, to: number): boolean =>
  !(tokens[from].pos === 'VERB' && /ed$/.test(tokens[from].low)) &&
  tokens.slice(from, to).some(one => one.pos === 'AUX' || (one.pos === 'VERB' && !/ing$/.test(one.low))) &&
  !(OPENER.test(tokens[from].low) && !tokens.slice(from, to).some(one => one.low === ','))

const LONGEST_ADJUNCT = 14
const nothingFollows = (tokens: Sentence, at: number): boolean => {
  const next = tokens[at]
  if (next && (tokens[at + 1]?.pos === 'QUOTE' || next.pos === 'QUOTE')) return false
  if (!next || /^(?:[.,;:—(]|--)$/.test(next.low) || isTimeWord(next.low)) return true
  const past = skipAdjuncts(tokens, at)
  if (past > at) return nothingFollows(tokens, past)
  const comma = tokens.findIndex((one, i) => i >= at && one.low === ',')
  const here = tokens.slice(at, Math.min(comma < 0 ? tokens.length : comma, at + LONGEST_ADJUNCT))
  return (next.pos === 'ADP' || next.pos === 'ADV' || next.low === 'as') && !here.some(one => one.low === 'that')
}

const frontedDraft = (
  tokens: Sentence,
  end: number,
  cue: Cue,
  source: Stretch,
  rest: number,
  cues: readonly Cue[]
): Draft | null => {
  const quoted = tokens[end - 1].pos === 'QUOTE'
  const first = withoutPoints(tokens, { from: speechStart(tokens, end), to: end })
  if (!first) return null
  const second = continuation(tokens, quoted ? rest : skipAdjuncts(tokens, rest), quoted, cues)
  const content = second ? [first, second] : [first]
  const rule = second ? 'split by its speaker' : quoted ? 'fronted quotation' : 'fronted clause'
  return { rule, content, cue: { from: cue.from, to: cue.to }, source }
}

// “Ruiz-Lund”: a hyphen inside a word is no dash.
const isDash = (tokens: Sentence, at: number): boolean => {
  const { low, start } = tokens[at]
  return low === '—' || low === '--' || ((low === '–' || low === '-') && tokens[at - 1].end < start)
}

/** Where a sentence's own words begin: after a date line ("SANDPORT — ", "SANDPORT (AP) — "). */
export const contentStart = (tokens: Sentence): number => {
  let bullet = 0
  while (bullet < tokens.length - 1 && !tokens[bullet].marked && !/[\p{L}\p{N}([$£€#@]/u.test(tokens[bullet].low)) bullet++
  if (bullet || tokens[0]?.marked) return bullet
  for (let at = 1; at < Math.min(tokens.length, 10); at++) {
    if (isDash(tokens, at) && tokens.slice(0, at).some(one => one.pos === 'PROPN')) return at + 1
    if (!/^(?:PROPN|NOUN|PUNCT|NUM|SYM)$/.test(tokens[at].pos)) return 0
  }
  return 0
}

const continuation = (tokens: Sentence, rest: number, quoted: boolean, cues: readonly Cue[]): Stretch | null => {
  if (quoted) {
    const at = tokens.findIndex((one, i) => i >= rest && one.pos === 'QUOTE')
    if (at < 0) return null
    if (cues.some(one => one.from >= rest && one.from < at)) return null
    if (at > rest && !/^(?:[,:.—–]|--)$/.test(tokens[at - 1].low) && tokens[at - 1].pos !== 'QUOTE') return null
    return withoutPoints(tokens, { from: at, to: contentEnd(tokens, at, cues) })
  }
  if (tokens[rest]?.low !== ',' || rest + 2 >= tokens.length) return null
  const next = tokens[rest + 1]
  if (
    cues.some(one => one.from === rest + 1) ||
    /^(?:who|which|and|but|as|while|when|after|in|on|at|during|with)$/.test(next.low) ||
    /ing$/.test(next.low)
  )
    return null
  return withoutPoints(tokens, { from: rest + 1, to: contentEnd(tokens, rest + 1, cues) })
}
