/**
 * A record of so many quotations, for the bench of the pages: `node bench/speed/pages/grown.mjs RECORD.db [QUOTATIONS]`, after `npm run build`. The
 * articles are those of `align/made.mjs`, read by rules, saved and woven by the record's own means; with one event that sixty outlets print, and at
 * every five hundredth article one of two hundred quotations. It goes on where it stopped.
 */

import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import * as parts from '../../../dist/index.js'
import { chances, entriesOf, sentence } from '../align/made.mjs'

const { openStore, readPage, STAGES, textOf, weaveTurn } = parts

/** Articles that are saved before they are woven, while a record grows. */
const AT_A_TIME = 320

const LONG_EACH = 500
const LONG_QUOTATIONS = 200
const CARRIERS = 60

const capital = words => words[0].toUpperCase() + words.slice(1)
const sentenceOf = (chance, least, most) => capital(sentence(chance, least, most).join(' '))
const dated = value => ({ value, precision: 'day', evidence: value })

const pageOf = (address, lines, outlet, published) => ({
  address,
  bytes: Buffer.from(lines.join('\n\n')),
  mediaType: 'text/plain',
  charset: 'utf-8',
  seen: '2031-05-04T08:00:00.000Z',
  hints: { outlet, byline: [], published }
})

/** An article in which many people speak. */
const longPage = (n, like) => {
  const chance = chances(9000 + n)
  const speaker = like.quotations[0]?.attribution.speaker?.name ?? 'Brava Corlund'
  const said = Array.from(
    { length: LONG_QUOTATIONS },
    () => `“${sentenceOf(chance, 8, 18)},” said ${speaker}, who spoke on Tuesday.`
  )
  return pageOf(`/made/long/${n}`, [sentenceOf(chance, 5, 9), ...said], like.article.outlet, like.article.published)
}

/** An article of the event that sixty outlets print, some with a word less or another one. */
const carriedPage = n => {
  const shared = chances(77)
  const own = chances(7700 + n)
  const said = Array.from({ length: 4 }, () => sentence(shared, 14, 30)).map(words =>
    own() < 0.5 ? words : words.filter((_, at) => at !== Math.floor(own() * words.length))
  )
  const lines = said.map(words => `“${capital(words.join(' '))},” Delora Marquist said on Monday.`)
  const title = sentenceOf(own, 5, 9)
  return pageOf(
    `/made/carried/${n}`,
    [title, ...lines, `${sentenceOf(own, 12, 28)}.`],
    `The ${capital(sentence(own, 1, 2)[0])} Paper ${n}`,
    dated(`2031-01-0${1 + (n % 7)}`)
  )
}

function* pages() {
  for (let n = 0; n < CARRIERS; n++) yield carriedPage(n)
  let n = 0
  for (const entry of entriesOf(Number.POSITIVE_INFINITY, 11, { textOf })) {
    const { text, outlet, published, address } = entry.article
    yield pageOf(address, text.chars.split('\n'), outlet, published)
    if (++n % LONG_EACH === LONG_EACH / 2 && entry.quotations.length) yield longPage(n, entry)
  }
}

const [path, wanted = '100000'] = process.argv.slice(2)
if (!path) throw new Error(`node ${fileURLToPath(import.meta.url)} RECORD.db [QUOTATIONS]`)
const store = openStore(path, Object.fromEntries(STAGES.map(stage => [stage, '1'])))
const started = performance.now()
let held = store.counts().articles
let quotations = store.counts().quotations
let skip = held
let fresh = 0
const weaveAll = async () => {
  while (weaveTurn(store, parts)) await setImmediate()
}
await weaveAll()
for (const page of pages()) {
  if (quotations >= Number(wanted)) break
  if (skip-- > 0) continue
  const entry = readPage(page, parts)
  store.save(entry)
  held++
  quotations += entry.quotations.length
  if (++fresh % AT_A_TIME) continue
  await weaveAll()
  console.log(`${held} articles, ${quotations} quotations, ${Math.round((performance.now() - started) / 1000)} s`)
}
await weaveAll()
console.log(`${JSON.stringify(store.counts())} in ${Math.round((performance.now() - started) / 1000)} s`)
store.close()
