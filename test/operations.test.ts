import { expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { printer } from '../src/serve/answer/summary.ts'
import { openStore } from '../src/store/index.ts'
import { PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const folder = scratch()
let count = 0

/** A record of these articles besides the three of one speech, and the statement that the mayor made in it. */
const recordOf = (...articles: [address: string, chars: string][]) => {
  const store = openStore(folder.path(`${count++}.db`), versionsOf('1'))
  takeIn(store, [...PAGES, ...articles.map(([address, chars]) => pageOf(address, chars))])
  const asked = ask(store)
  const mayor = asked('statements', { speaker: 'Ada Ruiz' }).lines.find(one => one.words[0].words.includes('harbour'))!
  return { asked, statement: asked('statement', { id: mayor.id }) }
}

const body = `The town is “short of cranes”, Ada Ruiz said.

“The lighthouse keeper is paid until the summer and not a day longer,” said Olaf Brenn, who keeps the books of the quay.

Two of the five that stand on the northern quay were built before the war, and one of them has not moved since its driver retired. The council has talked of new ones every year.
`
/** What makes them near: it prints the mayor's words and theirs. */
const both: [string, string] = [
  '/news/both.txt',
  `Harbour and lighthouse\n\n13 March 2031\n\n“We will not close the harbour,” Mayor Ada Ruiz said.\n\n“The lighthouse keeper is paid until the summer and not a day longer,” said Olaf Brenn, who keeps the books of the quay.\n`
]
const earlier = `Mayor speaks of the cranes\n\n3 March 2031\n\n${body}`
const later = `Mayor speaks of the cranes again\n\n14 March 2031\n\n${body}`
const undated = `Mayor on cranes\n\n${body}`

test('an article that was published before a thing was said does not leave it out', () => {
  const { statement } = recordOf(both, ['/news/early.txt', earlier], ['/news/late.txt', later], ['/news/undated.txt', undated])
  expect(statement.said?.date).toBe('2031-03-11')
  const leftOut = statement.leftOutBy.map(one => one.address)
  expect(leftOut).toContain('/news/late.txt')
  expect(leftOut).not.toContain('/news/early.txt')
  const why = Object.fromEntries(statement.cannotTell.map(one => [one.article.address, one.why]))
  expect(why['/news/early.txt']).toBe('it was published before this was said')
  expect(why['/news/undated.txt']).toMatch(/undated/)
})

test('who quotes the same person about something else leaves nothing out, nor does who writes weeks later', () => {
  const other = `Mayor opens a school\n\n14 March 2031\n\n“This school has forty windows and one clock,” Ada Ruiz said.\n`
  const late = later.replace('14 March', '29 March')
  const { statement } = recordOf(both, ['/news/school.txt', other], ['/news/late.txt', late])
  expect(statement.leftOutBy).toEqual([])
  const why = Object.fromEntries(statement.cannotTell.map(one => [one.article.address, one.why]))
  expect(why['/news/late.txt']).toBe('it was published more than a week after the last that prints it')
})

test('the matrix says the same of absence as the statement does', () => {
  const { asked, statement } = recordOf(both, ['/news/early.txt', earlier], ['/news/late.txt', later])
  const { articles, rows } = asked('matrix', {})
  const { cells } = rows.lines.find(row => row.statement.id === statement.id)!
  const state = (address: string) => cells[articles.findIndex(one => one.address === address)]?.state
  expect(state('/news/late.txt')).toBe('absent')
  expect(['unknown', undefined]).toContain(state('/news/early.txt'))
})

test('differences are told in sentences, a mere excerpt is none', () => {
  const { asked } = recordOf()
  const notes = asked('summary', {}).differing.map(one => one.note)
  expect(notes[0]).toBe('valley news leaves out “old” without a mark; harbour post prints the words.')
  expect(notes.join(' ')).not.toMatch(/prints only/)
})

test('another spelling is no other word', () => {
  const american = `Mayor says no\n\n“We will not close the harbor, and we will not sell the old cranes to anybody,” Ada Ruiz, the mayor of Port Selm, told the council on Tuesday, 11 March 2031.\n`
  const { statement } = recordOf(['/news/prairie.txt', american])
  const row = statement.variants.find(one => one.quotation.article.address === '/news/prairie.txt')!
  const column = row.cells.findIndex(cell => cell?.words.includes('harbor,'))
  const printed = statement.variants.flatMap(one => one.cells[column]?.words ?? []).join(' ')
  expect(printed).toContain('harbour')
  expect(statement.columns[column]).toBe('accidental')
})

test('an article is named by what it prints: without a title by its first words, without an outlet by its file', () => {
  const bare = `The mayor of Port Selm has told the council that she will keep its cranes “until they fall into the sea”, Ada Ruiz said on Tuesday.

Two of the five that stand on the northern quay were built before the war, and one of them has not moved since its driver retired.
`
  const { asked } = recordOf(['/news/late-edition_2.txt', bare])
  const articles = asked('articles', {}).lines
  const line = articles.find(one => one.address.includes('late-edition'))!
  expect(line).toMatchObject({ title: null, opening: 'The mayor of Port Selm has told the' })
  expect(printer(line)).toBe('late edition 2')
  expect(printer({ outlet: null, address: 'https://www.news.example/2031/cranes.html' })).toBe('news.example')
  expect(articles.filter(one => one.title && one.opening)).toEqual([])
})

test('an article says of each quotation how often it is printed', () => {
  const { asked, statement } = recordOf()
  const { quotes } = asked('article', { id: statement.variants[0].quotation.article.id })
  expect(quotes.find(one => one.statement === statement.id)).toMatchObject({ printings: statement.printings, rival: null })
})

test('the reasons for a shared origin are those among the articles that carry the statement', () => {
  const wire = `Two of the five cranes that stand on the northern quay were built before the war, and one of them has not moved since its driver retired to the hills above the town. The council has talked of new ones every year since the great flood, and every year it has bought paint instead of them.`
  const carrying = `Cranes stay\n\n“We will not close the harbour, and we will not sell the old cranes to anybody,” Ada Ruiz told the council on Tuesday, 11 March 2031.\n\n${wire}\n`
  const other = `Paint for the cranes\n\n12 March 2031\n\n${wire}\n`
  const alone = recordOf(['/news/one.txt', carrying], ['/news/other.txt', other])
  expect(alone.asked('article', { id: idOf(alone, '/news/one.txt') }).origin?.because).toHaveLength(1)
  expect(alone.statement.originReasons).toEqual([])
  const both = recordOf(
    ['/news/one.txt', carrying],
    ['/news/two.txt', carrying.replace('stay', 'remain')],
    ['/news/other.txt', other]
  )
  expect(both.statement.originReasons.flatMap(one => one.articles.map(({ address }) => address)).sort()).toEqual([
    '/news/one.txt',
    '/news/two.txt'
  ])
})

const idOf = ({ asked }: ReturnType<typeof recordOf>, address: string) =>
  asked('articles', {}).lines.find(one => one.address === address)!.id

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

test('rows of the matrix in another order, and only those with a cell of one state, are chosen of those of most outlets', () => {
  const { asked } = recordOf(['/news/late.txt', later])
  const all = asked('matrix', {})
  expect(all.of).toBeNull()
  for (const sort of ['differences', 'day'] as const) {
    const { rows, of } = asked('matrix', { sort })
    expect(of).toBe(all.rows.all)
    expect(rows.lines.map(one => one.statement.id).sort()).toEqual(all.rows.lines.map(one => one.statement.id).sort())
  }
  const days = asked('matrix', { sort: 'day' }).rows.lines.map(one => one.statement.said?.date ?? '')
  expect(days).toEqual([...days].sort().reverse())
  const has = (state: string) =>
    all.rows.lines.filter(one => one.cells.some(cell => cell.state === state)).map(one => one.statement.id)
  for (const state of ['partial', 'paraphrase', 'conflicting', 'absent'] as const)
    expect(
      asked('matrix', { state }).rows.lines.map(one => one.statement.id),
      state
    ).toEqual(has(state))
  expect(has('absent').length).toBeGreaterThan(0)
})

test('an article about other people and other things neither carries a statement nor leaves it out', () => {
  const { statement } = recordOf([
    '/news/weather.txt',
    'Rain\n\n14 March 2031\n\n“It will rain until Friday,” said Olaf Brenn, who keeps the gauge.\n'
  ])
  const told = [...statement.leftOutBy, ...statement.cannotTell.map(one => one.article)]
  expect(told.map(one => one.address)).not.toContain('/news/weather.txt')
  expect(statement.unrelated).toBe(1)
})
