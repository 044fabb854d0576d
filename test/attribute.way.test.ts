import { expect, test } from 'vitest'
import { attributeQuotes, findSayings } from '../src/attribute/index.ts'
import { findQuotes } from '../src/quote/index.ts'
import { slice } from '../src/text/index.ts'
import { readingOf } from './marked.ts'

/** For each quotation of a line, what is printed of its way: "to … in … through …". */
const waysIn = (chars: string): string[] => {
  const reading = readingOf(chars)
  const quotes = findQuotes(reading).value
  return findSayings(reading, quotes, attributeQuotes(reading, quotes).value).map(({ way }) => {
    const part = (name: string, one: { start: number; end: number } | null | undefined) =>
      one ? [`${name} ${slice(reading.text, one)}`] : []
    return [...part('to', way?.to), ...part('in', way?.medium), ...part('through', way?.through)].join(', ')
  })
}

const CASES: readonly (readonly [line: string, ...ways: string[]])[] = [
  ['Ada Ruiz told reporters that the town would pay.', 'to reporters'],
  ['Ada Ruiz told a crowd of dockers on Friday that the town would pay.', 'to a crowd of dockers'],
  ['“We stay,” Ada Ruiz told the Sandport Gazette.', 'to the Sandport Gazette, through the Sandport Gazette'],
  ['“We stay,” Ada Ruiz told her on Monday.', ''],
  ['“We stay,” Ada Ruiz said in an interview with Ribe Radio on Monday.', 'to Ribe Radio, through Ribe Radio'],
  ['“We stay,” Ada Ruiz said in a written statement.', 'in a written statement'],
  ['“We stay,” Ada Ruiz wrote on X.', 'in X'],
  ['In a letter to the harbour board, Ada Ruiz wrote that the town would pay.', 'to the harbour board, in a letter'],
  ['“We stay,” Ada Ruiz said, as quoted by the Lund Times.', 'through the Lund Times'],
  ['“We stay,” Ada Ruiz said.', ''],
  ['The report says that the town will pay in a year.', '']
]
for (const [line, ...ways] of CASES) test(`the way of ${line}`, () => expect(waysIn(line)).toEqual(ways))

test('each speaker of a sentence has a way of their own', () =>
  expect(waysIn('Ada Ruiz told the council that the town would pay, and Tom Lund told Ribe Radio that it was late.')).toEqual([
    'to the council',
    'to Ribe Radio, through Ribe Radio'
  ]))
