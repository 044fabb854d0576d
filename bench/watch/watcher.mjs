// Watches feeds into a record with a clock that runs faster: node watcher.mjs '{"record", "feeds", "start", "factor", "forward", "pauseMs", "patienceMs", "once"}'
import { writeSync } from 'node:fs'
import * as onrecord from '../../dist/index.js'
import { clockOf } from './time.mjs'

const given = JSON.parse(process.argv[2])
const clock = clockOf(given)
const version = '1'
const versions = { parse: version, quote: version, attribute: version, align: version, trace: version }
const store = onrecord.openStore(given.record, versions)
store.feeds.add(given.feeds, clock.now())
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
  const entry = onrecord.readPage(page, onrecord)
  store.save(entry)
  return null
}
writeSync(1, 'ready\n')
// Putting the statements together is another bench's matter.
const weave = async () => {}
const world = { feeds: store.feeds, reader, clock, jitter: Math.random, take, weave, say: () => {}, stop: stop.signal }
await onrecord.watch(world, given.once)
store.close()
process.exit(0)
