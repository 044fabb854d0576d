/**
 * How long the doors take on a record of 100,000 quotations (or `node bench/speed/doors.mjs N`): searches of every kind, checks and verified spans.
 * The record is made of invented words, without the reading stages: what is measured is the asking.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as onrecord from '../../dist/index.js'

const wanted = Number(process.argv[2] ?? 100_000)
const PER_ARTICLE = 25

let seed = 3
const chance = () => {
  seed = (seed * 1103515245 + 12345) % 2147483648
  return seed / 2147483648
}
const syllables = 'ba de ki lo mu na pe ri so tu va we xi yo za gri plo sta tre wun'.split(' ')
const vocabulary = Array.from({ length: 20_000 }, () =>
  Array.from({ length: 2 + Math.floor(chance() * 3) }, () => syllables[Math.floor(chance() * 20)]).join('')
)
const common = 'the of and to in a that we will not is for on it be with as by at this'.split(' ')
// Words come as they do in a language: a few make up half of it.
const word = () => (chance() < 0.5 ? common[Math.floor(chance() * 20)] : vocabulary[Math.floor(20_000 * chance() ** 3)])
const sentence = () => Array.from({ length: 8 + Math.floor(chance() * 22) }, word).join(' ')

const folder = mkdtempSync(join(tmpdir(), 'onrecord-doors-'))
const path = join(folder, 'large.db')
const versions = { parse: '1', quote: '1', attribute: '1', align: '1', trace: '1' }
const store = onrecord.openStore(path, versions)
const kept = []
const started = performance.now()
for (let n = 0; n * PER_ARTICLE < wanted; n++) {
  let chars = `Report ${n}\n\n`
  const spans = Array.from({ length: PER_ARTICLE }, () => {
    const start = chars.length + 1
    const said = sentence()
    chars += `“${said}” said ${vocabulary[n % 500]}.\n\n`
    return { start, end: start + said.length }
  })
  const text = onrecord.textOf(chars)
  const day = `2031-0${1 + (n % 9)}-1${n % 10}`
  const quotations = spans.map((span, at) => ({
    id: `q${n}-${at}`,
    quote: {
      form: 'direct',
      part: 'body',
      content: [span],
      cue: { start: span.end + 2, end: span.end + 6 },
      source: null,
      because: 'bench',
      confidence: 1
    },
    attribution: { quote: at, speaker: null, because: [], confidence: 1, why: 'bench' },
    saying: { date: day, place: null, occasion: null, because: [], witness: null }
  }))
  const article = {
    id: `a${n}`,
    text,
    blocks: [],
    byline: [],
    outlet: `Outlet ${n % 40}`,
    language: 'en',
    published: { value: day, precision: 'day', evidence: day },
    updated: null,
    completeness: 'full',
    address: `/${n}`,
    seen: '2031-10-01T00:00:00Z'
  }
  store.save({ article, quotations, problems: [] })
  if (n % 40 === 0) kept.push({ chars, span: spans[3], text })
}
const { quotations, articles } = store.counts()
console.log(
  `${quotations} quotations in ${articles} articles, ${Math.round(statSync(path).size / 1e6)} MB, saved in ${Math.round((performance.now() - started) / 1000)} s`
)

const ask = onrecord.ask(store, async () => ({ compareQuotes: onrecord.compareQuotes }))
const [first] = kept
const words = kept.map(({ chars, span }) => chars.slice(span.start, span.end))
const altered = words.map(one =>
  one
    .split(' ')
    .map((w, i) => (i === 3 ? 'harbour' : w))
    .filter((_, i) => i !== 5)
    .join(' ')
)
const rare = words[0].split(' ').sort((a, b) => b.length - a.length)[0]

const QUESTIONS = {
  'find: a rare word': () => ask('find', { q: rare }),
  'find: a common word': () => ask('find', { q: 'the' }),
  'find: a phrase of common words': () => ask('find', { q: '"of the"' }),
  'find: near': () => ask('find', { q: '"that will"~8' }),
  'find: without': () => ask('find', { q: 'the -and -of' }),
  'find: any of many, in brackets': () => ask('find', { q: `(the OR of OR and) (will OR not) -${rare}` }),
  'find: outlet and day': () => ask('find', { q: 'outlet:"Outlet 7" said:2031-03/P2M' }),
  'find: words, outlet and cue': () => ask('find', { q: 'will outlet:"Outlet 7" cue:said' }),
  'find: only what is missing': () => ask('find', { q: 'missing:place -type:indirect' }),
  'find: about a rare word': () => ask('find', { q: `about:${rare}` }),
  'find: about a common word': () => ask('find', { q: 'about:the type:direct' }),
  'find: the beginnings of words': () => ask('find', { q: 'ba* ki*' }),
  'check: one verbatim quotation': n => ask('check', { quote: words[n % words.length] }),
  'check: one altered quotation': n => ask('check', { quote: altered[n % words.length] }),
  'check: words of grammar alone': () => ask('check', { quote: 'that we will not be in the of and to it' }),
  'check: not in the record': () => ask('check', { quote: 'every lighthouse keeper drinks marmalade before breakfast' }),
  'verify: a span': () => ask('verify', { text: first.text.id, ...first.span, words: words[0] }),
  'verify: words elsewhere': n => ask('verify', { text: first.text.id, ...first.span, words: words[n % words.length] })
}

const RUNS = 15
const rows = []
for (const [what, run] of Object.entries(QUESTIONS)) {
  const times = []
  for (let n = 0; n < RUNS; n++) {
    const from = performance.now()
    await run(n + 1)
    times.push(performance.now() - from)
  }
  times.sort((a, b) => a - b)
  rows.push({ what, 'median ms': +times[Math.floor(RUNS / 2)].toFixed(1), 'slowest ms': +times[RUNS - 1].toFixed(1) })
}
console.table(rows)
store.close()
rmSync(folder, { recursive: true })
