/**
 * Measures whose each quotation is said to be, on 200 labelled quotations of PolNeAR's development half: first with the annotators' sources, so that only
 * `attribute` is measured, then end to end through `onrecord pipe quote`; and whether a confidence is the chance that it claims to be.
 * `node bench/quality/attribute/bench.mjs`, after `npm run build`. A figure below its floor fails the run. Without the corpus nothing is measured.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { rolldown } from 'rolldown'
import { interval, KINDS, reliability, resultOf, tally } from './scores.mjs'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const needed = ['gold/speakers-dev.jsonl', 'data/polnear/dev.jsonl.gz'].map(name => `${root}../shared/${name}`)
const absent = needed.filter(name => !existsSync(name))

const rowsOf = text =>
  text
    .split('\n')
    .filter(line => line.trim())
    .map(line => JSON.parse(line))

/** The stage by itself, built for this run: it is no part of the package's public names. */
const buildStage = async () => {
  const out = mkdtempSync(join(tmpdir(), 'attribute-'))
  const load = id =>
    id.endsWith('.txt') ? { code: `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`, moduleType: 'js' } : null
  const input = { stage: `${root}src/attribute/index.ts`, text: `${root}src/text/index.ts` }
  const external = id => !/^([./]|\w:)/.test(id)
  const bundle = await rolldown({ input, platform: 'node', external, plugins: [{ name: 'lists', load }] })
  await bundle.write({ dir: out, format: 'esm' })
  const parts = { ...(await import(join(out, 'stage.js'))), ...(await import(join(out, 'text.js'))) }
  rmSync(out, { recursive: true })
  return parts
}

/** PolNeAR's text as a Reading: its first line is the title, every other a paragraph. */
const readingOf = (chars, { lines, textOf }) => {
  const text = textOf(chars)
  const blocks = lines(text).map((line, i) => ({ ...line, kind: i ? 'paragraph' : 'title' }))
  return { text, blocks, byline: [], outlet: null, language: 'en', published: null, updated: null, completeness: 'full' }
}

const quoteOf = (content, source) => ({
  form: 'direct',
  part: 'body',
  content,
  cue: null,
  source,
  because: 'gold',
  confidence: 1
})
const spanOf = ([start, end]) => ({ start, end })
const wholeOf = spans => ({ start: spans[0].start, end: spans.at(-1).end })

/** What the stage answers for each labelled quotation, all of its article's annotated quotations being known to it. */
const fromGold = (gold, articles, parts) =>
  [...articles].flatMap(([id, { text, attributions }]) => {
    const labelled = gold.filter(one => one.article === id)
    const asked = labelled.map(one => quoteOf(one.content.map(spanOf), one.sourceSpan && spanOf(one.sourceSpan)))
    const others = attributions.filter(one => one.content.length && one.source.length)
    const quotes = [...asked, ...others.map(one => quoteOf(one.content, wholeOf(one.source)))]
    const { value } = parts.attributeQuotes(readingOf(text, parts), quotes)
    return labelled.map((one, i) => ({ gold: one, speaker: value[i].speaker, confidence: value[i].confidence, found: true }))
  })

const sizeOf = spans => spans.reduce((sum, [start, end]) => sum + end - start, 0)
const shareOf = (a, b) => {
  const common = a.flatMap(([s, e]) => b.map(([t, f]) => Math.max(0, Math.min(e, f) - Math.max(s, t)))).reduce((x, y) => x + y, 0)
  return common / (sizeOf(a) + sizeOf(b) - common)
}

/** What `onrecord pipe quote` answers for each labelled quotation; one that overlaps by less than 0.3 is not found. */
const fromPipe = (gold, articles) => {
  const input = [...articles].map(([id, { text, date }]) => `${JSON.stringify({ id, text, published: date })}\n`).join('')
  const { stdout, status, stderr } = spawnSync(process.execPath, [`${root}bin/onrecord`, 'pipe', 'quote'], {
    input,
    encoding: 'utf8',
    maxBuffer: 2 ** 30
  })
  if (status !== 0) throw new Error(`onrecord pipe quote ended with ${status}: ${stderr}`)
  const found = new Map(rowsOf(stdout).map(one => [one.id, one.quotations ?? []]))
  return gold.map(one => {
    const near = found.get(one.article).map(quote => ({ quote, share: shareOf(one.content, quote.content) }))
    const best = near.sort((a, b) => b.share - a.share)[0]
    return { gold: one, speaker: best?.quote.speaker, confidence: best?.quote.confidence, found: (best?.share ?? 0) >= 0.3 }
  })
}

const printTable = (title, answers) => {
  console.log(`\n${title.padEnd(34)}${KINDS.map(kind => kind.padStart(11)).join('')}`)
  const kinds = [...new Set(answers.map(one => one.gold.sourceKind))].sort()
  for (const kind of [...kinds, null]) {
    const some = answers.filter(one => kind === null || one.gold.sourceKind === kind)
    const counts = tally(some.map(resultOf))
    const cells = KINDS.map(result => `${((100 * counts[result]) / some.length).toFixed(1)}`.padStart(11)).join('')
    console.log(`  ${`${kind ?? 'all'} (${some.length})`.padEnd(32)}${cells}`)
  }
}

const checkFloors = (name, answers, floors) => {
  let below = 0
  for (const [result, floor] of Object.entries(floors)) {
    const figure = (100 * tally(answers.map(resultOf))[result]) / answers.length
    const fails = result === 'wrong' ? figure > floor : figure < floor
    const [low, high] = interval(answers, result)
    const bound = `${result === 'wrong' ? '≤' : '≥'} ${floor}`
    console.log(
      `${name} ${result}: ${figure.toFixed(1)} (95 %: ${low.toFixed(1)}–${high.toFixed(1)}), floor ${bound}${fails ? '   BELOW ITS FLOOR' : ''}`
    )
    if (fails) below++
  }
  return below
}

const measure = async () => {
  const gold = rowsOf(readFileSync(needed[0], 'utf8'))
  const wanted = new Set(gold.map(one => one.article))
  const articles = new Map()
  for (const row of rowsOf(gunzipSync(readFileSync(needed[1])).toString('utf8')))
    if (wanted.has(row.article) && (row.primary || !articles.has(row.article))) articles.set(row.article, row)
  const alone = fromGold(gold, articles, await buildStage())
  const whole = fromPipe(gold, articles)
  printTable('with the annotators’ sources, %', alone)
  printTable('end to end, %', whole)
  console.log('\nconfidence   answers   right %')
  for (const { confidence, answers, right } of reliability(alone))
    console.log(`${confidence.toFixed(2).padStart(10)}${String(answers).padStart(10)}${right.toFixed(1).padStart(10)}`)
  console.log('')
  const floors = JSON.parse(readFileSync(new URL('../floors.json', import.meta.url), 'utf8')).attribute
  return checkFloors('with sources,', alone, floors.withSources) + checkFloors('end to end,', whole, floors.endToEnd)
}

if (absent.length)
  console.log(`attribute: not measured, because ${absent.join(' and ')} ${absent.length > 1 ? 'are' : 'is'} not at hand`)
else process.exitCode = (await measure()) ? 1 : 0
