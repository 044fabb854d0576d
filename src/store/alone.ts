import { realpathSync } from 'node:fs'
import Libsql from 'libsql'

/** What one process alone may do with a record at a time: read its feeds again and again, or tell what is new. */
export type Alone = 'watch' | 'tell'

/**
 * Takes a record for what is done alone: gives what lets go of it, or null where another one has it. It is a lock of SQLite's on an empty file beside the record: the
 * system lets go of it with the process, however that ends, so that none is ever left behind.
 */
export const takeAlone = (record: string, work: Alone): (() => void) | null => {
  const lock = new Libsql(`${realpathSync(record)}.${work}`)
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
