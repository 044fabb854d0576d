import { expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { exportLines } from '../src/serve/command/export.ts'
import { httpApp } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import type { ArticleId, Shelf, StoryId } from '../src/types.ts'
import { PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const folder = scratch()

const FROST = pageOf(
  '/news/frost.txt',
  `Late frost ruins the apple blossom

The Upland Sheet

12 March 2031

Growers near Hallow lost most of their blossom to frost on Monday night. “We lit the stoves at two,” said Tamar Quist, who grows apples.
`
)

test('every article is in one story, and the record keeps it', () => {
  const store = openStore(folder.path('one.db'), versionsOf('1'))
  takeIn(store, [...PAGES, FROST])
  const stories = store.stories()
  expect(stories.flatMap(one => one.articles).sort()).toEqual([...store.articles()].sort())
  const frost = store.articles().find(id => store.article(id)?.address === FROST.address)!
  expect(store.story(store.storyOf(frost)!)?.articles).toEqual([frost])
  expect(store.isWoven()).toBe(true)
  store.close()
})

const put = (shelf: Shelf<Uint8Array>, story: StoryId, article: ArticleId) => {
  shelf.keep(story, new Uint8Array(4), { first: null, last: null }, [])
  shelf.join(story, article, 0)
}

test('what another version put together is put together anew, and the old address leads to it', () => {
  const at = folder.path('versions.db')
  const store = openStore(at, versionsOf('1'))
  takeIn(store, [PAGES[0]])
  const [{ id }] = store.stories()
  store.grouping(() => new Map())
  expect(store.story(id)).toMatchObject({ id })
  store.close()

  const newer = openStore(at, versionsOf('2'))
  expect(newer.isWoven()).toBe(false)
  newer.grouping((shelf, waiting) => {
    for (const one of waiting) put(shelf, 'y-other' as StoryId, one.id)
    return new Map()
  })
  expect(newer.story(id)?.id).toBe('y-other')
  newer.close()
})

test('a story that went into another is found under both addresses', () => {
  const store = openStore(folder.path('merged.db'), versionsOf('1'))
  for (const page of [PAGES[0], FROST]) takeIn(store, [page])
  const [one, two] = store.articles()
  const other = openStore(folder.path('merged.db'), versionsOf('2'))
  other.grouping((shelf, waiting) => {
    for (const { id } of waiting) put(shelf, `y-${id}` as StoryId, id)
    shelf.lead(`y-${two}` as StoryId, `y-${one}` as StoryId, 1)
    return new Map()
  })
  expect(other.story(`y-${two}` as StoryId)).toEqual({ id: `y-${one}`, articles: [one, two] })
  store.close()
  other.close()
})

test('a story says whose headline it bears, who carried what out of how many, and what was published when', async () => {
  const store = openStore(folder.path('view.db'), versionsOf('1'))
  takeIn(store, [...PAGES, FROST])
  const asked = ask(store)
  const [line] = asked('stories', {}).lines
  expect(line.articles).toBeGreaterThan(1)
  const story = asked('story', { id: line.id })
  const { words, article } = story.headline!
  expect(store.text(words.text as never)!.chars.slice(words.start, words.end)).toBe(words.words)
  expect(story.lines.map(one => one.id)).toContain(article.id)
  for (const { cells, prints, searched } of story.rows) {
    expect(cells).toHaveLength(story.columns.length)
    expect(prints).toBeGreaterThan(0)
    expect(prints + cells.filter(one => one.state === 'absent').length).toBe(searched)
  }
  expect(
    story.days
      .flatMap(one => one.published)
      .map(one => one.id)
      .sort()
  ).toEqual(story.lines.map(one => one.id).sort())
  const page = await (await httpApp(asked).request(`/stories/${line.id}`)).text()
  expect(page).toContain('Day by day')
  store.close()
})

test('the export holds the stories', () => {
  const store = openStore(folder.path('export.db'), versionsOf('1'))
  takeIn(store, PAGES)
  const rows = [...exportLines(store, 'jsonl', () => {})].map(line => JSON.parse(line))
  const stories = rows.filter(one => one.type === 'story')
  const articles = rows.filter(one => one.type === 'article').map(one => one.id)
  expect(stories.flatMap(one => one.articles).sort()).toEqual(articles.sort())
  const statements = new Set(rows.filter(one => one.type === 'statement').map(one => one.id))
  expect(stories.flatMap(one => one.statements).every(id => statements.has(id))).toBe(true)
  store.close()
})
