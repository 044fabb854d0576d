import { describe, expect, test } from 'vitest'
import * as parse from '../src/parse/index.ts'
import { ask } from '../src/serve/answer/operations.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { openStore } from '../src/store/index.ts'
import { PAGES, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()
const store = openStore(path('check.db'), versionsOf('1'))
const lamps = pageOf(
  '/news/lamps.txt',
  `Lamps for the quay

4 April 2031

“We may put new lamps on the quay if the harbour board pays for half of them,” Jon Bell, who chairs the board of works, said on Thursday.

Bell said the old lamps had cost the town eleven thousand marks in a single winter.

The sign above the boathouse reads no swimming after the last bell of the evening.
`
)
takeIn(store, [...PAGES, lamps])
const stages = { ...parts, ...parse, tagReading: async () => null } as unknown as Stages
const asked = ask(store, async () => stages)
const one = async (quote: string, claim: object = {}) => (await asked('check', { quote, ...claim })).quotations[0]

describe('one quotation', () => {
  test('found: word for word, whose, and where', async () => {
    const checked = await one('“We will not close the harbour”', { speaker: 'Ada Ruiz' })
    expect(checked).toMatchObject({ state: 'found', evidence: { quotation: { speaker: { name: 'Ada Ruiz' } } } })
    expect(checked.sentence).toMatch(/^Word for word in .*; given to Ada Ruiz\.$/)
    expect(checked.printings).toMatchObject({ all: 3, alike: false })
  })

  test('found in an excerpt: the fullest reading stands beside it, and nothing where that is the same', async () => {
    const excerpt = await one('we will not sell the cranes', { speaker: 'Ada Ruiz', outlet: 'Valley News' })
    expect(excerpt.printings!.fullest!.content[0].words).toContain('we will not sell the old cranes')
    const whole = await one('we will not sell the old cranes to anybody', { speaker: 'Ada Ruiz' })
    expect(whole.printings!.fullest).toBeNull()
  })

  test('found: punctuation, case and spelling are no difference, and it is said', async () => {
    expect(await one('we will not close the Harbor; and we will not sell')).toMatchObject({
      state: 'found',
      sentence: expect.stringMatching(/^The same words, other points or spelling/)
    })
  })

  test('altered: the difference word by word, with spans of both', async () => {
    const checked = await one('We will put new lamps on the quay if the harbour board pays for them', { speaker: 'Jon Bell' })
    expect(checked.state).toBe('altered')
    const cells = checked.evidence!.cells.filter(cell => !['same', 'beyond', 'accidental'].includes(cell.kind))
    expect(
      cells.map(cell => [cell.kind, cell.telling, cell.draft.map(w => w.words).join(), cell.record.map(w => w.words).join()])
    ).toEqual([
      ['differs', true, 'will', 'may'],
      ['dropped', true, '', 'half of']
    ])
    const [{ text, start, end, words }] = cells[0].record
    expect(store.text(text as never)!.chars.slice(start, end)).toBe(words)
    expect(checked.sentence).toContain('“will” for “may”; leaves out “half of” without a mark')
  })

  test('altered: a cut that every outlet marks may not be closed up', async () => {
    const cut = pageOf(
      '/news/cut.txt',
      'Barges\n\n5 April 2031\n\n“The barges carry grain … and the grain feeds three valleys,” Mina Torv said on Friday.\n'
    )
    const other = openStore(path('cut.db'), versionsOf('1'))
    takeIn(other, [cut])
    const { quotations } = await ask(other, async () => stages)('check', {
      quote: 'The barges carry grain and the grain feeds three valleys'
    })
    expect(quotations[0]).toMatchObject({
      state: 'altered',
      sentence: expect.stringContaining('closes up a cut that is marked there')
    })
    const marked = await ask(other, async () => stages)('check', {
      quote: 'The barges carry grain ... and the grain feeds three valleys'
    })
    expect(marked.quotations[0].state).toBe('found')
  })

  test('altered: what an outlet tells in its own words is no quotation', async () => {
    expect(await one('the old lamps had cost the town eleven thousand marks', { speaker: 'Bell' })).toMatchObject({
      state: 'altered',
      sentence: expect.stringMatching(/in its own words: they are not in marks/)
    })
  })

  test('misattributed: whose they are', async () => {
    expect(await one('We will not close the harbour', { speaker: 'Tomas Behn' })).toMatchObject({
      state: 'misattributed',
      sentence: expect.stringMatching(/gives these words to Ada Ruiz, not to Tomas Behn\.$/)
    })
    expect(
      await one('We might put new lamps on the quay if the harbour board pays for half of them', { speaker: 'Ada Ruiz' })
    ).toMatchObject({
      state: 'misattributed',
      sentence: expect.stringMatching(/They differ, too: “might” for “may”/)
    })
  })

  test('real, but from elsewhere: another day, another outlet, another article', async () => {
    const harbour = 'We will not close the harbour'
    expect(await one(harbour, { speaker: 'Ruiz', said: '2031-05-01' })).toMatchObject({
      state: 'elsewhere',
      sentence: 'Real, but from elsewhere: said on 11 March 2031, not on 1 May 2031.'
    })
    expect(await one('sell the old cranes to anybody', { outlet: 'Valley News' })).toMatchObject({ state: 'elsewhere' })
    const [other] = store.articles().filter(id => store.article(id)!.address.includes('lamps'))
    expect(await one(harbour, { article: other })).toMatchObject({ state: 'elsewhere' })
    expect(await one(harbour, { said: '2031-03-09/2031-03-12' })).toMatchObject({ state: 'found' })
  })

  test('not in the record: what was searched, and how full it is held', async () => {
    expect(await one('Every ferry will be painted green before the summer fair')).toMatchObject({
      state: 'not-in-record',
      evidence: null,
      sentence: expect.stringMatching(/^Not in the record\. 4 articles searched, published from 12 March 2031 to 4 April 2031: /)
    })
  })

  test('cannot measure: too short, or in a text that was not read as speech', async () => {
    expect(await one('new lamps')).toMatchObject({ state: 'cannot-measure', sentence: expect.stringMatching(/^Too short/) })
    const sign = await one('no swimming after the last bell of the evening')
    expect(sign).toMatchObject({
      state: 'cannot-measure',
      printed: { words: { words: 'no swimming after the last bell of the evening' } }
    })
  })

  test('a short one is found in the mouth that is named', async () => {
    expect(await one('debts', { speaker: 'Behn' })).toMatchObject({ state: 'cannot-measure' })
    expect(await one('and debts', { speaker: 'Ada Ruiz' })).toMatchObject({ state: 'found' })
  })
})

test('a draft: every quotation in it, each with its place, speaker and day as the draft has them', async () => {
  const text = `What was said at the quay

5 April 2031

“We will not close the harbour,” said Tomas Behn. “We will not sell the cranes to anybody,” Ada Ruiz told the council on 11 March 2031.

Bell promised lamps “if the harbour board pays for all of them”. Nobody minds the “old guard”.
`
  const { quotations, counts, textHash } = await asked('check', { text })
  for (const { start, end, words } of quotations.flatMap(quote => quote.at)) expect(text.slice(start, end)).toBe(words)
  expect(textHash).toMatch(/^[0-9a-f]{64}$/)
  expect(quotations.map(quote => [quote.at[0].words, quote.state])).toEqual([
    ['We will not close the harbour', 'misattributed'],
    ['We will not sell the cranes to anybody', 'found'],
    ['if the harbour board pays for all of them', 'altered'],
    ['old guard', 'cannot-measure']
  ])
  expect(counts).toMatchObject({ misattributed: 1, altered: 1, found: 1, 'cannot-measure': 1 })
})

test('any text at all is answered', async () => {
  for (const text of [
    '',
    ' ',
    '“',
    '””',
    '“…”',
    '"a" "b',
    '\0“x y z w v”',
    '“👩‍🚀 went up and away and never came back”',
    `“${'word '.repeat(3000)}”`,
    '“" OR found : "x”'
  ])
    if (text) await expect(asked('check', { text })).resolves.toBeTruthy()
  await expect(asked('check', { quote: '“”' })).resolves.toMatchObject({ quotations: [] })
})

describe('a cited span', () => {
  const article = store.article(store.articles().find(id => store.article(id)!.address.includes('lamps'))!)!
  const words = 'new lamps on the quay'
  const start = article.text.chars.indexOf(words)
  const at = { text: article.text.id, start, end: start + words.length, words }

  test('stands where it is cited, or elsewhere, or is altered, or is nowhere', () => {
    expect(asked('verify', at).state).toBe('found')
    expect(asked('verify', { ...at, start: 3, end: 9 })).toMatchObject({ state: 'elsewhere', elsewhere: [{ words: { start } }] })
    expect(asked('verify', { ...at, words: 'green lamps on the pier' })).toMatchObject({ state: 'altered', there: { words } })
    expect(asked('verify', { ...at, text: '0'.repeat(64) }).state).toBe('elsewhere')
    expect(asked('verify', { ...at, text: '0'.repeat(64), words: 'nowhere printed' }).state).toBe('not-in-record')
    expect(asked('verify', { ...at, end: 10 ** 9, words: 'nowhere printed' }).state).toBe('not-in-record')
  })
})
