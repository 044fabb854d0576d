/** Nothing is called absent from a text that prints its words, whether these were read as a quotation or not. */
import { expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { openStore } from '../src/store/index.ts'
import { lineOf, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()

const EVENT = 'The council of Port Selm met on Tuesday about the old cranes of the harbour and the debts of the town.'
const page = (name: string, outlet: string, more: string) =>
  lineOf(`/news/${name}.json`, {
    outlet,
    title: 'Port Selm council on its cranes',
    published: '2031-03-12',
    text: `${EVENT}\n\n${more}`
  })

const PAGES = [
  page(
    'post',
    'The Harbour Post',
    '“Nobody in this town sells a working crane to pay for broken promises,” Mayor Ada Ruiz said on Tuesday.'
  ),
  page(
    'news',
    'Valley News',
    'Mayor Ada Ruiz said on Tuesday: “Nobody in this town sells a working crane to pay for broken promises.”'
  ),
  page(
    'sheet',
    'The Upland Sheet',
    'On a banner over the hall stood what the mayor thinks. Nobody in this town sells a working crane to pay for broken promises.'
  ),
  page('lamp', 'The Tarn Lamp', 'The mayor of this town spoke for an hour and nobody wrote down a word of it.')
]

test('an article that prints the words without marks is no article that leaves them out', () => {
  const store = openStore(path('absent.db'), versionsOf('1'))
  takeIn(store, PAGES)
  const asked = ask(store)
  const [line] = asked('stories', {}).lines
  const story = asked('story', { id: line.id })
  const row = story.rows.find(one => one.statement.words.some(({ words }) => words.includes('working crane')))!
  const states = Object.fromEntries(
    story.columns.map((id, i) => [story.lines.find(one => one.id === id)!.outlet, row.cells[i].state])
  )
  expect(states).toEqual({
    'The Harbour Post': 'verbatim',
    'Valley News': 'verbatim',
    'The Upland Sheet': 'unknown',
    'The Tarn Lamp': 'absent'
  })
  expect(row.searched).toBe(3)
  store.close()
})
