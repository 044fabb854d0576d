import { textOf } from '../text/index.ts'
import type { ArticleId, Origin, StatementId } from '../types.ts'
import { takeAlone } from './alone.ts'
import { backUp } from './backup.ts'
import { candidatesIn, coverageIn, printing } from './candidates.ts'
import { correctionsIn } from './corrections.ts'
import { type Database, openDatabase } from './database.ts'
import { feedsIn } from './feeds.ts'
import { inboxIn } from './inbox.ts'
import { jobsIn } from './jobs.ts'
import { countsIn, datedIn, ids, nearTo, placedIn, printersOf, sharedOf, standingOf, statementsOf } from './lists.ts'
import { outletsIn } from './outlets.ts'
import { pagesIn, savePage } from './pages.ts'
import { pagesFolder } from './pages-folder.ts'
import { searchFrom, searchNewest } from './query/search.ts'
import { rankedIn } from './ranked.ts'
import { rankTouched } from './ranks.ts'
import { reportedOf } from './reported.ts'
import { revisionsIn } from './revisions.ts'
import { articleIn, entryIn, originOf, problemsIn, quotationIn, quotationsIn, speakerOf, statementOf, textIn } from './rows.ts'
import { saveEntry } from './save.ts'
import { searchesIn } from './searches.ts'
import { sessionsIn } from './sessions.ts'
import type { Store, Thing, Versions } from './store.ts'
import {
  extentOf,
  groupWaiting,
  isGrouped,
  mentionsIn,
  statementsAmong,
  storiesIn,
  storyIdOf,
  storyIdsIn,
  storyIn
} from './stories.ts'
import type { OriginRow, SpeakerRow, StatementRow } from './tables.ts'
import { hangsLoose } from './taken-out.ts'
import { tokensIn } from './tokens.ts'
import { leftForIn, waitsIn } from './waiting.ts'
import { stateOf, weaverOf, weavingIn } from './weave.ts'

/** How a record is opened: `pagesOf` names the record beside which its pages lie, where that is another one. */
type Opening = { readonly mustExist: boolean; readonly pagesOf?: string }

/** The record in a SQLite file. `versions` are those of the stages that will add to it. Throws NoRecord with a sentence where the file is none. */
export const openStore = (path: string, versions: Versions, options: Opening = { mustExist: false }): Store => {
  const db = openDatabase(path, options)
  const folder = pagesFolder(options.pagesOf ?? path)
  // What an older version wove was never ranked.
  if (db.one('SELECT 1 FROM unranked LIMIT 1')) db.writing(() => rankTouched(db))
  const isWoven = () =>
    stateOf(db, 'woven') === stateOf(db, 'revision') &&
    stateOf(db, 'weaver') === weaverOf(versions) &&
    !hangsLoose(db) &&
    isGrouped(db, versions)
  return {
    save: (entry, page) => (page ? savePage(db, folder, entry, page, versions) : saveEntry(db, entry, versions)),
    ...pagesIn(db, folder, versions),
    ...revisionsIn(db, versions),
    ...correctionsIn(db, versions),
    entries: () => db.reading(() => ids(db, 'SELECT id FROM articles ORDER BY id').map(id => entryIn(db, id)!)),
    revision: () => Number(stateOf(db, 'revision')),
    mark: () =>
      [
        db.one<{ data_version: number }>('PRAGMA data_version')?.data_version,
        stateOf(db, 'revision'),
        stateOf(db, 'woven'),
        stateOf(db, 'weaver'),
        stateOf(db, 'grouped')
      ].join(' '),
    isWoven,
    weaving: work => weavingIn(db, versions, work),

    counts: () => countsIn(db),
    ranked: rankedIn(db),
    articles: () => ids(db, `SELECT id FROM articles ORDER BY ${FIRST_FIRST}`) as ArticleId[],
    nearTo: articles => nearTo(db, articles),
    text: id => textIn(db, id),
    article: id => articleIn(db, id),
    problemsOf: article => problemsIn(db, article),

    quotation: id => quotationIn(db, id),
    placed: quotations => placedIn(db, quotations),
    quotationsOf: article => quotationsIn(db, article),
    quotationsIn: article => db.one<{ n: number }>('SELECT count(*) AS n FROM quotations WHERE article = ?', article)?.n ?? 0,

    speakers: () => db.all<SpeakerRow>('SELECT * FROM speakers ORDER BY name, id').map(speakerOf),
    speaker: id => db.all<SpeakerRow>('SELECT * FROM speakers WHERE id = ?', id).map(speakerOf)[0] ?? null,
    standing: speaker => standingOf(db, speaker),
    reported: speaker => reportedOf(db, speaker),

    statements: () => db.reading(() => db.all<StatementRow>(`${STATEMENTS} ${MOST_FIRST}`).map(row => statementOf(db, row))),
    statement: id =>
      db.all<StatementRow>('SELECT * FROM statements WHERE id = ?', id).map(row => statementOf(db, row))[0] ?? null,
    statementsBy: speakers => statementsOf(db, speakers),
    sharedBy: speakers => sharedOf(db, speakers),

    origins: () => db.all<OriginRow>('SELECT * FROM origins ORDER BY id').map(row => originOf(db, row)),
    origin: id => db.all<OriginRow>('SELECT * FROM origins WHERE id = ?', id).map(row => originOf(db, row))[0] ?? null,
    originOf: article =>
      db
        .all<OriginRow>('SELECT o.* FROM origins o JOIN carriers c ON c.origin = o.id WHERE c.article = ?', article)
        .map(row => originOf(db, row))[0] ?? null,
    originIdOf: article => (ids(db, 'SELECT origin AS id FROM carriers WHERE article = ?', article)[0] as Origin['id']) ?? null,
    printersOf: statement => printersOf(db, statement),
    datedIn: statement => datedIn(db, statement),

    grouping: work => groupWaiting(db, work, versions),
    stories: () => db.reading(() => storiesIn(db)),
    storyIds: () => storyIdsIn(db),
    story: id => storyIn(db, id),
    storyOf: article => storyIdOf(db, article),
    extentOf: story => extentOf(db, story),
    mentionsOf: article => mentionsIn(db, article),
    statementsAmong: articles => statementsAmong(db, articles) as { id: StatementId; articles: number }[],

    search: words => searchFrom(db, words, null, MOST_FOUND).ids,
    searchFrom: (words, after, most) => searchFrom(db, words, after, most),
    candidates: (words, most) => candidatesIn(db, words, most),
    printing: (words, most) => printing(db, words, most),
    withText: id => ids(db, 'SELECT id FROM articles WHERE text = ? ORDER BY id', id) as ArticleId[],
    coverage: () => coverageIn(db),
    beginningWith: id => beginningWith(db, id),
    faults: () => faults(db),
    changedTexts: () => changedTexts(db),
    backup: target => backUp(db, path, target),
    feeds: feedsIn(db),
    jobs: jobsIn(db),
    waits: () => waitsIn(db),
    leftFor: most => leftForIn(db, most),
    ...outletsIn(db),
    takeWatch: () => takeAlone(path, 'watch'),
    takeTelling: () => takeAlone(path, 'tell'),
    searches: searchesIn(db, isWoven),
    inbox: inboxIn(db, (query, most, after) => searchNewest(db, query, most, after)),
    tokens: tokensIn(db),
    sessions: sessionsIn(db),
    close: () => db.close()
  }
}

