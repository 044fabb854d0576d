/** What is counted of a feed's articles is kept beside it: whatever happens to them, it is what a count of all of them gives. */
import Libsql from 'libsql'
import { expect, test } from 'vitest'
import { feedTables } from '../src/store/feeds-schema.ts'
import { type Feeds, type Following, openStore } from '../src/store/index.ts'
import { followed } from '../src/store/schema-followed.ts'
import { rereading } from '../src/store/schema-reread.ts'
import { scratch, versionsOf } from './record.ts'

const { path } = scratch()
const COUNTS = ['read', 'waiting', 'left', 'followed', 'revised', 'gone', 'again'] as const

/** All articles of each feed, counted one by one. */
const COUNTED = `SELECT f.address, count(*) FILTER (WHERE i.state = 'read') AS read, count(*) FILTER (WHERE i.state = 'waiting') AS waiting,
  count(*) FILTER (WHERE i.state = 'left') AS "left", count(r.next) AS followed, coalesce(sum(r.revised), 0) AS revised,
  coalesce(sum(r.gone), 0) AS gone, min(r.next) AS again
  FROM feeds f LEFT JOIN feed_items i ON i.feed = f.address LEFT JOIN rereads r ON r.address = i.address GROUP BY f.address ORDER BY f.address`

const check = (file: string, feeds: Feeds) => {
  const raw = new Libsql(file)
  const counted = raw.prepare(COUNTED).all([]) as Record<string, unknown>[]
  raw.close()
  const kept = feeds.all().map(one => Object.fromEntries(['address' as const, ...COUNTS].map(name => [name, one[name]])))
  expect(kept).toEqual(counted.map(row => ({ ...row })))
}

const following = (over: Partial<Following>): Following => ({
  born: 1,
  told: null,
  next: 50,
  earliest: 0,
  pressed: false,
  vain: 0,
  etag: null,
  modified: null,
  times: 0,
  revised: 0,
  gone: false,
  why: null,
  ...over
})

test('after every step, by a hundred steps of chance', () => {
  const file = path('counted.db')
  const store = openStore(file, versionsOf('1'))
  const { feeds } = store
  const names = ['tide', 'quay', 'port'].map(name => `https://${name}.example/feed`)
  feeds.add(names, 0)
  // Chance that is the same each time.
  let seed = 7
  const chance = (n: number) => {
    seed = (seed * 1103515245 + 12345) % 2147483648
    return seed % n
  }
  const article = () => `https://port.example/${chance(40)}`
  for (let step = 0; step < 100; step++) {
    const [feed] = feeds.all().filter(one => one.address === names[chance(3)])
    if (feed && step % 3 === 0)
      feeds.keep({ ...feed, lastRead: step }, [{ address: article(), byline: [], published: null, outlet: null }], [])
    const state = (['read', 'waiting', 'left'] as const)[chance(3)]
    const followed = following({ next: chance(2) ? 100 + chance(900) : null, revised: chance(3), gone: chance(5) === 0 })
    feeds.settle(article(), { state, next: step, tries: 1, why: null }, state === 'read' ? followed : undefined)
    feeds.follow(article(), following({ next: chance(3) ? chance(500) : null, revised: chance(4) }))
    if (step % 20 === 19) feeds.hold('port.example', step * 10)
    if (step === 60) feeds.drop(names[1])
    if (step % 10 === 0) check(file, feeds)
  }
  check(file, feeds)
  expect(feeds.all().reduce((sum, one) => sum + one.followed, 0)).toBeGreaterThan(0)
  store.close()
})

test('what stood in a record of before is counted once', () => {
  const raw = new Libsql(':memory:')
  raw.exec(feedTables)
  raw.exec(rereading)
  const feed = raw.prepare('INSERT INTO feeds (address, at, named, host, next) VALUES (?1, ?1, ?1, ?1, 0)')
  const item = raw.prepare("INSERT INTO feed_items (address, feed, host, hints, state, next) VALUES (?, ?, 'h', '{}', ?, 0)")
  const reread = raw.prepare(
    "INSERT INTO rereads (address, host, born, earliest, next, revised, gone) VALUES (?, 'h', 0, 0, ?, ?, ?)"
  )
  for (const name of ['one', 'two', 'none']) feed.run([name])
  for (const [address, of, state] of [
    ['a', 'one', 'read'],
    ['b', 'one', 'left'],
    ['c', 'two', 'read'],
    ['d', 'two', 'waiting']
  ])
    item.run([address, of, state])
  reread.run(['a', 50, 2, 0])
  reread.run(['c', null, 1, 1])
  raw.exec(followed)
  expect(raw.prepare('SELECT * FROM feed_counts ORDER BY feed').all([])).toEqual([
    { feed: 'none', read: 0, waiting: 0, left: 0, followed: 0, revised: 0, gone: 0 },
    { feed: 'one', read: 1, waiting: 0, left: 1, followed: 1, revised: 2, gone: 0 },
    { feed: 'two', read: 1, waiting: 1, left: 0, followed: 0, revised: 1, gone: 1 }
  ])
  raw.close()
})
