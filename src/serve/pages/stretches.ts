import type { Block } from '../../types.ts'
import type { ArticleView, ReadQuotation } from '../answer/wire/index.ts'
import { QUOTATIONS_IN_PART } from './bits.ts'

/**
 * A part of the text to be shown: a block, or the characters between two blocks, which are shown too. Signs without a letter, as Markdown has them around
 * its headings and emphasis, are shown with the block in whose line they stand (`lead`, `tail`).
 */
export type Stretch = (Block | { kind: 'between'; start: number; end: number }) & { lead?: string; tail?: string }

/** An article's text from its first character to its last, in the stretches that are shown. */
export const stretches = ({ text, blocks }: ArticleView): Stretch[] => {
  const all: Stretch[] = []
  let at = 0
  for (const block of [...blocks, null]) {
    const until = block?.start ?? text.length
    const gap = text.slice(at, until)
    const isSigns = !/[\p{L}\p{N}]/u.test(gap)
    const [tail, ...more] = isSigns ? gap.split('\n') : ['']
    const last = all.at(-1)
    if (last && (more.length || !block) && tail.trim()) all[all.length - 1] = { ...last, tail }
    if (gap.trim() && !isSigns) all.push({ kind: 'between', start: at, end: until })
    if (block) all.push({ ...block, lead: isSigns ? (more.length ? more.join('\n').trimStart() : tail) : '' })
    at = block?.end ?? until
  }
  return all
}

/** Whether a stretch is no part of the report, and stands folded. */
export const isFolded = ({ kind }: Stretch) => kind === 'furniture' || kind === 'between'

/** Neighbouring furniture is folded together. */
export const grouped = (all: readonly Stretch[]): Stretch[][] => {
  const groups: Stretch[][] = []
  for (const one of all) {
    const last = groups[groups.length - 1]
    if (last && isFolded(one) && isFolded(last[0]) && !('time' in one)) last.push(one)
    else groups.push([one])
  }
  return groups
}

/** Where the last of these stretches ends. */
export const endOf = (groups: readonly Stretch[][]): number => groups.at(-1)?.at(-1)?.end ?? 0

/** As many characters as a part of a long article has: what stays far below 200 kB. */
const CHARACTERS_IN_PART = 50_000

/** The rows of an article in parts, each begun where the one before has enough. */
export const partsOf = (groups: readonly Stretch[][], quotes: readonly ReadQuotation[]): Stretch[][][] => {
  const parts: { groups: Stretch[][]; quotations: number; from: number }[] = []
  for (const group of groups) {
    const [{ start }] = group
    const end = endOf([group])
    const here = quotes.filter(({ content: [first] }) => start <= first.start && first.start < end).length
    const last = parts.at(-1)
    if (last && last.quotations + here <= QUOTATIONS_IN_PART && end - last.from <= CHARACTERS_IN_PART) {
      last.groups.push(group)
      last.quotations += here
    } else parts.push({ groups: [group], quotations: here, from: start })
  }
  return parts.map(one => one.groups)
}
