import { textOf } from '../text/index.ts'
import type { ArticleId, QuoteId } from '../types.ts'
import { correctionsIn } from './corrections.ts'
import { type Database, openDatabase } from './database.ts'
import { countsIn, ids, nearTo, sharedOf, standingOf, statementsOf, tellingIn } from './lists.ts'
import { pagesIn, savePage } from './pages.ts'
import { pagesFolder } from './pages-folder.ts'
import { revisionsIn } from './revisions.ts'
import { articleIn, entryIn, originOf, problemsIn, quotationIn, quotationsIn, speakerOf, statementOf, textIn } from './rows.ts'
import { saveEntry } from './save.ts'
import { asQuery } from './search.ts'
import type { Store, Thing, Versions } from './store.ts'
import type { OriginRow, SpeakerRow, StatementRow } from './tables.ts'
import { saveWoven, stateOf, weaverOf } from './weave.ts'

/** The record in a SQLite file. `versions` are those of the stages that will add to it. Throws NoRecord with a sentence where the file is none. */
export const openStore = (path: string, versions: Versions, options = { mustExist: false }): Store => {
  const db = openDatabase(path, options)
  const folder = pagesFolder(path)
  const isWoven = () => stateOf(db, 'woven') === stateOf(db, 'revision') && stateOf(db, 'weaver') === weaverOf(versions)
  return {
    save: (entry, page) => (page ? savePage(db, folder, entry, page, versions) : saveEntry(db, entry, versions)),
    ...pagesIn(db, folder, versions),
    ...revisionsIn(db, versions),
    ...correctionsIn(db, versions),
    entries: () => db.reading(() => ids(db, 'SELECT id FROM articles ORDER BY id').map(id => entryIn(db, id))),
    revision: () => Number(stateOf(db, 'revision')),
    mark: () =>
      [
        db.one<{ data_version: number }>('PRAGMA data_version')?.data_version,
        stateOf(db, 'revision'),
        stateOf(db, 'woven'),
        stateOf(db, 'weaver')
      ].join(' '),
    isWoven,
    weave: (woven, revision) => saveWoven(db, woven, revision, versions),

    counts: () => countsIn(db),
    articles: () => ids(db, `SELECT id FROM articles ORDER BY ${FIRST_FIRST}`) as ArticleId[],
    latest: () => ids(db, `SELECT id FROM articles ORDER BY ${LATEST_FIRST}`) as ArticleId[],
    nearTo: articles => nearTo(db, articles),
    text: id => textIn(db, id),
    article: id => articleIn(db, id),
    problemsOf: article => problemsIn(db, article),

    quotation: id => quotationIn(db, id),
    quotationsOf: article => quotationsIn(db, article),
    quotationsIn: article => db.one<{ n: number }>('SELECT count(*) AS n FROM quotations WHERE article = ?', article)?.n ?? 0,

    speakers: () => db.all<SpeakerRow>('SELECT * FROM speakers ORDER BY name, id').map(speakerOf),
    speaker: id => db.all<SpeakerRow>('SELECT * FROM speakers WHERE id = ?', id).map(speakerOf)[0] ?? null,
    standing: speaker => standingOf(db, speaker),

    statements: () => db.reading(() => db.all<StatementRow>(`${STATEMENTS} ${MOST_FIRST}`).map(row => statementOf(db, row))),
    statement: id =>
      db.all<StatementRow>('SELECT * FROM statements WHERE id = ?', id).map(row => statementOf(db, row))[0] ?? null,
    statementsBy: speakers => statementsOf(db, speakers),
    sharedBy: speakers => sharedOf(db, speakers),
    telling: most => tellingIn(db, most),

    origins: () => db.all<OriginRow>('SELECT * FROM origins ORDER BY id').map(row => originOf(db, row)),
    originOf: article =>
      db
        .all<OriginRow>('SELECT o.* FROM origins o JOIN carriers c ON c.origin = o.id WHERE c.article = ?', article)
        .map(row => originOf(db, row))[0] ?? null,

    search: words => search(db, words),
    beginningWith: id => beginningWith(db, id),
    faults: () => faults(db),
    changedTexts: () => changedTexts(db),
    close: () => db.close()
  }
}

const FIRST_FIRST = `published IS NULL, json_extract(published, '$.value'), address, id`
const LATEST_FIRST = `published IS NULL, json_extract(published, '$.value') DESC, address, id`
const STATEMENTS = 'SELECT s.*, (SELECT count(*) FROM variants v WHERE v.statement = s.id) AS size FROM statements s'
const MOST_FIRST = 'ORDER BY size DESC, id'

/** The most answers that a search gives. */
const MOST_FOUND = 200

const search = (db: Database, words: string): QuoteId[] => {
  const query = asQuery(words)
  if (!query) return []
  return ids(
    db,
    `SELECT q.id FROM found JOIN quotations q ON q.key = found.rowid WHERE found MATCH ? ORDER BY rank, q.id LIMIT ${MOST_FOUND}`,
    query
  ) as QuoteId[]
}

const KINDS = { article: 'articles', quotation: 'quotations', speaker: 'speakers', statement: 'statements' } as const

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
