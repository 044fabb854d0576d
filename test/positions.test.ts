import { expect, test } from 'vitest'
import { subjectsOf } from '../src/align/index.ts'
import { ask } from '../src/serve/answer/operations.ts'
import { positionsPage } from '../src/serve/pages/positions.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { openStore } from '../src/store/index.ts'
import { textOf } from '../src/text/index.ts'
import { pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const said = (chars: string) => ({ text: textOf(chars), content: [{ start: 0, end: chars.length }] })
const subjectsIn = (...sayings: string[]) =>
  subjectsOf(sayings.map(said)).map(({ word, sayings: n }) => {
    const text = sayings.map(one => textOf(one)).find(one => one.id === word.text)!
    return [text.chars.slice(word.start, word.end), n]
  })

test('a subject is a word that several sayings hold, in any of its forms, as one of them prints it', () => {
  const found = subjectsIn(
    'The locks will open in June.',
    'Nobody should wait an hour at a lock.',
    'Our library is closed.',
    'We shall open the library again.'
  )
  expect(found).toEqual(
    expect.arrayContaining([
      [expect.stringMatching(/^locks?$/), [0, 1]],
      ['library', [2, 3]]
    ])
  )
  expect(found).toHaveLength(2)
})

test('two words that stand together in most of its sayings name one subject', () => {
  expect(subjectsIn('The water meters are wrong.', 'We replaced the water meters.', 'A water meter costs forty.')).toEqual([
    [expect.stringMatching(/^water meters?$/), [0, 1, 2]]
  ])
})

test('a plain word beside a subject takes no other subject away', () => {
  const found = subjectsIn(
    'A big sluice would hold the river.',
    'Nobody pays for a big sluice.',
    'The big sluice is late.',
    'Our library is closed.',
    'We shall open the library again.'
  )
  expect(found).toEqual([
    ['big sluice', [0, 1, 2]],
    ['library', [3, 4]]
  ])
})

test('a word said once, a pronoun, a number and a title name none', () => {
  expect(subjectsIn('Nobody paid 40 for the bell, Mr President.', 'Nobody asked, Mr President, about 40.')).toEqual([])
  expect(subjectsOf([])).toEqual([])
})

const harbour = (name: string, day: string, words: string) =>
  pageOf(
    `/news/${name.toLowerCase().replaceAll(' ', '-')}.txt`,
    `Winter ferry in doubt

${name}

${day}

${words}
`
  )

const { path } = scratch()
const store = openStore(path('positions.db'), versionsOf('1'))
takeIn(store, [
  harbour(
    'Tarn Courier',
    '4 March 2031',
    'Few came to hear it in the old hall.\n\nMayor Ilse Brandvik spoke on 3 March 2031.\n\n“The ferry must run in winter too,” Brandvik said.'
  ),
  harbour(
    'Tarn Observer',
    '2 June 2031',
    'Few came to hear it in the old hall.\n\nMayor Ilse Brandvik spoke on 1 June 2031.\n\n“A ferry without a captain is a raft,” Brandvik said. “The chapel roof leaks,” said the surveyor, Odd Lien.'
  ),
  harbour(
    'Tarn Gazette',
    '3 June 2031',
    'Few came to hear it in the old hall.\n\nThe surveyor, Odd Lien, spoke on 2 June 2031.\n\n“I counted nine rotten planks on the ferry,” Lien said.'
  )
])
const asked = ask(store, async () => parts as unknown as Stages)

test('what a speaker said stands under its subjects in the order of its days, with who reported it in which form', async () => {
  const one = await asked('positions', { speaker: 'Brandvik' })
  expect(one.subjects.map(({ word, statements }) => [word.words, statements.map(line => line.said?.date)])).toEqual([
    ['ferry', ['2031-03-03', '2031-06-01']]
  ])
  expect(one.sides[0]).toMatchObject({ first: '2031-03-03', last: '2031-06-01', undated: 0 })
  expect(one.sides[0].reported).toEqual([{ outlet: null, quotations: 2, direct: 2, mixed: 0, indirect: 0, scare: 0 }])
})

test('beside another speaker, what both speak of comes first, and each keeps their own words', async () => {
  const both = await asked('positions', { speaker: 'Brandvik', with: 'Odd Lien' })
  expect(both.sides.map(one => one.speaker.name)).toEqual(['Ilse Brandvik', 'Odd Lien'])
  expect(both.subjects[0].word.words).toBe('ferry')
  expect(new Set(both.subjects[0].statements.map(one => one.speaker?.name))).toEqual(new Set(['Ilse Brandvik', 'Odd Lien']))
  expect(both.looked).toBe(4)
  const page = String(positionsPage(both).body)
  expect(page).toContain('nothing for 90 days')
  expect(page.match(/<rect/g)).toHaveLength(1)
})

test('a name that nobody has, or that several have, is told so', async () => {
  await expect(asked('positions', { speaker: 'Nobody Here' })).rejects.toThrow('Nobody in the record is called Nobody Here')
})
