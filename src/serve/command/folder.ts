import { lstatSync, mkdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { Failure } from './exit.ts'

/** A file of a folder that is to be written: its path in it, with / between the parts. */
export type FolderFile = { readonly path: string; readonly bytes: Uint8Array | string }

/** Writes a folder whole or not at all: beside its place first, and then under its name. What is there already is never written over. Gives how many files it has. */
export const writeFolder = (path: string, files: Iterable<FolderFile>): number => {
  const draft = draftBeside(path)
  try {
    let count = 0
    for (const one of files) {
      const place = placeIn(draft, one.path)
      mkdirSync(dirname(place), { recursive: true })
      writeFileSync(place, one.bytes, { flag: 'wx', flush: true })
      count++
    }
    refuseTaken(path)
    renameSync(draft, path)
    return count
  } catch (error) {
    rmSync(draft, { recursive: true, force: true })
    throw error
  }
}

/** A part of a path that leads down, and to a file of that name on every system. */
const PLAIN = /^(?!\.{1,2}$)[\w.@~-]+$/

// Paths are made of ids, and a record that somebody else made can hold any.
const placeIn = (draft: string, path: string): string => {
  if (path.split('/').every(part => PLAIN.test(part))) return join(draft, path)
  throw new Failure(
    'unsound',
    `Nothing was written: “${path}” is no name for a file, and nothing that Onrecord made is called so.`
  )
}

/** Makes an empty folder beside a place that is free, in which what is to stand there is written first; gives its path. */
export const draftBeside = (path: string): string => {
  const parent = dirname(path)
  refuseTaken(path)
  if (!statSync(parent, { throwIfNoEntry: false })?.isDirectory()) throw new Failure('usage', `There is no folder ${parent}.`)
  const draft = join(parent, `.${basename(path)}.unfinished-${process.pid}`)
  rmSync(draft, { recursive: true, force: true })
  mkdirSync(draft)
  return draft
}

/** Refuses a place where something is. */
export const refuseTaken = (path: string): void => {
  if (lstatSync(path, { throwIfNoEntry: false }))
    throw new Failure('usage', `${path} is there already, and nothing is written over.`)
}
