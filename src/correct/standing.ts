import type { Correction } from '../types.ts'

/** Corrections as they were made, the first first. */
export const inTime = (corrections: readonly Correction[]): Correction[] =>
  corrections.toSorted((a, b) => (a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1))

/** The corrections that nobody has undone, the first first. An undo that is undone itself undoes nothing. */
export const standing = (corrections: readonly Correction[]): Correction[] => {
  const undone = new Set<string>()
  const left: Correction[] = []
  for (const one of inTime(corrections).reverse()) {
    if (undone.has(one.id)) continue
    if (one.says.kind === 'undo') undone.add(one.says.correction)
    else left.push(one)
  }
  return left.reverse()
}
