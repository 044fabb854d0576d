/** What is said of one version of a page is said of no other one. */
import { expect, test } from 'vitest'
import { correctionViews } from '../src/serve/answer/corrections.ts'
import { startLooking } from '../src/serve/answer/look.ts'
import { asking, correct } from '../src/serve/correct/correct.ts'
import { openStore } from '../src/store/index.ts'
import { finish, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()
const ADDRESS = 'https://tide.example/quay'
const version = (seen: string, end: string) => ({
  ...pageOf(
    ADDRESS,
    `Quay stays shut\n\nTide Courier\n\n3 April 2031\n\n“We will open the quay when the cranes are mended,” said Ilse Marn, the harbour master.\n\n${end}\n`
  ),
  seen
})

test('a correction stays with the version on which it was made, by whichever reading, and touches none that comes later', () => {
  const store = openStore(path('versions.db'), versionsOf('1'))
  takeIn(store, [version('2031-04-03T08:00:00.000Z', 'The pilots went home to their gardens.')])
  const [first] = store.articles()
  const [{ id }] = store.quotationsOf(first)
  const asked = asking.parse({ what: 'speaker', id, with: ['Oda Brandt'], by: 'Mira Voss', why: 'she read it out' })
  const made = correct(store, asked, '2031-04-03T09:00:00.000Z')
  finish(store)
  takeIn(store, [version('2031-04-04T08:00:00.000Z', 'The pilots went home to their boats, and the gulls came down.')])
  const [before, after] = store.versionsOf(ADDRESS)
  expect(before).toBe(first)
  const speakers = [before, after].map(one => store.quotationsOf(one)[0].attribution.speaker?.name)
  expect(speakers).toEqual(['Oda Brandt', 'Ilse Marn'])
  expect(store.outcomesOf(made.id)).toMatchObject([{ article: first, standing: 'applies' }])
  const [view] = correctionViews(startLooking(store)())
  expect(view).toMatchObject({ standing: 'applies', article: { id: first } })
  store.close()
})
