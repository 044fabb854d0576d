// A watch of many feeds on hosts that misbehave, with time that runs faster, killed every few seconds: nothing is lost, nothing doubled, and the
// hosts' own log judges the manners. node bench/watch/run.mjs [--seconds 600] [--feeds 200] [--factor 120] [--kill 3] [--json]
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as onrecord from '../../dist/index.js'
import { startHosts, WORDS } from './hosts.mjs'
import { judge } from './judge.mjs'
import { HOUR, SECOND } from './time.mjs'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '600' },
    feeds: { type: 'string', default: '200' },
    factor: { type: 'string', default: '120' },
    kill: { type: 'string', default: '3' },
    json: { type: 'boolean', default: false }
  }
})
const [seconds, feeds, factor, killEvery] = [values.seconds, values.feeds, values.factor, values.kill].map(Number)
/** The pause at a host, in simulated time: long enough that one left out is seen although time runs so fast. */
const pauseMs = 40 * SECOND
/** How long an answer is waited for, in real time: the machine may be busy. */
const patienceMs = 3 * SECOND
/** How far the clock is put forward at the end, and how often at most, until everything that was published is read. */
const FORWARD = 13 * HOUR
const MOST_FORWARD = 8
/** A busy machine may be slower than what becomes due anew: so long it reads, in real time, before the clock is put forward again. */
const MOST_AT_ONCE = 60 * SECOND

const folder = mkdtempSync(join(tmpdir(), 'onrecord-watch-'))
const record = join(folder, 'record.db')
const journal = join(folder, 'journal.txt')
const start = Date.now()
const duration = seconds * SECOND * factor
const hosts = await startHosts({ start, factor, duration, feeds })
const kills = []

const watcher = async once_ => {
  const given = {
    record,
    journal,
    feeds: hosts.addresses,
    start,
    factor,
    forward: hosts.state.forward,
    pauseMs,
    patienceMs,
    once: once_
  }
  const child = spawn(process.execPath, [new URL('watcher.mjs', import.meta.url).pathname, JSON.stringify(given)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = once(child, 'exit')
  await Promise.race([once(child.stdout, 'data'), ended])
  return { child, ended }
}

let broken = 0
while (Date.now() - start < seconds * SECOND) {
  const { child, ended } = await watcher(false)
  const life = Math.min((0.5 + Math.random()) * killEvery * SECOND, Math.max(0, start + seconds * SECOND - Date.now()))
  const [code] = await Promise.race([ended, setTimeout(life, [null])])
  if (code !== null) broken += 1
  child.kill('SIGKILL')
  kills.push(Date.now())
  await ended
}
const watched = Date.now() - start

// Everybody behaves, nothing more is published, and the clock is put forward: what waits is read.
const held = () => {
  const store = onrecord.openStore(record, {}, { mustExist: true })
  const articles = store.articles().map(id => store.article(id))
  const versions = new Map()
  for (const { address, text } of articles)
    versions.set(address, [
      ...(versions.get(address) ?? []),
      WORDS.findLastIndex(words => text.chars.includes(`will ${words} quay`))
    ])
  const result = { addresses: [...versions.keys()], versions, faults: store.faults(), feeds: store.feeds.all() }
  store.close()
  return result
}
/** The articles whose other version is not in the record. */
const unseen = () => hosts.revised().filter(one => expected.has(one) && !end.versions.get(one)?.includes(1))
const before = hosts.log.length
hosts.state.mended = true
const expected = hosts.expected()
let end = held()
for (let n = 0; n < MOST_FORWARD; n++) {
  hosts.state.forward += FORWARD
  const { child, ended } = await watcher(true)
  const tired = globalThis.setTimeout(() => child.kill('SIGTERM'), MOST_AT_ONCE)
  const [code] = await ended
  clearTimeout(tired)
  if (code !== 0) broken += 1
  end = held()
  const have = new Set(end.addresses)
  if ([...expected].every(one => have.has(one)) && !unseen().length) break
}
hosts.close()
const kept = readFileSync(journal, 'utf8')
rmSync(folder, { recursive: true, force: true })

const have = new Set(end.addresses)
const articles = hosts.log.filter(({ path, status, whole }) => /^\/news\//.test(path) && status === 200 && whole)
const both = [...end.versions.values()].filter(held => held.includes(0) && held.includes(1)).length
const { manners, broken: unmannerly } = judge({ ...hosts, kills, kept, factor, pauseMs })
const result = {
  seconds: Math.round(watched / SECOND),
  simulatedHours: Math.round(duration / HOUR),
  feeds,
  ways: hosts.ways.size,
  kills: kills.length,
  requests: hosts.log.length,
  requestsWhileKilled: before,
  published: expected.size,
  lost: [...expected].filter(one => !have.has(one)).length,
  strange: end.addresses.filter(one => !expected.has(one)).length,
  doubled: [...end.versions.values()].filter(held => new Set(held).size < held.length).length,
  changed: hosts.revised().length,
  changesLost: unseen().length,
  heldInBothVersions: both,
  sentTwice: articles.length - new Set(articles.map(({ host, path }) => host + path)).size,
  crashes: broken,
  faults: end.faults,
  manners
}
if (values.json) console.log(JSON.stringify(result))
else {
  const { manners: _, ...figures } = result
  for (const [name, value] of Object.entries(figures)) console.log(`${name.padEnd(20)} ${value}`)
  console.log('\nmanner                                     seen  broken  killed  asleep')
  for (const [name, counts] of Object.entries(manners))
    console.log(name.padEnd(40), ...Object.values(counts).map(one => String(one).padStart(7)))
  for (const one of unmannerly.slice(0, 40)) console.log(`broken: ${one}`)
  const lost = [...expected].filter(one => !have.has(one))
  if (lost.length) console.log(`\nlost: ${lost.slice(0, 20).join('\n      ')}`)
  if (unseen().length) console.log(`\nchanges lost: ${unseen().slice(0, 20).join('\n      ')}`)
  const unlike = end.feeds.filter(({ failures, left }) => failures || left)
  for (const { address, why, leftWhy, left } of unlike.slice(0, 40))
    console.log(`${address} ${why ?? ''} ${left ? `left ${left}: ${leftWhy}` : ''}`)
}
