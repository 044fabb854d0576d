/**
 * How long the pages take and what they weigh on a large record: `node bench/speed/pages/bench.mjs RECORD.db`, after `npm run build`. The record is one
 * that `grown.mjs` made. Each page is asked for cold, the first of all by a server that was just started, by the clock and by the processor, which tells more
 * where others use the machine; and then as often as gives a median, beside the least that the same server answers in the same run: a picture of 300 bytes
 * that it holds. The largest of each kind is taken.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { fileURLToPath } from 'node:url'
import Libsql from 'libsql'
import { sign } from './sign.mjs'

const [path, only = ''] = process.argv.slice(2)
if (!path) throw new Error(`node ${fileURLToPath(import.meta.url)} RECORD.db [PAGE]`)

const ROUNDS = 15
const WARMING = 40
const MOST_TIMES_HELLO = 25
const MOST_BYTES = 200_000

const bin = fileURLToPath(new URL('../../../bin/onrecord', import.meta.url))

/** The pages, the largest of each kind. */
const paths = () => {
  const db = new Libsql(path)
  const one = sql => db.prepare(sql).get()
  const most = (id, table) => one(`SELECT ${id} AS id, count(*) AS n FROM ${table} GROUP BY ${id} ORDER BY n DESC, ${id} LIMIT 1`)
  const article = most('article', 'quotations')
  const statement = most('statement', 'variants')
  const speaker = most('speaker', 'spoken')
  const story = most('story', 'story_articles')
  const outlet = one(
    'SELECT outlet, count(*) AS n FROM articles WHERE outlet IS NOT NULL GROUP BY outlet ORDER BY n DESC LIMIT 1'
  )
  const quotation = one('SELECT id FROM quotations LIMIT 1').id
  const { n } = one('SELECT count(*) AS n FROM quotations')
  const { articles } = one('SELECT count(*) AS articles FROM articles')
  db.close()
  console.log(`${n} quotations in ${articles} articles`)
  return {
    overview: '/',
    articles: '/articles',
    [`reader, ${article.n} quotations`]: `/a/${article.id}`,
    speakers: '/speakers',
    [`speaker, ${speaker.n} quotations`]: `/p/${speaker.id}`,
    statements: '/statements',
    'statements, the last page': '/statements?page=100000',
    [`statement, ${statement.n} printings`]: `/st/${statement.id}`,
    'its heat map': `/st/${statement.id}?view=heat`,
    'two of them side by side': `/st/${statement.id}?view=side`,
    'what the speaker said by subject': `/positions?speaker=${speaker.id}`,
    'who carried what': '/matrix',
    outlets: '/outlets',
    [`outlet, ${outlet.n} articles`]: `/outlet?name=${encodeURIComponent(outlet.outlet)}`,
    inbox: '/inbox',
    stories: '/stories',
    [`story, ${story.n} articles`]: `/stories/${story.id}`,
    find: '/find?q=government',
    check: '/check',
    cite: `/cite/${quotation}`,
    changes: '/changes',
    feeds: '/feeds'
  }
}

const PORT = 4900 + (process.pid % 90)
const base = `http://127.0.0.1:${PORT}`

const serving = async work => {
  const server = spawn(bin, ['--engine', 'rules', 'serve', '--db', path, '--port', String(PORT)], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  await new Promise(resolve => server.stdout.on('data', data => /The record is at/.test(data) && resolve()))
  try {
    const [icon] = /\/assets\/\w+\/onrecord\.svg/.exec(await (await fetch(`${base}/nothing`)).text())
    for (let n = 0; n < WARMING; n++) await take(base + icon)
    return await work(base + icon, server.pid)
  } finally {
    const gone = new Promise(resolve => server.on('exit', resolve))
    server.kill('SIGTERM')
    await gone
  }
}

const take = async address => {
  const started = performance.now()
  const response = await fetch(address)
  const bytes = (await response.arrayBuffer()).byteLength
  if (!response.ok && !address.endsWith('/nothing')) throw new Error(`${address} answers ${response.status}`)
  return { ms: performance.now() - started, bytes }
}
/** Milliseconds of the processor that a process has used: Linux counts them in hundredths of a second. */
const spent = pid => {
  const [, counted] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')
  const [user, kernel] = counted.split(' ').slice(11)
  return 10 * (Number(user) + Number(kernel))
}

const takeCold = path =>
  serving(async (_, pid) => {
    const before = spent(pid)
    const { ms } = await take(base + path)
    return { ms, processor: spent(pid) - before }
  })

const median = numbers => numbers.toSorted((a, b) => a - b)[numbers.length >> 1]

sign(path)
const pages = Object.entries(paths()).filter(([page]) => page.startsWith(only))
const cold = []
for (const [, path] of pages) cold.push(await takeCold(path))
const rows = await serving(async hello => {
  const plain = []
  const taken = pages.map(() => [])
  for (let n = 0; n < ROUNDS; n++)
    for (const [at, [, path]] of pages.entries()) {
      plain.push((await take(hello)).ms)
      taken[at].push(await take(base + path))
    }
  const one = median(plain)
  console.log(`hello ${one.toFixed(2)} ms; load ${loadavg()[0].toFixed(1)}\n`)
  return pages.map(([page], at) => {
    const ms = median(taken[at].map(({ ms }) => ms))
    return { page, cold: cold[at], ms, times: ms / one, bytes: taken[at][0].bytes }
  })
})
console.log('| page | cold, ms | of the processor | median, ms | × hello | kB | |\n| --- | --- | --- | --- | --- | --- | --- |')
for (const { page, cold, ms, times, bytes } of rows) {
  const over = [times > MOST_TIMES_HELLO && 'slow', bytes > MOST_BYTES && 'heavy'].filter(Boolean).join(', ')
  console.log(
    `| ${page} | ${cold.ms.toFixed(0)} | ${cold.processor} | ${ms.toFixed(1)} | ${times.toFixed(1)} | ${(bytes / 1000).toFixed(0)} | ${over} |`
  )
}
process.exitCode = rows.some(({ times, bytes }) => times > MOST_TIMES_HELLO || bytes > MOST_BYTES) ? 1 : 0
