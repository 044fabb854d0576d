import { createHash } from 'node:crypto'
import type { ArticleId, Entry, Page } from '../types.ts'
import type { Database } from './database.ts'
import { type PagesFolder, sha256 } from './pages-folder.ts'
import { entryIn, packed, unpacked } from './rows.ts'
import { isHeld, outdatedIn, putEntry, readingOf, remove } from './save.ts'
import type { Saved, Versions } from './store.ts'

/** A page as the record knows it without its bytes. */
export type Kept = Omit<Page, 'bytes'> & { readonly hash: string; readonly size: number }

/** The record's pages: the bytes that its articles were read from. */
export type Pages = {
  /** The page that an article was read from, without its bytes; null for an article that was added without one. */
  kept(article: ArticleId): Kept | null
  /** The page that an article was read from; null where none is kept, or its bytes are missing or no longer the ones that came. */
  page(article: ArticleId): Page | null
  /** Whether these bytes of this address are held, in whatever reading. */
  holds(page: Page): boolean
  /** Whether this page is kept, and its article as these versions of the stages read it: it need not be read again. */
  isRead(page: Page): boolean
  /** The articles that other versions of the stages read. */
  outdated(): readonly ArticleId[]
  /** The present reading of the page that this article was read from: itself, unless another reading of the same page replaced it. */
  present(article: ArticleId): ArticleId
  /** A reading that was replaced: it counts nowhere, but what points at it still finds it. */
  replaced(article: ArticleId): Entry | null
  /** How many pages are kept, how many articles have none, and what is wrong with those that are, a sentence each. */
  pageFaults(): { pages: number; without: number; wrong: readonly string[] }
}

type PageRow = {
  address: string
  bytes: string
  size: number
  media_type: string
  charset: string | null
  headers: string | null
  hints: string | null
  seen: string
}

/** The record's pages, in this database and this folder. */
export const pagesIn = (db: Database, folder: PagesFolder, versions: Versions): Pages => {
  const row = (article: string) =>
    db.one<PageRow>('SELECT p.* FROM readings r JOIN pages p ON p.id = r.page WHERE r.article = ?', article)
  return {
    kept: article => {
      const found = row(article)
      return found && { ...described(found), hash: found.bytes, size: found.size }
    },
    page: article => {
      const found = row(article)
      const bytes = found && folder.bytes(found.bytes)
      return found && bytes && { ...described(found), bytes }
    },
    holds: page => db.one('SELECT 1 FROM pages WHERE id = ?', idOf(page)) !== null,
    isRead: page => readingOf(db, idOf(page), versions) !== null && folder.bytes(sha256(page.bytes)) !== null,
    outdated: () => outdatedIn(db, versions) as ArticleId[],
    present: article => present(db, article),
    replaced: article => replacedIn(db, article),
    pageFaults: () => faultsOf(db, folder)
  }
}

const idOf = ({ address, mediaType, charset, bytes }: Page): string =>
  createHash('sha256').update(`${address}\n${mediaType}\n${charset}\n`).update(bytes).digest('hex').slice(0, 24)

const described = ({ address, media_type, charset, headers, hints, seen }: PageRow): Omit<Page, 'bytes'> => ({
  address,
  mediaType: media_type,
  charset,
  seen,
  ...(headers === null ? {} : { headers: JSON.parse(headers) }),
  ...(hints === null ? {} : { hints: JSON.parse(hints) })
})

/**
 * Adds an article and the page it was read from: first the bytes, then the rows. A page has one reading: where it had another one,
 * by an older parser, that one is replaced, and its texts stay for what points into them.
 */
export const savePage = (db: Database, folder: PagesFolder, entry: Entry, page: Page, versions: Versions): Saved => {
  const { id } = entry.article
  const pageOf = () =>
    db.one<{ page: string; bytes: string }>(
      'SELECT r.page, p.bytes FROM readings r JOIN pages p ON p.id = r.page WHERE r.article = ?',
      id
    )
  const known = pageOf()
  // Whoever adds a page whose bytes were lost gives them back.
  if (isHeld(db, id, versions) && known && (folder.bytes(known.bytes) || known.bytes !== sha256(page.bytes))) return 'kept'
  const hash = folder.keep(page.bytes)
  const saved = idOf(page)
  return db.writing(() => {
    putPage(db, saved, page, hash)
    if (!pageOf()) db.run('INSERT INTO readings VALUES (?, ?)', id, saved)
    const older = othersOf(db, saved, id)
    for (const other of older) replace(db, other, id, versions)
    db.run('DELETE FROM replaced WHERE article = ?', id)
    if (isHeld(db, id, versions)) return 'kept'
    const put = putEntry(db, entry, versions)
    return older.length ? 'renewed' : put
  })
}

const putPage = (db: Database, id: string, { address, mediaType, charset, headers, hints, seen, bytes }: Page, hash: string) => {
  const [sent, hinted] = [headers, hints].map(one => (one ? JSON.stringify(one) : null))
  db.run(
    'INSERT OR IGNORE INTO pages VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    id,
    address,
    hash,
    bytes.length,
    mediaType,
    charset,
    sent,
    hinted,
    seen
  )
}

// Only the articles that count: one that was replaced before stays replaced.
const othersOf = (db: Database, page: string, but: string): string[] =>
  db
    .all<{ article: string }>(
      'SELECT r.article FROM readings r JOIN articles a ON a.id = r.article WHERE r.page = ? AND r.article <> ? ORDER BY r.article',
      page,
      but
    )
    .map(row => row.article)

const replace = (db: Database, article: string, successor: string, versions: Versions) => {
  db.run('INSERT OR REPLACE INTO replaced VALUES (?, ?, ?)', article, successor, packed(entryIn(db, article)!))
  remove(db, article, versions)
}

const present = (db: Database, article: ArticleId): ArticleId => {
  const seen = new Set<ArticleId>()
  let at = article
  while (!seen.has(at)) {
    seen.add(at)
    at = db.one<{ successor: ArticleId }>('SELECT successor FROM replaced WHERE article = ?', at)?.successor ?? at
  }
  return at
}

const replacedIn = (db: Database, article: ArticleId): Entry | null => {
  const row = db.one<{ entry: string }>('SELECT entry FROM replaced WHERE article = ?', article)
  return row && unpacked(db, row.entry)
}

const faultsOf = (db: Database, folder: PagesFolder): ReturnType<Pages['pageFaults']> => {
  const pages = db.all<PageRow & { id: string }>('SELECT * FROM pages ORDER BY address, seen')
  const damaged = pages.filter(one => folder.bytes(one.bytes)?.length !== one.size)
  const without = db.all('SELECT id FROM articles EXCEPT SELECT article FROM readings').length
  return {
    pages: pages.length,
    without,
    wrong: damaged.map(one => `the page kept of ${one.address} (${one.bytes.slice(0, 12)}…) is missing or damaged`)
  }
}
