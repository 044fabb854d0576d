import { expect, test } from 'vitest'
import { type Parts, readPage, weave } from '../src/flow.ts'
import { openStore } from '../src/store/index.ts'
import type { Quote, Statement } from '../src/types.ts'
import { PAGES, pageOf, parts, scratch, versionsOf } from './record.ts'

const { path } = scratch()
const [page] = PAGES

/** The stages, with quotations that `change` makes of the ones that were found. */
const finding = (change: (quotes: readonly Quote[]) => readonly Quote[]): Parts => ({
  ...parts,
  findQuotes: reading => ({ value: change(parts.findQuotes(reading).value), problems: [] })
})

test('an article carries its address, its time and an id made of address and text', () => {
  const { article } = readPage(page, parts)
  expect(article).toMatchObject({ address: page.address, seen: page.seen })
  expect(readPage({ ...page, seen: '2040-01-01T00:00:00Z' }, parts).article.id).toBe(article.id)
  expect(readPage({ ...page, address: '/elsewhere.txt' }, parts).article.id).not.toBe(article.id)
  expect(readPage(pageOf(page.address, 'Other words\n'), parts).article.id).not.toBe(article.id)
})

test('every quotation has its attribution and its saying, and an id of its own', () => {
  const { quotations } = readPage(page, parts)
  expect(quotations.length).toBeGreaterThan(1)
  expect(new Set(quotations.map(one => one.id)).size).toBe(quotations.length)
  quotations.forEach((one, n) => {
    expect(one.attribution.quote).toBe(n)
    expect(one.saying).toBeDefined()
  })
})

test('a quotation that breaks a law is refused with a problem, and the others stay', () => {
  const all = readPage(page, parts).quotations.length
  const outside: Quote['content'] = [{ start: 5, end: 10_000 }]
  const { quotations, problems } = readPage(
    page,
    finding(([first, ...others]) => [{ ...first, content: outside, cue: null }, ...others])
  )
  expect(quotations).toHaveLength(all - 1)
  expect(problems.filter(one => one.code === 'laws/quote').map(one => one.note)).toEqual([
    expect.stringMatching(/^a quotation was refused: \[5, 10000\) is empty or outside a text of \d+$/)
  ])
})

test('a quotation that is found twice is kept once', () => {
  const all = readPage(page, parts).quotations
  const twice = readPage(
    page,
    finding(([first, ...others]) => [first, first, ...others])
  )
  expect(twice.quotations).toEqual(all)
  expect(twice.problems.map(one => one.note)).toContain('a quotation was refused: the same quotation was found twice')
})

test('a reading whose blocks break a law keeps its text and says so', () => {
  const wrong: Parts = {
    ...parts,
    parsePage: one => {
      const { value, problems } = parts.parsePage(one)
      return { value: { ...value, blocks: [{ kind: 'furniture', start: 0, end: 4 }] }, problems }
    }
  }
  const { article, problems } = readPage(page, wrong)
  expect(article.text.chars).toBe(new TextDecoder().decode(page.bytes))
  expect(article.blocks).toEqual([])
  expect(problems.map(one => one.code)).toContain('laws/reading')
})

test('a statement that breaks a law does not enter the record', () => {
  const store = openStore(path('laws.db'), versionsOf('1'))
  for (const one of PAGES) store.save(readPage(one, parts))
  const emptied = (statement: ReturnType<Parts['makeStatement']>) => ({
    ...statement,
    variants: statement.variants.map(one => ({ ...one, cells: one.cells.map(() => null) })) as unknown as Statement['variants']
  })
  let made = 0
  weave(store, {
    ...parts,
    makeStatement: members => (made++ === 0 ? emptied(parts.makeStatement(members)) : parts.makeStatement(members))
  })
  const lawful = store.statements().length
  store.close()
  const again = openStore(path('laws.db'), versionsOf('2'))
  weave(again, parts)
  expect(again.statements()).toHaveLength(lawful + 1)
  again.close()
})

test('an article alone is woven too, and an empty record', () => {
  const store = openStore(path('alone.db'), versionsOf('1'))
  expect(weave(store, parts)).toBe(true)
  store.save(readPage(pageOf('/bare.txt', 'Nothing was said\n\nThe harbour is quiet.\n'), parts))
  expect(weave(store, parts)).toBe(true)
  expect(store.isWoven()).toBe(true)
  expect(store.origins().flatMap(one => one.articles)).toEqual(store.articles())
  store.close()
})
