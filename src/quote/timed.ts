import { type Span, slice, type Text } from '../text/index.ts'
import type { Reading } from '../types.ts'
import { type Passage, quoteFrom } from './passage.ts'
import { isNobody, type Turn, turnOf } from './transcript.ts'

/** Whether a reading is a file of subtitles: times stand between its paragraphs. */
export const isTimed = ({ blocks }: Reading): boolean => blocks.some(({ why }) => why === 'timestamp')

/** A voice that VTT marks: "<v Ada Ruiz>Good afternoon." */
const VOICE = /^<v[^\s>]*[ \t]+([^>\n]{1,80})>\s*(?=\S)/
/** Somebody else speaks, nobody says who: "- No.", ">> No." */
const OTHER_VOICE = /^(?:[-–—]\s|>>)/
/** "[applause]", "(Laughter)" */
const STAGE_DIRECTION = /^(?:\[[^\]]*\]|\([^)]*\)|♪.*)$/s
const SENTENCE_END = /[.!?…]["'”’»)\]]*(?:<[^<>]*>)*$/

/** The turns of subtitles: each cue is a paragraph, and a sentence that runs over several is one quotation with as many spans. */
export const takeTimedTurns = (text: Text, passages: readonly Passage[]): void => {
  let speaking: Span | null = null
  let isMarked = false
  let open: { passage: Passage; content: Span[]; cue: Span | null } | null = null
  const close = () => {
    if (open && speaking) {
      const [first, ...rest] = open.content
      open.passage.quotes.push(quoteFrom(open.passage, 'turn of a transcript', 'direct', [first, ...rest], speaking, open.cue))
    }
    open = null
  }
  for (const passage of passages.filter(one => one.part === 'body')) {
    const { start, end } = passage.block
    if (STAGE_DIRECTION.test(slice(text, passage.block))) continue
    const voice = voiceOf(text, passage)
    const turn = voice ?? turnOf(text, passage)
    if (turn) {
      close()
      speaking = isNobody(turn.label) ? null : { start: turn.labelEnd - turn.label.length, end: turn.labelEnd }
      isMarked = voice !== null
      // A mark is of its own cue; only a sentence that has not ended goes on in the next.
    } else if (OTHER_VOICE.test(slice(text, passage.block)) || (isMarked && !open)) {
      close()
      speaking = null
    }
    if (!speaking) continue
    passage.quotes.length = 0
    const colon = turn && text.chars[turn.labelEnd] === ':' ? { start: turn.labelEnd, end: turn.labelEnd + 1 } : null
    open ??= { passage, content: [], cue: colon }
    open.content.push({ start: turn?.wordsStart ?? start, end })
    if (SENTENCE_END.test(slice(text, passage.block))) close()
  }
  close()
}

const voiceOf = (text: Text, { block }: Passage): Turn | null => {
  const match = VOICE.exec(slice(text, block))
  if (!match) return null
  const label = match[1].trim()
  const labelStart = block.start + match[0].indexOf(match[1])
  return label ? { label, labelStart, labelEnd: labelStart + label.length, wordsStart: block.start + match[0].length } : null
}
