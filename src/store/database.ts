import { existsSync, statSync } from 'node:fs'
import Libsql from 'libsql'
import { APPLICATION_ID, migrations } from './schema.ts'
import { NoRecord } from './store.ts'

type Value = string | number | Uint8Array | null

/** A few words over libsql: every statement is prepared once, rows come back as plain objects, and one function is one transaction. */
export type Database = {
  all<Row>(sql: string, ...values: Value[]): Row[]
  one<Row>(sql: string, ...values: Value[]): Row | null
  run(sql: string, ...values: Value[]): { changes: number; lastInsertRowid: number | bigint }
  /** Takes the write lock first, so that two processes wait for each other instead of failing in the middle. */
  writing<T>(work: () => T): T
  /** Sees one state of the record however others write meanwhile. */
  reading<T>(work: () => T): T
  close(): void
}

/** How long one process waits for another's transaction before it gives up. Weaving a large record is the longest one. */
const PATIENCE_MS = 30_000

/** Opens the record's file, makes it where there is none, and brings its tables up to date. Throws NoRecord with a sentence where it cannot. */
export const openDatabase = (path: string, options: { mustExist: boolean }): Database => {
  if (options.mustExist && !existsSync(path))
    throw new NoRecord(`There is no record at ${path}. Begin one with: onrecord add PATH`)
  if (existsSync(path) && statSync(path).isDirectory()) throw new NoRecord(`${path} is a folder, not a record.`)
  try {
    const raw = new Libsql(path)
    raw.exec(`PRAGMA busy_timeout = ${PATIENCE_MS}`)
    const db = wrap(raw)
    prepareFile(db, path)
    migrate(db, path)
    return db
  } catch (error) {
    throw explained(error, path)
  }
}

const wrap = (raw: Libsql.Database): Database => {
  const prepared = new Map<string, Libsql.Statement>()
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? raw.prepare(sql)
    prepared.set(sql, known)
    return known
  }
  const all = <Row>(sql: string, ...values: Value[]) => statement(sql).all(values) as Row[]
  const within =
    (begin: string) =>
    <T>(work: () => T): T => {
      raw.exec(begin)
      try {
        const result = work()
        raw.exec('COMMIT')
        return result
      } catch (error) {
        if (raw.inTransaction) raw.exec('ROLLBACK')
        throw error
      }
    }
  return {
    all,
    one: <Row>(sql: string, ...values: Value[]) => {
      const row = statement(sql).get(values) as (Row & { _metadata?: unknown }) | undefined
      // libsql adds how long it took: that is no column.
      delete row?._metadata
      return row ?? null
    },
    run: (sql, ...values) => statement(sql).run(values),
    writing: within('BEGIN IMMEDIATE'),
    reading: within('BEGIN'),
    close: () => raw.close()
  }
}

/** Pages of the file that are held: the keys by which neighbours are found lie all over it. */
const CACHE_KB = 32 * 1024

const prepareFile = (db: Database, path: string) => {
  const tables = db.one<{ n: number }>('SELECT count(*) AS n FROM sqlite_master')?.n ?? 0
  if (tables > 0 && db.one<{ application_id: number }>('PRAGMA application_id')?.application_id !== APPLICATION_ID)
    throw new NoRecord(`${path} is a database of another program, not a record of Onrecord. It is left as it is.`)
  db.all('PRAGMA journal_mode = WAL')
  db.all('PRAGMA synchronous = FULL')
  db.all('PRAGMA foreign_keys = ON')
  db.all(`PRAGMA cache_size = -${CACHE_KB}`)
}

const migrate = (db: Database, path: string) => {
  const version = () => db.one<{ user_version: number }>('PRAGMA user_version')?.user_version ?? 0
  if (version() > migrations.length)
    throw new NoRecord(
      `${path} was written by a newer Onrecord (its tables are version ${version()}, this one knows ${migrations.length}). Update Onrecord to use it.`
    )
  if (version() === migrations.length) return
  db.writing(() => {
    for (const step of migrations.slice(version())) {
      if (typeof step === 'function') step(db)
      else for (const sql of statementsOf(step)) db.run(sql)
    }
    db.run(`PRAGMA application_id = ${APPLICATION_ID}`)
    db.run(`PRAGMA user_version = ${migrations.length}`)
  })
}

const statementsOf = (sql: string) =>
  sql
    .replace(/^--.*$/gm, '')
    .split(/;\s*$/m)
    .filter(one => one.trim())

const explained = (error: unknown, path: string): unknown => {
  if (error instanceof NoRecord || !(error instanceof Error)) return error
  const code = 'code' in error ? String(error.code) : ''
  if (code === 'SQLITE_NOTADB') return new NoRecord(`${path} is not a record of Onrecord: it is no database at all.`)
  if (code.startsWith('SQLITE_BUSY')) return new NoRecord(`${path} is in use by another program, which does not let go of it.`)
  if (code.startsWith('SQLITE_CORRUPT')) return new NoRecord(`${path} is damaged: ${error.message}.`)
  if (code.startsWith('SQLITE_READONLY')) return new NoRecord(`${path} may not be written.`)
  if (/unable to open/i.test(error.message))
    return new NoRecord(`${path} cannot be opened: the folder is missing or may not be written.`)
  return error
}
