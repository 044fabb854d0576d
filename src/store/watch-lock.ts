import { realpathSync } from 'node:fs'
import Libsql from 'libsql'

/**
 * Takes the watch of a record: gives what lets go of it, or null where another one has it. It is a lock of SQLite's on an empty file beside the record: the system lets
 * go of it with the process, however that ends, so that none is ever left behind.
 */
export const takeWatch = (record: string): (() => void) | null => {
  const lock = new Libsql(`${realpathSync(record)}.watch`)
  try {
    lock.exec('PRAGMA busy_timeout = 0')
    lock.exec('BEGIN EXCLUSIVE')
    return () => void lock.close()
  } catch (error) {
    lock.close()
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('SQLITE_BUSY')) return null
    throw error
  }
}
