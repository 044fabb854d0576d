/**
 * Invented streams of news whose right answer is known, and how often stories part and go together as they should: node bench/quality/group/streams.mjs
 * [STREAMS] [SEED]. A story forks into two; two turn out to be one; one goes on and slowly becomes about something else; two are told of by one article.
 * Words, people and places are made of syllables; how alike articles of one story are was set to what it is in real ones.
 */
import { articleOf, streamsOf } from './invented.mjs'
import { openStage } from './stage.mjs'
import { countsOf, scoresOf } from './stories.mjs'

const [streams = 40, seed = 1] = process.argv.slice(2).map(Number)
const { noise, ...kinds } = streamsOf(seed)

/** How many streams of a kind in a hundred must come out right: the floors only rise. */
const FLOORS = { fork: 60, twins: 90, 'goes on': 65, digest: 95 }

const stage = await openStage()

/** A shelf in memory that knows in which story each article is. */
const watched = () => {
  const inner = stage.openShelf()
  const where = new Map()
  const move = (from, to, strand) => {
    for (const place of where.values()) {
      if (place.story !== from || (strand !== undefined && place.strand !== strand)) continue
      Object.assign(place, to(place))
    }
  }
  const shelf = {
    ...inner,
    join: (story, id, strand) => where.set(id, { story, strand }),
    lead: (from, into, by) => {
      inner.lead(from)
      move(from, ({ strand }) => ({ story: into, strand: strand + by }))
    },
    unite: (story, strand, into) => move(story, () => ({ strand: into }), strand),
    part: (from, strand, into) => move(from, () => ({ story: into }), strand)
  }
  return { shelf, storyOf: id => where.get(id).story }
}

/** What became of a stream among other news: the stories its articles are in beside those they should be in. */
const run = make => {
  const { shelf, storyOf } = watched()
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
