import { expect, test } from 'vitest'
import { keyOf } from '../src/align/spelling.ts'
import { ask } from '../src/serve/operations.ts'
import { openStore } from '../src/store/index.ts'
import { PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const folder = scratch()
let count = 0

/** A record of these articles besides the three of one speech, and the statement that the mayor made in it. */
const recordOf = (...articles: [address: string, chars: string][]) => {
  const store = openStore(folder.path(`${count++}.db`), versionsOf('1'))
  takeIn(store, [...PAGES, ...articles.map(([address, chars]) => pageOf(address, chars))])
  const asked = ask(store, keyOf)
  const mayor = asked('statements', { speaker: 'Ada Ruiz' }).lines.find(one => one.words[0].words.includes('harbour'))!
  return { asked, statement: asked('statement', { id: mayor.id }) }
}

const body = `The town is “short of cranes”, Ada Ruiz said.

Two of the five that stand on the northern quay were built before the war, and one of them has not moved since its driver retired. The council has talked of new ones every year.
`
const earlier = `Mayor speaks of the cranes\n\n3 March 2031\n\n${body}`
const later = `Mayor speaks of the cranes again\n\n14 March 2031\n\n${body}`
const undated = `Mayor on cranes\n\n${body}`

test('an article that was published before a thing was said does not leave it out', () => {
  const { statement } = recordOf(['/news/early.txt', earlier], ['/news/late.txt', later], ['/news/undated.txt', undated])
  expect(statement.said?.date).toBe('2031-03-11')
  const leftOut = statement.leftOutBy.map(one => one.address)
  expect(leftOut).toContain('/news/late.txt')
  expect(leftOut).not.toContain('/news/early.txt')
  const why = Object.fromEntries(statement.cannotTell.map(one => [one.article.address, one.why]))
  expect(why['/news/early.txt']).toBe('it was published before this was said')
  expect(why['/news/undated.txt']).toMatch(/undated/)
})

test('the matrix says the same of absence as the statement does', () => {
  const { asked, statement } = recordOf(['/news/early.txt', earlier], ['/news/late.txt', later])
  const { articles, rows } = asked('matrix', {})
  const { cells } = rows.lines.find(row => row.statement.id === statement.id)!
  const state = (address: string) => cells[articles.findIndex(one => one.address === address)]?.state
  expect(state('/news/late.txt')).toBe('absent')
  expect(['unknown', undefined]).toContain(state('/news/early.txt'))
})

test('differences are told in sentences, a mere excerpt is none', () => {
  const { asked } = recordOf()
  const notes = asked('summary', {}).differing.map(one => one.note)
  expect(notes[0]).toBe('valley-news leaves out “old” without a mark; harbour-post prints the words.')
  expect(notes.join(' ')).not.toMatch(/prints only/)
})

test('two spellings of one word make no difference, another word does', () => {
  const printed = (outlet: string, words: string): [string, string] => [
    `/news/${outlet}.txt`,
    `Reyes on the fence\n\n4 April 2031\n\n“${words} will not mend the fence that the winter broke,” Lena Reyes said on Thursday in Port Selm.\n`
  ]
  const store = openStore(folder.path(`${count++}.db`), versionsOf('1'))
  takeIn(store, [pageOf(...printed('one', 'My neighbour')), pageOf(...printed('two', 'My neighbor'))])
  const asked = ask(store, keyOf)
  const [{ id }] = asked('statements', { speaker: 'Reyes' }).lines
  const { columns, variants } = asked('statement', { id })
  expect(variants).toHaveLength(2)
  expect(columns).toContain('accidental')
  expect(columns).not.toContain('differs')
  expect(asked('summary', {}).differing).toEqual([])
})

test('a list comes page by page, and a page that is not there is the nearest one', () => {
  const { asked } = recordOf()
  const { all, pages, lines } = asked('articles', {})
  expect([all, pages, lines.length]).toEqual([3, 1, 3])
  expect(lines.map(one => one.published?.value)).toEqual(['2031-03-13', '2031-03-12', '2031-03-12'])
  expect(asked('articles', { page: 7 }).page).toBe(1)
})

test('the matrix begins with what most outlets print', () => {
  const { asked } = recordOf(['/news/late.txt', later])
  const { rows } = asked('matrix', {})
  const carriers = rows.lines.map(({ statement }) => statement.outlets.length + statement.unnamed)
  expect(carriers).toEqual([...carriers].sort((a, b) => b - a))
  expect(carriers.every(one => one > 1)).toBe(true)
})
