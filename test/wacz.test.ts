/** A web archive as the command writes it: read back by our own reader, by `warcio`, and held against the hashes it states. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { CDXIndexer, WARCParser } from 'warcio'
import { openPromise } from 'yauzl'
import { htmlOf, PARAGRAPHS } from '../bench/files.mjs'
import { readPages } from '../src/read/index.ts'
import { findPlaces } from '../src/read/places.ts'
import { writeWacz } from '../src/serve/pack/wacz.ts'
import { openStore } from '../src/store/index.ts'
import type { Page } from '../src/types.ts'
import { pageOf, scratch, takeIn, versionsOf } from './record.ts'

const { folder, path } = scratch()

const web = (address: string, title: string, over: Partial<Page> = {}): Page => ({
  address,
  bytes: new TextEncoder().encode(htmlOf(title, [...PARAGRAPHS, `This is what ${title} says at the end, and nobody else 😀.`])),
  mediaType: 'text/html',
  charset: 'utf-8',
  seen: '2031-05-04T08:00:00.123Z',
  ...over
})
const SENT = web('https://harbour-post.example/a?b=1&c=2', 'Harbour stays open', {
  headers: {
    'content-type': 'text/html; charset=utf-8',
    'content-encoding': 'gzip',
    'content-length': '99',
    etag: '"x"',
    'last-modified': 'Sun, 04 May 2031 07:00:00 GMT'
  }
})
const AGAIN = web('https://harbour-post.example/a?b=1&c=2', 'Harbour to close', { seen: '2031-05-05T08:00:00.000Z' })
const SAVED = web('https://coast.example/b', 'Ferry is late', { charset: null, seen: '2031-05-03T10:00:00.000Z' })
const FILE = pageOf('/news/c.txt', `Lamps stay dark\n\n${PARAGRAPHS.join('\n\n')}`)
const ALL = [SENT, AGAIN, SAVED]

const store = openStore(path('record.db'), versionsOf('1'))
takeIn(store, [...ALL, FILE])

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, '--db', path('record.db')], {
    cwd: folder,
    encoding: 'utf8'
  })
  return { code: status, out: stdout, err: stderr }
}
const sha256 = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

const entriesOf = async (name: string) => {
  const zip = await openPromise(path(name), { autoClose: false, lazyEntries: true })
  const found = new Map<string, Buffer>()
  for await (const entry of zip.eachEntry()) {
    expect(entry.compressionMethod).toBe(0)
    const chunks: Buffer[] = []
    for await (const chunk of await zip.openReadStreamPromise(entry)) chunks.push(chunk as Buffer)
    found.set(entry.fileName, Buffer.concat(chunks))
  }
  zip.close()
  return found
}

test('what is archived comes back as the same pages, with their headers, times and addresses', async () => {
  const { code, out, err } = run('pack', '--out', 'all.wacz')
  expect([code, out]).toEqual([0, 'Archived in all.wacz: 3 pages.\n'])
  expect(err).toContain('it was read from a file')
  const world = { cwd: folder, stdin: [] as never, now: () => '2040-01-01T00:00:00.000Z', userAgent: 'x', allowPrivate: false }
  const found: Page[] = []
  for await (const { value, problems } of readPages(findPlaces(['all.wacz'], folder).places, world)) {
    expect(problems).toEqual([])
    if (value) found.push({ ...value, bytes: Uint8Array.from(value.bytes) })
  }
  const inOrder = (pages: readonly Page[]) => pages.toSorted((a, b) => (a.seen < b.seen ? -1 : 1))
  expect(inOrder(found)).toEqual(inOrder(ALL))
  const other = openStore(path('other.db'), versionsOf('1'))
  takeIn(other, found)
  expect([...other.articles()].sort()).toEqual(
    store
      .articles()
      .filter(id => /^http/.test(store.article(id)!.address))
      .sort()
  )
  other.close()
})

test('the hashes are those of the files, and the archive describes itself', async () => {
  const files = await entriesOf('all.wacz')
  const description = JSON.parse(files.get('datapackage.json')!.toString())
  expect(description).toMatchObject({ profile: 'data-package', wacz_version: '1.1.1' })
  for (const { path, hash, bytes } of description.resources)
    expect([path, hash, bytes]).toEqual([path, sha256(files.get(path)!), files.get(path)!.length])
  expect(description.resources.map((one: { path: string }) => one.path).sort()).toEqual(
    [...files.keys()].filter(name => !name.startsWith('datapackage')).sort()
  )
  expect(JSON.parse(files.get('datapackage-digest.json')!.toString())).toEqual({
    path: 'datapackage.json',
    hash: sha256(files.get('datapackage.json')!)
  })
  const [head, ...pages] = files
    .get('pages/pages.jsonl')!
    .toString()
    .trim()
    .split('\n')
    .map(line => JSON.parse(line))
  expect(head).toMatchObject({ format: 'json-pages-1.0' })
  expect(pages.map(one => one.url).sort()).toEqual(ALL.map(one => one.address).sort())
  expect(pages.map(one => one.title).sort()).toEqual(['Ferry is late', 'Harbour stays open', 'Harbour to close'])
})

test('every record is whole, bears its right digest, and stands where the index says', async () => {
  const data = (await entriesOf('all.wacz')).get('archive/data.warc.gz')!
  const index = (await entriesOf('all.wacz')).get('indexes/index.cdxj')!.toString().trim().split('\n')
  expect(index).toEqual(index.toSorted())
  for (const line of index) {
    const [, , json] = /^(\S+ \d{14}) (\{.*\})$/.exec(line)!
    const { url, digest, offset, length } = JSON.parse(json)
    const [record, ...more] = await recordsOf(data.subarray(Number(offset), Number(offset) + Number(length)))
    expect(more).toEqual([])
    expect([record.url, record.digest, record.payload]).toEqual([url, digest, digest])
  }
  const own = new CDXIndexer({ format: 'cdxj' })
  const lines: string[] = []
  for await (const one of own.iterIndex([{ filename: 'data.warc.gz', reader: [data] as never }]))
    lines.push(own.serializeCDXJ(one).trim())
  const placesOf = (all: readonly string[]) =>
    all
      .map(line => {
        const { url, offset, length } = JSON.parse(line.slice(line.indexOf('{')))
        return `${line.slice(0, line.indexOf('{'))}${url} ${offset} ${length}`
      })
      .sort()
  expect(placesOf(lines)).toEqual(placesOf(index))
})

test('two pages of the same bytes are two, and a moment with an offset is written in UTC', async () => {
  const twin = { ...SENT, address: 'https://copy.example/a', seen: '2031-05-04T10:30:00+02:00' }
  await writeWacz(
    path('twins.wacz'),
    [SENT, twin].map(page => ({ page, title: null })),
    {
      version: '1',
      made: '2031-06-01T00:00:00.000Z'
    }
  )
  const files = await entriesOf('twins.wacz')
  const lines = (name: string) => files.get(name)!.toString().trim().split('\n')
  const pages = lines('pages/pages.jsonl')
    .slice(1)
    .map(line => JSON.parse(line))
  expect(new Set(pages.map(one => one.id)).size).toBe(2)
  // Every page that is listed is found in the index by its address and its moment.
  const index = lines('indexes/index.cdxj').map(line => [JSON.parse(line.slice(line.indexOf('{'))).url, line.split(' ')[1]])
  expect(index.sort()).toEqual(pages.map(one => [one.url, one.ts.replace(/\D/g, '').slice(0, 14)]).sort())
  expect(pages.map(one => one.ts)).toEqual(['2031-05-04T08:00:00.123Z', '2031-05-04T08:30:00.000Z'])
})

const recordsOf = async (bytes: Uint8Array) => {
  const found: { url: string; type: string; id: string; digest: string; payload: string; encoding: string | null }[] = []
  for await (const record of WARCParser.iterRecords([bytes])) {
    const encoding = record.httpHeaders?.headers.get('content-encoding') ?? null
    const payload = sha256(await record.readFully(false))
    const digest = record.warcPayloadDigest ?? ''
    found.push({
      url: record.warcTargetURI ?? '',
      type: record.warcType,
      id: record.warcHeader('WARC-Record-ID') ?? '',
      digest,
      payload,
      encoding
    })
  }
  return found
}

test('a page with the headers of a server is a response, one without is a resource; ids are made of content', async () => {
  const data = (await entriesOf('all.wacz')).get('archive/data.warc.gz')!
  const records = await recordsOf(data)
  expect(records.map(({ type }) => type).sort()).toEqual(['resource', 'resource', 'response', 'warcinfo'])
  expect(records.every(({ encoding }) => encoding === null)).toBe(true)
  for (const { id } of records)
    expect(id).toMatch(/^<urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}>$/)
  expect(run('pack', '--out', 'again.wacz').code).toBe(0)
  const again = await recordsOf((await entriesOf('again.wacz')).get('archive/data.warc.gz')!)
  const own = (all: typeof records) => all.filter(({ type }) => type !== 'warcinfo').map(({ id }) => id)
  expect(own(again)).toEqual(own(records))
  expect(new Set(own(records)).size).toBe(3)
})

test('a selection holds its pages alone; nothing is written over, and nothing half written stays', () => {
  const id = store.articles().find(one => store.article(one)!.address === SAVED.address)!
  expect(run('pack', id, '--out', 'one.wacz').out).toBe('Archived in one.wacz: 1 page.\n')
  const before = readFileSync(path('one.wacz'))
  expect(run('pack', '--out', 'one.wacz')).toMatchObject({ code: 2, err: expect.stringContaining('nothing is written over') })
  expect(readFileSync(path('one.wacz')).equals(before)).toBe(true)
  expect(run('pack', '--out', 'nowhere/one.wacz').code).toBe(2)
  expect(existsSync(path('nowhere'))).toBe(false)
  expect(readdirSync(folder).filter(name => name.includes('unfinished'))).toEqual([])
})
