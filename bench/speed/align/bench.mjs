/**
 * Measures what one more article costs on records of several sizes, by weaving and by putting it into a story: the articles are invented and read by no stage
 * before. `node bench/speed/align/bench.mjs [--record FILE] [QUOTATIONS …]` after `npm run build`; without sizes 1,000 and 10,000. A size that costs 1.5 times
 * the one before fails. With `--record` the record is kept, and a later run goes on from where it stands.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import * as parts from '../../../dist/index.js'
import { entriesOf } from './made.mjs'

const { openStore, textOf, weaveTurn } = parts
const { values, positionals } = parseArgs({ allowPositionals: true, options: { record: { type: 'string' } } })
const sizes = positionals.length ? positionals.map(Number) : [1000, 10_000]

/** Articles that are added one by one to a record of each size, and how much more they may cost than on the size before. */
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
const store = openStore(path, versions)
const entries = entriesOf(Number.POSITIVE_INFINITY, 11, { textOf }, store.counts().articles)
// Of the processor, not of the clock: what other programs do at the same time is not counted, nor the waiting for the disk.
const seconds = () => Object.values(process.cpuUsage()).reduce((sum, one) => sum + one, 0) / 1e6
const median = times => times.toSorted((a, b) => a - b)[times.length >> 1]
const mean = times => times.reduce((sum, one) => sum + one, 0) / times.length

// Until nothing waits, stories among it.
const weaveAll = async () => {
  while (weaveTurn(store, parts)) await setImmediate()
}

/** Lets the record grow to so many quotations; gives how many were added. */
const growTo = async size => {
  const before = store.counts().quotations
  let said = before
  let held = before
  await weaveAll()
  while (held < size) {
    for (let i = 0; i < AT_A_TIME && held < size; i++) {
      const { value } = entries.next()
      store.save(value)
      held += value.quotations.length
      await setImmediate()
    }
    await weaveAll()
    if (held - said < SAYS_AFTER) continue
    said = held
    console.log(`${new Date().toISOString()} ${held} quotations, ${Math.round(seconds())} s of the processor`)
  }
  return held - before
}

const addOneByOne = async () => {
  const times = []
  for (let i = 0; i < MEASURED; i++) {
    store.save(entries.next().value)
    const start = seconds()
    await weaveAll()
    times.push(1000 * (seconds() - start))
  }
  return times
}

const tenth = number => Math.round(10 * number) / 10
const rows = []
try {
  for (const size of sizes) {
    const begun = seconds()
    const added = await growTo(size)
    const grown = seconds() - begun
    const times = await addOneByOne()
    const { articles, statements, speakers } = store.counts()
    rows.push({
      quotations: size,
      articles,
      statements,
      speakers,
      'ms an article, median': tenth(median(times)),
      'ms, mean': tenth(mean(times)),
      'ms, worst of 200': Math.round(Math.max(...times)),
      'ms a quotation in bulk': added ? tenth((1000 * grown) / added) : null,
      'most memory MB': Math.round(process.resourceUsage().maxRSS / 2 ** 10),
      'file MB': Math.round(statSync(path).size / 2 ** 20)
    })
    console.log(JSON.stringify(rows.at(-1)))
  }
} finally {
  store.close()
  if (folder) rmSync(folder, { recursive: true })
}
console.table(rows)
console.log(`${cpus().length} × ${cpus()[0].model}, Node ${process.version}, load ${loadavg().map(tenth).join(' ')}`)
const grew = rows.slice(1).filter((row, i) => row['ms, mean'] > MOST_GROWTH * rows[i]['ms, mean'])
for (const row of grew)
  console.error(`${row.quotations} quotations: one more article costs more than ${MOST_GROWTH} times what it did before`)
process.exitCode = grew.length ? 1 : 0
