import { slice } from '../text/index.ts'
import type { Named } from '../types.ts'
import type { Database } from './database.ts'
import { textIn } from './rows.ts'
import type { SpanRow } from './tables.ts'

/** Makes a quotation findable again by its words, its outlet, and the names of its speaker: those that its article prints, and the speaker's own. */
export const findAgain = (db: Database, quotation: string): void => {
  const row = db.one<{ key: number; text: string; outlet: string | null; named: string | null; also: string | null }>(
    `SELECT q.key, a.text, a.outlet, t.speaker AS named, p.also FROM quotations q JOIN articles a ON a.id = q.article
     JOIN attributions t ON t.quotation = q.id LEFT JOIN named n ON n.quotation = q.id LEFT JOIN names p ON p.key = n.name
     WHERE q.id = ?`,
    quotation
  )
  if (!row) return
  const text = textIn(db, row.text)!
  const content = db.all<SpanRow>('SELECT start, "end" FROM contents WHERE quotation = ? ORDER BY n', quotation)
  const words = content.map(({ start, end }) => slice(text, { start, end })).join(' ')
  index(db, row.key, words, namesIn(row.named === null ? null : JSON.parse(row.named), row.also), row.outlet)
}

/** The words by which a speaker is looked for. */
export const namesIn = (named: Named | null, also: string | null): string =>
  [...new Set([...(named ? [named.name, ...named.names] : []), ...(also === null ? [] : [also])])].join(' ')

/** Makes a quotation findable by its words, its speaker's names and its outlet. */
export const index = (db: Database, key: number, words: string, speaker: string, outlet: string | null) => {
  db.run('DELETE FROM found WHERE rowid = ?', key)
  db.run('INSERT INTO found (rowid, words, speaker, outlet) VALUES (?, ?, ?, ?)', key, words, speaker, outlet ?? '')
}
