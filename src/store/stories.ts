import type { ArticleId, Grouping, Mention, Shelf, Some, StatementId, Story, StoryId } from '../types.ts'
import type { Database } from './database.ts'
import { ids } from './lists.ts'
import { rankTouched } from './ranks.ts'
import { articleIn } from './rows.ts'
import { runOf } from './save.ts'
import type { Versions } from './store.ts'

const WAITING = 'SELECT a.id FROM articles a LEFT JOIN story_articles s ON s.article = a.id WHERE s.article IS NULL'
const BY_DAY = `ORDER BY a.published IS NULL, json_extract(a.published, '$.value'), a.id`

const otherRuns = (db: Database, run: string) => db.one('SELECT 1 FROM stories WHERE run <> ? LIMIT 1', run) !== null

/** Whether every article is in a story that this version put together. */
export const isGrouped = (db: Database, versions: Versions): boolean =>
  db.one(`${WAITING} LIMIT 1`) === null && !otherRuns(db, runIdOf(db, versions))

const runIdOf = (db: Database, { group }: Versions) =>
  db.one<{ id: string }>("SELECT id FROM runs WHERE stage = 'group' AND version = ?", group)?.id ?? ''

/** Groups what waits, in one transaction. What another version put together is put together anew, and its old addresses lead to the new stories. */
export const groupWaiting = (db: Database, work: Grouping, versions: Versions): void => {
  if (isGrouped(db, versions)) return
  db.writing(() => {
    const run = runOf(db, 'group', versions.group)
    const before = otherRuns(db, run) ? storiesIn(db) : []
    if (before.length) forgetAll(db)
    const waiting = ids(db, `${WAITING} ${BY_DAY}`)
    const mentions = work(shelfOf(db, run), articlesOf(db, waiting))
    for (const [article, days] of mentions) saveMentions(db, article, days)
    for (const one of before) if (!storyIn(db, one.id)) leadToMost(db, one)
    rankTouched(db)
  })
}

function* articlesOf(db: Database, waiting: readonly string[]) {
  for (const id of waiting) yield { ...articleIn(db, id)!, statements: statementsIn(db, id) }
}

const statementsIn = (db: Database, article: string) =>
  ids(
    db,
    'SELECT DISTINCT v.statement AS id FROM quotations q JOIN variants v ON v.quotation = q.id WHERE q.article = ? ORDER BY q.n',
    article
  ) as StatementId[]

const forgetAll = (db: Database) => {
  for (const table of ['stories', 'story_terms', 'mentions']) db.run(`DELETE FROM ${table}`)
  db.run("UPDATE state SET value = 0 WHERE name = 'grouped'")
}

const saveMentions = (db: Database, article: ArticleId, mentions: readonly Mention[]) => {
  db.run('DELETE FROM mentions WHERE article = ?', article)
  mentions.forEach(({ day, start, end }, n) => {
    db.run('INSERT INTO mentions VALUES (?, ?, ?, ?, ?)', article, n, day, start, end)
  })
}

const redirect = (db: Database, from: string, into: string) => {
  db.run('UPDATE story_redirects SET story = ? WHERE story = ?', into, from)
  db.run('INSERT OR REPLACE INTO story_redirects VALUES (?, ?)', from, into)
}

const leadToMost = (db: Database, { id, articles }: Story) => {
  const [story] = ids(
    db,
    `SELECT story AS id FROM story_articles WHERE article IN (SELECT value FROM json_each(?))
     GROUP BY story ORDER BY count(*) DESC, story LIMIT 1`,
    JSON.stringify(articles)
  )
  if (story) redirect(db, id, story)
}

const met = (db: Database) => db.one<{ value: number }>("SELECT value FROM state WHERE name = 'grouped'")?.value ?? 0

const UNDER = 'SELECT story AS id FROM story_keys WHERE term = ? ORDER BY kept DESC, story LIMIT ?'

