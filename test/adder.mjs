// Adds invented articles to a record, one after another, and writes each one's id when it is acknowledged: node adder.mjs RECORD NAME COUNT
import { writeSync } from 'node:fs'
import * as onrecord from '../dist/index.js'

const [record, name, count] = process.argv.slice(2)
const version = '1'
const versions = Object.fromEntries(onrecord.STAGES.map(stage => [stage, version]))
const parts = onrecord
const store = onrecord.openStore(record, versions)
for (let n = 0; n < Number(count); n++) {
  const chars = `Council meets for the ${n}th time\n\nThe Port Selm Post\n\n“We have met ${n} times, and we will meet again,” said Ada Ruiz, the mayor, of ${name}.\n`
  const page = {
    address: `/${name}/${n}.txt`,
    bytes: Buffer.from(chars),
    mediaType: 'text/plain',
    charset: null,
    seen: '2031-05-04T08:00:00.000Z'
  }
  const entry = onrecord.readPage(page, parts)
  store.save(entry, page)
  writeSync(1, `${entry.article.id}\n`)
  if (n % 10 === 9) onrecord.weave(store, parts)
}
onrecord.weave(store, parts)
store.close()
