import { hashOf, slice } from '../text/index.ts'
import type { Article, Entry, Judged, Saying } from '../types.ts'
import { putBeside } from './beside.ts'
import type { Database } from './database.ts'
import { index, namesIn } from './found.ts'
import type { Saved, STAGES, Versions } from './store.ts'
import { takeOut } from './taken-out.ts'
import { noteChange } from './weave.ts'

type Stage = (typeof STAGES)[number]

/** The id of a stage's run; the row of `runs` is made when it is first used. */
export const runOf = (db: Database, stage: Stage, version: string): string => {
  const id = hashOf(`${stage} ${version}`).slice(0, 16)
  db.run('INSERT OR IGNORE INTO runs VALUES (?, ?, ?)', id, stage, version)
  return id
}

// An article is read again when any stage that reads one article alone has another version.
const readBy = ({ parse, quote, attribute }: Versions) => [parse, quote, attribute].join(' ')

/** Whether an article is held as these versions of the stages read it. */
export const isHeld = (db: Database, id: string, versions: Versions): boolean =>
  db.one<{ read_by: string }>('SELECT read_by FROM articles WHERE id = ?', id)?.read_by === readBy(versions)

/** The article of a page, where it is held as these versions of the stages read it. */
export const readingOf = (db: Database, page: string, versions: Versions): string | null =>
  db.one<{ id: string }>(
    'SELECT a.id FROM readings r JOIN articles a ON a.id = r.article WHERE r.page = ? AND a.read_by = ?',
    page,
    readBy(versions)
  )?.id ?? null

/** The articles that other versions of the stages read. */
export const outdatedIn = (db: Database, versions: Versions): string[] =>
  db.all<{ id: string }>('SELECT id FROM articles WHERE read_by <> ? ORDER BY id', readBy(versions)).map(row => row.id)

/** Adds an article with all that was read out of it, in one transaction. */
export const saveEntry = (db: Database, entry: Entry, versions: Versions): Saved =>
  isHeld(db, entry.article.id, versions)
    ? 'kept'
    : db.writing(() => (isHeld(db, entry.article.id, versions) ? 'kept' : putEntry(db, entry, versions)))

/** Puts an article into the record, in the place of what was read of it before, whose time it keeps. The caller holds the transaction. */
export const putEntry = (db: Database, { article, quotations, problems }: Entry, versions: Versions): Saved => {
  const before = db.one<{ seen: string }>('SELECT seen FROM articles WHERE id = ?', article.id)
  if (before) remove(db, article.id, versions)
  saveArticle(db, before ? { ...article, seen: before.seen } : article, versions)
  problems.forEach((one, n) => {
    db.run(
      'INSERT INTO problems VALUES (?, ?, ?, ?, ?, ?)',
      article.id,
      n,
      one.code,
      one.at?.start ?? null,
      one.at?.end ?? null,
      one.note
    )
  })
  quotations.forEach((one, n) => {
    saveQuotation(db, article, one, n, versions)
  })
  db.run('INSERT INTO unwoven VALUES (?)', article.id)
  db.run("UPDATE state SET value = value + 1 WHERE name = 'revision'")
  return before ? 'renewed' : 'added'
}

/** Takes an article and what was read out of it from the record's tables. Its text stays. */
export const remove = (db: Database, article: string, versions: Versions) => {
  takeOut(db, article, versions)
  unindex(db, article)
  db.run('DELETE FROM articles WHERE id = ?', article)
  noteChange(db)
}

/** Puts other quotations in the place of those of an article, which waits to be woven again; `signed` are the versions whose work they are. The caller holds the transaction. */
export const replaceQuotations = (db: Database, { article, quotations }: Entry, versions: Versions, signed: Versions) => {
  takeOut(db, article.id, versions)
  unindex(db, article.id)
  db.run('DELETE FROM quotations WHERE article = ?', article.id)
  quotations.forEach((one, n) => {
    saveQuotation(db, article, one, n, signed)
  })
  db.run('INSERT OR IGNORE INTO unwoven VALUES (?)', article.id)
  noteChange(db)
}

const unindex = (db: Database, article: string) => {
  db.run('DELETE FROM found WHERE rowid IN (SELECT key FROM quotations WHERE article = ?)', article)
  db.run('DELETE FROM cues WHERE rowid IN (SELECT key FROM quotations WHERE article = ?)', article)
}

const saveArticle = (db: Database, article: Article, versions: Versions) => {
  const { text, published, updated } = article
  db.run('INSERT OR IGNORE INTO texts VALUES (?, ?)', text.id, Buffer.from(text.chars, 'utf8'))
  db.run(
    'INSERT INTO articles VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    article.id,
    text.id,
    article.address,
    article.seen,
    article.outlet,
    article.language,
    JSON.stringify(article.byline),
    published && JSON.stringify(published),
    updated && JSON.stringify(updated),
    article.completeness,
    readBy(versions),
    runOf(db, 'parse', versions.parse)
  )
  putBeside(db, article)
  article.blocks.forEach(({ kind, start, end, why, time }, n) => {
    db.run(
      'INSERT INTO blocks VALUES (?, ?, ?, ?, ?, ?, ?)',
      article.id,
      n,
      kind,
      start,
      end,
      why ?? null,
      time ? JSON.stringify(time) : null
    )
  })
}

const saveQuotation = (
  db: Database,
  article: Article,
  { id, quote, attribution, saying }: Judged,
  n: number,
  versions: Versions
) => {
  const { content, cue, source } = quote
  const { lastInsertRowid } = db.run(
    `INSERT INTO quotations (id, article, n, form, part, cue_start, cue_end, source_start, source_end, because, confidence, run)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    id,
    article.id,
    n,
    quote.form,
    quote.part,
    cue?.start ?? null,
    cue?.end ?? null,
    source?.start ?? null,
    source?.end ?? null,
    quote.because,
    quote.confidence,
    runOf(db, 'quote', versions.quote)
  )
  content.forEach(({ start, end }, at) => {
    db.run('INSERT INTO contents VALUES (?, ?, ?, ?)', id, at, start, end)
  })
  const { speaker, because, confidence, why } = attribution
  const attributeRun = runOf(db, 'attribute', versions.attribute)
  db.run(
    'INSERT INTO attributions VALUES (?, ?, ?, ?, ?, ?)',
    id,
    speaker && JSON.stringify(speaker),
    JSON.stringify(because),
    confidence,
    why,
    attributeRun
  )
  saveSaying(db, id, saying, false, attributeRun)
  if (cue) indexCue(db, Number(lastInsertRowid), slice(article.text, cue))
  const words = content.map(span => slice(article.text, span)).join(' ')
  index(db, Number(lastInsertRowid), words, namesIn(speaker, null), article.outlet)
}

/** Makes a quotation findable by the words that announce it. */
export const indexCue = (db: Database, key: number, words: string) => {
  db.run('INSERT INTO cues (rowid, words) VALUES (?, ?)', key, words)
}

/** Keeps when and where a quotation was said, by its own article or lent by another's. */
export const saveSaying = (db: Database, quotation: string, said: Saying, lent: boolean, run: string) => {
  const { date, place, occasion, because, witness, way } = said
  db.run(
    'INSERT INTO sayings VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    quotation,
    Number(lent),
    date,
    place && JSON.stringify(place),
    occasion && JSON.stringify(occasion),
    JSON.stringify(because),
    witness,
    run,
    way && JSON.stringify(way)
  )
}
