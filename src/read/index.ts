import { readFileSync, statSync } from 'node:fs'
import { relative } from 'node:path'
import type { Found, Page } from '../types.ts'
import { isBinary, isBlank } from './binary.ts'
import { pagesAt } from './feeds/reader.ts'
import { endOf, fileProblem, MEDIA_TYPES, type Place, problem } from './places.ts'
import { MAX_BYTES, startAsking, type Web } from './web.ts'

export { findPlaces, type Place } from './places.ts'

/** What reading needs of the world. `now` gives an ISO 8601 instant. */
export type World = Web & { readonly cwd: string; readonly stdin: AsyncIterable<Uint8Array | string>; now(): string }

/** What came of one place: its Page, or null and the reason. */
export type Answer = Found<Page | null>

/** The Page of each place, in their order, one at a time; of a feed, those of its articles. A place that cannot be read is a problem, and the next one follows. */
export async function* readPages(places: readonly Place[], world: World): AsyncGenerator<Answer> {
  const ask = startAsking(world)
  for (const { kind, address } of places) {
    if (kind === 'web') yield* pagesAt(address, ask, world.now)
    else if (kind === 'stdin') yield await fromStdin(world)
    else yield fromFile(address, world)
  }
}

const nothing = (code: string, note: string): Answer => ({ value: null, problems: [problem(code, note)] })

const MAX_SIZE = `${MAX_BYTES / 1024 / 1024} MB`

// The address is the absolute path: the same file added from another folder is the same article.
const fromFile = (path: string, { cwd, now }: World): Answer => {
  const inside = relative(cwd, path)
  const name = inside.startsWith('..') ? path : inside
  try {
    if (statSync(path).size > MAX_BYTES) return nothing('read/too-big', `${name} is larger than ${MAX_SIZE}: no article is.`)
    return pageOf(name, path, readFileSync(path), MEDIA_TYPES[endOf(path)], now())
  } catch (error) {
    return { value: null, problems: [fileProblem(name, error)] }
  }
}

const fromStdin = async ({ stdin, now }: World): Promise<Answer> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    if ((size += bytes.length) > MAX_BYTES)
      return nothing('read/too-big', `What came on standard input is larger than ${MAX_SIZE}: no article is.`)
    chunks.push(bytes)
  }
  const bytes = Buffer.concat(chunks)
  const mediaType = /^\s*<(?:!doctype\s+html|html|head|body|article)\b/i.test(bytes.toString('latin1', 0, 512))
    ? 'text/html'
    : 'text/plain'
  return pageOf('standard input', '-', bytes, mediaType, now())
}

const pageOf = (name: string, address: string, bytes: Uint8Array, mediaType: string, seen: string): Answer => {
  if (isBlank(bytes)) return nothing('read/empty', `${name} is empty.`)
  if (isBinary(bytes)) return nothing('read/binary', `${name} is no text: it looks like a picture, an archive or a program.`)
  return { value: { address, bytes, mediaType, charset: null, seen }, problems: [] }
}
