import type { ArticleId, Entry, QuoteId } from '../types.ts'
import type { Database } from './database.ts'
import { entryIn, packed, unpacked } from './rows.ts'
import type { Versions } from './store.ts'
import { stateOf, weaverOf } from './weave.ts'

/**
 * To be called before what was read out of an article is replaced, or the article is: what was made of it and of others is let go, and what it left in the
 * weave waits to be taken back. The caller holds the transaction.
 */
export const takeOut = (db: Database, article: string, versions: Versions): void => {
  // Where all is to be woven anew, or nothing of it was woven yet, there is nothing to take back.
  if (stateOf(db, 'weaver') !== weaverOf(versions)) return
  if (db.one('SELECT 1 FROM unwoven WHERE article = ?', article)) return
  const entry = entryIn(db, article)
  if (!entry) return
  db.run('INSERT OR IGNORE INTO taken_out VALUES (?, ?)', article, packed(entry))
  db.run(`INSERT OR IGNORE INTO loose SELECT 'quotation', quotation FROM variants WHERE statement IN (${STATEMENTS})`, article)
  db.run(`INSERT OR IGNORE INTO loose SELECT 'quotation', quotation FROM (${BORROWERS})`, article)
  db.run(`INSERT OR IGNORE INTO loose SELECT 'article', article FROM carriers WHERE origin IN (${ORIGIN})`, article)
  db.run(`DELETE FROM loans WHERE quotation IN (${BORROWERS})`, article)
  db.run(`DELETE FROM statements WHERE id IN (${STATEMENTS})`, article)
  db.run(`DELETE FROM origins WHERE id IN (${ORIGIN})`, article)
}

const STATEMENTS = 'SELECT v.statement FROM quotations q JOIN variants v ON v.quotation = q.id WHERE q.article = ?'
/** The quotations that have their day from one of the article's: they lose it with that one. */
const BORROWERS = 'SELECT s.quotation FROM quotations q JOIN sayings s ON s.witness = q.id WHERE q.article = ?'
const ORIGIN = 'SELECT origin FROM carriers WHERE article = ?'

/** Lets these be made anew by the next weaving. The caller holds the transaction. */
export const loosen = (db: Database, quotations: Iterable<string>, articles: Iterable<string>): void => {
  for (const id of quotations) db.run("INSERT OR IGNORE INTO loose VALUES ('quotation', ?)", id)
  for (const id of articles) db.run("INSERT OR IGNORE INTO loose VALUES ('article', ?)", id)
}

/** Whether anything waits to be taken back or made anew. */
export const hangsLoose = (db: Database): boolean =>
  db.one('SELECT 1 FROM taken_out UNION ALL SELECT 1 FROM loose LIMIT 1') !== null

const FORGET = (kind: string, table: string) =>
  `DELETE FROM loose WHERE kind = '${kind}' AND NOT EXISTS (SELECT 1 FROM ${table} t WHERE t.id = loose.id)`

/** What waits besides the articles that are to be woven. */
export const looseIn = (db: Database) => ({
  takenOut: (most: number): Entry[] =>
    db.all<{ entry: string }>(`SELECT entry FROM taken_out LIMIT ${most}`).map(row => unpacked(db, row.entry)),
  takenBack: (article: ArticleId) => db.run('DELETE FROM taken_out WHERE article = ?', article),
  loosen: (quotations: Iterable<QuoteId>, articles: Iterable<ArticleId>) => loosen(db, quotations, articles),
  loose: (most: number) => {
    if (!db.one('SELECT 1 FROM loose LIMIT 1')) return { quotations: [], articles: [] }
    db.run(FORGET('quotation', 'quotations'))
    db.run(FORGET('article', 'articles'))
    const rows = db.all<{ kind: string; id: string }>(`SELECT kind, id FROM loose LIMIT ${most}`)
    for (const { kind, id } of rows) db.run('DELETE FROM loose WHERE kind = ? AND id = ?', kind, id)
    const of = (kind: string) => rows.filter(one => one.kind === kind).map(one => one.id)
    return { quotations: of('quotation') as QuoteId[], articles: of('article') as ArticleId[] }
  }
})
