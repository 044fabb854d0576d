import { slice } from '../text/index.ts'
import type { Statement, Woven } from '../types.ts'
import type { Database } from './database.ts'
import { textIn } from './rows.ts'
import { index, runOf, saveSaying } from './save.ts'
import type { Versions } from './store.ts'
import type { SpanRow } from './tables.ts'

/** The stages that find out what is known only across articles. */
const WEAVERS = ['attribute', 'align', 'trace'] as const

/** Their versions as one word: what was woven by others is woven again. */
export const weaverOf = (versions: Versions) => WEAVERS.map(stage => versions[stage]).join(' ')

/** A value of `state`. */
export const stateOf = (db: Database, name: 'revision' | 'woven' | 'weaver' | 'reviser' | 'corrector') =>
  db.one<{ value: string | number }>('SELECT value FROM state WHERE name = ?', name)?.value

const setState = (db: Database, name: string, value: string | number) =>
  db.run('UPDATE state SET value = ? WHERE name = ?', value, name)

/** Replaces what is known across articles, in one transaction; gives false, having written nothing, when the record has moved on. */
export const saveWoven = (db: Database, woven: Woven, revision: number, versions: Versions): boolean =>
  db.writing(() => {
    if (stateOf(db, 'revision') !== revision) return false
    const namesBefore = namesByQuotation(db)
    for (const table of ['statements', 'spoken', 'speakers', 'origins']) db.run(`DELETE FROM ${table}`)
    db.run('DELETE FROM sayings WHERE lent = 1')
    db.run('DELETE FROM problems WHERE article IS NULL')
    saveSpeakers(db, woven, versions)
    for (const statement of woven.statements) saveStatement(db, statement, runOf(db, 'align', versions.align))
    saveOrigins(db, woven, versions)
    woven.problems.forEach(({ code, note }, n) => {
      db.run('INSERT INTO problems VALUES (NULL, ?, ?, NULL, NULL, ?)', n, code, note)
    })
    indexNames(db, namesBefore, namesByQuotation(db))
    setState(db, 'woven', revision)
    setState(db, 'weaver', weaverOf(versions))
    return true
  })

const saveSpeakers = (db: Database, { speakers, speakerOf, lent }: Woven, versions: Versions) => {
  const run = runOf(db, 'attribute', versions.attribute)
  for (const { id, name, kind, names } of speakers)
    db.run('INSERT INTO speakers VALUES (?, ?, ?, ?, ?)', id, name, kind, JSON.stringify(names), run)
  for (const [quotation, speaker] of speakerOf) db.run('INSERT INTO spoken VALUES (?, ?)', quotation, speaker)
  for (const [quotation, saying] of lent) saveSaying(db, quotation, saying, true, run)
}

const saveStatement = (db: Database, { id, speaker, variants, echoes, conflicts }: Statement, run: string) => {
  db.run('INSERT INTO statements VALUES (?, ?, ?, ?, ?)', id, speaker, JSON.stringify(echoes), JSON.stringify(conflicts), run)
  variants.forEach(({ quotation, relation, cells }, n) => {
    db.run('INSERT INTO variants VALUES (?, ?, ?, ?, ?)', quotation, id, n, relation, JSON.stringify(cells))
  })
}

const saveOrigins = (db: Database, { origins }: Woven, versions: Versions) => {
  const run = runOf(db, 'trace', versions.trace)
  for (const { id, articles, because } of origins) {
    db.run('INSERT INTO origins VALUES (?, ?, ?)', id, JSON.stringify(because), run)
    articles.forEach((article, n) => {
      db.run('INSERT INTO carriers VALUES (?, ?, ?)', article, id, n)
    })
  }
}

const namesByQuotation = (db: Database) =>
  new Map<string, string>(
    db
      .all<{ quotation: string; names: string }>(
        'SELECT quotation, names FROM spoken JOIN speakers ON speakers.id = spoken.speaker'
      )
      .map(({ quotation, names }) => [quotation, JSON.parse(names).join(' ')])
  )

// Only quotations whose speaker goes by other names than before are indexed anew: adding one article does not index the whole record.
const indexNames = (db: Database, before: Map<string, string>, after: Map<string, string>) => {
  const changed = [...new Set([...before.keys(), ...after.keys()])].filter(id => before.get(id) !== after.get(id))
  for (const id of changed) {
    const row = db.one<{ key: number; text: string; outlet: string | null }>(
      'SELECT q.key, a.text, a.outlet FROM quotations q JOIN articles a ON a.id = q.article WHERE q.id = ?',
      id
    )
    if (!row) continue
    const text = textIn(db, row.text)!
    const content = db.all<SpanRow>('SELECT start, "end" FROM contents WHERE quotation = ? ORDER BY n', id)
    const words = content.map(({ start, end }) => slice(text, { start, end })).join(' ')
    index(db, row.key, words, after.get(id) ?? '', row.outlet)
  }
}
