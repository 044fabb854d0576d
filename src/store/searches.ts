import { hashOf } from '../text/index.ts'
import type { QuoteId } from '../types.ts'
import type { Database } from './database.ts'
import { NotUnderstood } from './query/query.ts'
import { searchNewest } from './query/search.ts'

/** The ways in which new results are told. */
export const ALERT_WAYS = ['webhook', 'email'] as const
export type AlertWay = (typeof ALERT_WAYS)[number]

/**
 * To whom new results of a search are told: an address of the web, whose secret signs what is sent, or one of a mailbox. `within` says that the address may be one of
 * this machine or its network: it was named on this machine, and not by somebody who came in from elsewhere.
 */
export type Alert = {
  readonly way: AlertWay
  readonly target: string
  readonly secret: string | null
  readonly within: boolean
}

/** A query that a person keeps under a name. Its id is made from the name, so that its feeds outlive a change of the query. */
export type SavedSearch = {
  readonly id: string
  readonly name: string
  readonly query: string
  readonly alerts: readonly Alert[]
}

/** What waits to be told, was told, or could not be, of one search in one way; `why` is the last reason. */
export type Told = {
  readonly way: AlertWay
  readonly waiting: number
  readonly sent: number
  readonly left: number
  readonly why: string | null
}

/** Something to be told: `id` is the key by which its receiver knows it again, `more` how many results are not among `quotations`. */
export type Delivery = {
  readonly id: string
  readonly search: Pick<SavedSearch, 'id' | 'name' | 'query'>
  readonly alert: Alert
  readonly quotations: readonly QuoteId[]
  readonly more: number
  readonly tries: number
}

/** What became of a delivery: told; to be tried again; or left, for this reason. */
export type Outgoing = {
  readonly state: 'sent' | 'waiting' | 'left'
  readonly next: number
  readonly tries: number
  readonly why: string | null
}

/** The searches that people keep, and what is on its way to whom. What a call returns for is on disk. */
export interface Searches {
  /** All of them, by name. */
  all(): readonly SavedSearch[]
  /** The one with this name or id. */
  find(named: string): SavedSearch | null
  /** Keeps a search in the place of one of the same name. Whom it is told to is told of what comes from now on. */
  put(search: Omit<SavedSearch, 'id'>): SavedSearch
  /** Forgets a search, whom it is told to, and what is on its way. Gives false where there is none of this name or id. */
  drop(named: string): boolean
  /** The quotations that a query asks for, those of the articles that came last first, at most so many; of those alone that came after another one. */
  newest(query: string, most: number, after?: number): readonly QuoteId[]
  /** The number of the article that came last. */
  arrived(): number
  /** Makes deliveries of what is new in the searches that are told to somebody, in one step with noting up to where that is. Gives how many. */
  fill(now: number): number
  /** What is due, the longest waiting first, to a receiver that is none of these. */
  due(now: number, others: readonly string[]): Delivery | null
  /** When the next delivery is due; null when none waits. */
  nextDue(): number | null
  settle(id: string, outcome: Outgoing): void
  /** Lets what waits for a receiver wait at least until then. */
  rest(target: string, until: number): void
  /** What became of what a search has to tell. */
  told(search: string): readonly Told[]
}

/** The most results of one delivery by each way: a webhook gets all, one bundle after the other; a letter says how many more there are. */
const BUNDLE = 100
const LETTER = 40

/** The most results that one turn looks for. */
const MOST_NEW = 20_000

/** The searches of a record in SQLite. */
export const searchesIn = (db: Database, isWoven: () => boolean): Searches => ({
  all: () => db.all<SearchRow>('SELECT * FROM searches ORDER BY name').map(row => searchOf(db, row)),
  find: named => findSearch(db, named),
  put: search => db.writing(() => put(db, search)),
  drop: named => db.writing(() => db.run('DELETE FROM searches WHERE name = ?1 OR id = ?1', named).changes > 0),
  newest: (query, most, after = 0) => searchNewest(db, query, most, after),
  arrived: () => arrivedIn(db),
  // What waits to be woven may yet be another speaker's: it is told when it is woven.
  fill: now => (isWoven() ? db.writing(() => fill(db, now)) : 0),
  due: (now, others) => {
    const row = db.one<DueRow>(DUE, now, JSON.stringify(others))
    return row && dueOf(row)
  },
  nextDue: () => db.one<{ next: number | null }>(`SELECT min(next) AS next FROM deliveries WHERE state = 'waiting'`)!.next,
  settle: (id, { state, next, tries, why }) => {
    db.run('UPDATE deliveries SET state = ?, next = ?, tries = ?, why = ? WHERE id = ?', state, next, tries, why, id)
  },
  rest: (target, until) => {
    db.run(REST, until, target)
  },
  told: search =>
    db.all<Told>(
      `SELECT a.way, count(*) FILTER (WHERE d.state = 'waiting') AS waiting, count(*) FILTER (WHERE d.state = 'sent') AS sent,
         count(*) FILTER (WHERE d.state = 'left') AS "left",
         (SELECT why FROM deliveries l WHERE l.search = a.search AND l.way = a.way AND why IS NOT NULL ORDER BY next DESC, rowid DESC LIMIT 1) AS why
       FROM alerts a LEFT JOIN deliveries d ON d.search = a.search AND d.way = a.way WHERE a.search = ? GROUP BY a.way ORDER BY a.way`,
      search
    )
})

