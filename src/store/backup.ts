import { chmodSync, closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import { type Database, openDatabase } from './database.ts'
import { ids } from './lists.ts'
import { type PagesFolder, pagesFolder } from './pages-folder.ts'
import { openStore } from './sqlite.ts'
import { NoRecord, type Store, type Versions } from './store.ts'

const PART = '.part'

/**
 * Copies the record into a new file, as it is at one moment, while others may write, and its pages into the folder beside that. The file appears last: where
 * it is, all is there. Gives how many pages could not be copied, because they are missing or damaged.
 */
export const backUp = (db: Database, from: string, path: string): number => {
  const part = begin(path)
  db.run('VACUUM INTO ?', part)
  const lost = copyPages(db, pagesFolder(from), pagesFolder(path))
  finish(part, path)
  return lost
}

/** Copies the pages that a record names, each under its hash: what is there already stays. */
const copyPages = (db: Database, from: PagesFolder, to: PagesFolder): number => {
  let lost = 0
  for (const hash of ids(db, 'SELECT DISTINCT bytes AS id FROM pages')) {
    const bytes = from.bytes(hash)
    if (bytes) to.keep(bytes)
    else lost += 1
  }
  return lost
}

/**
 * Makes a record of a backup and its pages, which `check` must let pass. The record is there whole, or not at all; one that is there is never written over.
 * Gives how many pages the backup lacks.
 */
export const restoreStore = (backup: string, path: string, versions: Versions, check: (store: Store) => void): number => {
  if (!existsSync(backup)) throw new NoRecord(`There is no backup at ${backup}.`)
  const part = begin(path)
  copyFileSync(backup, part)
  try {
    const store = openStore(part, versions, { mustExist: true, pagesOf: backup })
    try {
      check(store)
    } finally {
      store.close()
    }
  } catch (error) {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
    throw error
  }
  const db = openDatabase(part, { mustExist: true })
  // Who was signed in there is not signed in here.
  db.run('DELETE FROM sessions')
  const lost = copyPages(db, pagesFolder(backup), pagesFolder(path))
  // What an older version's record was brought up to, and what is written here, is in the file itself before the log beside it goes.
  db.one('PRAGMA wal_checkpoint(TRUNCATE)')
  db.close()
  for (const ending of ['-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
  finish(part, path)
  return lost
}

// What a process left behind that was killed is begun anew.
const begin = (path: string): string => {
  if (existsSync(path)) throw new NoRecord(`${path} is there already: nothing is written over it.`)
  const part = `${path}${PART}`
  for (const ending of ['', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
  return part
}

/** The whole record is in it, with what signs its webhooks: it is its owner's alone. */
const OWNERS_ALONE = 0o600

const finish = (part: string, path: string) => {
  chmodSync(part, OWNERS_ALONE)
  sync(part)
  if (existsSync(path)) throw new NoRecord(`${path} is there already: nothing is written over it.`)
  renameSync(part, path)
  sync(dirname(path))
}

const sync = (path: string) => {
  const file = openSync(path, 'r')
  fsyncSync(file)
  closeSync(file)
}
