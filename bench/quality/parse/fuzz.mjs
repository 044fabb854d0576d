/**
 * Mutates files of every kind that can be read (bytes flipped, cut, doubled, filled with noise, numbers made huge) and reads them all through: no crash, no
 * broken law, and none may take longer than a bound. `node bench/quality/parse/fuzz.mjs [seconds] [seed]`, after `npm run build`. What fails is kept in
 * the folder that the run names, and can be read again alone.
 */
import { spawn } from 'node:child_process'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { gzipSync } from 'node:zlib'
import {
  addressOf,
  alignQuotes,
  attributeQuotes,
  checkQuote,
  checkReading,
  checkStatement,
  findPlaces,
  findQuotes,
  findSayings,
  parsePage,
  readPage,
  readPages
} from '../../../dist/index.js'
import { htmlOf, mhtmlOf, PARAGRAPHS, pdfOf, recordOf, zipOf } from '../../files.mjs'

/** The longest that one mutated file may take, on a busy machine. */
const BOUND_MS = 20_000

const chance = seed => below => {
  seed.now = (Math.imul(seed.now, 1664525) + 1013904223) >>> 0
  return Math.floor((seed.now / 2 ** 32) * below)
}

const HEAD = `<meta property="og:title" content="Harbour stays open"><script type="application/ld+json">{"@type":"NewsArticle","headline":"Harbour stays open","author":[{"name":"Mara Lind"}],"datePublished":"2031-05-04T08:00:00+02:00"}</script>`
const BODY = [
  ...PARAGRAPHS,
  '<a href="/x">Read more: The ferry</a>',
  '<blockquote>“No,” he said.</blockquote>',
  '<img src="data:image/png;base64,iVBORw0KGgo="> &amp; &#8220;x&#8221;'
]
const page = htmlOf('Harbour stays open', BODY, HEAD)

/** A live blog: posts with times, in boxes and in the page's JSON-LD. */
const POSTS = PARAGRAPHS.map((words, n) => ({ words, time: `2031-05-0${6 - n}T1${n}:05:00+02:00` }))
const live = htmlOf(
  'Harbour live',
  POSTS.map(
    ({ words, time }, n) =>
      `</p><article id="p${n}"><time datetime="${time}">1${n}.05 CEST</time><span class="author">Jo Okoro</span><p>${words}</p></article><p>`
  ),
  `<script type="application/ld+json">${JSON.stringify({
    '@type': 'LiveBlogPosting',
    liveBlogUpdate: POSTS.map(({ words, time }, n) => ({ datePublished: time, url: `/live#p${n}`, articleBody: words }))
  })}</script>`
)

const filesOf = async () => {
  const records = []
  for (let n = 0; n < 4; n++)
    records.push({
      url: `https://harbour-post.example/${n}`,
      body: n % 2 ? gzipSync(page) : page,
      headers: n % 2 ? { 'Content-Encoding': 'gzip' } : {}
    })
  const plain = Buffer.concat(await Promise.all(records.map(one => recordOf(one))))
  const packed = Buffer.concat(await Promise.all(records.map(one => recordOf(one, true))))
  const lines = [
    { url: 'https://harbour-post.example/a', title: 'Harbour', text: PARAGRAPHS.join('\n\n'), date: '2031-05-04' },
    { html: page, author: [{ name: 'Mara Lind' }] },
    { type: 'article', text: 'x', textHash: 'y', blocks: [] }
  ]
  const cues = PARAGRAPHS.map((one, n) => `${n + 1}\n00:00:0${n},000 --> 00:00:0${n + 1},000\n${n % 2 ? 'ADA RUIZ: ' : ''}${one}`)
  return {
    'a.html': Buffer.from(page),
    'a.txt': Buffer.from(PARAGRAPHS.join('\n\n')),
    'live.html': Buffer.from(live),
    'live.txt': Buffer.from(
      `Harbour live\n\n4 May 2031\n\n${POSTS.map(({ words }, n) => `1${n}.05 GMT\n\n${words}`).join('\n\n')}`
    ),
    'a.md': Buffer.from(`---\ntitle: "Harbour"\nauthor: [Mara Lind]\ndate: 2031-05-04\n---\n\n${PARAGRAPHS.join('\n\n')}`),
    'a.warc': plain,
    'a.warc.gz': packed,
    'a.wacz': zipOf({ 'datapackage.json': Buffer.from('{}'), 'archive/a.warc.gz': packed }),
    'a.mhtml': Buffer.from(mhtmlOf('https://harbour-post.example/a', page)),
    'a.jsonl': Buffer.from(lines.map(one => JSON.stringify(one)).join('\n')),
    'a.pdf': pdfOf([
      PARAGRAPHS.map((words, n) => ({ x: 50, y: 700 - 20 * n, words: words.slice(0, 80) })),
      [{ x: 50, y: 700, words: 'The end.' }]
    ]),
    'a.srt': Buffer.from(cues.join('\n\n')),
    'a.vtt': Buffer.from(
      `WEBVTT\n\n${cues
        .join('\n\n')
        .replace(/,000/g, '.000')
        .replace(/ADA RUIZ: /g, '<v Ada Ruiz>')}`
    )
  }
}

const splice = (bytes, at, without, put) => Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(at + without)])

