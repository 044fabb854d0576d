import { slice, type Text } from '../text/index.ts'
import { isLabel } from './lexicon.ts'
import { type Passage, quoteFrom } from './passage.ts'

/** Who is named before a turn of a transcript, and where the words begin. */
export type Turn = { readonly label: string; readonly labelStart: number; readonly labelEnd: number; readonly wordsStart: number }

// A transcript that is quoted from elsewhere opens every turn with a mark: "RUIZ: We stay.
const TURN = /^(["“]?)(\p{Lu}[\p{L}.’'-]*(?:\s\p{Lu}[\p{L}.’'-]*){0,4}\s?)(?:\([^)]{1,60}\))?:\s+(?=\S)/u
const MIN_TURNS = 3
const MIN_SPEAKERS = 2

/** Share of labelled paragraphs from which the unlabelled ones between them are taken for the same turn going on, and not for an outlet's prose. */
const WHOLE_TRANSCRIPT = 0.5

/** Share of labelled paragraphs from which a text is an interview, whose speakers a word may name. */
const INTERVIEW = 0.6

/**
 * A transcript's turns: "ADA RUIZ: Good afternoon." gives what stands after the name to her, and the paragraphs without a name that follow it.
 * Questions and other labels that name nobody yield none. What rules for sentences found inside a turn is part of the speech and is dropped.
 */
export const takeTurns = (text: Text, passages: readonly Passage[]): void => {
  const body = passages.filter(one => one.part === 'body' && one.block.kind !== 'heading')
  const turns = turnsOf(text, body)
  const labels = turns.flatMap(turn => (turn ? [turn.label] : []))
  if (labels.length < MIN_TURNS || new Set(labels).size < MIN_SPEAKERS || new Set(labels).size === labels.length) return
  const first = turns.findIndex(turn => turn !== null)
  const whole = labels.length >= WHOLE_TRANSCRIPT * (body.length - first)
  let speaking: { start: number; end: number } | null = null
  body.forEach((passage, i) => {
    const turn = turns[i]
    if (i < first || (!turn && !(whole && speaking))) return
    passage.quotes.length = 0
    const { start, end } = passage.block
    if (turn) speaking = isNobody(turn.label) ? null : { start: turn.labelStart, end: turn.labelEnd }
    if (!speaking || STAGE_DIRECTION.test(slice(text, passage.block))) return
    const colon = turn ? { start: turn.labelEnd, end: turn.labelEnd + 1 } : null
    const cue = colon && text.chars[colon.start] === ':' ? colon : null
    passage.quotes.push(
      quoteFrom(passage, 'turn of a transcript', 'direct', [{ start: turn?.wordsStart ?? start, end }], speaking, cue)
    )
  })
}

/** Shouted or full names; in an interview, where each label comes again and nearly every paragraph has one, also "Ruiz: We stay." */
const turnsOf = (text: Text, body: readonly Passage[]): (Turn | null)[] => {
  const plain = body.map(passage => labelOf(text, passage))
  const labels = plain.flatMap(turn => (turn ? [turn.label] : []))
  const isInterview = labels.length >= INTERVIEW * body.length && new Set(labels).size * 2 <= labels.length
  return isInterview ? plain : body.map(passage => turnOf(text, passage))
}

const STAGE_DIRECTION = /^["“]?\([^)]*\)["”]?$/

/** Whether a label names nobody: a question, a stage direction. */
export const isNobody = (label: string) => isLabel(label.toLowerCase())

/** The turn that a paragraph opens, "ADA RUIZ: Good afternoon."; null where it opens none. */
export const turnOf = (text: Text, passage: Passage): Turn | null => {
  const turn = labelOf(text, passage)
  const shouted = turn && turn.label === turn.label.toUpperCase() && /\p{Lu}{2}|^[QA]$/u.test(turn.label)
  return shouted || (turn && turn.label.split(/\s+/).length > 1) ? turn : null
}

const labelOf = (text: Text, { block }: Passage): Turn | null => {
  const match = TURN.exec(slice(text, block))
  if (!match) return null
  const [whole, mark, name] = match
  const label = name.trim()
  const labelStart = block.start + mark.length
  return { label, labelStart, labelEnd: labelStart + label.length, wordsStart: block.start + whole.length }
}
