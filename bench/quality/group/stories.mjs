// The labelled stories, and how a grouping is scored against them.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'

const shared = process.env.ONRECORD_SHARED ?? fileURLToPath(new URL('../../../../shared', import.meta.url))
const file = join(shared, 'data/allsides/dev.json.gz')

/** The dated articles in the order of their days, as lines of the pipe with the story that people gave them; null where they are not at hand. */
export const readStories = () => {
  if (!existsSync(file)) return null
  const rows = JSON.parse(gunzipSync(readFileSync(file))).filter(row => row?.[3])
  rows.sort((a, b) => (a[3] < b[3] ? -1 : a[3] > b[3] ? 1 : a[0] < b[0] ? -1 : 1))
  return rows.map(([id, all, gold, published, outlet, title]) => ({
    gold,
    line: { id, title, text: all.slice(2 * (title.length + 1)), published, outlet }
  }))
}

/** A fifth of the stories, always the same: the fold in which a story is held out. */
export const foldOf = story => {
  let hash = 7
  for (const letter of story) hash = (hash * 31 + letter.charCodeAt(0)) >>> 0
  return Math.floor((((hash * 2654435761) >>> 0) % 1000) / 200)
}

/** What each article adds to BCubed and to the pairs: `gold` and `found` are the stories in the order of the articles. */
export const countsOf = (gold, found) => {
  const of = ids => {
    const groups = new Map()
    ids.forEach((id, i) => {
      groups.set(id, [...(groups.get(id) ?? []), i])
    })
    return ids.map(id => groups.get(id))
  }
  const [right, got] = [of(gold), of(found)]
  return gold.map((story, i) => {
    const met = got[i].filter(j => gold[j] === story).length
    return {
      precision: met / got[i].length,
      recall: met / right[i].length,
      met: met - 1,
      got: got[i].length - 1,
      due: right[i].length - 1
    }
  })
}

const sum = (counts, name) => counts.reduce((total, one) => total + one[name], 0)
const f1 = (p, r) => (p + r ? (2 * p * r) / (p + r) : 0)

/** BCubed F1 and pairwise F1 of these articles. */
export const scoresOf = counts => ({
  bcubed: f1(sum(counts, 'precision') / counts.length, sum(counts, 'recall') / counts.length),
  pairwise: f1(sum(counts, 'met') / sum(counts, 'got'), sum(counts, 'met') / sum(counts, 'due'))
})

/** The 95 % interval of both, by drawing stories with replacement, with a generator that always draws the same. */
export const intervalsOf = (gold, counts, draws = 1000) => {
  const stories = [...new Set(gold)]
  const byStory = new Map(stories.map(story => [story, counts.filter((_, i) => gold[i] === story)]))
  let seed = 20
  const next = () => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return seed / 2 ** 32
  }
  const drawn = Array.from({ length: draws }, () =>
    scoresOf(stories.flatMap(() => byStory.get(stories[Math.floor(next() * stories.length)])))
  )
  return Object.fromEntries(
    ['bcubed', 'pairwise'].map(name => {
      const sorted = drawn.map(one => one[name]).sort((a, b) => a - b)
      return [name, [sorted[Math.floor(draws * 0.025)], sorted[Math.floor(draws * 0.975)]]]
    })
  )
}
