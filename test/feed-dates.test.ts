import { expect, test } from 'vitest'
import { datedOf } from '../src/read/feeds/dates.ts'

test.each([
  ['Tue, 11 Mar 2031 09:00:00 +0100', '2031-03-11T09:00:00+01:00'],
  ['Tue, 11 Mar 2031 09:00:00 GMT', '2031-03-11T09:00:00Z'],
  ['2031-03-11T09:00+01:00', '2031-03-11T09:00+01:00'],
  ['2031-03', '2031-03']
])('%s is a moment', (printed, value) => {
  expect(datedOf(printed)?.value).toBe(value)
})

test.each(['Tue, 11 Mar 2031 09:00:00 +0199', 'Tue, 11 Mar 20311 09:00:00 +0100', 'soon', '', null])('%s is none', printed => {
  expect(datedOf(printed)).toBeNull()
})
