/**
 * Invented streams of news whose right answer is known, and how often stories part and go together as they should: node bench/quality/group/streams.mjs
 * [STREAMS] [SEED]. A story forks into two; two turn out to be one; one goes on and slowly becomes about something else; two are told of by one article.
 * Words, people and places are made of syllables; how alike articles of one story are was set to what it is in real ones.
 */
import { articleOf, streamsOf } from './invented.mjs'
import { openStage } from './stage.mjs'
import { countsOf, scoresOf } from './stories.mjs'
import { watched } from './watched.mjs'

const [streams = 40, seed = 1] = process.argv.slice(2).map(Number)
const { noise, ...kinds } = streamsOf(seed)

/** How many streams of a kind in a hundred must come out right: the floors only rise. */
const FLOORS = { fork: 60, twins: 90, 'goes on': 65, digest: 95 }

const stage = await openStage()

/** What became of a stream among other news: the stories its articles are in beside those they should be in. */
const run = make => {
  const { shelf, storyOf } = watched(stage)
  const stream = make()
  const inOrder = [...stream, ...noise()].sort((a, b) => a.day - b.day)
  for (const one of inOrder) stage.place(shelf, articleOf(one, stage.textOf))
  const judged = stream.filter(one => one.truth)
  const found = judged.map(one => storyOf(one.id))
  return { gold: judged.map(one => one.truth), found, right: isRight(judged, found) }
}

const isRight = (judged, found) =>
  judged.every((a, i) => judged.every((b, j) => (a.truth === b.truth) === (found[i] === found[j])))

let failed = false
const table = Object.entries(kinds).map(([kind, make]) => {
  const runs = Array.from({ length: streams }, () => run(make))
  const counts = runs.flatMap(({ gold, found }) => countsOf(gold, found))
  const right = Math.round((100 * runs.filter(one => one.right).length) / streams)
  failed ||= right < FLOORS[kind]
  const { bcubed, pairwise } = scoresOf(counts)
  return { kind, 'all right, of 100': right, floor: FLOORS[kind], BCubed: bcubed.toFixed(3), pairwise: pairwise.toFixed(3) }
})
console.table(table)
console.log(`${streams} streams of each kind, seed ${seed}`)
process.exitCode = failed ? 1 : 0
