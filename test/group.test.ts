import { expect, test } from 'vitest'
import { findMentions, groupArticle, startGrouping } from '../src/group/index.ts'
import { unpack } from '../src/group/pack.ts'
import { openShelf, unpacked } from '../src/group/shelf.ts'
import { parseText } from '../src/parse/index.ts'
import type { ArticleId, Dated, QuoteId, Shelf, StoryId } from '../src/types.ts'

const day = (value: string | null): Dated | null => (value ? { value, precision: 'day', evidence: 'given' } : null)
const article = (id: string, published: string | null, chars: string, statements: string[] = []) => ({
  ...parseText(chars, {}).value,
  id: id as ArticleId,
  published: day(published),
  statements: statements as QuoteId[]
})

const STRIKE = article(
  'strike-1',
  '2031-05-06',
  `Ferry crews of Port Selm walk out over night shifts

Ferry crews in Port Selm walked out on Tuesday after talks on night shifts with the Lagoon Line broke down, leaving 4,200 islanders without a crossing.

“Nobody can steer a ferry through a third night without sleep,” said Oda Brandt, who speaks for the crews of the Lagoon Line.

The Lagoon Line said on Tuesday that no ferry would leave Port Selm before the crews came back to work.
`
)
const STRIKE_TOO = article(
  'strike-2',
  '2031-05-06',
  `Islanders stranded as Lagoon Line ferry crews strike

About 4,200 islanders could not cross on Tuesday, when the ferry crews of the Lagoon Line stopped work in Port Selm over night shifts.

“Nobody can steer a ferry through a third night without sleep,” Oda Brandt of the crews’ union told reporters.

No talks between the crews and the Lagoon Line are planned.
`
)
const ORCHARDS = article(
  'orchards',
  '2031-05-06',
  `Late frost ruins the apple blossom of the upper valley

Growers in the upper valley lost most of their apple blossom to frost on Monday night, the third late frost in five years.

“We lit the stoves at two, and at four we let them burn out,” said Tamar Quist, who grows apples near Hallow.

The growers’ bank has put off this year’s instalments.
`
)
const STRIKE_ENDS = article(
  'strike-3',
  '2031-06-20',
  `Ferry crews and Lagoon Line agree on shorter night shifts

Ferry crews and the Lagoon Line signed an agreement on shorter night shifts in Port Selm on Friday, six weeks after the walkout.

Ferries have run as planned since the middle of May.
`
)

const storiesOf = (...articles: ReturnType<typeof article>[]) => {
  const add = startGrouping()
  return articles.map(one => add(one).story)
}

test('two reports of one event are one story, another event is another', () => {
  const [first, frost, second] = storiesOf(STRIKE, ORCHARDS, STRIKE_TOO)
  expect(second).toBe(first)
  expect(frost).not.toBe(first)
})

test('the same subject six weeks later is a new story', () => {
  const [first, , later] = storiesOf(STRIKE, STRIKE_TOO, STRIKE_ENDS)
  expect(later).not.toBe(first)
})

test('the order of arrival may run against the order of days', () => {
  const [later, first, second] = storiesOf(STRIKE_ENDS, STRIKE_TOO, STRIKE)
  expect(second).toBe(first)
  expect(later).not.toBe(first)
})

test('what joins says what spoke for it', () => {
  const add = startGrouping()
  expect(add(STRIKE)).toMatchObject({ because: [], merged: [] })
  expect(add(STRIKE_TOO).because).toEqual(expect.arrayContaining(['body', 'quoted', 'names']))
})

test('an article that prints nothing begins a story of its own', () => {
  const [first, second] = storiesOf(article('a', null, 'Closed.\n'), article('b', null, '\n'))
  expect(second).not.toBe(first)
})

const onTheQuay = (id: string, more: string, said: string[]) =>
  article(id, '2031-05-06', `The quay of Port Selm\n\nThe mayor spoke on the quay on Tuesday.\n\n${more}\n`, said)

test('shared statements join what the words alone leave apart', () => {
  const crane = 'The old crane needs a driver, paint, and a council that wants it, she said to those who had come in the rain.'
  const school = 'Pupils asked for a library; the mayor promised books, shelves and a heated room before the holidays begin.'
  const apart = [onTheQuay('a', crane, ['s1', 's2', 's3', 's4']), onTheQuay('b', school, ['s5'])]
  const together = [apart[0], onTheQuay('b', school, ['s1', 's2', 's3', 's4'])]
  const worth = (pair: typeof apart) => {
    const add = startGrouping()
    return pair.map(one => add(one)).at(-1)!.because
  }
  expect(worth(together)).toContain('stated')
  expect(worth(apart)).not.toContain('stated')
})