type AlertRow = Omit<Alert, 'within'> & { within: number }

const alertOf = ({ within, ...alert }: AlertRow): Alert => ({ ...alert, within: within === 1 })

type DueRow = Pick<Delivery, 'id' | 'more' | 'tries'> &
  AlertRow & { quotations: string; search: string; name: string; query: string }

const DUE = `SELECT d.id, d.quotations, d.more, d.tries, a.way, a.target, a.secret, a.within, s.id AS search, s.name, s.query
  FROM deliveries d JOIN alerts a ON a.search = d.search AND a.way = d.way JOIN searches s ON s.id = d.search
  WHERE d.state = 'waiting' AND d.next <= ?1 AND a.target NOT IN (SELECT value FROM json_each(?2)) ORDER BY d.next, d.rowid LIMIT 1`

const REST = `UPDATE deliveries SET next = max(next, ?1) WHERE state = 'waiting'
  AND EXISTS (SELECT 1 FROM alerts a WHERE a.search = deliveries.search AND a.way = deliveries.way AND a.target = ?2)`

const dueOf = ({ id, quotations, more, tries, way, target, secret, within, search, name, query }: DueRow): Delivery => ({
  id,
  search: { id: search, name, query },
  alert: alertOf({ way, target, secret, within }),
  quotations: JSON.parse(quotations),
  more,
  tries
})

type SearchRow = { id: string; name: string; query: string }

const searchOf = (db: Database, { id, name, query }: SearchRow): SavedSearch => ({
  id,
  name,
  query,
  alerts: db.all<AlertRow>('SELECT way, target, secret, within FROM alerts WHERE search = ? ORDER BY way', id).map(alertOf)
})

/** The saved search with this name or id. */
export const findSearch = (db: Database, named: string): SavedSearch | null => {
  const row = db.one<SearchRow>('SELECT * FROM searches WHERE name = ?1 OR id = ?1 ORDER BY name <> ?1 LIMIT 1', named)
  return row && searchOf(db, row)
}

const arrivedIn = (db: Database) => db.one<{ n: number | null }>('SELECT max(n) AS n FROM arrivals')!.n ?? 0

const put = (db: Database, { name, query, alerts }: Omit<SavedSearch, 'id'>): SavedSearch => {
  const id = hashOf(`search\n${name}`).slice(0, 12)
  const before = findSearch(db, name)
  db.run('INSERT INTO searches VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE SET query = excluded.query', id, name, query)
  for (const { way, target } of before?.alerts ?? [])
    if (!alerts.some(one => one.way === way && one.target === target))
      db.run('DELETE FROM alerts WHERE search = ? AND way = ?', id, way)
  for (const { way, target, secret, within } of alerts)
    db.run(
      `INSERT INTO alerts (search, way, target, secret, until, within) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET secret = excluded.secret, within = excluded.within`,
      id,
      way,
      target,
      secret,
      arrivedIn(db),
      Number(within)
    )
  if (before && before.query !== query) db.run('UPDATE alerts SET until = ? WHERE search = ?', arrivedIn(db), id)
  return findSearch(db, id)!
}

const fill = (db: Database, now: number): number => {
  const arrived = arrivedIn(db)
  const behind = db.all<{ search: string; way: AlertWay; until: number; query: string }>(
    'SELECT a.search, a.way, a.until, s.query FROM alerts a JOIN searches s ON s.id = a.search WHERE a.until < ?',
    arrived
  )
  let made = 0
  for (const { search, way, until, query } of behind) {
    const found = newIn(db, query, until)
    if (!found) continue
    for (const { quotations, more } of bundles(found, way)) {
      const id = hashOf([search, way, ...quotations].join('\n')).slice(0, 32)
      const list = JSON.stringify(quotations)
      const values = [id, search, way, list, more, now, now] as const
      made += db.run(
        'INSERT OR IGNORE INTO deliveries (id, search, way, quotations, more, made, next) VALUES (?, ?, ?, ?, ?, ?, ?)',
        ...values
      ).changes
    }
    db.run('UPDATE alerts SET until = ? WHERE search = ? AND way = ?', arrived, search, way)
  }
  return made
}

// A query that names a search which is gone waits until that is back.
const newIn = (db: Database, query: string, until: number): QuoteId[] | null => {
  try {
    return searchNewest(db, query, MOST_NEW, until).reverse()
  } catch (error) {
    if (error instanceof NotUnderstood) return null
    throw error
  }
}

const bundles = (found: readonly QuoteId[], way: AlertWay): { quotations: readonly QuoteId[]; more: number }[] => {
  if (!found.length) return []
  if (way === 'email') return [{ quotations: found.slice(0, LETTER), more: Math.max(0, found.length - LETTER) }]
  const starts = Array.from({ length: Math.ceil(found.length / BUNDLE) }, (_, n) => n * BUNDLE)
  return starts.map(start => ({ quotations: found.slice(start, start + BUNDLE), more: 0 }))
}
