import type { ArticleId, Grouping, Mention, QuoteId, Shelf, Some, Story, StoryId } from '../types.ts'
import type { Database } from './database.ts'
import { allOf, ids } from './lists.ts'
import { rankTouched } from './ranks.ts'
import { articleIn } from './rows.ts'
import { runOf } from './save.ts'
import type { Versions } from './store.ts'
import { storyTiesIn } from './story-ties.ts'
import { strandsIn } from './strands.ts'
import { stateOf } from './weave.ts'

/** Articles that are put into stories in one transaction: what it reads is held until it ends. */
const AT_ONCE = 64

/** Whether every article is in a story that this version put together. */
export const isGrouped = (db: Database, versions: Versions): boolean =>
  stateOf(db, 'grouper') === versions.group && db.one('SELECT 1 FROM ungrouped LIMIT 1') === null

/**
 * Groups some of what waits, in one transaction; gives whether more waits. What another version put together is put together anew, and in the end its old
 * addresses lead to the new stories.
 */
export const groupWaiting = (db: Database, work: Grouping, versions: Versions): boolean => {
  if (isGrouped(db, versions)) return false
  return db.writing(() => {
    if (stateOf(db, 'grouper') !== versions.group) forgetAll(db, versions)
    const waiting = ids(db, `SELECT article AS id FROM ungrouped ORDER BY undated, published, article LIMIT ${AT_ONCE}`)
    const mentions = work(shelfOf(db, runOf(db, 'group', versions.group)), articlesOf(db, waiting))
    for (const [article, days] of mentions) saveMentions(db, article, days)
    rankTouched(db)
    if (!isGrouped(db, versions)) return true
    leadFormer(db)
    return false
  })
}

function* articlesOf(db: Database, waiting: readonly string[]) {
  for (const id of waiting) yield { ...articleIn(db, id)!, statements: statementsIn(db, id), copies: copiesIn(db, id) }
}

/** The statements of an article, each by the quotation that came into the record first: its own id is another one when more outlets print it. */
const statementsIn = (db: Database, article: string) =>
  ids(
    db,
    `SELECT (SELECT f.id FROM variants w JOIN quotations f ON f.id = w.quotation WHERE w.statement = v.statement ORDER BY f.key LIMIT 1) AS id
     FROM quotations q JOIN variants v ON v.quotation = q.id WHERE q.article = ? GROUP BY v.statement ORDER BY min(q.n)`,
    article
  ) as QuoteId[]

/** An article itself, and those that came into the record before it whose copy it carries. */
const copiesIn = (db: Database, article: string) =>
  ids(
    db,
    `SELECT ?1 AS id UNION SELECT o.article FROM (
       SELECT b AS other, reasons FROM copies WHERE a = ?1 UNION ALL SELECT a, reasons FROM copies WHERE b = ?1
     ) c JOIN arrivals o ON o.article = c.other JOIN arrivals s ON s.article = ?1
     WHERE o.n < s.n AND EXISTS (
       SELECT 1 FROM json_each(c.reasons) r WHERE json_extract(r.value, '$.kind') = 'shared-copy' AND json_extract(r.value, '$.strong'))
     ORDER BY id`,
    article
  ) as ArticleId[]

