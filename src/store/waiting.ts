import type { Database } from './database.ts'

/** What is still to be done: articles and corrections that nothing across articles knows yet, addresses to compare, and what feeds have named. */
export type Waits = Readonly<Record<'toWeave' | 'toSettle' | 'toCompare' | 'toRead', number>>

/** Why articles that a feed named could not be read, and how many for each reason, those of most first. */
export type LeftFor = { readonly why: string; readonly articles: number }

/** What waits in this database. */
export const waitsIn = (db: Database): Waits => {
  const counted = (from: string) => db.one<{ n: number }>(`SELECT count(*) AS n FROM ${from}`)?.n ?? 0
  return {
    toWeave: counted('unwoven'),
    toSettle: counted('unsettled'),
    toCompare: counted('uncompared'),
    toRead: counted(`feed_items WHERE state = 'waiting'`)
  }
}

/** The reasons, at most so many, for which articles of feeds were left. An address in a reason is that of one article: the reason is the same without it. */
export const leftForIn = (db: Database, most: number): LeftFor[] =>
  db.all<LeftFor>(
    `SELECT replace(why, address, '…') AS why, count(*) AS articles FROM feed_items
     WHERE state = 'left' AND why IS NOT NULL GROUP BY 1 ORDER BY articles DESC, 1 LIMIT ${most}`
  )
