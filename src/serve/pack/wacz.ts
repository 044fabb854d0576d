import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createReadStream, createWriteStream, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { finished, pipeline } from 'node:stream/promises'
import { getSurt, WARCRecord, WARCSerializer } from 'warcio'
import { ZipFile } from 'yazl'
import { sha256 } from '../../store/index.ts'
import type { Page } from '../../types.ts'
import { draftBeside, refuseTaken } from '../command/folder.ts'

/** A kept page, with the title under which an archive lists it. */
export type Archived = { readonly page: Page; readonly title: string | null }

/** Who made an archive, and when. */
export type Made = { readonly version: string; readonly made: string }

/** The version of WACZ that is written: https://specs.webrecorder.net/wacz/1.1.1/ */
const WACZ_VERSION = '1.1.1'
const DATA = 'data.warc.gz'

/** Headers that speak of bytes as they travelled: the kept ones are unpacked. They stay under another name, as other archives have them. */
const OF_THE_WAY: ReadonlySet<string> = new Set(['content-encoding', 'content-length', 'transfer-encoding'])
const ELSEWHERE = 'x-archive-orig-'

/** Writes these pages as a web archive (WACZ), whole or not at all, record by record: beside its place first, and then under its name. Gives how many it holds. */
export const writeWacz = async (path: string, pages: Iterable<Archived>, making: Made): Promise<number> => {
  const draft = draftBeside(path)
  try {
    const { index, listed, hash, size } = await writeRecords(join(draft, DATA), pages, making)
    await writeZip(join(draft, 'whole'), join(draft, DATA), filesOf(index, listed, { hash, size }, making), new Date(making.made))
    refuseTaken(path)
    renameSync(join(draft, 'whole'), path)
    return listed.length
  } finally {
    rmSync(draft, { recursive: true, force: true })
  }
}

type Written = { readonly index: string[]; readonly listed: string[]; readonly hash: string; readonly size: number }

/** Each record is packed by itself, so that a reader can begin at any of them. */
const writeRecords = async (path: string, pages: Iterable<Archived>, making: Made): Promise<Written> => {
  const file = createWriteStream(path, { flags: 'wx', flush: true })
  const hash = createHash('sha256')
  const [index, listed]: [string[], string[]] = [[], []]
  let size = 0
  const put = async (record: WARCRecord) => {
    const bytes = await WARCSerializer.serialize(record, { gzip: true })
    hash.update(bytes)
    if (!file.write(bytes)) await once(file, 'drain')
    size += bytes.length
    return bytes.length
  }
  await put(infoOf(making))
  for (const { page, title } of pages) {
    const offset = size
    const record = recordOf(page)
    const length = await put(record)
    index.push(indexLine(page, record.warcPayloadDigest ?? '', { offset, length }))
    const told = { id: pageId(page), url: page.address, ts: utc(page.seen), size: page.bytes.length }
    listed.push(JSON.stringify({ ...told, ...(title ? { title } : {}) }))
  }
  file.end()
  await finished(file)
  return { index, listed, hash: hash.digest('hex'), size }
}

/** A moment as archives write it: in UTC, however the page's own reader wrote it. */
const utc = (seen: string): string => new Date(seen).toISOString()

/** One page of an archive: other pages can have the same bytes, and it other bytes at another time. */
const pageOf = ({ address, seen, bytes }: Page): string => `${address}\n${seen}\n${sha256(bytes)}`
const pageId = (page: Page): string => sha256(new TextEncoder().encode(pageOf(page)))

const infoOf = ({ version, made }: Made): WARCRecord =>
  WARCRecord.createWARCInfo(
    { date: made, filename: DATA, warcVersion: 'WARC/1.1', warcHeaders: { 'WARC-Record-ID': idOf(`${version} ${made}`) } },
    { software: `Onrecord ${version}`, format: 'WARC File Format 1.1' }
  )

