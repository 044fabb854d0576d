import { expect, test } from 'vitest'
import { disagree } from '../src/serve/answer/disagree.ts'

const person = (name: string) => ({ name, kind: 'person' as const })

test('two people are two; one under two names, or a body and who speaks for it, are not', () => {
  expect(disagree(person('Ada Ruiz'), person('Jon Bell'))).toBe(true)
  expect(disagree(person('Ada Ruiz'), person('Pia Ruiz'))).toBe(true)
  expect(disagree(person('Ada Ruiz'), person('CLOSE Ada Ruiz'))).toBe(false)
  expect(disagree(person('Ruiz'), person('Ada Ruiz'))).toBe(false)
  expect(disagree(person('Philip Orme'), person('Phillip J. Orme'))).toBe(false)
  expect(disagree({ name: 'Harbour Office', kind: 'body' }, person('Jon Bell'))).toBe(false)
})
