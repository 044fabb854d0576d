import { fold } from '../../text/index.ts'
import type { SpeakerName } from './wire/index.ts'

const wordsOf = (name: string): string[] => fold(name).chars.match(/[\p{L}\p{N}]+/gu) ?? []

/**
 * Whether two speakers are two, so that outlets which give one thing to both disagree. A body and who speaks for it are none: "the council", "a spokeswoman".
 * Nor are two names that may be one person's: "Ada Ruiz" and "Mayor Ada Ruiz", "Jon Bell" and "John R. Bell".
 */
export const disagree = (a: Pick<SpeakerName, 'name' | 'kind'>, b: Pick<SpeakerName, 'name' | 'kind'>): boolean => {
  if (a.kind !== b.kind) return false
  const [x, y] = [wordsOf(a.name), wordsOf(b.name)]
  const [less, more] = x.length < y.length ? [x, y] : [y, x]
  if (less.every(word => more.includes(word))) return false
  return x.at(-1) !== y.at(-1) || x[0]?.[0] !== y[0]?.[0]
}
