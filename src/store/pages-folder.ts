import { createHash } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync
} from 'node:fs'
import { dirname, join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { NoRecord } from './store.ts'

/** Bytes on disk under their SHA-256, each once: `ab/cd….gz`. What `keep` returns for survives the death of the process, and of the machine. */
export type PagesFolder = {
  keep(bytes: Uint8Array): string
  /** The bytes with this hash; null where they are missing or are no longer these. */
  bytes(hash: string): Uint8Array | null
}

/** More than any page has: a file that unpacks to more is none of ours, whoever laid it there. */
const MOST_BYTES = 512 * 1024 * 1024

/** The folder of a record's pages, beside it: `onrecord.db` has `onrecord.pages`. It is made when the first page comes. */
export const pagesFolder = (record: string): PagesFolder => {
  const folder = `${record.replace(/\.(?:db|sqlite3?)$/i, '')}.pages`
  const unfinished = join(folder, 'unfinished')
  const placeOf = (hash: string) => join(folder, hash.slice(0, 2), `${hash.slice(2)}.gz`)
  let ready = false
  const prepare = () => {
    if (ready) return
    mkdirSync(unfinished, { recursive: true })
    sweep(unfinished)
    ready = true
  }
  const bytesOf = (hash: string): Uint8Array | null => {
    try {
      const bytes = gunzipSync(readFileSync(placeOf(hash)), { maxOutputLength: MOST_BYTES })
      return sha256(bytes) === hash ? bytes : null
    } catch {
      return null
    }
  }
  return {
    keep: bytes => {
      const hash = sha256(bytes)
      const place = placeOf(hash)
      if (bytesOf(hash)) return hash
      try {
        prepare()
        write(join(unfinished, `${hash}.${process.pid}`), place, gzipSync(bytes))
      } catch (error) {
        throw new NoRecord(`A page cannot be kept in ${folder}: ${error instanceof Error ? error.message : error}.`)
      }
      return hash
    },
    bytes: bytesOf
  }
}

/** The SHA-256 of bytes, in lower-case hex: the name under which they lie. */
export const sha256 = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex')

// The name appears only when all bytes are on disk, and so does the name itself: a power cut leaves a whole page or none.
const write = (draft: string, place: string, bytes: Uint8Array) => {
  const folder = dirname(place)
  const fresh = !existsSync(folder)
  mkdirSync(folder, { recursive: true })
  const file = openSync(draft, 'w')
  writeFileSync(file, bytes)
  fsyncSync(file)
  closeSync(file)
  renameSync(draft, place)
  syncFolder(folder)
  if (fresh) syncFolder(dirname(folder))
}

const syncFolder = (folder: string) => {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  fsyncSync(handle)
  closeSync(handle)
}

/** A draft that is a day old is a killed process's: nobody writes a page for so long. */
const DAY_MS = 86_400_000

const sweep = (unfinished: string) => {
  for (const name of readdirSync(unfinished)) {
    const draft = join(unfinished, name)
    if (Date.now() - (statSync(draft, { throwIfNoEntry: false })?.mtimeMs ?? 0) > DAY_MS) rmSync(draft, { force: true })
  }
}
