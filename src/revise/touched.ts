import { differences, entries } from '../text/index.ts'
import type { ChangeKind } from '../types.ts'
import dateList from './date-words.txt'
import numberList from './number-words.txt'
import type { Printed } from './printed.ts'

const dateWords = new Set(entries(dateList))
const numberWords = new Set(entries(numberList))

/** Two runs of words that stand for each other in two versions; one of them may be empty. */
export type Run = { readonly before: readonly Printed[]; readonly after: readonly Printed[] }

/** Where two wordings differ, in order. */
export const runsBetween = (before: readonly Printed[], after: readonly Printed[]): Run[] =>
  differences(
    before.map(one => one.key),
    after.map(one => one.key)
  ).map(({ a, b }) => ({ before: before.slice(...a), after: after.slice(...b) }))

const isYear = (key: string) => /^(?:19|20)\d\d$/.test(key)
const isDate = ({ key }: Printed) => dateWords.has(key) || isYear(key)
const isNumber = ({ key }: Printed) => !isYear(key) && (/^\d/.test(key) || key.split('-').some(one => numberWords.has(one)))

/** What these runs touch besides words: a number where both print one, or a day where both do. "2 March" for "3 March" is a day. */
export const touchedBy = (runs: readonly Run[], around: readonly Printed[]): ChangeKind[] => {
  const dayAt = (word: Printed) => around.some(one => isDate(one) && nextTo(one, word, around))
  const both = (test: (word: Printed) => boolean) => runs.some(run => run.before.some(test) && run.after.some(test))
  const days = runs.some(({ after, before }) => before.some(isNumber) && after.some(one => isNumber(one) && dayAt(one)))
  const number = runs.some(({ before, after }) => before.some(isNumber) && after.some(one => isNumber(one) && !dayAt(one)))
  return [...(number ? ['number' as const] : []), ...(days || both(isDate) ? ['date' as const] : [])]
}

const nextTo = (one: Printed, other: Printed, around: readonly Printed[]) =>
  Math.abs(around.indexOf(one) - around.indexOf(other)) === 1
