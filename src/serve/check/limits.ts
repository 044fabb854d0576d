import { entries } from '../../text/index.ts'
import type { CheckCell } from '../answer/wire/index.ts'
import beforeList from './limits-before.txt'
import behindList from './limits-behind.txt'

/** How far before a claim a word denies it or puts a doubt to it: "I do not think that it is true that …". */
const REACH = 7

const BEFORE = new RegExp(`(?:\\b(?:${entries(beforeList).join('|')})\\b|n\\s?[’']\\s?t\\b)`, 'iu')
const CONDITION = /^\W*(?:if|unless|until|as long as|so long as|provided)\b/iu
const ANY_BEHIND = new RegExp(`\\b(?:${entries(behindList).join('|')}|only)\\b`, 'iu')
const BEHIND = new RegExp(`^[\\s,–—-]*(?:${entries(behindList).join('|')})\\b`, 'iu')

// A full stop inside a number ends nothing; marks that close and open again are the outlet's words between two pieces.
const SENTENCE_BEFORE = /(?:[^.!?"”“]|\.(?=\w))*$/u
const SENTENCE_BEHIND = /^(?:[^.!?"”“]|\.(?=\w))*/u

const printed = (cells: readonly CheckCell[]) =>
  cells
    .flatMap(one => one.record)
    .map(one => one.words)
    .join(' ')
    .replace(/\s+/g, ' ')

const trimmed = (words: string) => words.replace(/^[\s,;:'’]+|[\s,;:]+$/g, '')

/** Whether words deny, doubt, limit or suppose: who leaves them out makes another claim, whatever marks the cut. */
export const makesLess = (words: string): boolean => BEFORE.test(words) || ANY_BEHIND.test(words)

/** What the record prints right before, or right behind, words that were found, in the same sentence, and what makes less of them: "I do not think that", "if it rains". Null where nothing does. */
export const limitAround = (cells: readonly CheckCell[]): { where: 'before' | 'behind'; words: string } | null => {
  const inner = cells.flatMap((one, n) => (one.kind === 'beyond' ? [] : [n]))
  const [sentence] = SENTENCE_BEFORE.exec(printed(cells.slice(0, inner[0])).trimEnd())!
  const claimed = printed(cells.slice(inner[0], inner.at(-1)! + 1))
  const clause = sentence
    .split(/[,;:–—]\s/u)
    .at(-1)!
    .trim()
  const near = clause.split(' ').slice(-REACH).join(' ')
  if (BEFORE.test(near) || CONDITION.test(sentence))
    return { where: 'before', words: trimmed(BEFORE.test(near) ? clause : sentence) }
  if (/[.!?]["”’'\s]*$/u.test(claimed)) return null
  const [rest] = SENTENCE_BEHIND.exec(printed(cells.slice(inner.at(-1)! + 1)))!
  return BEHIND.test(rest) ? { where: 'behind', words: trimmed(rest) } : null
}
