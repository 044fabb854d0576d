// Watches feeds into a record with a clock that runs faster: node watcher.mjs '{"record", "journal", "feeds", "start", "factor", "forward", "pauseMs", "patienceMs", "once"}'
import { openSync, writeSync } from 'node:fs'
import * as onrecord from '../../dist/index.js'
import { clockOf } from './time.mjs'

const given = JSON.parse(process.argv[2])
const clock = clockOf(given)
const version = '1'
const versions = { parse: version, quote: version, attribute: version, align: version, trace: version }
const store = onrecord.openStore(given.record, versions)
if (!store.takeWatch()) throw new Error('the watcher before this one still has the record')
store.feeds.add(given.feeds, clock.now())

// What of an answer has reached the disk, and when, and whether it was read: a kill excuses only what had not.
const journal = openSync(given.journal, 'a')
const noting =
  (name, wordOf, ...keys) =>
  (...given) => {
    store.feeds[name](...given)
    for (const address of keys.map(key => key(...given))) writeSync(journal, `${Date.now()} ${wordOf(...given)} ${address}\n`)
  }
const read = isRead => (isRead ? 'read' : 'not')
const feeds = {
  ...store.feeds,
  keep: noting(
    'keep',
    ({ failures }) => read(!failures),
    ({ address }) => address,
    ({ at }) => at
  ),
  settle: noting(
    'settle',
    (_, { state }) => read(state === 'read'),
    address => address
  ),
  follow: noting(
    'follow',
    (_, { why }) => read(why === null),
    address => address
  ),
  hold: noting(
    'hold',
    () => 'read',
    host => `http://${host}/`
  )
}
const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
const userAgent = 'onrecord/0 (+https://onrecord.example/reader)'
const reader = onrecord.startFeedReader({
  userAgent,
  allowPrivate: true,
  clock,
  pauseMs: given.pauseMs,
  patienceMs: given.patienceMs
})
const take = async page => {
  const saved = store.save(onrecord.readPage(page, onrecord))
  return { saved, why: null }
}
writeSync(1, 'ready\n')
// Putting the statements together is another bench's matter.
const weave = async () => {}
const world = { feeds, reader, clock, jitter: Math.random, take, weave, say: () => {}, stop: stop.signal }
await onrecord.watch(world, given.once)
store.close()
process.exit(0)
