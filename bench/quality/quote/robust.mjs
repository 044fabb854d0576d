/**
 * Mutates articles of PolNeAR's development half (bytes cut, marks dropped, lines shuffled, emoji, right-to-left marks, lone surrogates) and puts them
 * through the pipes `parse` and `quote`: every one must be answered, and every answer must obey the laws.
 * `node bench/quality/quote/robust.mjs [2000] [model|rules]`, after `npm run build`. Where the corpus is not at hand nothing is measured, and the run says so.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { checkQuote, checkReading } from '../../../dist/index.js'

const root = fileURLToPath(new URL('../../../', import.meta.url))
const corpus = `${process.env.ONRECORD_SHARED ?? `${root}../shared`}/data/polnear/dev.jsonl.gz`
const count = Number(process.argv[2] ?? 2000)
const engine = process.argv[3] ?? 'model'

let seed = 7
const next = below => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return Math.floor((seed / 2 ** 32) * below)
}

const put = (text, what) => {
  const at = next(text.length)
  return text.slice(0, at) + what + text.slice(at)
}
const bytesCut = text => {
  const bytes = Buffer.from(text)
  const at = next(bytes.length)
  return Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + next(9))]).toString('utf8')
}
const shuffled = text => {
  const lines = text.split('\n')
  for (let i = lines.length - 1; i > 0; i--) {
    const j = next(i + 1)
    ;[lines[i], lines[j]] = [lines[j], lines[i]]
  }
  return lines.join('\n')
}

/** What the web and bad luck do to a text. */
const MUTATIONS = [
  bytesCut,
  text => text.slice(next(text.length / 2), text.length - next(text.length / 2)),
  text => text.replace(/["“”]/g, mark => (next(3) ? mark : '')),
  text => text.replace(/[“”]/g, '"').replace(/[‘’]/g, "'"),
  text => text.replace(/\n+/g, ' '),
  shuffled,
  text => put(text, ['😀', '👩🏽‍🚒', '🇺🇳', '𝔸'][next(4)]),
  text => put(text, ['\u202e', '\u200f', 'שלום “מים” אמר', 'قال “لا”'][next(4)]),
  text => put(text, ['\ud83d', '\ude00', '\u0000', '\u2028', '\ufeff'][next(5)]),
  text => put(text, ' '.repeat(next(3000))),
  text => put(text, ['"', '“', '”', "'", '‘'][next(5)].repeat(1 + next(20))),
  text => put(text, 'x'.repeat(next(3000))),
  text => text.toUpperCase()
]

const mutated = text => {
  let changed = text
  for (let round = next(4); round >= 0; round--) changed = MUTATIONS[next(MUTATIONS.length)](changed) || 'x'
  return changed
}

const spanOf = pair => pair && { start: pair[0], end: pair[1] }

const brokenIn = (chars, { blocks, quotations }) => [
  ...checkReading({ text: { chars }, blocks }),
  ...quotations.flatMap(({ content, cue, source, confidence }) =>
    checkQuote({ chars }, { content: content.map(spanOf), cue: spanOf(cue), source: spanOf(source), confidence })
  )
]

/** A pipe of the program: what asks it one line, and what ends it. */
const pipeOf = (stage, ...options) => {
  const pipe = spawn(process.execPath, [`${root}bin/onrecord`, 'pipe', stage, ...options], { stdio: ['pipe', 'pipe', 'inherit'] })
  const answers = createInterface({ input: pipe.stdout })[Symbol.asyncIterator]()
  const ask = async line => {
    pipe.stdin.write(`${JSON.stringify(line)}\n`)
    return JSON.parse((await answers.next()).value)
  }
  return { ask, end: () => pipe.stdin.end() }
}

if (existsSync(corpus)) {
  const texts = gunzipSync(readFileSync(corpus))
    .toString('utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line).text)
  const pipes = [pipeOf('parse'), pipeOf('quote', '--engine', engine)]
  let wrong = 0
  let found = 0
  for (let id = 0; id < count; id++) {
    const text = mutated(texts[id % texts.length])
    const answers = await Promise.all(pipes.map(({ ask }) => ask({ id, text })))
    const faults = answers.flatMap(({ error, id: of }) => (error ? [error] : of === id ? [] : ['answered out of order']))
    if (!faults.length) faults.push(...brokenIn(text, Object.assign({}, ...answers)))
    found += answers[1].quotations?.length ?? 0
    if (faults.length) {
      wrong++
      console.log(`${id}: ${faults.slice(0, 3).join('; ')}`)
    }
  }
  for (const { end } of pipes) end()
  console.log(`${engine}: ${count} mutated articles, ${found} quotations, ${wrong} with faults`)
  process.exitCode = wrong ? 1 : 0
} else console.log(`quote: not measured, because ${corpus} is not at hand`)
