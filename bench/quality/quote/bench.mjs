/**
 * Measures `onrecord pipe quote` on PolNeAR's development half and prints every figure beside its floor (bench/quality/floors.json).
 * `node bench/quality/quote/bench.mjs [rules|model] [part]` (rules alone, or the model joined to them; `part`: the fixed part that the tests measure),
 * after `npm run build`. A figure below its floor, or other than the yardstick's own scorer gives, fails the run. Where the corpus is not at hand
 * nothing is measured, and the run says so.
 */
import { absent, figuresOf, figuresOfYardstick, floorsOf } from './measure.mjs'

const engine = process.argv[2] ?? 'model'
const isPart = process.argv[3] === 'part'

/** Figures known from elsewhere, for comparison: test-half figures of the corpus's papers, and what a simple baseline reached on this half. */
const KNOWN = {
  'A source': 'BERT + CofeNet 83.2 (test), linear CRF 69.0, rules of the corpus’s authors 10.7 (test)',
  'A cue': 'BERT + CofeNet 75.3 (test), linear CRF 64.6, rules 22.8 (test)',
  'A content': 'BERT + CofeNet 72.9 (test), linear CRF 52.8, rules 5.6 (test)',
  'C end to end': 'regular expressions 65.6'
}

const print = ({ figures, reliability, errors, speed, missing }, floors) => {
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
  console.log('confidence   quotations   claimed %   right %')
  for (const { from, to, count, claimed, right } of reliability)
    console.log(
      `${`${from}–${Math.min(to, 1)}`.padStart(10)}${String(count).padStart(13)}${claimed.toFixed(0).padStart(12)}${right.toFixed(0).padStart(10)}`
    )
  console.log(`${speed.toFixed(0)} articles a second, start included; ${missing} without an answer; ${errors.length} in error`)
  for (const error of errors) console.log(`  ${error}`)
  return below
}

/** How many figures are not those of the yardstick's own scorer, which prints one decimal. */
const differing = ({ figures, predicted }) => {
  const theirs = figuresOfYardstick(predicted)
  if (!theirs) {
    console.log('the yardstick’s own scorer is not at hand')
    return 0
  }
  const other = figures.filter(({ name, value }) => name in theirs && Math.abs(theirs[name] - value) > 0.0501)
  for (const { name, value } of other)
    console.log(`${name}: ${value.toFixed(2)} here, ${theirs[name]} by the yardstick’s own scorer`)
  if (!other.length) console.log(`the yardstick’s own scorer gives the same ${Object.keys(theirs).length} figures`)
  return other.length
}

if (absent.length) {
  console.log(`quote: not measured, because ${absent.join(', ')} ${absent.length > 1 ? 'are' : 'is'} not at hand`)
} else {
  const measured = figuresOf(engine, isPart)
  const below = print(measured, floorsOf(engine, isPart) ?? {})
  process.exitCode = below || (!isPart && differing(measured)) ? 1 : 0
}
