import type { Span } from './span.ts'
import type { Text } from './text.ts'

/**
 * A stretch between quotation marks. `whole` runs from the opening to the closing mark, both included; `inner` is what stands between.
 * A mark that is not printed is said in `missing`; `inside` says that the stretch stands within another.
 */
export type Marked = {
  readonly whole: Span
  readonly inner: Span
  readonly missing: 'none' | 'opening' | 'closing'
  readonly single: boolean
  readonly inside: boolean
}

type Open = { at: number; single: boolean }

const DOUBLE = /["“”„‟«»＂]/
const SINGLE = /['‘’‚‛‹›]/
const BEFORE_OPENING = /[\s([{—–\-/:"“„«'‘]/
const AFTER_CLOSING = /[\s)\]},.;:!?…—–\-/"”»'’]/

/**
 * The stretches of one line or paragraph that stand between quotation marks, in order of their start, curly and straight marks mixed as printed.
 * An apostrophe is not a mark. A double mark without its partner gives a stretch to the end, or from the beginning, of the paragraph.
 */
export const markedSpans = (text: Text, within: Span): Marked[] => {
  const found: Marked[] = []
  const open: Open[] = []
  const { chars } = text
  for (let at = within.start; at < within.end; at++) {
    const char = chars[at]
    const double = DOUBLE.test(char)
    if (!double && !SINGLE.test(char)) continue
    const top = open.at(-1)
    const closes = double ? open.some(one => !one.single) : !!top?.single
    const side = sideOf(chars, at, within, closes)
    if (side === 'opening') {
      if (double || closesLater(chars, at, within)) open.push({ at, single: !double })
    } else if (side === 'closing' && closes) {
      while (open.length && open.at(-1)?.single === double) open.pop()
      const from = open.pop()
      if (from && from.at + 1 < at)
        found.push({ ...bounds(from.at, at + 1, from.at + 1, at), missing: 'none', single: !double, inside: open.length > 0 })
    } else if (side === 'closing' && double && at > within.start) {
      const from = found.reduce((end, one) => Math.max(end, one.whole.end), within.start)
      const start = from + (chars.slice(from, at).match(/^[\s\W]*/)?.[0].length ?? 0)
      if (start < at) found.push({ ...bounds(start, at + 1, start, at), missing: 'opening', single: false, inside: false })
    }
  }
  for (const one of open)
    if (!one.single && one.at + 1 < within.end)
      found.push({
        ...bounds(one.at, within.end, one.at + 1, within.end),
        missing: 'closing',
        single: false,
        inside: open[0] !== one
      })
  return found.sort((a, b) => a.whole.start - b.whole.start || b.whole.end - a.whole.end)
}

const bounds = (start: number, end: number, from: number, to: number) => ({
  whole: { start, end },
  inner: { start: from, end: to }
})

const sideOf = (chars: string, at: number, within: Span, isOpen: boolean): 'opening' | 'closing' | 'neither' => {
  const char = chars[at]
  const starts = at === within.start || BEFORE_OPENING.test(chars[at - 1])
  const ends = at + 1 >= within.end || AFTER_CLOSING.test(chars[at + 1])
  if (/[“«„‟‘‚‛‹]/.test(char)) return char === '“' && isOpen && ends && !starts ? 'closing' : 'opening'
  if (/[”»›]/.test(char)) return 'closing'
  if (starts && ends) return isOpen ? 'closing' : 'neither'
  if (char === '’') return ends ? 'closing' : 'neither'
  return starts ? 'opening' : ends ? 'closing' : isOpen && DOUBLE.test(char) ? 'closing' : 'neither'
}

// "'em" and "the '90s" open nothing: a single mark opens only where another one closes it on the same line.
const closesLater = (chars: string, at: number, within: Span): boolean => {
  if (/^[''‘’](?:\d|em\b|til\b|cause\b|n\b|twas\b|tis\b)/i.test(chars.slice(at, at + 7))) return false
  for (let to = at + 2; to < within.end; to++)
    if (/['’›]/.test(chars[to]) && (to + 1 >= within.end || AFTER_CLOSING.test(chars[to + 1])) && !/\s/.test(chars[to - 1]))
      return true
  return false
}
