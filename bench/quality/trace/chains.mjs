/**
 * Makes copying chains whose parents are known and measures how often `lineageOf` names the right one: node bench/quality/trace/chains.mjs [CHAINS] [SEED]
 * (after npm run build). A first outlet prints a remark of invented words; each other copies one that was there before it, with none to two edits. Of a third of
 * the printings no time is known, and one in five names its parent's outlet. The right parent is the one it was copied from, or one that prints the very same.
 */

import { lineageOf, textOf } from '../../../dist/index.js'
import { chances, sentence, word } from '../../speed/align/made.mjs'

const [chains = 400, seed = 1] = process.argv.slice(2).map(Number)
const chance = chances(seed)
const below = n => Math.floor(chance() * n)

/** Right parents, in a hundred: the floor only rises. */
const FLOOR = 80

const cut = mark => words => {
  const k = 1 + below(Math.min(6, words.length - 6))
  const i = 2 + below(words.length - k - 3)
  return [...words.slice(0, i), ...mark, ...words.slice(i + k)]
}
const EDITS = [
  words => {
    const k = Math.max(6, Math.floor(words.length * (0.5 + chance() / 2)))
    const i = below(words.length - k + 1)
    return words.slice(i, i + k)
  },
  cut(['…']),
  cut([]),
  words => words.map((one, i) => (i === 3 ? `[${word(chance)}]` : one)),
  words => {
    const at = 1 + below(words.length - 2)
    return words.map((one, i) => (i === at ? word(chance) : one))
  },
  words => {
    const at = 1 + below(words.length - 2)
    return words.map((one, i) => (i === at ? `${one},` : one))
  }
]
const edited = words => (words.length < 10 ? words : EDITS[below(EDITS.length)](words))
const copied = words => {
  const edits = chance() < 0.15 ? 0 : chance() < 0.7 ? 1 : 2
  return Array.from({ length: edits }).reduce(edited, words)
}

const chainOf = n => {
  const printings = [{ words: sentence(chance, 24, 50), parent: null, time: 0 }]
  const size = 4 + below(7)
  while (printings.length < size) {
    const parent = below(printings.length)
    printings.push({ words: copied(printings[parent].words), parent, time: printings[parent].time + 1 + below(30) })
  }
  return printings.map(({ words, parent, time }, i) => {
    const credit = parent !== null && chance() < 0.2 ? `, as the Outlet No ${parent}. reported` : ''
    const text = textOf(`“${words.join(' ')},” she said${credit}.`)
    const at = new Date(Date.UTC(2031, 0, 1, time)).toISOString()
    const published = chance() < 1 / 3 ? null : { value: at, precision: 'minute', evidence: at }
    const article = { id: `${n}-${i}`, text, outlet: `the Outlet No ${i}.`, blocks: [], published, updated: null }
    const quote = { form: 'direct', part: 'body', content: [{ start: 0, end: words.join(' ').length + 3 }], because: 'made' }
    return {
      parent,
      words: words.join(' '),
      witness: { id: textOf(`${n} ${i}`).id.slice(0, 16), article, quote, speaker: null, said: null }
    }
  })
}

let [right, exact, all, firsts, known] = [0, 0, 0, 0, 0]
for (let n = 0; n < chains; n++) {
  const chain = chainOf(n)
  const lineage = new Map(lineageOf(chain.map(one => one.witness)).map(one => [one.quotation, one.parent]))
  const at = new Map(chain.map((one, i) => [one.witness.id, i]))
  for (const { parent, witness } of chain) {
    const told = lineage.get(witness.id)
    if (parent === null) {
      firsts += Number(told === null)
      continue
    }
    all += 1
    const named = told === null ? null : at.get(told)
    exact += Number(named === parent)
    right += Number(named !== null && chain[named].words === chain[parent].words)
    known += Number(witness.article.published !== null)
  }
}
const share = (some, of) => Math.round((1000 * some) / of) / 10
console.table([
  { measure: 'right parent, by its wording', figure: share(right, all), floor: FLOOR },
  { measure: 'the very parent', figure: share(exact, all) },
  { measure: 'the first printing', figure: share(firsts, chains) }
])
console.log(`${chains} chains, ${all} copies, ${share(known, all)} % of them with a time; seed ${seed}`)
process.exitCode = share(right, all) < FLOOR ? 1 : 0
