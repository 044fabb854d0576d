import { closeSync, copyFileSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Database } from './database.ts'
import { openStore } from './sqlite.ts'
import { NoRecord, type Store, type Versions } from './store.ts'

const PART = '.part'

/** Copies the record into a new file, as it is at one moment, while others may write. The file is there whole, or not at all. */
export const backUp = (db: Database, path: string): void => {
  const part = begin(path)
  db.run('VACUUM INTO ?', part)
  finish(part, path)
}

/** Makes a record of a backup, which `check` must let pass. The record is there whole, or not at all; one that is there is never written over. */
export const restoreStore = (backup: string, path: string, versions: Versions, check: (store: Store) => void): void => {
  if (!existsSync(backup)) throw new NoRecord(`There is no backup at ${backup}.`)
  const part = begin(path)
  copyFileSync(backup, part)
  try {
    const store = openStore(part, versions, { mustExist: true })
    try {
      check(store)
    } finally {
      store.close()
    }
  } catch (error) {
    for (const ending of ['', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
    throw error
  }
  for (const ending of ['-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
  finish(part, path)
}

// What a process left behind that was killed is begun anew.
const begin = (path: string): string => {
  if (existsSync(path)) throw new NoRecord(`${path} is there already: nothing is written over it.`)
  const part = `${path}${PART}`
  for (const ending of ['', '-wal', '-shm']) rmSync(`${part}${ending}`, { force: true })
  return part
}

const finish = (part: string, path: string) => {
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
