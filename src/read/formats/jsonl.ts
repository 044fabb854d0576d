import { createReadStream } from 'node:fs'
import { type Answer, type File, MAX_PAGE_BYTES, MAX_PAGE_SIZE, nothing, one } from './format.ts'
import { addressOf, instantOf } from './saved.ts'

/** The articles of a file of JSON Lines, each line as it stands: a line that is none is one problem, and the rest goes on. */
export async function* readJsonLines({ path, name, size, now }: File): AsyncGenerator<Answer> {
  let number = 0
  let read = 0
  for await (const line of linesOf(createReadStream(path))) {
    number++
    read += line.length + 1
    if (line !== TOO_LONG && line.every(byte => byte <= 32)) continue
    const share = Math.min(1, read / Math.max(1, size))
    const where = `${name}, line ${number}`
    if (line === TOO_LONG) yield nothing('read/too-big', `${where} is longer than ${MAX_PAGE_SIZE}: no article is.`, share)
    else {
      const answer = answerOf(line, where, `${path}#${number}`, now)
      if (answer) yield { ...answer, share }
    }
  }
  if (!number) yield nothing('read/empty', `${name} is empty.`)
}

const TOO_LONG = Buffer.alloc(0)

/** The lines of a stream, as bytes; one that is too long is passed over, and stands as `TOO_LONG`. */
async function* linesOf(stream: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  let held: Buffer[] = []
  let size = 0
  const take = (last: Buffer) => {
    const line = size + last.length > MAX_PAGE_BYTES ? TOO_LONG : Buffer.concat([...held, last])
    held = []
    size = 0
    return line
  }
  for await (const chunk of stream) {
    let from = 0
    for (let end = chunk.indexOf(10); end >= 0; end = chunk.indexOf(10, from)) {
      yield take(chunk.subarray(from, end))
      from = end + 1
    }
    size += chunk.length - from
    if (size <= MAX_PAGE_BYTES) held.push(chunk.subarray(from))
    else held = []
  }
  if (size) yield take(Buffer.alloc(0))
}

/** The fields that say where an article was printed, and when it was fetched. */
const ADDRESSES = ['address', 'url', 'link', 'canonical_url', 'uri', 'requested_url', 'source_url']
const FETCHED = ['seen', 'fetched', 'fetched_at', 'crawled', 'crawled_at', 'date_download', 'retrieved', 'timestamp']

const answerOf = (line: Buffer, where: string, otherwise: string, now: () => string): Answer | null => {
  const said = objectIn(line)
  if (!said) return nothing('read/json', `${where} is no JSON object.`)
  // Of an export of ours the articles are read: all else is made from them anew.
  if (typeof said.type === 'string' && OURS.has(said.type)) return null
  const first = (names: readonly string[]) =>
    names.map(name => said[name]).find(value => typeof value === 'string' && value !== '')
  const named = first(ADDRESSES) as string | undefined
  const address = named && /^https?:/i.test(named) && URL.canParse(named) ? addressOf(named) : (named ?? otherwise)
  const seen = instantOf(first(FETCHED) as string | undefined) ?? now()
  return one({ address, bytes: line, mediaType: 'application/json', charset: 'utf-8', seen })
}

const OURS: ReadonlySet<string> = new Set(['onrecord', 'quotation', 'speaker', 'statement', 'origin', 'story'])

const objectIn = (line: Buffer): Record<string, unknown> | null => {
  try {
    const value: unknown = JSON.parse(line.toString('utf8').replace(/^\ufeff/, ''))
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : null
  } catch {
    return null
  }
}