/** A shelf of bytes that writes down what it is asked. */
const watched = () => {
  const stories = new Map<StoryId, Uint8Array>()
  const inner = openShelf() as unknown as Shelf<Uint8Array>
  let asked = 0
  const shelf: Shelf<Uint8Array> = {
    ...inner,
    story: id => {
      asked++
      return stories.get(id) ?? null
    },
    keep: (id, about, days, keys) => {
      stories.set(id, about)
      inner.keep(id, about, days, keys)
    }
  }
  return { shelf, stories, asked: () => asked }
}

test('a story comes back from its bytes as it went in', () => {
  const { shelf, stories } = watched()
  groupArticle(shelf, STRIKE)
  const id = groupArticle(shelf, STRIKE_TOO).story as StoryId
  const sketch = unpacked(shelf).story(id)!
  expect(sketch.size).toBe(2)
  expect(sketch.vectors.body.terms.length).toBeGreaterThan(10)
  expect(sketch.quoted.length).toBeGreaterThan(0)
  unpacked(shelf).keep(id, sketch, sketch, [])
  expect(unpacked(shelf).story(id)).toEqual(sketch)
  expect(Buffer.from(stories.get(id)!).toString('latin1')).not.toMatch(/steer|ferry/)
  // A database hands bytes out that begin anywhere in its memory.
  const moved = new Uint8Array(stories.get(id)!.length + 1)
  moved.set(stories.get(id)!, 1)
  expect(unpack(moved.subarray(1))).toEqual(sketch)
})

test('an article is compared with few stories, however many there are', () => {
  const { shelf, asked } = watched()
  for (let n = 0; n < 100; n++)
    groupArticle(
      shelf,
      article(`n${n}`, '2031-05-06', `Council of Town ${n}\n\nThe council of Town ${n} met about matter ${n * 7} on Tuesday.\n`)
    )
  const before = asked()
  groupArticle(
    shelf,
    article('last', '2031-05-06', 'Council of Town 7\n\nThe council of Town 7 met about matter 49 on Tuesday.\n')
  )
  expect(asked() - before).toBeLessThan(26)
})

const told = (published: string, sentence: string) => {
  const one = article('x', published, `A headline of the day\n\nThe town met. ${sentence} Nobody else came to it.\n`)
  return findMentions(one).map(({ day, start, end }) => `${day}: ${one.text.chars.slice(start, end)}`)
}

test.each([
  ['The quay was closed on Monday.', '2031-05-05'],
  ['The quay was closed on 3 May.', '2031-05-03'],
  ['The quay was closed on May 3, 2031.', '2031-05-03'],
  ['The quay was closed on the 28th of April.', '2031-04-28'],
  ['The quay was closed on Tuesday.', '2031-05-06']
])('%s', (sentence, expected) => {
  expect(told('2031-05-06', sentence)).toEqual([`${expected}: ${sentence}`])
})

test.each([
  'The quay opens next Monday.',
  '“The quay was closed on Monday and it stays closed,” he said.',
  'The quay was closed in May 2031.',
  'The quay was closed on 31 February.',
  'The quay was closed on 3 May 1990.'
])('no day of the story: %s', sentence => {
  expect(told('2031-05-06', sentence)).toEqual([])
})

test('a day without its year is the latest one', () => {
  expect(told('2031-01-02', 'The quay was closed on 30 December.')[0]).toMatch(/^2030-12-30/)
})

test.each([
  'The council will vote on Thursday.',
  'The crews are expected to meet the owners on Thursday.',
  'The ferry is headed to Oskel on Thursday.',
  'They reached a deal to have the captain testify on Thursday.',
  'The crews have to answer by Thursday.',
  'The owners spoke ahead of the final vote on Thursday.',
  'The hearing resumes Thursday.',
  'Nobody knows what he asks when the inquiry reconvenes on Thursday.',
  'Talks stopped until Thursday, when the owners are set to speak.',
  'She spoke of Thursday’s hearing, at which the captain is expected to speak.',
  'The crews met the captain for the meal on Thursday. The council will vote on Thursday.',
  'They wanted an end, even if it pushed the vote into Thursday night.'
])('a weekday to come is no day that has been: %s', sentence => {
  expect(told('2031-05-06', sentence)).toEqual([])
})

test.each([
  ['The owners said on Thursday they will sell the ferry.', '2031-05-01'],
  ['What the owners will sell was announced on Thursday.', '2031-05-01'],
  ['Islanders could not cross on Thursday.', '2031-05-01'],
  ['The quay was hit by a storm on Thursday.', '2031-05-01'],
  ['After the owners spoke on Thursday, the crews went home.', '2031-05-01'],
  ['The owners will speak on Tuesday.', '2031-05-06']
])('%s', (sentence, expected) => {
  expect(told('2031-05-06', sentence)).toEqual([`${expected}: ${sentence}`])
})

test('the day of a post of a social network is no day of the story', () => {
  expect(told('2031-05-06', 'The quay is closed. — Ada Ruiz (@adaruiz) May 3, 2031')).toEqual([])
})