const forgetAll = (db: Database, versions: Versions) => {
  db.run('INSERT OR IGNORE INTO former_stories SELECT story, article FROM story_articles')
  for (const table of ['stories', 'story_terms', 'mentions']) db.run(`DELETE FROM ${table}`)
  db.run("UPDATE state SET value = 0 WHERE name = 'grouped'")
  db.run("UPDATE state SET value = ? WHERE name = 'grouper'", versions.group)
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

/** Leads the addresses of stories that are put together otherwise now to where most of their articles are. */
const leadFormer = (db: Database) => {
  if (!db.one('SELECT 1 FROM former_stories LIMIT 1')) return
  const moved = db.all<{ old: string; story: string }>(
    `SELECT f.story AS old, s.story FROM former_stories f JOIN story_articles s ON s.article = f.article
     WHERE NOT EXISTS (SELECT 1 FROM stories WHERE id = f.story) AND NOT EXISTS (SELECT 1 FROM story_redirects WHERE old = f.story)
     GROUP BY f.story, s.story ORDER BY count(*), s.story DESC`
  )
  // The last one of an address is where most are.
  for (const [old, story] of new Map(moved.map(one => [one.old, one.story]))) redirect(db, old, story)
  db.run('DELETE FROM former_stories')
}

const met = (db: Database) => db.one<{ value: number }>("SELECT value FROM state WHERE name = 'grouped'")?.value ?? 0

const HEARD = `SELECT json_group_array(json_array(term, articles)) AS all_of FROM story_terms WHERE term IN (SELECT value FROM json_each(?))`
const UNDER = `SELECT json_group_array((
    SELECT group_concat(story, ' ') FROM (SELECT story FROM story_keys WHERE term = k.value ORDER BY kept DESC, story LIMIT ?2)
  )) AS all_of FROM json_each(?1) k`
const DAYS = `SELECT json_group_array(json_array(id, first, last)) AS all_of FROM stories WHERE id IN (SELECT value FROM json_each(?))`

const shelfOf = (db: Database, run: string): Shelf<Uint8Array> => ({
  articles: () => met(db),
  heard: terms => new Map(allOf<[number, number]>(db, HEARD, JSON.stringify(terms))),
  hear: terms => {
    db.run("UPDATE state SET value = value + 1 WHERE name = 'grouped'")
    db.run(
      `INSERT INTO story_terms SELECT value, 1 FROM json_each(?) WHERE true
       ON CONFLICT (term) DO UPDATE SET articles = articles + 1`,
      JSON.stringify(terms)
    )
  },
  under: (keys, most) =>
    allOf<string | null>(db, UNDER, JSON.stringify(keys), most).map(list => (list?.split(' ') ?? []) as StoryId[]),
  daysOf: stories =>
    new Map(
      allOf<[StoryId, number | null, number | null]>(db, DAYS, JSON.stringify(stories)).map(([id, first, last]) => [
        id,
        { first, last }
      ])
    ),
  story: id => db.one<{ about: Uint8Array }>('SELECT about FROM sketches WHERE story = ?', id)?.about ?? null,
  keep: (id, about, { first, last }, keys) => {
    db.run(
      'INSERT INTO stories VALUES (?, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET first = excluded.first, last = excluded.last',
      id,
      run,
      first,
      last
    )
    db.run('INSERT INTO sketches VALUES (?, ?) ON CONFLICT (story) DO UPDATE SET about = excluded.about', id, about)
    db.run('DELETE FROM story_redirects WHERE old = ?', id)
    db.run(
      `INSERT INTO story_keys SELECT value, ?, ? FROM json_each(?) WHERE true
       ON CONFLICT (term, story) DO UPDATE SET kept = excluded.kept`,
      id,
      met(db),
      JSON.stringify(keys)
    )
  },
  join: (id, article, strand) => {
    db.run(`INSERT INTO story_articles (article, story, n, strand) VALUES (?1, ?2, ${NEXT}, ?3)`, article, id, strand)
    db.run('DELETE FROM ungrouped WHERE article = ?', article)
  },
  ...storyTiesIn(db),
  ...strandsIn(db),
  lead: (from, into, strands) => {
    db.run(`UPDATE story_articles SET story = ?2, n = n + ${NEXT}, strand = strand + ?3 WHERE story = ?1`, from, into, strands)
    db.run('DELETE FROM stories WHERE id = ?', from)
    redirect(db, from, into)
  }
})

/** The number of the next article of the story that is the second parameter. */
const NEXT = '(SELECT coalesce(max(n), -1) + 1 FROM story_articles WHERE story = ?2)'

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
