// Says which labelled shared sentences `onrecord pipe trace` finds: node bench/quality/trace/bench.mjs (after npm run build).
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const here = path => fileURLToPath(new URL(path, import.meta.url))
const shared = here('../../../../shared')
if (!existsSync(shared)) {
  console.log('trace: not measured (the labelled articles are not at hand: ../shared)')
  process.exit(0)
}

const gold = JSON.parse(readFileSync(join(shared, 'gold/seeds.json'), 'utf8'))
const files = Object.keys(gold.meta).sort()
const lines = files.map(id => JSON.stringify({ id, text: readFileSync(join(shared, 'seeds', id), 'utf8') }))
const { stdout } = spawnSync(here('../../../bin/onrecord'), ['pipe', 'trace'], {
  input: `${lines.join('\n')}\n`,
  encoding: 'utf8'
})
const answers = stdout
  .trim()
  .split('\n')
  .map(line => JSON.parse(line))

const quotation = id => gold.quotations.find(one => one.id === id)
const copies = answers.flatMap(({ because }) => because.filter(one => one.kind === 'shared-copy'))
const shows = (reason, id) => {
  const { doc, content } = quotation(id)
  return reason.articles.includes(doc) && reason.spans.some(({ start, end }) => start < content[0][1] && content[0][0] < end)
}
const found = gold.sharedCopy.filter(({ members }) => copies.some(reason => members.every(id => shows(reason, id))))
console.log(
  `trace: ${found.length}/${gold.sharedCopy.length} labelled shared sentences found, ${copies.length} pairs of articles share copy`
)
console.log(`origins of ${files.length} articles, every reason counted: ${new Set(answers.map(one => one.origin)).size}`)
