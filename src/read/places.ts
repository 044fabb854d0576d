import { type Dirent, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { Problem } from '../types.ts'
import { problem } from './formats/format.ts'
import { ENDS, formatOf } from './formats/index.ts'

export { problem } from './formats/format.ts'

/** One place that may hold an article: a file by its absolute path, an http(s) address, standard input, or a file that lists feeds. */
export type Place = { readonly kind: 'file' | 'web' | 'stdin' | 'list'; readonly address: string }

/** The places that these paths and addresses name, files of folders included, each once, and what names none. */
export const findPlaces = (named: readonly string[], cwd: string): { places: readonly Place[]; problems: readonly Problem[] } => {
  const places = new Map<string, Place>()
  const problems: Problem[] = []
  for (const one of named) {
    const found = placesOf(one, cwd)
    if ('code' in found) problems.push(found)
    else for (const place of found) places.set(place.address, place)
  }
  return { places: [...places.values()], problems }
}

const placesOf = (named: string, cwd: string): Place[] | Problem => {
  if (named === '-') return [{ kind: 'stdin', address: '-' }]
  if (/^https?:\/\//i.test(named))
    return URL.canParse(named) ? [{ kind: 'web', address: addressOf(named) }] : problem('read/address', `${named} is no address.`)
  if (/^[a-z][a-z+.-]+:\/\//i.test(named)) return problem('read/address', `${named}: only http and https addresses can be read.`)
  const path = resolve(cwd, named)
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) return inFolder(path, named)
    if (!stat.isFile()) return problem('read/not-a-file', `${named} is neither a file nor a folder.`)
    // In a folder such a list is not looked for: who adds a folder asks nothing of the web.
    if (/\.opml$/i.test(path)) return [{ kind: 'list', address: path }]
    if (!formatOf(path)) return problem('read/kind', `${named} is not a kind of file that can be read: ${KINDS}.`)
    return [{ kind: 'file', address: path }]
  } catch (error) {
    return fileProblem(named, error)
  }
}

const KINDS = `only ${ENDS} are`

// What stands after "#" is a place on the page, not another page.
const addressOf = (typed: string) => {
  const url = new URL(typed)
  url.hash = ''
  return url.href
}

const inFolder = (path: string, named: string): Place[] | Problem => {
  const files = walk(path)
  if (!files.length) return problem('read/no-articles', `${named} holds no articles: ${KINDS} read.`)
  return files.map(address => ({ kind: 'file', address }))
}

const byName = (a: Dirent, b: Dirent) => (a.name < b.name ? -1 : 1)

// Hidden files are nobody's articles, and a README is about the folder. A link to a folder is not followed: it may lead back to where it stands.
const walk = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(entry => !/^(?:\.|readme\.)/i.test(entry.name))
    .sort(byName)
    .flatMap(entry => {
      const path = join(folder, entry.name)
      if (entry.isDirectory()) return walk(path)
      return formatOf(path) && isFile(path) ? [path] : []
    })

const isFile = (path: string) => {
  try {
    return statSync(path).isFile()
  } catch {
    return false
  }
}

const REASONS: Record<string, [string, string]> = {
  ENOENT: ['read/missing', 'is not there'],
  ENOTDIR: ['read/missing', 'is not there'],
  EACCES: ['read/forbidden', 'may not be read'],
  EPERM: ['read/forbidden', 'may not be read']
}

/** Why a file cannot be read, as a problem; what is no fault of the file is thrown on. */
export const fileProblem = (named: string, error: unknown): Problem => {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (!code) throw error
  const [name, reason] = REASONS[code] ?? ['read/broken', `cannot be read (${code})`]
  return problem(name, `${named} ${reason}.`)
}
