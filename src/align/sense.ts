import type { Place } from './headline.ts'

/** Words whose loss inside a quotation makes another claim of it: negation, limit, hedge, condition. */
const INSIDE = new Set([
  'not',
  'never',
  'no',
  'only',
  'alone',
  'may',
  'might',
  'could',
  'if',
  'unless',
  'almost',
  'nearly',
  'without',
  'except',
  'yet'
])

/** Words that, right behind the place where a quotation is cut off, put a limit or a condition to it. */
const BEHIND = new Set(['if', 'unless', 'until', 'only', 'alone', 'forever', 'without', 'except', 'yet'])

/** Whether what the headline leaves out, or puts for it, makes another claim: a lost "not", "only", "may" or "if". */
export const changesSense = ({ quote, line, meetings }: Place): boolean => {
  const met = new Set(meetings.map(([, j]) => j))
  const [first, last] = [meetings[0][1], meetings[meetings.length - 1][1]]
  const said = new Set(quote.map(one => one.key))
  const dropped = line.tokens.slice(first, last + 1).filter((_, i) => !met.has(first + i))
  const behind = line.tokens[last + 1]
  return (
    dropped.some(one => INSIDE.has(one.key) && !said.has(one.key)) ||
    (!!behind && BEHIND.has(behind.key) && !/[.!?;"”’]/.test(line.text.chars.slice(line.tokens[last].end, behind.start)))
  )
}
