import type { Database } from './database.ts'
import { openLoom, type StoredLoom } from './loom.ts'
import { rankTouched } from './ranks.ts'
import type { Versions } from './store.ts'

/** The stages that find out what is known only across articles. */
const WEAVERS = ['attribute', 'align', 'trace'] as const

/** Their versions as one word: what was woven by others is woven again. */
export const weaverOf = (versions: Versions) => WEAVERS.map(stage => versions[stage]).join(' ')

/** A value of `state`. `woven` falls behind `revision` by one for each article that waits. */
export const stateOf = (db: Database, name: 'revision' | 'woven' | 'weaver' | 'grouped' | 'grouper' | 'reviser' | 'corrector') =>
  db.one<{ value: string | number }>('SELECT value FROM state WHERE name = ?', name)?.value

/** Works on what is known across articles, in one transaction; what other versions wove is forgotten first, and all articles wait again. */
export const weavingIn = <T>(db: Database, versions: Versions, work: (loom: StoredLoom) => T): T =>
  db.writing(() => {
    if (stateOf(db, 'weaver') !== weaverOf(versions)) beginAnew(db, versions)
    const done = work(openLoom(db, versions))
    rankTouched(db)
    return done
  })

const WOVEN = [
  'bonds',
  'copies',
  'keys',
  'loans',
  'name_places',
  'named',
  'names',
  'statements',
  'spoken',
  'speakers',
  'origins',
  'taken_out',
  'loose'
]

const beginAnew = (db: Database, versions: Versions) => {
  for (const table of WOVEN) db.run(`DELETE FROM ${table}`)
  db.run('DELETE FROM sayings WHERE lent = 1')
  db.run('DELETE FROM problems WHERE article IS NULL')
  db.run('INSERT OR IGNORE INTO unwoven SELECT id FROM articles')
  countWaiting(db)
  db.run("UPDATE state SET value = ? WHERE name = 'weaver'", weaverOf(versions))
}

/** Counts anew how many articles wait. */
const countWaiting = (db: Database) =>
  db.run(
    `UPDATE state SET value = (SELECT value FROM state WHERE name = 'revision') - (SELECT count(*) FROM unwoven) WHERE name = 'woven'`
  )

/** Says that something in the record is other than before, besides what waits to be woven; the caller holds the transaction. */
export const noteChange = (db: Database) => {
  rankTouched(db)
  db.run("UPDATE state SET value = value + 1 WHERE name = 'revision'")
  countWaiting(db)
}
