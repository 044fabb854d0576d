// How much the order of coming matters: the labelled articles in the order of their days, and each up to [DAYS] later: node bench/quality/group/order.mjs [DAYS] [RUNS].
// Measured with 14 days and three runs: BCubed against the labels .945 in order, .944–.946 out of order; against the stories in order .987–.992;
// 3 to 5 articles in a hundred stand in a story that is not the same.
import { chances } from '../../speed/align/made.mjs'
import { openStage } from './stage.mjs'
import { countsOf, readStories, scoresOf } from './stories.mjs'
import { watched } from './watched.mjs'

const [days = 14, runs = 3] = process.argv.slice(2).map(Number)
const stories = readStories()
if (!stories) {
  console.log('group: not measured (the labelled stories are not at hand: ../shared)')
  process.exit(0)
}
const stage = await openStage()
const articles = stories.map(({ line }, i) => {
  const published = { value: line.published, precision: 'day', evidence: 'given' }
  const { text, blocks } = stage.parseText(line.text, { title: line.title, published }).value
  return { id: `${i}`, text, blocks, published, title: line.title }
})
const grouped = inOrder => {
  const { shelf, storyOf } = watched(stage)
  for (const one of inOrder) stage.place(shelf, one)
  return articles.map(one => storyOf(one.id))
}
const shuffled = seed => {
  const chance = chances(seed)
  const at = new Map(articles.map(one => [one, Date.parse(one.published.value) / 86_400_000 + chance() * days]))
  return [...articles].sort((a, b) => at.get(a) - at.get(b))
}

const gold = stories.map(one => one.gold)
const inOrder = grouped(articles)
const row = (name, found) => {
  const [labels, same] = [gold, inOrder].map(to => scoresOf(countsOf(to, found)))
  return {
    name,
    'BCubed, labels': labels.bcubed.toFixed(3),
    'pairwise, labels': labels.pairwise.toFixed(3),
    'BCubed, in order': same.bcubed.toFixed(3),
    'pairwise, in order': same.pairwise.toFixed(3)
  }
}
const out = Array.from({ length: runs }, (_, i) => row(`out of order, ${i + 1}`, grouped(shuffled(i + 1))))
console.table([row('in order', inOrder), ...out])