/** The most answers of a search that is not asked for in parts. */
const MOST_FOUND = 200

const FIRST_FIRST = `published IS NULL, json_extract(published, '$.value'), address, id`
const STATEMENTS = 'SELECT s.*, (SELECT count(*) FROM variants v WHERE v.statement = s.id) AS size FROM statements s'
const MOST_FIRST = 'ORDER BY size DESC, id'

const KINDS = {
  article: 'articles',
  quotation: 'quotations',
  speaker: 'speakers',
  statement: 'statements',
  story: 'stories'
} as const

const beginningWith = (db: Database, id: string): Thing[] =>
  Object.entries(KINDS).flatMap(([kind, table]) =>
    ids(db, `SELECT id FROM ${table} WHERE substr(id, 1, length(?)) = ? ORDER BY id LIMIT 20`, id, id).map(
      one => ({ kind, id: one }) as Thing
    )
  )

const faults = (db: Database): string[] => {
  const broken = db
    .all<{ integrity_check: string }>('PRAGMA integrity_check')
    .map(row => row.integrity_check)
    .filter(word => word !== 'ok')
  const loose = db
    .all<{ table: string; parent: string }>('PRAGMA foreign_key_check')
    .map(row => `a row of ${row.table} points at a row of ${row.parent} that is not there`)
  const unindexed = db.all('SELECT key FROM quotations EXCEPT SELECT rowid FROM found').length
  const foreign = db.all('SELECT rowid FROM found EXCEPT SELECT key FROM quotations').length
  return [
    ...broken.map(word => `the file is damaged: ${word}`),
    ...loose,
    ...(unindexed ? [`${unindexed} quotations cannot be found by their words`] : []),
    ...(foreign ? [`the search index holds ${foreign} quotations that the record does not`] : []),
    ...indexFaults(db)
  ]
}

const indexFaults = (db: Database): string[] => {
  try {
    db.run("INSERT INTO found (found) VALUES ('integrity-check')")
    return []
  } catch (error) {
    return [`the search index is damaged: ${error instanceof Error ? error.message : error}`]
  }
}

const changedTexts = (db: Database): ArticleId[] =>
  ids(db, 'SELECT id FROM articles ORDER BY id').filter(id => {
    const { text } = articleIn(db, id)!
    return textOf(text.chars).id !== text.id
  }) as ArticleId[]
