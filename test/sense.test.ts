import { expect, test } from 'vitest'
import { areOtherNames, isConditionOf, senseOf } from '../src/serve/pages/sense.ts'

test.each([
  ['we will sell', 'we will not sell', 'negation dropped'],
  ['the gate doesn’t hold', 'the gate holds', 'negation put in'],
  ['fourteen barges', 'forty barges', 'other number'],
  ['fourteen barges', '14 barges', null],
  ['will open', 'may open', 'other modal verb'],
  ['open the lock', 'open only the lock', 'limit dropped'],
  ['of the barges', 'about half of the barges', 'number dropped'],
  ['the wall was tired', 'the wall is tired', 'other tense'],
  ['the railroad', 'the railway', null],
  ['', 'bitter and', null]
])('“%s” for “%s”: %s', (printed, fullest, sense) => expect(senseOf(printed, fullest)).toBe(sense))

test('a condition that is cut off behind the words belongs to them, one of the next sentence does not', () => {
  expect(isConditionOf('“We will open the lock', 'if the wall holds.”')).toBe(true)
  expect(isConditionOf('“We will open the lock.', 'If the wall holds, all is well.”')).toBe(false)
  expect(isConditionOf('“We will open the lock', 'in spring.”')).toBe(false)
})

test('other names are names on both sides', () => {
  expect(areOtherNames('the mayor of Selm', 'the mayor of Ostring')).toBe(true)
  expect(areOtherNames('the mayor', 'the mayor of Ostring')).toBe(false)
})
