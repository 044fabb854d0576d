/**
 * Measures `onrecord pipe quote` on PolNeAR's development half and prints every figure beside its floor (bench/quality/floors.json).
 * `node bench/quality/quote/bench.mjs [rules|model]` (rules alone, or the model joined to them), after `npm run build`. A figure below its floor fails the run. Where the corpus is not at hand
 * nothing is measured, and the run says so.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { f1, interval, pointsOf, pool, scoreComponents, scoreDirect, scoreLinked } from './scores.mjs'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const corpus = `${root}../shared/data/polnear/`
const engine = process.argv[2] ?? 'model'
const needed = ['dev.jsonl.gz', 'cofenet-valid.jsonl.gz', 'direct-dev.jsonl.gz']
const absent = needed.filter(name => !existsSync(corpus + name))

/** Figures known from elsewhere, for comparison: test-half figures of the corpus's papers, and what a simple baseline reached on this half. */
const KNOWN = {
  'A source': 'BERT + CofeNet 83.2 (test), linear CRF 69.0, rules of the corpus’s authors 10.7 (test)',
  'A cue': 'BERT + CofeNet 75.3 (test), linear CRF 64.6, rules 22.8 (test)',
  'A content': 'BERT + CofeNet 72.9 (test), linear CRF 52.8, rules 5.6 (test)',
  'C end to end': 'regular expressions 65.6'
}

const linesOf = name =>
  gunzipSync(readFileSync(corpus + name))
    .toString('utf8')
    .split('\n')
    .filter(line => line.trim())
    .map(line => JSON.parse(line))

const predict = articles => {
  const texts = new Map(articles.map(({ article, text, date }) => [article, { id: article, text, published: date }]))
  const input = [...texts.values()].map(line => `${JSON.stringify(line)}\n`).join('')
  const started = performance.now()
  const { stdout, status, stderr } = spawnSync(process.execPath, [`${root}bin/onrecord`, 'pipe', 'quote', '--engine', engine], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30
  })
  if (status !== 0) throw new Error(`onrecord pipe quote ended with ${status}: ${stderr}`)
  const seconds = (performance.now() - started) / 1000
  const answers = stdout
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
  const errors = answers.filter(one => one.error).map(one => `${one.id}: ${one.error}`)
  const inPoints = ({ id, quotations = [] }) => {
    const point = pointsOf(texts.get(id).text)
    const span = pair => pair?.map(point) ?? null
    return [id, quotations.map(one => ({ content: one.content.map(span), cue: span(one.cue), source: span(one.source) }))]
  }
  return { predicted: new Map(answers.map(inPoints)), errors, speed: texts.size / seconds, missing: texts.size - answers.length }
}

const figuresOf = () => {
  const articles = linesOf('dev.jsonl.gz')
  const { predicted, errors, speed, missing } = predict(articles)
  const figures = []
  const add = (name, counts, figure, lowerIsBetter = false) => {
    const values = Object.values(counts)
    figures.push({ name, value: figure(pool(values)), interval: interval(values, figure), lowerIsBetter })
  }
  const components = scoreComponents(linesOf('cofenet-valid.jsonl.gz'), predicted)
  for (const [part, counts] of Object.entries(components)) add(`A ${part}`, counts, one => f1(one).f1)
  const linked = scoreLinked(articles, predicted)
  add('B linked', linked, one => f1(one).f1)
  add('B precision', linked, one => f1(one).precision)
  const direct = scoreDirect(linesOf('direct-dev.jsonl.gz'), predicted)
  const share = (part, whole) => one => (one[whole] ? (100 * one[part]) / one[whole] : 0)
  add('C found', direct, share('found', 'all'))
  add('C speaker', direct, share('right', 'named'))
  add('C end to end', direct, share('right', 'all'))
  add('C marks taken for speech', direct, share('taken', 'marks'), true)
  return { figures, errors, speed, missing }
}

const print = ({ figures, errors, speed, missing }, floors) => {
  console.log('score                      here   95 %           floor   known')
  let below = 0
  for (const { name, value, interval, lowerIsBetter } of figures) {
    const floor = floors[name]
    const fails = floor !== undefined && (lowerIsBetter ? value > floor : value < floor)
    if (fails) below++
    const range = `${interval[0].toFixed(1)}–${interval[1].toFixed(1)}`
    const bound = floor === undefined ? '–' : `${lowerIsBetter ? '≤' : '≥'} ${floor.toFixed(1)}`
    console.log(
      `${name.padEnd(26)} ${value.toFixed(1).padStart(4)}   ${range.padEnd(12)} ${bound.padStart(7)}   ${KNOWN[name] ?? ''}${fails ? '   BELOW ITS FLOOR' : ''}`
    )
  }
  console.log(`${speed.toFixed(0)} articles a second, start included; ${missing} without an answer; ${errors.length} in error`)
  for (const error of errors) console.log(`  ${error}`)
  return below
}

if (absent.length) {
  console.log(
    `quote: not measured, because ${absent.map(name => corpus + name).join(', ')} ${absent.length > 1 ? 'are' : 'is'} not at hand`
  )
} else {
  const floors = JSON.parse(readFileSync(new URL('../floors.json', import.meta.url), 'utf8'))[
    engine === 'rules' ? 'quote' : 'quote with the model'
  ]
  process.exitCode = print(figuresOf(), floors) ? 1 : 0
}
