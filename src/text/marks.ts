import type { Span } from './span.ts'
import { trim } from './span.ts'
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

type Mark = { readonly at: number; readonly end: number; readonly single: boolean }
type Place = { readonly chars: string; readonly within: Span; readonly mark: Mark; readonly open: readonly Mark[] }
type Side = 'opening' | 'closing' | 'neither'

/** The marks of a line, two single ones side by side (''so'') being one double mark. */
const MARK = /''|‘‘|’’|``|["“”„‟«»＂'‘’‚‛‹›`]/g
const DOUBLE = /^(?:["“”„‟«»＂]|''|‘‘|’’|``)$/
const BEFORE_OPENING = /[\s([{—–\-/:"“„«'‘>]/
const AFTER_CLOSING = /[\s)\]},.;:!?…—–\-/"”»'’<]/

/**
 * The stretches of one line or paragraph that stand between quotation marks, in order of their start, curly and straight marks mixed as printed.
 * Apostrophes and inches are no marks. A double mark without its partner gives a stretch to the end, or from the beginning, of the paragraph.
 */
export const markedSpans = (text: Text, within: Span): Marked[] => {
  const found: Marked[] = []
  const open: Mark[] = []
  const { chars } = text
  for (const match of chars.slice(within.start, within.end).matchAll(MARK)) {
    const at = within.start + match.index
    const mark = { at, end: at + match[0].length, single: !DOUBLE.test(match[0]) }
    const side = sideOf({ chars, within, mark, open })
    if (side === 'opening') open.push(mark)
    else if (side === 'closing') close(text, within, mark, open, found)
  }
  for (const one of open) if (!one.single) leaveOpen(text, within, one, found)
  return found.sort((a, b) => a.whole.start - b.whole.start || b.whole.end - a.whole.end)
}

const close = (text: Text, within: Span, mark: Mark, open: Mark[], found: Marked[]): void => {
  const partner = open.findLastIndex(one => one.single === mark.single)
  const [from] = partner < 0 ? [open.at(-1)] : open.splice(partner)
  if (!from) {
    missOpening(text, within, mark, found)
    return
  }
  if (partner < 0) open.pop()
  if (from.end < mark.at)
    found.push({
      whole: { start: from.at, end: mark.end },
      inner: { start: from.end, end: mark.at },
      missing: 'none',
      single: from.single,
      inside: open.length > 0
    })
}

const missOpening = ({ chars }: Text, within: Span, mark: Mark, found: Marked[]): void => {
  if (mark.single || mark.at === within.start) return
  const from = found.reduce((end, one) => Math.max(end, one.whole.end), within.start)
  const start = from + (/^[^\p{L}\p{N}([$£€…]*/u.exec(chars.slice(from, mark.at))?.[0].length ?? 0)
  if (start < mark.at)
    found.push({
      whole: { start, end: mark.end },
      inner: { start, end: mark.at },
      missing: 'opening',
      single: false,
      inside: false
    })
}

// “We stay, she said. “We do.” — what is left open ends before the next pair, which then stands in nothing.
const leaveOpen = (text: Text, within: Span, mark: Mark, found: Marked[]): void => {
  const next = found.findIndex(one => one.inside && !one.single && one.whole.start > mark.at)
  const end = next < 0 ? within.end : found[next].whole.start
  for (let i = 0; i < found.length; i++)
    if (next >= 0 && found[i].whole.start >= end && !found[i].single) found[i] = { ...found[i], inside: false }
  const inner = mark.end < end ? trim(text, { start: mark.end, end }) : null
  if (!inner) return
  const inside = found.some(one => one.whole.start < mark.at && mark.at < one.whole.end)
  found.push({ whole: { start: mark.at, end: inner.end }, inner, missing: 'closing', single: false, inside })
}

const sideOf = (place: Place): Side => {
  for (const rule of RULES) {
    const side = rule(place)
    if (side) return side
  }
  return 'neither'
}

const starts = ({ chars, within, mark }: Place) => mark.at === within.start || BEFORE_OPENING.test(chars[mark.at - 1])
const ends = ({ chars, within, mark }: Place) => mark.end >= within.end || AFTER_CLOSING.test(chars[mark.end])
const isOpen = ({ mark, open }: Place) => open.some(one => one.single === mark.single)
const shape = ({ chars, mark }: Place) => chars.slice(mark.at, mark.end)

/** don’t, 6'2: a single mark inside a word or a number. */
const insideWord = (place: Place): Side | null => {
  const { chars, within, mark } = place
  if (!mark.single || mark.at === within.start || mark.end >= within.end) return null
  return /[\p{L}\p{N}]/u.test(chars[mark.at - 1]) && /[\p{L}\p{N}]/u.test(chars[mark.end]) ? 'neither' : null
}

/** 'tis, the '90s, rock 'n' roll: a single mark where letters or figures are left out. */
const elision = ({ chars, mark }: Place): Side | null =>
  mark.single &&
  /^['’‘`](?:\d\d(?!\d)|(?:em|til|till|cause|n|twas|tis|bout|round|cos)\b)/i.test(chars.slice(mark.at, mark.at + 8))
    ? 'neither'
    : null

/** rock 'n' roll, again: the mark after the n. */
const elisionEnd = ({ chars, mark }: Place): Side | null =>
  mark.single && /['’‘`]n$/i.test(chars.slice(Math.max(0, mark.at - 2), mark.at)) ? 'neither' : null

/** 12" record, 6'2" tall: inches, where nothing is open that the mark could close. */
const inches = (place: Place): Side | null =>
  /^["'']+$/.test(shape(place)) && /\d/.test(place.chars[place.mark.at - 1] ?? '') && !isOpen(place) ? 'neither' : null

/** „…“ and ‚…‘ close with what opens elsewhere; so does »…«. */
const foreignClosing = (place: Place): Side | null => {
  const { chars, mark, open } = place
  const top = open.findLast(one => one.single === mark.single)
  const opener = top ? chars[top.at] : ''
  const mine = shape(place)
  const pair = (mine === '“' && /[„“]/.test(opener)) || (mine === '‘' && opener === '‚') || (mine === '«' && opener === '»')
  return pair && ends(place) && (mine !== '“' || opener === '„' || !starts(place)) ? 'closing' : null
}

/** »…« and ”…”, as some languages open: before a word, with nothing open. */
const foreignOpening = (place: Place): Side | null =>
  /^(?:»|”)$/.test(shape(place)) && !isOpen(place) && starts(place) && !ends(place) && closesLater(place) ? 'opening' : null

/** the workers' town: a plural's apostrophe, where the mark that closes comes later. */
const plural = (place: Place): Side | null => {
  const { chars, within, mark } = place
  if (!mark.single || !isOpen(place) || !/^['’]$/.test(shape(place))) return null
  if (!/[sz]/i.test(chars[mark.at - 1]) || !/^\s\p{L}/u.test(chars.slice(mark.end, mark.end + 3))) return null
  const rest = chars.slice(mark.end, Math.min(within.end, mark.end + FARTHEST_PARTNER))
  const later = /[^\s]['’](?=[\s)\],.;:!?…—–]|$)/.exec(rest)
  const opening = /(?:^|[\s(—–])['‘](?=\S)/.exec(rest)
  return later && (!opening || later.index < opening.index) ? 'neither' : null
}

/** “We stay.’ she said: a double mark that a single one closes. */
const wrongPartner = (place: Place): Side | null => {
  const { chars, within, mark, open } = place
  if (shape(place) !== '’' || !open.length || open.some(one => one.single)) return null
  if (!/[.,?!]/.test(chars[mark.at - 1]) || !ends(place)) return null
  const next = /["“”]/.exec(chars.slice(mark.end, Math.min(within.end, mark.end + FARTHEST_PARTNER)))?.[0]
  return next === '”' || next === '"' ? null : 'closing'
}

/** Marks that only open: a double one always, a single one where another closes it on the same line. */
const openingShape = (place: Place): Side | null =>
  !/^(?:[“«„‟‘‚‛‹`]|‘‘|``)$/.test(shape(place)) ? null : place.mark.single && !closesLater(place) ? 'neither' : 'opening'

/** Marks that only close; ’ is an apostrophe where nothing is open. */
const closingShape = (place: Place): Side | null => {
  if (!/^(?:[”»›’]|’’)$/.test(shape(place))) return null
  return place.mark.single && (!isOpen(place) || !ends(place)) ? 'neither' : 'closing'
}

/** Straight marks, by what stands beside them. */
const straight = (place: Place): Side | null => {
  const [left, right] = [starts(place), ends(place)]
  const { single } = place.mark
  if (isOpen(place) && (right || (!left && !single))) return 'closing'
  if (left && (!right || !single)) return single && !closesLater(place) ? 'neither' : 'opening'
  return right && !single ? 'closing' : 'neither'
}

const RULES: readonly ((place: Place) => Side | null)[] = [
  insideWord,
  elision,
  elisionEnd,
  inches,
  foreignClosing,
  foreignOpening,
  plural,
  wrongPartner,
  openingShape,
  closingShape,
  straight
]

/** How far a mark's partner is looked for, in characters: longer than any paragraph of speech, so that a page without line breaks stays cheap. */
const FARTHEST_PARTNER = 3000

const closesLater = ({ chars, within, mark }: Place): boolean => {
  const closing = mark.single ? /['’›‘]/ : /["”»«]/
  for (let at = mark.end + 1; at < Math.min(within.end, mark.end + FARTHEST_PARTNER); at++)
    if (closing.test(chars[at]) && !/\s/.test(chars[at - 1]) && (at + 1 >= within.end || AFTER_CLOSING.test(chars[at + 1])))
      return true
  return false
}