const shelfOf = (db: Database, run: string): Shelf<string> => ({
  articles: () => met(db),
  heard: terms =>
    new Map(
      db
        .all<{ term: number; articles: number }>(
          'SELECT term, articles FROM story_terms WHERE term IN (SELECT value FROM json_each(?))',
          JSON.stringify(terms)
        )
        .map(row => [row.term, row.articles])
    ),
  hear: terms => {
    db.run("UPDATE state SET value = value + 1 WHERE name = 'grouped'")
    db.run(
      `INSERT INTO story_terms SELECT value, 1 FROM json_each(?) WHERE true
       ON CONFLICT (term) DO UPDATE SET articles = articles + 1`,
      JSON.stringify(terms)
    )
  },
  under: (keys, most) => keys.map(key => db.all<{ id: StoryId }>(UNDER, key, most).map(row => row.id)),
  story: id => {
    const row = db.one<{ about: string }>('SELECT about FROM stories WHERE id = ?', id)
    return row && { id, articles: membersOf(db, id), about: row.about }
  },
  keep: ({ id, articles, about }, keys) => {
    db.run('INSERT INTO stories VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET about = excluded.about', id, about, run)
    db.run('DELETE FROM story_redirects WHERE old = ?', id)
    db.run(
      `INSERT INTO story_articles SELECT value, ?, key FROM json_each(?) WHERE true
       ON CONFLICT (article) DO UPDATE SET story = excluded.story, n = excluded.n`,
      id,
      JSON.stringify(articles)
    )
    db.run(
      `INSERT INTO story_keys SELECT value, ?, ? FROM json_each(?) WHERE true
       ON CONFLICT (term, story) DO UPDATE SET kept = excluded.kept`,
      id,
      met(db),
      JSON.stringify(keys)
    )
  },
  lead: (from, into) => {
    db.run('DELETE FROM stories WHERE id = ?', from)
    redirect(db, from, into)
  }
})

const membersOf = (db: Database, story: string) =>
  ids(db, 'SELECT article AS id FROM story_articles WHERE story = ? ORDER BY n', story) as ArticleId[]

/** The stories, those with most articles first. */
export const storiesIn = (db: Database): Story[] =>
  (ids(db, 'SELECT story AS id FROM story_articles GROUP BY story ORDER BY count(*) DESC, story') as StoryId[]).map(id => ({
    id,
    articles: membersOf(db, id) as unknown as Some<ArticleId>
  }))

/** The ids of the stories of more than one article, the latest published first; then those of one. */
export const storyIdsIn = (db: Database): StoryId[] =>
  ids(
    db,
    `SELECT s.story AS id FROM story_articles s JOIN articles a ON a.id = s.article GROUP BY s.story
     ORDER BY count(*) = 1, max(json_extract(a.published, '$.value')) IS NULL, max(json_extract(a.published, '$.value')) DESC, s.story`
  ) as StoryId[]

/** The story with this id, or the one it has gone into. */
export const storyIn = (db: Database, id: string): Story | null => {
  const [led] = ids(db, 'SELECT story AS id FROM story_redirects WHERE old = ?', id)
  const articles = membersOf(db, led ?? id)
  return articles.length ? { id: (led ?? id) as StoryId, articles: articles as unknown as Some<ArticleId> } : null
}

/** The story that an article is in. */
export const storyIdOf = (db: Database, article: string): StoryId | null =>
  (ids(db, 'SELECT story AS id FROM story_articles WHERE article = ?', article)[0] as StoryId) ?? null

/** The days an article speaks of. */
export const mentionsIn = (db: Database, article: string): Mention[] =>
  db.all<Mention>('SELECT day, start, "end" FROM mentions WHERE article = ? ORDER BY n', article).map(row => ({ ...row }))

/** The statements that these articles carry, those in most of them first. */
export const statementsAmong = (db: Database, articles: readonly ArticleId[]): { id: string; articles: number }[] =>
  db.all<{ id: string; articles: number }>(
    `SELECT v.statement AS id, count(DISTINCT q.article) AS articles FROM quotations q JOIN variants v ON v.quotation = q.id
     WHERE q.article IN (SELECT value FROM json_each(?)) GROUP BY v.statement ORDER BY count(DISTINCT q.article) DESC, v.statement`,
    JSON.stringify(articles)
  )

/** How large a story is: its outlets, how many of its articles name none, its days, and how many statements it carries. */
export type Extent = {
  readonly outlets: readonly string[]
  readonly unnamed: number
  readonly first: string | null
  readonly last: string | null
  readonly statements: number
}

/** The extent of a story; its outlets in the order in which they joined it. */
export const extentOf = (db: Database, story: StoryId): Extent => {
  const outlets = db.all<{ outlet: string | null; articles: number }>(
    `SELECT a.outlet, count(*) AS articles FROM story_articles m JOIN articles a ON a.id = m.article WHERE m.story = ? GROUP BY a.outlet ORDER BY min(m.n)`,
    story
  )
  const days = db.one<{ first: string | null; last: string | null }>(
    `SELECT min(day) AS first, max(day) AS last FROM (
       SELECT substr(json_extract(a.published, '$.value'), 1, 10) AS day FROM story_articles m JOIN articles a ON a.id = m.article WHERE m.story = ?)`,
    story
  )!
  const { statements } = db.one<{ statements: number }>(
    `SELECT count(DISTINCT v.statement) AS statements FROM story_articles m JOIN quotations q ON q.article = m.article
     JOIN variants v ON v.quotation = q.id WHERE m.story = ?`,
    story
  )!
  return {
    outlets: outlets.flatMap(one => one.outlet ?? []),
    unnamed: outlets.find(one => one.outlet === null)?.articles ?? 0,
    first: days.first,
    last: days.last,
    statements
  }
}
