/** What people say of stories: two are one, or an article is of another; it holds when all is grouped anew, and can be taken back. */
import { expect, test } from 'vitest'
import { correct } from '../src/serve/correct/correct.ts'
import { openStore, type Store } from '../src/store/index.ts'
import type { ArticleId, Page, StoryId } from '../src/types.ts'
import { finish, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()

const told = (name: string, day: number, title: string, body: string): Page =>
  pageOf(`/news/${name}.txt`, `${title}\n\n${day} March 2031\n\n${body}\n`)

const FERRY =
  'The Brandt ferry ran aground near Oskel lighthouse in thick fog with ninety passengers aboard. Coastguard boats from Oskel took the passengers off the ferry before dawn.'
const PAGES = [
  told('oskel-post', 3, 'Brandt ferry aground near Oskel lighthouse', FERRY),
  told(
    'oskel-lamp',
    4,
    'Passengers taken off Brandt ferry at Oskel',
    `${FERRY} The captain of the Brandt ferry said the fog “came like a wall”.`
  ),
  told(
    'oskel-star',
    4,
    'Oskel coastguard praised after Brandt ferry rescue',
    `${FERRY} The coastguard said nobody on the ferry was hurt.`
  ),
  told(
    'tarn-post',
    4,
    'Council of Tarn votes to drain the mill pond',
    'The council of Tarn voted to drain the old mill pond and to sell its carp. Anglers of Tarn called the vote a theft of the pond.'
  ),
  told(
    'tarn-lamp',
    5,
    'Tarn anglers mourn the mill pond',
    'Anglers of Tarn gathered at the old mill pond before the council drains it. The carp of the mill pond are to be sold by the council.'
  )
]

const opened = (name: string, version = '1') => openStore(path(`${name}.db`), versionsOf(version))
const filled = (name: string) => {
  const store = opened(name)
  takeIn(store, PAGES)
  return store
}
const say = (store: Store, what: 'merge' | 'split' | 'undo', id: string, ...others: string[]) => {
  const made = correct(
    store,
    { what, id, with: others, by: 'Mira Voss', why: 'the desk says so' },
    `2031-04-01T00:00:${String(store.corrections().length).padStart(2, '0')}.000Z`
  )
  finish(store)
  return made.id
}
const article = (store: Store, name: string) => store.versionsOf(`/news/${name}.txt`)[0]
const storyOf = (store: Store, name: string) => store.storyOf(article(store, name))!
const parted = (store: Store) =>
  store
    .stories()
    .map(one => one.articles.map(id => store.article(id)!.address.slice(6, -4)).sort())
    .sort()
const BEFORE = [
  ['oskel-lamp', 'oskel-post', 'oskel-star'],
  ['tarn-lamp', 'tarn-post']
]

test('two stories are one, their addresses lead to it, and taking that back parts them again', () => {
  const store = filled('merge')
  expect(parted(store)).toEqual(BEFORE)
  const [one, other] = [storyOf(store, 'oskel-post'), storyOf(store, 'tarn-post')]
  const correction = say(store, 'merge', one, other)
  expect(parted(store)).toEqual([BEFORE.flat().sort()])
  for (const id of [one, other]) expect(store.story(id)!.articles).toHaveLength(5)
  say(store, 'undo', correction)
  expect(parted(store)).toEqual(BEFORE)
  expect([storyOf(store, 'oskel-post'), storyOf(store, 'tarn-post')]).toEqual([one, other])
  store.close()
})

test('an article is of another story, and stays so when another version puts all stories together anew', () => {
  const store = filled('split')
  const whole = storyOf(store, 'oskel-post')
  const correction = say(store, 'split', whole, article(store, 'oskel-lamp'))
  const after = [['oskel-lamp'], ['oskel-post', 'oskel-star'], ['tarn-lamp', 'tarn-post']]
  expect(parted(store)).toEqual(after)
  expect(store.story(whole)!.articles).toHaveLength(2)
  store.close()
  const again = opened('split', '2')
  finish(again)
  expect(parted(again)).toEqual(after)
  say(again, 'undo', correction)
  expect(parted(again)).toEqual(BEFORE)
  again.close()
})

test('what came in later joins the story that its tied article is in, and never the one it is kept from', () => {
  const store = filled('later')
  say(store, 'split', storyOf(store, 'oskel-post'), article(store, 'oskel-star'))
  takeIn(store, [
    told('oskel-sun', 5, 'Fog and the Brandt ferry: Oskel asks why', `${FERRY} Oskel asks why the ferry sailed in the fog.`)
  ])
  const [star, post, sun] = ['oskel-star', 'oskel-post', 'oskel-sun'].map(name => storyOf(store, name))
  expect(star).not.toBe(post)
  expect([star, post]).toContain(sun)
  store.close()
})

test('of two that contradict each other the later stands', () => {
  const store = filled('both')
  const whole = storyOf(store, 'tarn-post')
  say(store, 'split', whole, article(store, 'tarn-lamp'))
  expect(parted(store)).toContainEqual(['tarn-lamp'])
  say(store, 'merge', storyOf(store, 'tarn-lamp'), storyOf(store, 'tarn-post'))
  expect(parted(store)).toEqual(BEFORE)
  store.close()
})

test('what cannot be done is said so, and nothing is written', () => {
  const store = filled('refused')
  const story = storyOf(store, 'oskel-post')
  const all = store.story(story)!.articles as readonly ArticleId[]
  expect(() => say(store, 'split', story, article(store, 'tarn-post'))).toThrow('is not of this story')
  expect(() => say(store, 'split', story, ...all)).toThrow('Nothing would be left of the story')
  expect(() => say(store, 'merge', story, story)).toThrow('These are one already')
  expect(() => say(store, 'merge', story, 'y-0000' as StoryId)).toThrow('The record holds no story')
  expect(store.corrections()).toHaveLength(0)
  store.close()
})
