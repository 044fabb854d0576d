/**
 * Measures what one more article costs on records of several sizes, by weaving alone: the articles are invented and read by no stage before.
 * `node bench/speed/align/bench.mjs [QUOTATIONS …]` after `npm run build`; without sizes 10,000 and 100,000. A step that costs 1.5 times the one before fails.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import * as parts from '../../../dist/index.js'
import { entriesOf } from './made.mjs'

const { openStore, textOf, weaveTurn } = parts
const sizes = process.argv.slice(2).map(Number)
if (!sizes.length) sizes.push(10_000, 100_000)

/** Articles that are added one by one to a record of each size, and how much more they may cost than on the size before. */
const MEASURED = 200
const MOST_GROWTH = 1.5

/** Articles that are saved before they are woven, while a record grows. */
const AT_A_TIME = 320

const versions = Object.fromEntries(
  ['parse', 'quote', 'attribute', 'align', 'trace', 'group', 'revise', 'correct'].map(stage => [stage, '1'])
)
const folder = mkdtempSync(join(process.env.ONRECORD_SCRATCH ?? tmpdir(), 'onrecord-speed-'))
const path = join(folder, 'made.db')
const store = openStore(path, versions)
const entries = entriesOf(Number.POSITIVE_INFINITY, 11, { textOf })
// Of the processor, not of the clock: what other programs do at the same time is not counted, nor the waiting for the disk.
const seconds = () => Object.values(process.cpuUsage()).reduce((sum, one) => sum + one, 0) / 1e6
const median = times => times.toSorted((a, b) => a - b)[times.length >> 1]
const mean = times => times.reduce((sum, one) => sum + one, 0) / times.length

// Until nothing waits, stories among it.
const weaveAll = async () => {
  while (weaveTurn(store, parts)) await setImmediate()
}

const rows = []
try {
  for (const size of sizes) {
    const begun = seconds()
    const before = store.counts().quotations
    for (let made = before; made < size; ) {
      for (let i = 0; i < AT_A_TIME && made < size; i++) {
        const { value } = entries.next()
        store.save(value)
        made += value.quotations.length
      }
      await weaveAll()
    }
    const grown = seconds() - begun
    const added = store.counts().quotations - before
    const times = []
    for (let i = 0; i < MEASURED; i++) {
      store.save(entries.next().value)
      const start = seconds()
      await weaveAll()
      times.push(1000 * (seconds() - start))
    }
    const { articles, statements } = store.counts()
    rows.push({
      quotations: size,
      articles,
      statements,
      'ms an article, median': Math.round(10 * median(times)) / 10,
      'ms, mean': Math.round(10 * mean(times)) / 10,
      'ms, worst of 200': Math.round(times.toSorted((a, b) => b - a)[0]),
      'ms a quotation in bulk': Math.round((10_000 * grown) / added) / 10,
      'heap MB': Math.round(process.memoryUsage().heapUsed / 2 ** 20),
      'memory MB': Math.round(process.memoryUsage().rss / 2 ** 20),
      'file MB': Math.round(statSync(path).size / 2 ** 20)
    })
    console.log(JSON.stringify(rows.at(-1)))
  }
} finally {
  store.close()
  rmSync(folder, { recursive: true })
}
console.table(rows)
console.log(`${cpus().length} × ${cpus()[0].model}, Node ${process.version}`)
const grew = rows.slice(1).filter((row, i) => row['ms, mean'] > MOST_GROWTH * rows[i]['ms, mean'])
for (const row of grew)
  console.error(`${row.quotations} quotations: one more article costs more than ${MOST_GROWTH} times what it did before`)
process.exitCode = grew.length ? 1 : 0
