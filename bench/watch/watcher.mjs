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

// What was heard of each answer, and what of it has reached the disk, and when: a kill excuses only what had not, and a reader knows nothing of what it did not hear.
const journal = openSync(given.journal, 'a')
const note = (word, address) => writeSync(journal, `${Date.now()} ${word} ${address}\n`)
const noting =
  (name, ...keys) =>
  (...given) => {
    store.feeds[name](...given)
    for (const key of keys) note('kept', key(...given))
  }
const itself = address => address
const feeds = {
  ...store.feeds,
  keep: noting(
    'keep',
    ({ address }) => address,
    ({ at }) => at
  ),
  settle: noting('settle', itself),
  follow: noting('follow', itself),
  hold: noting('hold', host => `http://${host}/`)
}
const stop = new AbortController()
process.once('SIGTERM', () => stop.abort())
const userAgent = 'onrecord/0 (+https://onrecord.example/reader)'
const asking = onrecord.startFeedReader({
  userAgent,
  allowPrivate: true,
  clock,
  pauseMs: given.pauseMs,
  patienceMs: given.patienceMs
})
const hearing = async (asked, address) => {
  const answer = await asked
  note(answer.again.status ?? 'nothing', address)
  return answer
}
const reader = {
  ...asking,
  listing: (address, since) => hearing(asking.listing(address, since), address),
  article: (item, ...more) => hearing(asking.article(item, ...more), item.address)
}
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
