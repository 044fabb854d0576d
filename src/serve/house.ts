import { setImmediate } from 'node:timers/promises'
import { type Parts, revise, settle, type Tagging, weaveTurn } from '../flow.ts'
import { openStore, type Store, type Versions } from '../store/index.ts'
import type { Found, Page, Problem } from '../types.ts'
import type { Post } from './alert/tell.ts'
import { Failure } from './command/exit.ts'
import { printable } from './command/printable.ts'
import type { Stages } from './pipes.ts'
import type { FeedReader } from './watch/watch.ts'

/** A place that may hold an article, as `read` finds them. */
export type Place = { readonly kind: string; readonly address: string }

/** What came of a place, or of a part of one that holds many: `share` is how much of it has been read, 0 to 1. */
export type Answer = Found<Page | null> & { readonly share?: number }

/** How quotations are found: by rules alone, or by a trained model and rules. */
export const ENGINES = ['rules', 'model'] as const
export type EngineName = (typeof ENGINES)[number]

/** The engine that works, in a sentence, and what is wrong with the model that should. */
export type EngineState = { readonly name: EngineName; readonly sentence: string; readonly wrong: readonly string[] }

/** What the doors are given: the stages, the reading of the world, and the world itself. `main.ts` puts it together. */
export type House = {
  /** The stages, loaded when they are first needed: asking a record needs none. */
  parts(): Promise<Parts & Tagging & Stages>
  readonly versions: Versions
  /** Chooses how quotations are found; without a choice, by the trained model where there is one. */
  choose(engine: EngineName | undefined): void
  engine(): EngineState
  readonly version: string
  /** The folder of the package, where the examples are. */
  readonly root: string
  findPlaces(named: readonly string[], cwd: string): { places: readonly Place[]; problems: readonly Problem[] }
  readPages(places: readonly Place[], options: { cwd: string; allowPrivate: boolean }): AsyncIterable<Answer>
  /** The listings that these addresses and lists of feeds name. */
  findFeeds(named: readonly string[], cwd: string): { addresses: readonly string[]; problems: readonly Problem[] }
  readFeeds(options: { allowPrivate: boolean }): Promise<FeedReader>
  /** Sends to addresses that people named, over connections that are checked as those that read are. */
  startPosting(options: { allowPrivate: boolean }): Promise<Post>
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

/** Opens a record to add to it: who adds weaves when all is added. */
export const openToAdd = (house: House, path: string): Store => openStore(path, house.versions)

/** Opens a record to read it, and weaves it where a process died before it could, or where another version wove it. */
export const openToRead = async (house: House, path: string): Promise<Store> => {
  const store = openStore(path, house.versions, { mustExist: true })
  if (store.isWoven() && !isUnfinished(store)) return store
  house.err.write('onrecord: the record was left unfinished, or by another version: its statements are put together anew.\n')
  await weaveAgain(house, store)
  return store
}

/** Works on the record that a command names, which must be there, and lets go of it. */
export const withRecord = async <T>(house: House, { db }: { db?: string }, work: (store: Store) => Promise<T>): Promise<T> => {
  const store = await openToRead(house, recordPath(house, db))
  try {
    return await work(store)
  } finally {
    store.close()
  }
}

const isUnfinished = (store: Store) => store.unsettled().length > 0 || store.uncompared().length > 0

/**
 * Applies the corrections to what was added, compares its versions, and weaves it, letting a Ctrl-C through between two turns, and the database's
 * memory go.
 */
export const weaveAgain = async (house: House, store: Store): Promise<void> => {
  if (store.isWoven() && !isUnfinished(store)) return
  const parts = await house.parts()
  settle(store, parts)
  revise(store, parts)
  while (weaveTurn(store, parts)) await setImmediate()
}

/** Writes a line, and waits where the reader is slower than we are. A terminal gets what it can print; a file or a program gets what there is. */
export const write = async (to: NodeJS.WriteStream, line: string): Promise<void> => {
  if (!to.write(`${to.isTTY ? printable(line) : line}\n`)) await new Promise(resolve => to.once('drain', resolve))
}
