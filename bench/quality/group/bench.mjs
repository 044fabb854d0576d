// Says how well and how fast `onrecord pipe group` puts articles into stories: node bench/quality/group/bench.mjs [ARTICLES…] (after npm run build).
// Quality: labelled stories, one article at a time. Speed: the same articles over and over, each time on later days and with other words for what is named.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { countsOf, intervalsOf, readStories, scoresOf } from './stories.mjs'

const bin = fileURLToPath(new URL('../../../bin/onrecord', import.meta.url))
const stories = readStories()
if (!stories) {
  console.log('group: not measured (the labelled stories are not at hand: ../shared)')
  process.exit(0)
}

/** Asks the pipe a line after another, each after the answer to the one before. */
const startPipe = () => {
  const pipe = spawn(bin, ['pipe', 'group'], { stdio: ['pipe', 'pipe', 'inherit'] })
  let waiting = null
  let begun = ''
  pipe.stdout.setEncoding('utf8').on('data', chunk => {
    begun += chunk
    if (!begun.endsWith('\n')) return
    waiting(JSON.parse(begun))
    begun = ''
  })
  const ask = line =>
    new Promise(resolve => {
      waiting = resolve
      pipe.stdin.write(`${JSON.stringify(line)}\n`)
    })
  return { ask, end: () => pipe.stdin.end() }
}

const round = number => number.toFixed(3)
const pipe = startPipe()
const found = []
for (const { line } of stories) found.push((await pipe.ask(line)).story)
pipe.end()
const gold = stories.map(one => one.gold)
const counts = countsOf(gold, found)
const { bcubed, pairwise } = scoresOf(counts)
const between = intervalsOf(gold, counts)
console.log(`group: ${gold.length} articles, ${new Set(gold).size} stories, ${new Set(found).size} found`)
console.log(
  `BCubed F1 ${round(bcubed)} [${between.bcubed.map(round).join('–')}], pairwise F1 ${round(pairwise)} [${between.pairwise.map(round).join('–')}]`
)

const floors = JSON.parse(readFileSync(new URL('../floors.json', import.meta.url), 'utf8')).group
const fallen = Object.entries({ bcubed, pairwise }).filter(([name, score]) => score < floors[name])
for (const [name] of fallen) console.log(`${name} fell under its floor of ${floors[name]}`)
if (fallen.length) process.exitCode = 1

/** The article as another one: half a word of each name is changed, and it comes so many years later. */
const again = ({ line }, round) => {
  const other = chars =>
    round ? chars.replace(/(?<=[\p{L}’'] )\p{Lu}\p{L}{3,}/gu, name => `${name.slice(0, -2)}${turned(name, round)}`) : chars
  const year = Number(line.published.slice(0, 4)) + 5 * round
  return {
    ...line,
    id: `${line.id}-${round}`,
    title: other(line.title),
    text: other(line.text),
    published: year + line.published.slice(4)
  }
}
const turned = (name, round) =>
  [...name.slice(-2)].map(letter => String.fromCharCode(97 + ((letter.charCodeAt(0) + round * 7) % 26))).join('')

const sizes = process.argv.slice(2).map(Number).filter(Boolean)
if (sizes.length) {
  const fresh = startPipe()
  const most = Math.max(...sizes)
  const span = 500
  let since = performance.now()
  for (let n = 0; n < most; n++) {
    await fresh.ask(again(stories[n % stories.length], Math.floor(n / stories.length)))
    if (sizes.includes(n + 1))
      console.log(`at ${n + 1} articles: ${((performance.now() - since) / ((n % span) + 1)).toFixed(1)} ms an article`)
    if ((n + 1) % span === 0) since = performance.now()
  }
  fresh.end()
}
