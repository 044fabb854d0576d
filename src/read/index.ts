import { statSync } from 'node:fs'
import { relative } from 'node:path'
import { findFeeds } from './feeds/named.ts'
import { pagesAt } from './feeds/reader.ts'
import type { Answer } from './formats/format.ts'
import { MAX_PAGE_BYTES, MAX_PAGE_SIZE, nothing } from './formats/format.ts'
import { formatOf } from './formats/index.ts'
import { pageOf } from './formats/plain.ts'
import { fileProblem, type Place } from './places.ts'
import { type Ask, startAsking, type Web } from './web.ts'

export type { Answer } from './formats/format.ts'
export { findPlaces, type Place } from './places.ts'

/** What reading needs of the world. `now` gives an ISO 8601 instant. */
export type World = Web & { readonly cwd: string; readonly stdin: AsyncIterable<Uint8Array | string>; now(): string }

/**
 * The Pages of each place, in their order, one at a time: a file may hold many, and a feed leads to many. What cannot be read is a problem, and the next one
 * follows. An answer without a `share` is all that its place gives.
 */
export async function* readPages(places: readonly Place[], world: World): AsyncGenerator<Answer> {
  const ask = startAsking(world)
  for (const { kind, address } of places) {
    if (kind === 'web') yield* pagesAt(address, ask, world.now)
    else if (kind === 'stdin') yield await fromStdin(world)
    else if (kind === 'list') yield* fromList(address, world, ask)
    else yield* fromFile(address, world)
  }
}

// The feeds of a list that a person named are named by that person.
async function* fromList(path: string, { cwd, now }: World, ask: Ask): AsyncGenerator<Answer> {
  const { addresses, problems } = findFeeds([path], cwd)
  if (problems.length) yield { value: null, problems }
  for (const address of addresses) yield* pagesAt(address, ask, now)
}

// The address is the absolute path: the same file added from another folder is the same article.
async function* fromFile(path: string, { cwd, now }: World): AsyncGenerator<Answer> {
  const inside = relative(cwd, path)
  const name = inside.startsWith('..') ? path : inside
  try {
    yield* formatOf(path)!.read({ path, name, size: statSync(path).size, now })
  } catch (error) {
    yield { value: null, problems: [fileProblem(name, error)] }
  }
}

const fromStdin = async ({ stdin, now }: World): Promise<Answer> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of stdin) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : chunk
    if ((size += bytes.length) > MAX_PAGE_BYTES)
      return nothing('read/too-big', `What came on standard input is larger than ${MAX_PAGE_SIZE}: no article is.`)
    chunks.push(bytes)
  }
  const bytes = Buffer.concat(chunks)
  const mediaType = /^\s*<(?:!doctype\s+html|html|head|body|article)\b/i.test(bytes.toString('latin1', 0, 512))
    ? 'text/html'
    : 'text/plain'
  return pageOf('standard input', { address: '-', bytes, mediaType, charset: null, seen: now() })
}
