import type { Article } from '../types.ts'
import type { Database } from './database.ts'

type Beside = Pick<Article, 'canonical' | 'credits'>

/** Keeps what a page and its feed say beside an article's text; most say nothing. */
export const putBeside = (db: Database, { id, canonical, credits }: Article): void => {
  if (canonical || credits)
    db.run('INSERT INTO beside VALUES (?, ?, ?)', id, canonical ?? null, credits ? JSON.stringify(credits) : null)
}

/** What a page and its feed say beside an article's text. */
export const besideOf = (db: Database, article: string): Beside => {
  const row = db.one<{ canonical: string | null; credits: string | null }>(
    'SELECT canonical, credits FROM beside WHERE article = ?',
    article
  )
  return {
    ...(row?.canonical ? { canonical: row.canonical } : {}),
    ...(row?.credits ? { credits: JSON.parse(row.credits) } : {})
  }
}
