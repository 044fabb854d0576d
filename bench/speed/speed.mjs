/**
 * Articles a second on one core and peak memory: Onrecord beside what people use today, in one run, round by round, medians.
 * `node bench/speed/speed.mjs [rounds] [articles]`, after `npm run build`. The peers run in the Python of ONRECORD_PEERS (else ../venv-peers), where
 * `training/peers/requirements.txt` is installed; without it they are left out, and the table says so.
 */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const root = fileURLToPath(new URL('../../', import.meta.url))
const corpus = join(process.env.ONRECORD_SHARED ?? `${root}../shared`, 'data/polnear')
const python = join(process.env.ONRECORD_PEERS ?? `${root}../venv-peers`, 'bin/python')
const [rounds, wanted] = [Number(process.argv[2] ?? 5), Number(process.argv[3] ?? 200)]

/** BERT is so slow that it gets every tenth article, and its rate is reckoned by characters. */
const BERT_SHARE = 10

/** Texts of PolNeAR, or, where it is not at hand, one invented article again and again. */
const textsOf = () => {
  const files = ['dev.jsonl.gz', 'train.jsonl.gz'].map(name => join(corpus, name)).filter(existsSync)
  const lines = files.flatMap(file => gunzipSync(readFileSync(file)).toString('utf8').split('\n').filter(Boolean))
  const texts = [...new Set(lines.map(line => JSON.parse(line).text))].slice(0, wanted)
  if (texts.length === wanted) return { texts, called: `${wanted} articles of PolNeAR` }
  const example = readFileSync(join(root, 'examples/meridian-news.txt'), 'utf8')
  return { texts: Array.from({ length: wanted }, () => example), called: `one invented article ${wanted} times` }
}

const linesOf = texts => texts.map((text, id) => `${JSON.stringify({ id, text })}\n`)

/** What a contestant is: how it is started, how a pass is asked for, and how many lines answer it. */
const contestantsOf = (folder, texts) => {
  const own = engine => ({
    name: engine === 'model' ? 'Onrecord, model and rules' : 'Onrecord, rules alone',
    texts,
    command: [process.execPath, join(root, 'bin/onrecord'), 'pipe', 'quote', '--engine', engine],
    first: linesOf(['Ada Ruiz said it.']).join(''),
    pass: linesOf(texts).join(''),
    answers: texts.length
  })
  const peer = (name, script, some, ...args) => {
    const file = join(folder, `${name}.jsonl`)
    writeFileSync(file, linesOf(some).join(''))
    const command = [python, join(root, 'training/peers', script), file, ...args]
    return { name, texts: some, command, first: '', pass: '\n', answers: 1, reason: existsSync(python) ? null : `no ${python}` }
  }
  return [
    peer('spaCy + textacy', 'spacy_textacy.py', texts),
    peer('spaCy without names + textacy', 'spacy_textacy.py', texts, 'without-names'),
    peer(
      'BERT-base tagger, PyTorch',
      'bert_tagger.py',
      texts.filter((_, i) => i % BERT_SHARE === 0),
      join(root, 'models/quote-l6/vocab.txt')
    ),
    own('model'),
    own('rules')
  ]
}

const hasTaskset = spawnSync('taskset', ['-V']).status === 0
const CORE = process.env.ONRECORD_CORE ?? String(cpus().length - 1)

/** Starts a contestant on one core; gives what waits for its next answers, and how long it took to be ready. */
const start = async one => {
  const [command, ...args] = hasTaskset ? ['taskset', '-c', CORE, ...one.command] : one.command
  const env = { ...process.env, OMP_NUM_THREADS: '1', MKL_NUM_THREADS: '1', PYTHONWARNINGS: 'ignore' }
  const begun = performance.now()
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'ignore'], env })
  child.stdin.on('error', () => {})
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]()
  const ask = async (input, answers) => {
    child.stdin.write(input)
    for (let n = 0; n < answers; n++) if ((await lines.next()).done) throw new Error(`${one.name} ended`)
  }
  await ask(one.first, 1)
  return { ...one, child, ask, load: (performance.now() - begun) / 1000, wall: [], cpu: [] }
}

/** Seconds of processor and peak megabytes of a process, as Linux tells them; null elsewhere. */
const usageOf = pid => {
  if (!existsSync(`/proc/${pid}/stat`)) return { cpu: null, peak: null }
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ')
  const peak = readFileSync(`/proc/${pid}/status`, 'utf8').match(/VmHWM:\s+(\d+)/)
  return { cpu: (Number(fields[11]) + Number(fields[12])) / 100, peak: Number(peak[1]) / 1024 }
}

const pass = async one => {
  const before = usageOf(one.child.pid).cpu
  const begun = performance.now()
  await one.ask(one.pass, one.answers)
  one.wall.push((performance.now() - begun) / 1000)
  one.cpu.push(usageOf(one.child.pid).cpu - before)
}

const median = values => values.toSorted((a, b) => a - b)[values.length >> 1]

const { texts, called } = textsOf()
const characters = texts.reduce((sum, text) => sum + text.length, 0)
const folder = mkdtempSync(join(tmpdir(), 'onrecord-speed-'))
const all = contestantsOf(folder, texts)
const running = []
for (const one of all) if (!one.reason) running.push(await start(one))
const load = loadavg()[0]
// The first round is not counted: it fills caches, and Node compiles what is hot.
for (let round = 0; round <= rounds; round++) for (const one of running) await pass(one)

const rows = running.map(one => {
  const share = (one.texts.reduce((sum, text) => sum + text.length, 0) / characters) * texts.length
  const [wall, cpu] = [share / median(one.wall.slice(1)), share / median(one.cpu.slice(1))]
  return { name: one.name, wall, cpu, peak: usageOf(one.child.pid).peak, load: one.load, first: share / one.cpu[0] }
})
for (const { child } of running) child.kill()
rmSync(folder, { recursive: true })

const figure = (value, digits = 1) => (Number.isFinite(value) ? value.toFixed(digits) : '–')
const against = name => rows.find(one => one.name.startsWith(name))?.cpu
const machine = `${cpus()[0].model}, ${cpus().length} cores; one core each; load ${figure(load)} before, ${figure(loadavg()[0])} after`
console.log(
  `${called}, ${Math.round(characters / texts.length)} characters each; ${rounds} rounds, medians. ${machine}. Node ${process.versions.node}.\n`
)
console.log(
  '| | articles a second of processor time | by the clock | × spaCy + textacy | × BERT | first pass | ready after, s | peak MB |'
)
console.log('|---|---|---|---|---|---|---|---|')
for (const { name, wall, cpu, peak, load, first } of rows) {
  const ratios = [cpu / against('spaCy + textacy'), cpu / against('BERT')].map(one => figure(one, 2))
  console.log(`| ${[name, figure(cpu), figure(wall), ...ratios, figure(first), figure(load), figure(peak, 0)].join(' | ')} |`)
}
for (const { name, reason } of all) if (reason) console.log(`\n${name}: not measured, because there is ${reason}.`)
process.exit()
