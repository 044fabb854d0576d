/** What `onrecord pipe quote` reaches on PolNeAR's development half, or on a fixed part of it: read by the bench and by the test that keeps it from falling. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { f1, interval, pointsOf, pool, reliability, scoreComponents, scoreDirect, scoreLinked } from './scores.mjs'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const shared = process.env.ONRECORD_SHARED ?? `${root}../shared`
const corpus = `${shared}/data/polnear/`
const FILES = ['dev.jsonl.gz', 'cofenet-valid.jsonl.gz', 'direct-dev.jsonl.gz']

/** The files of the corpus that are not at hand. */
export const absent = FILES.filter(name => !existsSync(corpus + name)).map(name => corpus + name)

/** The floors of an engine's figures, on all of the half or on its fixed part. */
export const floorsOf = (engine, isPart) => {
  const floors = JSON.parse(readFileSync(new URL('../floors.json', import.meta.url), 'utf8'))
  return floors[`quote${engine === 'rules' ? '' : ' with the model'}${isPart ? ', the fixed part' : ''}`]
}

/** Of all articles the fixed part holds about this share, chosen by the hash of their names: 50 or so of the development half. */
const PART = 0.38

/** Whether an article belongs to the fixed part. */
export const isOfPart = article =>
  Number.parseInt(createHash('sha256').update(article).digest('hex').slice(0, 8), 16) < PART * 2 ** 32

const linesOf = name =>
  gunzipSync(readFileSync(corpus + name))
    .toString('utf8')
    .split('\n')
    .filter(line => line.trim())
    .map(line => JSON.parse(line))

const predict = (articles, engine) => {
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
    return [
      id,
      quotations.map(one => ({
        content: one.content.map(span),
        cue: span(one.cue),
        source: span(one.source),
        confidence: one.confidence
      }))
    ]
  }
  return { predicted: new Map(answers.map(inPoints)), errors, speed: texts.size / seconds, missing: texts.size - answers.length }
}

/** Every figure of an engine with its 95 % interval. */
export const figuresOf = (engine, isPart = false) => {
  const keep = article => !isPart || isOfPart(article)
  const articles = linesOf('dev.jsonl.gz').filter(one => keep(one.article))
  const { predicted, errors, speed, missing } = predict(articles, engine)
  const figures = []
  const add = (name, counts, figure, lowerIsBetter = false) => {
    const values = Object.values(counts)
    figures.push({ name, value: figure(pool(values)), interval: interval(values, figure), lowerIsBetter })
  }
  const rows = linesOf('cofenet-valid.jsonl.gz').filter(one => keep(one.id.replace(/_[^_]*$/, '')))
  for (const [part, counts] of Object.entries(scoreComponents(rows, predicted))) add(`A ${part}`, counts, one => f1(one).f1)
  const linked = scoreLinked(articles, predicted)
  add('B linked', linked, one => f1(one).f1)
  add('B precision', linked, one => f1(one).precision)
  const direct = scoreDirect(
    linesOf('direct-dev.jsonl.gz').filter(one => keep(one.article)),
    predicted
  )
  const share = (part, whole) => one => (one[whole] ? (100 * one[part]) / one[whole] : 0)
  add('C found', direct, share('found', 'all'))
  add('C speaker', direct, share('right', 'named'))
  add('C end to end', direct, share('right', 'all'))
  add('C marks taken for speech', direct, share('taken', 'marks'), true)
  return { figures, reliability: reliability(articles, predicted), predicted, errors, speed, missing }
}

/** The figures that the yardstick's own scorer gives the same answers to the whole half; null where it, or Python, is not at hand. */
export const figuresOfYardstick = predicted => {
  const scorer = `${shared}/tools/score_quotes.py`
  if (!existsSync(scorer)) return null
  const folder = mkdtempSync(join(tmpdir(), 'quote-'))
  const answers = join(folder, 'answers.jsonl')
  writeFileSync(answers, [...predicted].map(([id, quotations]) => `${JSON.stringify({ id, quotations })}\n`).join(''))
  const [gold, rows, direct] = FILES.map(name => corpus + name)
  const { stdout, status } = spawnSync(
    'python3',
    [scorer, answers, '--gold', gold, '--rows', rows, '--direct', direct, '--json'],
    {
      encoding: 'utf8'
    }
  )
  rmSync(folder, { recursive: true })
  if (status !== 0) return null
  const { B, C, ...components } = JSON.parse(stdout)
  return { ...components, 'B linked': B, 'C end to end': C }
}
