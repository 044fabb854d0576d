/**
 * How fast a page is parsed, against bare Readability on linkedom over the same pages in the same run, page by page in turn so that a busy machine
 * slows both: `node bench/speed/parse.mjs [rounds]`, after `npm run build`. Where the pages are not at hand nothing is measured, and the run says so.
 */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { Readability } from '@mozilla/readability'
import { parseHTML } from 'linkedom'
import { parsePage } from '../../dist/index.js'

const shared = process.env.ONRECORD_SHARED ?? fileURLToPath(new URL('../../../shared/', import.meta.url))
const rounds = Number(process.argv[2] ?? 2)

const pagesOf = set => {
  const folder = `${shared}/data/pages/${set}`
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true })
    .filter(name => name.endsWith('.html.gz'))
    .map(name => gunzipSync(readFileSync(`${folder}/${name}`)))
}

const bare = bytes => {
  const { document } = parseHTML(new TextDecoder().decode(bytes))
  for (const element of document.querySelectorAll('template')) element.remove()
  return new Readability(document).parse()
}
const ours = bytes => parsePage({ address: '', bytes, mediaType: 'text/html', charset: null, seen: '' })

const timed = (work, bytes) => {
  const from = performance.now()
  try {
    work(bytes)
  } catch {}
  return performance.now() - from
}

for (const set of ['aeb', 'fundus']) {
  const pages = pagesOf(set)
  if (!pages.length) {
    console.log(`${set}: the pages are not at hand, nothing is measured`)
    continue
  }
  for (const bytes of pages.slice(0, 40)) {
    bare(bytes)
    ours(bytes)
  }
  let [first, second] = [0, 0]
  for (let round = 0; round < rounds; round++)
    for (const bytes of pages) {
      first += timed(bare, bytes)
      second += timed(ours, bytes)
    }
  const rate = ms => ((1000 * rounds * pages.length) / ms).toFixed(1)
  console.log(
    `${set}: ${pages.length} pages, bare ${rate(first)} a second, ours ${rate(second)} a second, ratio ${(first / second).toFixed(2)}`
  )
}
