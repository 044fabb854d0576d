import { createReadStream } from 'node:fs'
import { brotliDecompressSync } from 'node:zlib'
import { WARCParser, type WARCRecord } from 'warcio'
import { type Answer, type File, MAX_PAGE_BYTES, MAX_PAGE_SIZE, nothing } from './format.ts'
import { pageOf } from './plain.ts'
import { type RawRecord, recordsOf } from './records.ts'
import { addressOf, instantOf } from './saved.ts'
import { type Bytes, unpacked } from './unpacked.ts'

/** The pages of a WARC file, packed or not: each answer of a site that is a page or a text, or such a page kept without its answer, with its address and time. */
export async function* readWarc({ path, name, size, now }: File): AsyncGenerator<Answer> {
  const bytes: Bytes = { size, from: async start => createReadStream(path, { start }) }
  yield* readRecords(bytes, name, now)
}

/** The pages of the bytes of a WARC file. One broken record is one problem, and the rest goes on. */
export async function* readRecords(bytes: Bytes, name: string, now: () => string): AsyncGenerator<Answer> {
  let number = 0
  for await (const record of recordsOf(unpacked(bytes), head => ++number > 0 && isPage(head))) {
    const share = Math.min(1, record.at / Math.max(1, bytes.size))
    const answer = record.bytes
      ? await answerOf(record, name, now)
      : nothing('read/broken-record', `${name}: ${record.broken}${named(record.head)}.`)
    if (answer) yield { ...answer, share }
  }
  if (!number) yield nothing('read/no-records', `${name} is no web archive: it holds no records.`)
}

const isPage = (head: string) => /^warc-type:\s*(?:response|resource)\s*$/im.test(head)

const named = (head: string) => {
  const uri = /^warc-target-uri:\s*<?(\S+?)>?\s*$/im.exec(head)?.[1]
  return uri ? ` (${uri})` : ''
}

const READABLE: ReadonlySet<string> = new Set(['text/html', 'application/xhtml+xml', 'text/plain'])
/** Texts that sites keep for programs. */
const FOR_PROGRAMS = /\/(?:robots|ads|app-ads|humans|security|sellers)\.txt$/i
/** The parser unpacks what it is given in one piece, so it is given little at a time. */
const SLICE = 16 * 1024

/** The page of a record; null where it is none that anybody would read: a picture, a redirect, an error. */
const answerOf = async ({ bytes, head }: RawRecord, name: string, now: () => string): Promise<Answer | null> => {
  const broken = (note: string) => nothing('read/broken-record', `${name}: a record ${note}${named(head)}.`)
  try {
    const record = await WARCParser.parse(slices(bytes!))
    const uri = record?.warcTargetURI
    const isKept = record?.warcType === 'resource'
    if (!uri || !(isKept || record?.httpHeaders)) return broken('holds no answer of a site')
    const type = isKept ? record.warcContentType : record!.httpHeaders!.headers.get('content-type')
    const [mediaType, ...parameters] = (type ?? '').split(';').map(part => part.trim())
    if ((!isKept && record!.httpHeaders!.statusCode !== 200) || !READABLE.has(mediaType.toLowerCase())) return null
    if (!/^https?:/i.test(uri) || !URL.canParse(uri) || FOR_PROGRAMS.test(new URL(uri).pathname)) return null
    const body = await bodyOf(record!)
    if (!body) return broken(`is larger than ${MAX_PAGE_SIZE} when unpacked: no article is`)
    const charset = parameters.map(part => /^charset="?([^"]+)"?$/i.exec(part)?.[1]).find(Boolean) ?? null
    const page = {
      address: addressOf(uri),
      bytes: body,
      mediaType: mediaType.toLowerCase(),
      charset,
      seen: instantOf(record!.warcDate) ?? now(),
      ...(isKept ? {} : { headers: headersOf(record!) })
    }
    return pageOf(uri, page)
  } catch (error) {
    return broken(`cannot be read: ${error instanceof Error ? error.message : error}`)
  }
}

/** Archives that hold pages unpacked keep what the server said of their packing under another name: "x-archive-orig-content-encoding". */
const headersOf = ({ httpHeaders }: WARCRecord): Record<string, string> => {
  const all = [...(httpHeaders?.headers ?? [])].map(([name, value]): [string, string] => [name.toLowerCase(), value])
  const moved = all.map(([name, value]): [string, string] => [name.replace(/^x-archive-orig-/, ''), value])
  const isMoved = (name: string) => moved.some(([other], n) => other === name && all[n][0] !== name)
  const sent = moved.filter(([name], n) => all[n][0] !== name || !isMoved(name))
  return Object.fromEntries(sent.filter(([name]) => name !== 'set-cookie'))
}

function* slices(bytes: Uint8Array): Generator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += SLICE) yield bytes.subarray(at, at + SLICE)
}

// The library unpacks gzip and deflate; brotli is left as it is.
const bodyOf = async (record: WARCRecord): Promise<Uint8Array | null> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of record) {
    if ((size += chunk.length) > MAX_PAGE_BYTES) return null
    chunks.push(chunk)
  }
  const body = Buffer.concat(chunks)
  const isBrotli = record.httpHeaders?.headers.get('content-encoding') === 'br'
  return isBrotli ? brotliDecompressSync(body, { maxOutputLength: MAX_PAGE_BYTES }) : body
}
