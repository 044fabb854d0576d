/**
 * How long the pages take and what they weigh, on a generated record: `node bench/speed/pages.mjs [articles] [record.db]`, after `npm run build`.
 * Each page is asked for first cold, then as often as gives a median, beside the least that the same server answers in the same run.
 * Events of five outlets share a speech, which two of them cut; every hundredth article has 200 quotations. All names and words are made up.
 */
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const wanted = Number(process.argv[2] ?? 1000)
const ROUNDS = 15
const MOST_TIMES_HELLO = 25
const MOST_BYTES = 200_000

const bin = fileURLToPath(new URL('../../bin/onrecord', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'onrecord-pages-'))
const db = process.argv[3] ?? join(folder, 'pages.db')

let seed = 7
const chance = () => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed / 2147483648
}
const pick = things => things[Math.floor(chance() * things.length)]
const syllables = 'ba de ki lo mu na pe ri so tu va we xi yo za gri plo sta tre wun'.split(' ')
const made = (n = 2) => Array.from({ length: n }, () => pick(syllables)).join('')
const name = () => made().replace(/^./, one => one.toUpperCase())
const nouns = 'harbour bridge budget school canal tariff hospital harvest railway treaty market lighthouse'.split(' ')
const verbs = 'open close repair sell keep widen survey pay measure paint'.split(' ')
const speakers = Array.from({ length: Math.max(40, wanted / 4) }, () => `${name()} ${name()}`)
const saying = () =>
  `we will ${pick(verbs)} the ${pick(nouns)} in ${made(3)}, slowly and carefully, and ${pick(verbs)} the ${pick(nouns)} of ${name()}`
const OUTLETS = ['The Lantern', 'Valley Ledger', 'Northern Tide', 'Coast Mirror', 'Daily Quay']

const event = n => {
  const day = `2031-${String(1 + (n % 12)).padStart(2, '0')}-${String(1 + (n % 28)).padStart(2, '0')}`
  const speaker = pick(speakers)
  const shared = [saying(), saying()]
  return OUTLETS.map((outlet, at) => {
    const cut = at > 2 ? shared.map(one => one.replace(', slowly and carefully,', '')) : shared
    const others = n * 5 + at === 50 || (n * 5 + at) % 500 === 50 ? 198 : 3
    const said = [
      ...cut.map(one => `“${one.replace(/^w/, 'W')},” ${speaker} said on Tuesday.`),
      ...Array.from({ length: others }, () => `“${saying().replace(/^w/, 'W')},” said ${pick(speakers)}, who spoke in ${name()}.`)
    ]
    return {
      url: `https://${outlet.toLowerCase().replace(/\W+/g, '-')}.example/${n}`,
      outlet,
      title: `${speaker} speaks of the ${pick(nouns)} of ${name()}`,
      published: day,
      text: said.join('\n\n')
    }
  })
}

const quiet = { stdio: ['ignore', 'ignore', 'ignore'] }
if (!existsSync(db)) {
  const lines = Array.from({ length: Math.ceil(wanted / 5) }, (_, n) => event(n)).flat()
  writeFileSync(join(folder, 'articles.jsonl'), lines.map(one => JSON.stringify(one)).join('\n'))
  const started = performance.now()
  execFileSync(bin, ['--engine', 'rules', 'add', join(folder, 'articles.jsonl'), '--db', db], quiet)
  console.log(`${lines.length} articles read and woven in ${Math.round((performance.now() - started) / 1000)} s`)
}

const PORT = 4900 + (process.pid % 90)
const server = spawn(bin, ['--engine', 'rules', 'serve', '--db', db, '--port', String(PORT)], {
  stdio: ['ignore', 'pipe', 'inherit']
})
await new Promise(resolve => server.stdout.on('data', data => /The record is at/.test(data) && resolve()))
const base = `http://127.0.0.1:${PORT}`
// The least that this server answers: a picture of 300 bytes that it holds.
const [icon] = /\/assets\/\w+\/onrecord\.svg/.exec(await (await fetch(`${base}/feeds`)).text())
const helloAt = base + icon

const take = async address => {
  const started = performance.now()
  const response = await fetch(address)
  const bytes = (await response.arrayBuffer()).byteLength
  if (!response.ok) throw new Error(`${address} answers ${response.status}`)
  return { ms: performance.now() - started, bytes }
}
const median = numbers => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)]
const json = async path => (await fetch(base + path)).json()

try {
  const cold = await take(`${base}/`)
  const articles = (await json('/articles.json')).lines
  let long = articles[0]
  const { pages } = await json('/articles.json')
  for (let page = 1; page <= Math.min(pages, 100); page++)
    for (const one of (await json(`/articles.json?page=${page}`)).lines) if (one.quotations > long.quotations) long = one
  const [statement] = (await json('/statements.json')).lines
  const [speaker] = (await json('/speakers.json')).lines
  const [story] = (await json('/stories.json')).lines
  const paths = {
    overview: '/',
    articles: '/articles',
    [`reader, ${long.quotations} quotations`]: `/a/${long.id}`,
    speakers: '/speakers',
    speaker: `/p/${speaker.id}`,
    statements: '/statements',
    [`statement, ${statement.printings} printings`]: `/st/${statement.id}`,
    'who carried what': '/matrix',
    stories: '/stories',
    [`story, ${story.articles} articles`]: `/stories/${story.id}`,
    find: '/find?q=harbour',
    check: '/check',
    feeds: '/feeds'
  }
  for (let n = 0; n < 30; n++) await take(helloAt)
  const times = {}
  const first = {}
  const plain = []
  for (const [page, path] of Object.entries(paths)) first[page] = page === 'overview' ? cold : await take(base + path)
  for (let n = 0; n < ROUNDS; n++) {
    plain.push((await take(helloAt)).ms)
    for (const [page, path] of Object.entries(paths)) {
      times[page] ??= []
      times[page].push(await take(base + path))
    }
  }
  const one = median(plain)
  console.log(`\n${wanted} articles; hello ${one.toFixed(2)} ms; load ${loadavg()[0].toFixed(1)}\n`)
  console.log('| page | first, ms | median, ms | × hello | kB | |\n| --- | --- | --- | --- | --- | --- |')
  for (const [page, all] of Object.entries(times)) {
    const ms = median(all.map(({ ms }) => ms))
    const { bytes } = all[0]
    const over = [ms / one > MOST_TIMES_HELLO && 'slow', bytes > MOST_BYTES && 'heavy'].filter(Boolean).join(', ')
    console.log(
      `| ${page} | ${first[page].ms.toFixed(0)} | ${ms.toFixed(1)} | ${(ms / one).toFixed(1)} | ${(bytes / 1000).toFixed(0)} | ${over} |`
    )
  }
} finally {
  server.kill('SIGTERM')
  rmSync(folder, { recursive: true, force: true })
}
