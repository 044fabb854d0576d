/**
 * How an archive of many articles is taken in: `node bench/speed/archive.mjs [articles] [kills] [weave]`, after `npm run build`. Writes a WARC of generated,
 * invented pages, adds it with rules alone while the process's memory is watched, kills it with SIGKILL so many times on the way, lets it end, and adds it
 * once more. Nothing may be doubled and nothing lost. A run ends when all is read, unless
 * `weave` is said: what is woven across articles is another measurement.
 */
import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openStore } from '../../dist/index.js'
import { htmlOf, recordOf } from '../files.mjs'

const articles = Number(process.argv[2] ?? 5000)
const kills = Number(process.argv[3] ?? 3)
const weaves = process.argv[4] === 'weave'
const program = fileURLToPath(new URL('../../bin/onrecord', import.meta.url))
const folder = mkdtempSync(join(tmpdir(), 'onrecord-archive-'))
const archive = join(folder, 'many.warc.gz')
const record = join(folder, 'record.db')

const PLACES = ['Port Selm', 'Vestburg', 'Linden', 'Osterhaven', 'Marsh End', 'Tidewater']
const FIRST = ['Ada', 'Tomas', 'Mara', 'Jo', 'Ines', 'Pavel', 'Ruth', 'Emil']
const SYLLABLES = ['ba', 'ro', 'lin', 'ta', 'mer', 'ko', 'su', 'vel', 'nar', 'di', 'os', 'fen', 'ga', 'rul', 'hem', 'pi']
const word = n => [1, 16, 256].map(by => SYLLABLES[Math.floor(n / by) % 16]).join('')
/** A surname for every three articles. */
const surname = n => word(Math.floor(n / 3) * 7 + 11).replace(/^./, first => first.toUpperCase())
const THINGS = [
  'the harbour',
  'the old cranes',
  'the ferry',
  'the bridge',
  'the school',
  'the water tower',
  'the night train',
  'the market hall'
]
const VERBS = ['close', 'sell', 'repair', 'move', 'paint', 'rebuild', 'lease', 'open']

/** An invented article: what is in it depends on its number alone. */
const articleOf = n => {
  const pick = (list, by) => list[Math.floor(n / by) % list.length]
  const name = `${pick(FIRST, 3)} ${surname(n)}`
  const [thing, verb, place] = [pick(THINGS, 5), pick(VERBS, 7), pick(PLACES, 11)]
  const filler = i =>
    `On the ${i + 1}th day of the talks about ${pick(THINGS, i + 2)} the council of ${place} counted ${n * 7 + i} votes, ${n + i} letters and ${(n * 13) % 97} empty chairs, and nobody in the hall could say which of them would matter in the end.`
  return htmlOf(`${place} will ${verb} ${thing} after vote number ${n}`, [
    `${name}, the mayor of ${place}, spoke to the council on Tuesday evening about ${thing}, as she has done ${n} times before.`,
    `“We will ${verb} ${thing} and the ${word(n * 31)} ${word(n * 17 + 5)} within ${n} days, and the ${word(n * 5 + 9)} of ${place} will not pay ${n * 3} crowns,” ${name.split(' ')[1]} said.`,
    ...[0, 1, 2, 3, 4, 5].map(filler)
  ])
}

const write = async () => {
  const out = createWriteStream(archive)
  for (let n = 0; n < articles; n++) {
    const bytes = await recordOf({ url: `https://outlet-${n % 40}.example/${n}`, body: articleOf(n) }, true)
    if (!out.write(bytes)) await new Promise(resolve => out.once('drain', resolve))
  }
  await new Promise(resolve => out.end(resolve))
}

/** The most memory that a process has held, in MB. */
const peakOf = pid => {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024
  } catch {
    return 0
  }
}

/** Adds the archive; where `dieAt` is given, the process is killed when so many articles are there. */
const add = dieAt =>
  new Promise(resolve => {
    const from = performance.now()
    const child = spawn(program, ['--engine', 'rules', 'add', archive, '--db', record], { stdio: ['ignore', 'pipe', 'pipe'] })
    const seen = { peak: 0, readPeak: 0, out: '', err: '', readFor: 0 }
    child.stdout.on('data', chunk => (seen.out += chunk))
    child.stderr.on('data', chunk => (seen.err += chunk))
    const timer = setInterval(() => {
      seen.peak = Math.max(seen.peak, peakOf(child.pid))
      const held = heldIn()
      if (held < articles) seen.readPeak = seen.peak
      if (held >= articles) seen.readFor ||= (performance.now() - from) / 1000
      if (dieAt && held >= dieAt) child.kill('SIGKILL')
    }, 250)
    child.on('close', () => {
      clearInterval(timer)
      resolve({ ...seen, seconds: (performance.now() - from) / 1000 })
    })
  })

const VERSIONS = { parse: '', quote: '', attribute: '', align: '', trace: '' }
const heldIn = () => {
  try {
    const store = openStore(record, VERSIONS, { mustExist: true })
    const held = store.counts().articles
    store.close()
    return held
  } catch {
    return 0
  }
}

await write()
console.log(`${articles} articles in a WARC of ${(statSync(archive).size / 1e6).toFixed(1)} MB`)
for (let n = 1; n <= kills; n++) {
  const { seconds, peak } = await add((n * articles) / (kills + 1))
  console.log(`killed after ${seconds.toFixed(1)} s: ${heldIn()} articles there, at most ${peak.toFixed(0)} MB`)
}
for (const what of weaves ? ['to the end', 'once more'] : ['to the end']) {
  const { seconds, readFor, peak, readPeak, out, err } = await add(weaves || what === 'once more' ? undefined : articles)
  console.log(
    `${what}: ${seconds.toFixed(1)} s (reading ${readFor.toFixed(1)} s, at most ${readPeak.toFixed(0)} MB; with weaving ${peak.toFixed(0)} MB): ${out.trim()}`
  )
  if (err) console.log(err.trim())
}
const held = heldIn()
console.log(held === articles ? `${held} articles are there: nothing doubled, nothing lost` : `WRONG: ${held} articles are there`)
process.exitCode = held === articles ? 0 : 1
rmSync(folder, { recursive: true })
