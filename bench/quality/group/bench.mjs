// Says how well and how fast `onrecord pipe group` puts articles into stories: node bench/quality/group/bench.mjs [ARTICLES…] (after npm run build).
// Quality: labelled stories, one article at a time. Speed: the same articles over and over, each time on later days and with other words for what is named.
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { openStage } from './stage.mjs'
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

/** How many articles a figure is the mean of. */
const SPAN = 500

// In this process and by the processor's time, so that what else runs on the machine makes little difference.
const sizes = process.argv.slice(2).map(Number).filter(Boolean)
if (sizes.length) {
  const stage = await openStage()
  const add = stage.startGrouping()
  const spent = { parse: 0, group: 0 }
  const timed = (name, work) => {
    const before = process.cpuUsage()
    const made = work()
    const { user, system } = process.cpuUsage(before)
    spent[name] += (user + system) / 1000
    return made
  }
  for (let n = 0; n < Math.max(...sizes); n++) {
    if (n % SPAN === 0) Object.assign(spent, { parse: 0, group: 0 })
    const { id, title, text, published } = again(stories[n % stories.length], Math.floor(n / stories.length))
    const dated = { value: published, precision: 'day', evidence: 'given' }
    const { value } = timed('parse', () => stage.parseText(text, { title, published: dated }))
    timed('group', () => add({ id, text: value.text, blocks: value.blocks, published: dated, title }))
    if (sizes.includes(n + 1)) {
      const [parse, group] = [spent.parse, spent.group].map(ms => (ms / SPAN).toFixed(2))
      console.log(
        `at ${n + 1} articles: ${group} ms to group one, ${parse} ms to parse it; ${Math.round(process.memoryUsage.rss() / 2 ** 20)} MB`
      )
    }
  }
}