/** What a server answered is a response, with its headers; a page of which no headers are kept says no more than its type. */
const recordOf = (page: Page): WARCRecord => {
  const { address, bytes, mediaType, charset, seen, headers } = page
  const type = charset ? `${mediaType}; charset=${charset}` : mediaType
  const common = { url: address, date: utc(seen), warcVersion: 'WARC/1.1' as const, keepHeadersCase: false }
  const id = { 'WARC-Record-ID': idOf(pageOf(page)) }
  if (!headers) return WARCRecord.create({ ...common, type: 'resource', warcHeaders: { ...id, 'Content-Type': type } }, [bytes])
  const sent = Object.entries({ 'content-type': type, ...headers }).map(([name, value]): [string, string] => [
    OF_THE_WAY.has(name) ? `${ELSEWHERE}${name}` : name,
    value.replace(/[\r\n]+/g, ' ')
  ])
  const httpHeaders = [...sent, ['content-length', String(bytes.length)]] as [string, string][]
  return WARCRecord.create({ ...common, type: 'response', statusline: 'HTTP/1.1 200 OK', warcHeaders: id, httpHeaders }, [bytes])
}

/** An id made of content: the same page of the same moment has the same one in every archive. */
const idOf = (content: string): string => {
  const hex = sha256(new TextEncoder().encode(content))
  const variant = ((Number.parseInt(hex[16], 16) & 3) | 8).toString(16)
  return `<urn:uuid:${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}>`
}

const indexLine = ({ address, mediaType, seen }: Page, digest: string, place: { offset: number; length: number }): string => {
  const fields = {
    url: address,
    mime: mediaType,
    status: '200',
    digest,
    length: `${place.length}`,
    offset: `${place.offset}`,
    filename: DATA
  }
  return `${getSurt(address)} ${utc(seen).replace(/\D/g, '').slice(0, 14)} ${JSON.stringify(fields)}`
}

type ZipEntry = { readonly path: string; readonly bytes: Buffer }

/** What stands beside the records: the index in order, the list of pages, and the hashes of all that. */
const filesOf = (
  index: readonly string[],
  listed: readonly string[],
  data: { hash: string; size: number },
  { version, made }: Made
) => {
  const head = JSON.stringify({ format: 'json-pages-1.0', id: 'pages', title: 'Pages' })
  const files: ZipEntry[] = [
    { path: 'indexes/index.cdxj', bytes: Buffer.from(`${index.toSorted().join('\n')}\n`) },
    { path: 'pages/pages.jsonl', bytes: Buffer.from(`${[head, ...listed].join('\n')}\n`) }
  ]
  const resources = [
    { name: DATA, path: `archive/${DATA}`, hash: `sha256:${data.hash}`, bytes: data.size },
    ...files.map(({ path, bytes }) => ({ name: basename(path), path, hash: `sha256:${sha256(bytes)}`, bytes: bytes.length }))
  ]
  const description = {
    profile: 'data-package',
    wacz_version: WACZ_VERSION,
    software: `Onrecord ${version}`,
    created: made,
    resources
  }
  const datapackage = Buffer.from(`${JSON.stringify(description, null, 2)}\n`)
  const digest = { path: 'datapackage.json', hash: `sha256:${sha256(datapackage)}` }
  return [
    { path: 'datapackage.json', bytes: datapackage },
    { path: 'datapackage-digest.json', bytes: Buffer.from(`${JSON.stringify(digest, null, 2)}\n`) },
    ...files
  ]
}

/** Nothing is packed once more: what is packed is the records, and readers go straight to them. */
const writeZip = async (path: string, records: string, files: readonly ZipEntry[], mtime: Date): Promise<void> => {
  const zip = new ZipFile()
  const failed = new Promise<never>((_, refuse) => zip.on('error', refuse))
  zip.addReadStreamLazy(`archive/${DATA}`, { compress: false, mtime }, take => take(null, createReadStream(records)))
  for (const one of files) zip.addBuffer(one.bytes, one.path, { compress: false, mtime })
  zip.end()
  await Promise.race([pipeline(zip.outputStream, createWriteStream(path, { flags: 'wx', flush: true })), failed])
}
