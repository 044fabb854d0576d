/**
 * Measures what one more article costs on records of several sizes, by weaving and by putting it into a story: the articles are invented and read by no stage
 * before. `node bench/speed/align/bench.mjs [--record FILE] [QUOTATIONS …]` after `npm run build`; without sizes 1,000 and 10,000. A size that costs 1.5 times
 * the one before fails. With `--record` the record is kept, a copy of each size beside it, and a later run goes on from where it stands.
 */
import { copyFileSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as parts from '../../../dist/index.js'
import { entriesOf } from './made.mjs'

const { openStore, textOf, weaveTurn } = parts
const { values, positionals } = parseArgs({ allowPositionals: true, options: { record: { type: 'string' } } })
const sizes = positionals.length ? positionals.map(Number) : [1000, 10_000]

/** Articles that are added one by one to a record of each size, some before they count, and how much more they may cost than on the size before. */
const WARM = 20
const MEASURED = 200
const MOST_GROWTH = 1.5

/** Articles that are saved before they are woven, while a record grows, and quotations after which it says how far it is. */
const AT_A_TIME = 320
const SAYS_AFTER = 10_000

const versions = Object.fromEntries(
  ['parse', 'quote', 'attribute', 'align', 'trace', 'group', 'revise', 'correct'].map(stage => [stage, '1'])
)
const folder = values.record ? null : mkdtempSync(join(process.env.ONRECORD_SCRATCH ?? tmpdir(), 'onrecord-speed-'))
const path = values.record ?? join(folder, 'made.db')
const copyOf = size => `${path}.${size}`

/** Opens a record, and the articles that it does not hold yet. */
const open = file => {
  const store = openStore(file, versions)
  return { store, entries: entriesOf(Number.POSITIVE_INFINITY, 11, { textOf }, store.counts().articles) }
}

// Of the processor, not of the clock: what other programs do at the same time is not counted, nor the waiting for the disk.
const seconds = () => Object.values(process.cpuUsage()).reduce((sum, one) => sum + one, 0) / 1e6
const median = times => times.toSorted((a, b) => a - b)[times.length >> 1]
const mean = times => times.reduce((sum, one) => sum + one, 0) / times.length

// Until nothing waits, stories among it.
const weaveAll = async ({ store }) => {
  while (weaveTurn(store, parts)) await setImmediate()
}

/** Lets a record grow to so many quotations; gives how many were added. */
const growTo = async (record, size) => {
  const before = record.store.counts().quotations
  let said = before
  let held = before
  await weaveAll(record)
  while (held < size) {
    for (let i = 0; i < AT_A_TIME && held < size; i++) {
      const { value } = record.entries.next()
      record.store.save(value)
      held += value.quotations.length
      await setImmediate()
    }
    await weaveAll(record)
    if (held - said < SAYS_AFTER) continue
    said = held
    console.log(`${new Date().toISOString()} ${held} quotations, ${Math.round(seconds())} s of the processor`)
  }
  return held - before
}

/** Adds an article, and gives how long it takes to weave it. */
const addOne = async record => {
  record.store.save(record.entries.next().value)
  const start = seconds()
  await weaveAll(record)
  return 1000 * (seconds() - start)
}

const tenth = number => Math.round(10 * number) / 10

/** Grows the record from size to size and leaves a copy of each, which is what is measured. */
const grow = async () => {
  const bulk = new Map()
  for (const size of sizes) {
    if (existsSync(copyOf(size))) continue
    const record = open(path)
    const begun = seconds()
    const added = await growTo(record, size)
    if (added) bulk.set(size, tenth((1000 * (seconds() - begun)) / added))
    record.store.close()
    copyFileSync(path, copyOf(size))
  }
  return bulk
}

/** Adds to each record in turn, so that what else the machine does shows in all of them. */
const measure = async () => {
  const records = sizes.map(size => open(copyOf(size)))
  for (const record of records) for (let i = 0; i < WARM; i++) await addOne(record)
  const times = sizes.map(() => [])
  for (let i = 0; i < MEASURED; i++) for (const [n, record] of records.entries()) times[n].push(await addOne(record))
  const counts = records.map(({ store }) => store.counts())
  for (const { store } of records) store.close()
  return sizes.map((_, n) => ({ times: times[n], counts: counts[n] }))
}

try {
  const bulk = await grow()
  const memory = process.resourceUsage().maxRSS
  const rows = (await measure()).map(({ times, counts }, n) => ({
    quotations: sizes[n],
    articles: counts.articles,
    statements: counts.statements,
    speakers: counts.speakers,
    'ms an article, median': tenth(median(times)),
    'ms, mean': tenth(mean(times)),
    'ms, worst of 200': Math.round(Math.max(...times)),
    'ms a quotation in bulk': bulk.get(sizes[n]) ?? null,
    'file MB': Math.round(statSync(copyOf(sizes[n])).size / 2 ** 20)
  }))
  for (const row of rows) console.log(JSON.stringify(row))
  console.table(rows)
  console.log(`most memory while growing ${Math.round(memory / 2 ** 10)} MB`)
  console.log(`${cpus().length} × ${cpus()[0].model}, Node ${process.version}, load ${loadavg().map(tenth).join(' ')}`)
  const grew = rows.slice(1).filter((row, i) => row['ms, mean'] > MOST_GROWTH * rows[i]['ms, mean'])
  for (const row of grew)
    console.error(`${row.quotations} quotations: one more article costs more than ${MOST_GROWTH} times what it did before`)
  process.exitCode = grew.length ? 1 : 0
} finally {
  if (folder) rmSync(folder, { recursive: true })
}