/** What bad luck and bad will do to a file. */
const MUTATIONS = [
  (bytes, next) => splice(bytes, next(bytes.length), 1 + next(40), Buffer.alloc(0)),
  (bytes, next) => splice(bytes, next(bytes.length), 0, Buffer.from(Array.from({ length: 1 + next(30) }, () => next(256)))),
  (bytes, next) => splice(bytes, next(bytes.length), 1, Buffer.from([next(256)])),
  (bytes, next) => bytes.subarray(0, 1 + next(bytes.length)),
  (bytes, next) => {
    const at = next(bytes.length)
    return splice(bytes, next(bytes.length), 0, bytes.subarray(at, at + next(2000)))
  },
  (bytes, next) =>
    splice(
      bytes,
      next(bytes.length),
      0,
      Buffer.from(
        ['<div>', '<p>', '<![CDATA[', '<!--', '</article>', '<template>', '"', '\\', '\u202e', '😀', '\ud83d', '\0'][
          next(12)
        ].repeat(1 + next(next(20) ? 30 : 30_000))
      )
    ),
  (bytes, next) =>
    Buffer.from(
      bytes.toString('latin1').replace(/\d+/g, number => (next(9) ? number : ['0', '-1', '99999999999', '1e9'][next(4)])),
      'latin1'
    ),
  (bytes, next) =>
    Buffer.from(
      bytes.toString('latin1').replace(/[\r\n]+/g, all => (next(4) ? all : '')),
      'latin1'
    ),
  (bytes, next) => Buffer.from(bytes.toString('utf8').slice(next(50)), next(2) ? 'utf16le' : 'latin1')
]

const stages = { addressOf, parsePage, findQuotes, attributeQuotes, findSayings, checkReading, checkQuote }

/** What a page breaks of the laws of readings, quotations and statements: a stage that leaves a part out for a law's sake has broken it too. */
const brokenLaws = page => {
  const { article, quotations, problems } = readPage(page, stages)
  const witnesses = quotations.map(({ id, quote, saying }) => ({ id, article, quote, speaker: null, said: saying }))
  return [
    ...problems.filter(({ code }) => code.startsWith('laws/')).map(({ note }) => note),
    ...alignQuotes(witnesses).flatMap(statement => checkStatement(statement, () => article.text))
  ]
}

const work = async (folder, seed) => {
  const files = Object.entries(await filesOf())
  const world = { cwd: folder, stdin: [], now: () => '2031-06-01T00:00:00.000Z', userAgent: 'onrecord', allowPrivate: false }
  const next = chance({ now: seed })
  for (;;) {
    const [name, whole] = files[next(files.length)]
    let bytes = whole
    for (let round = next(4); round >= 0; round--) bytes = MUTATIONS[next(MUTATIONS.length)](bytes, next)
    writeFileSync(join(folder, name), bytes)
    process.stdout.write(`${name}\n`)
    for await (const { value } of readPages(findPlaces([name], folder).places, world)) {
      if (!value) continue
      const broken = brokenLaws(value)
      if (broken.length) throw new Error(`a law is broken: ${broken[0]}`)
    }
  }
}

/** Runs a worker until it fails, hangs or the time is over; gives what it did, and what went wrong. */
const watch = (folder, seed, until) =>
  new Promise(resolve => {
    const child = spawn(process.execPath, [process.argv[1], '--work', folder, String(seed)], {
      stdio: ['ignore', 'pipe', 'pipe']
    })
    const done = { files: 0, slowest: 0, slowestName: '', name: '', wrong: '' }
    let at = performance.now()
    let errors = ''
    child.stderr.on('data', chunk => {
      errors += chunk
    })
    const close = () => {
      const took = performance.now() - at
      if (done.name && took > done.slowest) [done.slowest, done.slowestName] = [took, done.name]
      at = performance.now()
    }
    createInterface({ input: child.stdout }).on('line', name => {
      close()
      done.name = name
      done.files++
    })
    const timer = setInterval(() => {
      if (done.name && performance.now() - at > BOUND_MS) done.wrong = `took longer than ${BOUND_MS / 1000} s`
      if (done.wrong || performance.now() > until) child.kill('SIGKILL')
    }, 200)
    child.on('exit', (code, signal) => {
      clearInterval(timer)
      if (!done.wrong && signal !== 'SIGKILL') done.wrong = `ended with ${code ?? signal}: ${errors.slice(-600)}`
      resolve(done)
    })
  })

if (process.argv[2] === '--work') await work(process.argv[3], Number(process.argv[4]))
else {
  const seconds = Number(process.argv[2] ?? 20)
  let seed = Number(process.argv[3] ?? 7)
  const until = performance.now() + 1000 * seconds
  const total = { files: 0, wrong: 0, slowest: 0, slowestName: '' }
  while (performance.now() < until) {
    const folder = mkdtempSync(join(tmpdir(), 'onrecord-fuzz-'))
    const done = await watch(folder, seed++, until)
    total.files += done.files
    if (done.slowest > total.slowest) [total.slowest, total.slowestName] = [done.slowest, done.slowestName]
    if (!done.wrong) continue
    total.wrong++
    console.log(`${join(folder, done.name)} ${done.wrong}`)
  }
  console.log(
    `${total.files} mutated files in ${seconds} s: ${total.wrong} failed, the slowest took ${(total.slowest / 1000).toFixed(1)} s (${total.slowestName})`
  )
  process.exitCode = total.wrong ? 1 : 0
}
