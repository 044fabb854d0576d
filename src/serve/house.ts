import { type Parts, weave } from '../flow.ts'
import { openStore, type Store, type Versions } from '../store/index.ts'
import type { Found, Page, Problem } from '../types.ts'
import { Failure } from './exit.ts'
import type { Stages } from './pipes.ts'

/** A place that may hold an article, as `read` finds them. */
export type Place = { readonly kind: string; readonly address: string }

/** What the doors are given: the stages, the reading of the world, and the world itself. `main.ts` puts it together. */
export type House = {
  readonly parts: Parts & Stages
  readonly versions: Versions
  readonly version: string
  /** The folder of the package, where the examples are. */
  readonly root: string
  findPlaces(named: readonly string[], cwd: string): { places: readonly Place[]; problems: readonly Problem[] }
  readPages(places: readonly Place[], options: { cwd: string; allowPrivate: boolean }): AsyncIterable<Found<Page | null>>
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly in: NodeJS.ReadStream
  readonly out: NodeJS.WriteStream
  readonly err: NodeJS.WriteStream
}

/** The record that a command works on: `--db`, or ONRECORD_DB, or the one given. */
export const recordPath = (house: House, named: string | undefined, otherwise = './onrecord.db'): string => {
  const path = named ?? house.env.ONRECORD_DB ?? otherwise
  if (/^postgres(ql)?:/i.test(path)) throw new Failure('record', 'A record in PostgreSQL cannot be used yet: name a file.')
  return path
}

/** Opens a record, and weaves it where a process died before it could, or where another version wove it. */
export const openRecord = (house: House, path: string, mustExist: boolean): Store => {
  const store = openStore(path, house.versions, { mustExist })
  weaveAgain(house, store)
  return store
}

/** Weaves what was added, unless others are adding still: who adds last weaves. */
export const weaveAgain = (house: House, store: Store): void => {
  for (let tries = 0; tries < MOST_TRIES && !store.isWoven(); tries++) if (weave(store, house.parts)) return
}

/** How often weaving begins again while others add: they weave when they are done. */
const MOST_TRIES = 3

/** Writes a line, and waits where the reader is slower than we are. */
export const write = async (to: NodeJS.WritableStream, line: string): Promise<void> => {
  if (!to.write(`${line}\n`)) await new Promise(resolve => to.once('drain', resolve))
}
