/**
 * Measures `onrecord pipe same` and `onrecord pipe headline` with the labelled pairs, with variants whose edits are known, and with the labelled
 * headlines; prints every figure beside its floor. `node bench/quality/align/bench.mjs`, after `npm run build`. A figure below its floor fails the run.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const shared = join(root, '../shared')

if (!existsSync(shared)) {
  console.log('align: not measured (the labelled pairs are not at hand: ../shared)')
  process.exit(0)
}

/**
 * Of 8,000 variants (seeds 7, 11, 12, 13) 7.8 in a hundred of the same ones are labelled with an edit that was not made (too few words were left for it) and
 * 1.8 differ in the shape of an apostrophe alone, which is no difference here: 90.4 can be right. Of the others 98.1 are.
 *
 * Floors only rise. Known from elsewhere: bag-of-words containment has F1 76.5 on the pairs; the task is new, nothing is published. */
const FLOORS = {
  'pairs, same F1': 91,
  'pairs, relation': 80,
  'variants, same F1': 99,
  'variants, relation': 88,
  'headlines, class': 90,
  'headlines, sense changed, precision': 90,
  'headlines, sense changed, recall': 57,
  'headlines over teasers, not called absent': 100
}

const scratch = mkdtempSync(join(tmpdir(), 'onrecord-align-'))
const run = (command, args, input) => {
  const { stdout, stderr, status } = spawnSync(command, args, { input, encoding: 'utf8', maxBuffer: 2 ** 30 })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr}`)
  return stdout
}
const tool = (name, ...args) => run('python3', [join(shared, 'tools', name), ...args])
const pipe = (name, lines) => run(process.execPath, [join(root, 'bin/onrecord'), 'pipe', name], lines)

/** Sends lines through a pipe, prints the scorer's table, and gives its figures. */
const score = (title, name, lines, scorer, gold) => {
  const answers = join(scratch, 'answers.jsonl')
  writeFileSync(answers, pipe(name, lines))
  console.log(`${title}\n${tool(scorer, 'score', answers, '--gold', gold)}`)
  return JSON.parse(tool(scorer, 'score', answers, '--gold', gold, '--json'))
}

const figures = {}
try {
  const pairs = join(shared, 'gold/pairs-dev.jsonl')
  const corpus = join(shared, 'data/allsides/dev.json.gz')
  const same = score(
    'pairs',
    'same',
    tool('score_pairs.py', 'make', '--gold', pairs, '--corpus', corpus),
    'score_pairs.py',
    pairs
  )
  figures['pairs, same F1'] = same.f1
  figures['pairs, relation'] = same.relation

  const variants = join(scratch, 'variants.jsonl')
  const made = tool('make_variants.py', '--n', '2000', '--seed', '7', '--gold', variants)
  const known = score('variants with known edits', 'same', made, 'score_pairs.py', variants)
  figures['variants, same F1'] = known.f1
  figures['variants, relation'] = known.relation

  const headlines = join(shared, 'gold/headlines-dev.jsonl')
  const articles = join(shared, 'data/allsides/headline-articles.jsonl.gz')
  const asked = tool('score_headlines.py', 'make', '--gold', headlines, '--articles', articles)
  const classed = score('headlines', 'headline', asked, 'score_headlines.py', headlines)
  figures['headlines, class'] = classed.cls
  figures['headlines, sense changed, precision'] = classed.sense_precision
  figures['headlines, sense changed, recall'] = classed.sense_recall

  const full = asked
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  const teasers = full.map(line => ({ ...line, articles: line.articles.map(one => ({ ...one, completeness: 'teaser' })) }))
  const classes = pipe('headline', `${teasers.map(line => JSON.stringify(line)).join('\n')}\n`).match(/"class":"[^"]+"/g) ?? []
  const absent = classes.filter(one => one === '"class":"absent"').length
  figures['headlines over teasers, not called absent'] = Math.round((1000 * (classes.length - absent)) / classes.length) / 10
} finally {
  rmSync(scratch, { recursive: true })
}

console.table(Object.entries(figures).map(([name, figure]) => ({ name, figure, floor: FLOORS[name] })))
const fallen = Object.keys(figures).filter(name => figures[name] < FLOORS[name])
if (fallen.length) {
  console.error(`below the floor: ${fallen.join('; ')}`)
  process.exitCode = 1
}
