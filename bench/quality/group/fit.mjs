// Fits what each sign of src/group/likeness.ts is worth, and writes weights.txt: node bench/quality/group/fit.mjs [--dry]
// Logistic regression on every article against every story that was begun in the days before it. Also says how stories come out
// that were left out of the fitting (five folds by story), with 95 % intervals.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openStage } from './stage.mjs'
import { countsOf, foldOf, intervalsOf, readStories, scoresOf } from './stories.mjs'

const WEIGHTS = fileURLToPath(new URL('../../../src/group/weights.txt', import.meta.url))
const WINDOW = 4
const RIDGE = 0.3

const stories = readStories()
if (!stories) {
  console.log('group: not fitted (the labelled stories are not at hand: ../shared)')
  process.exit(0)
}
const stage = await openStage()
const gold = stories.map(one => one.gold)

const sketches = (() => {
  const counts = new Map()
  return stories.map(({ line }, i) => {
    const published = { value: line.published, precision: 'day', evidence: 'given' }
    const { text, blocks } = stage.parseText(line.text, { title: line.title, published }).value
    const draft = stage.draftOf({ id: line.id, text, blocks, published, title: line.title })
    for (const term of stage.heardIn(draft)) counts.set(term, (counts.get(term) ?? 0) + 1)
    return stage.weigh(draft, { articles: i + 1, of: term => counts.get(term) ?? 0 })
  })
})()

const recent = (growing, sketch) => growing.filter(one => stage.daysApart(one.sketch, sketch) <= WINDOW)
const rowOf = (a, b) => stage.signs.map(sign => sign.of(a, b))

const examples = (() => {
  const growing = []
  return sketches.flatMap((sketch, i) => {
    const near = recent(growing, sketch)
    const rows = near.map(one => ({
      row: rowOf(sketch, one.sketch),
      yes: Number(one.gold === gold[i]),
      golds: [gold[i], one.gold]
    }))
    const own = growing.find(one => one.gold === gold[i])
    if (own) own.sketch = stage.joined(own.sketch, sketch)
    else growing.push({ gold: gold[i], sketch })
    return rows
  })
})()

const weightsOf = rows => {
  const size = stage.signs.length
  const weights = new Float64Array(size)
  for (let step = 0; step < 30; step++) {
    const slope = new Float64Array(size)
    const bend = Array.from({ length: size }, () => new Float64Array(size))
    for (const { row, yes } of rows) {
      const chance = chanceOf(weights, row)
      for (let i = 0; i < size; i++) {
        slope[i] += (yes - chance) * row[i]
        for (let j = 0; j < size; j++) bend[i][j] += Math.max(1e-9, chance * (1 - chance)) * row[i] * row[j]
      }
    }
    for (let i = 1; i < size; i++) {
      slope[i] -= RIDGE * weights[i]
      bend[i][i] += RIDGE
    }
    const move = solve(bend, slope)
    for (let i = 0; i < size; i++) weights[i] += move[i]
    if (Math.max(...move.map(Math.abs)) < 1e-7) break
  }
  return weights
}

const chanceOf = (weights, row) => 1 / (1 + Math.exp(-row.reduce((sum, value, i) => sum + value * weights[i], 0)))

const solve = (matrix, right) => {
  const rows = matrix.map((row, i) => [...row, right[i]])
  const size = rows.length
  for (let i = 0; i < size; i++) {
    const best = rows.reduce((most, row, j) => (j >= i && Math.abs(row[i]) > Math.abs(rows[most][i]) ? j : most), i)
    ;[rows[i], rows[best]] = [rows[best], rows[i]]
    for (let j = i + 1; j < size; j++) {
      const share = rows[j][i] / rows[i][i]
      for (let k = i; k <= size; k++) rows[j][k] -= share * rows[i][k]
    }
  }
  const found = new Float64Array(size)
  for (let i = size - 1; i >= 0; i--)
    found[i] =
      (rows[i][size] - rows[i].slice(i + 1, size).reduce((sum, value, k) => sum + value * found[i + 1 + k], 0)) / rows[i][i]
  return found
}

/** Stories as an article finds them, one after another, judged against every story of the days before: what the keys are measured against. */
const grouped = (weights, joins) => {
  const growing = []
  return sketches.map(sketch => {
    const near = recent(growing, sketch).map(one => ({ one, chance: chanceOf(weights, rowOf(sketch, one.sketch)) }))
    const best = near.reduce((most, next) => (next.chance > (most?.chance ?? joins) ? next : most), null)
    if (best) best.one.sketch = stage.joined(best.one.sketch, sketch)
    else growing.push({ sketch, name: growing.length })
    return (best?.one ?? growing.at(-1)).name
  })
}

const round = number => number.toFixed(3)
const told = ({ bcubed, pairwise }) => `BCubed ${round(bcubed)}, pairwise ${round(pairwise)}`
const all = weightsOf(examples)
const folds = [0, 1, 2, 3, 4].map(fold => weightsOf(examples.filter(({ golds }) => golds.every(one => foldOf(one) !== fold))))
console.log(`${examples.length} pairs of article and story, ${examples.filter(one => one.yes).length} of them one`)
for (const joins of [0.35, 0.4, 0.42, 0.45, 0.5]) {
  const held = folds.map(weights => countsOf(gold, grouped(weights, joins)))
  const counts = gold.map((story, i) => held[foldOf(story)][i])
  const { bcubed, pairwise } = intervalsOf(gold, counts)
  console.log(
    `joins at ${joins}: fitted on all ${told(scoresOf(countsOf(gold, grouped(all, joins))))}; held out ${told(scoresOf(counts))}`,
    `[${bcubed.map(round).join('–')}] [${pairwise.map(round).join('–')}]`
  )
}
const lines = stage.signs
  .map(({ name }, i) => `${name} ${all[i].toFixed(3)}`)
  .filter(line => !line.startsWith('stated '))
  .sort()
console.log(lines.join('\n'))
if (!process.argv.includes('--dry')) {
  const head = readFileSync(WEIGHTS, 'utf8')
    .split('\n')
    .filter(line => line.startsWith('#'))
  writeFileSync(WEIGHTS, `${[...head, ...lines].join('\n')}\n`)
}
