import type { ArticleId, Shelf, StoryId } from '../types.ts'
import type { Database } from './database.ts'

/** What people can say of articles and their stories. */
export const OF_STORIES = "('merge-stories', 'split-story')"

/** Two articles of which people said something, `here` and `there`, in the order in which it was said: who is split from a story is so from one article of it. */
const PAIRS = `SELECT DISTINCT a.thing AS here, b.thing AS there, json_extract(c.says, '$.kind') AS kind, c.at, c.id
  FROM ties a JOIN ties b ON b.correction = a.correction AND b.thing <> a.thing JOIN corrections c ON c.id = a.correction
  WHERE json_extract(c.says, '$.kind') IN ${OF_STORIES} AND (
    json_extract(c.says, '$.kind') = 'merge-stories' OR a.n = json_array_length(c.says, '$.articles') OR b.n = json_array_length(c.says, '$.articles'))`

type Pair = { here: ArticleId; there: ArticleId; kind: string }

/** What was said last of each two articles. */
const lastSaid = (pairs: readonly Pair[]): string[] => [
  ...new Map(pairs.map(pair => [`${pair.here} ${pair.there}`, pair.kind])).values()
]

/** What people said of stories, as grouping asks for it. */
export const storyTiesIn = (db: Database): Pick<Shelf<never>, 'told' | 'areApart' | 'isBound'> => {
  // Most records have none, and this is asked for every article.
  const some = db.one(`SELECT 1 FROM corrections WHERE json_extract(says, '$.kind') IN ${OF_STORIES} LIMIT 1`) !== null
  const storiesOf = (articles: readonly string[]) =>
    db
      .all<{ story: StoryId }>(
        'SELECT DISTINCT story FROM story_articles WHERE article IN (SELECT value FROM json_each(?)) ORDER BY story',
        JSON.stringify(articles)
      )
      .map(row => row.story)
  return {
    told: article => {
      if (!some) return { with: [], apart: [] }
      const said = new Map(
        db.all<Pair>(`${PAIRS} AND a.thing = ? ORDER BY c.at, c.id`, article).map(one => [one.there, one.kind])
      )
      const of = (kind: string) => storiesOf([...said].filter(one => one[1] === kind).map(([other]) => other))
      const apart = of('split-story')
      return { with: of('merge-stories').filter(story => !apart.includes(story)), apart }
    },
    areApart: (one, other) => {
      if (!some) return false
      const pairs = db.all<Pair>(
        `SELECT p.* FROM (${PAIRS}) p JOIN story_articles h ON h.article = p.here JOIN story_articles t ON t.article = p.there
         WHERE h.story = ? AND t.story = ? ORDER BY p.at, p.id`,
        one,
        other
      )
      return lastSaid(pairs).includes('split-story')
    },
    isBound: story => {
      if (!some) return false
      const pairs = db.all<Pair>(
        `SELECT p.* FROM (${PAIRS}) p JOIN story_articles h ON h.article = p.here JOIN story_articles t ON t.article = p.there
         WHERE h.story = ?1 AND t.story = ?1 ORDER BY p.at, p.id`,
        story
      )
      return lastSaid(pairs).includes('merge-stories')
    }
  }
}

/** Lets the stories that hold any of these articles be put together anew; their addresses lead to where most of their articles are then. */
export const regroup = (db: Database, articles: readonly string[]): void => {
  const stories = 'SELECT story FROM story_articles WHERE article IN (SELECT value FROM json_each(?))'
  const all = JSON.stringify(articles)
  db.run(`INSERT OR IGNORE INTO former_stories SELECT story, article FROM story_articles WHERE story IN (${stories})`, all)
  db.run(`DELETE FROM stories WHERE id IN (${stories})`, all)
}
