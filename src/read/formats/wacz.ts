import { Readable } from 'node:stream'
import { type Entry, openPromise, type ZipFile } from 'yauzl'
import { type Answer, type File, nothing } from './format.ts'
import type { Bytes } from './unpacked.ts'
import { readRecords } from './warc.ts'

/** The pages of a WACZ file: those of each WARC file in its folder "archive". */
export async function* readWacz({ path, name, now }: File): AsyncGenerator<Answer> {
  let zip: ZipFile
  try {
    zip = await openPromise(path, { autoClose: false, lazyEntries: true })
  } catch (error) {
    yield nothing(
      'read/broken',
      `${name} is no web archive that can be opened (${error instanceof Error ? error.message : error}).`
    )
    return
  }
  try {
    const archives: Entry[] = []
    for await (const entry of zip.eachEntry()) if (/^archive\/[^/]+\.warc(?:\.gz)?$/i.test(entry.fileName)) archives.push(entry)
    if (!archives.length) yield nothing('read/no-records', `${name} holds no pages: nothing in it is a WARC file.`)
    for (const [n, entry] of archives.entries())
      for await (const answer of readRecords(bytesOf(zip, entry), `${name}/${entry.fileName}`, now))
        yield { ...answer, share: (n + (answer.share ?? 1)) / archives.length }
  } catch (error) {
    yield nothing('read/broken', `${name} breaks off (${error instanceof Error ? error.message : error}).`)
  } finally {
    zip.close()
  }
}

/** WARC files stand in a WACZ as they are, so that they can be read from any place on; one that was packed once more is read from its beginning. */
const bytesOf = (zip: ZipFile, entry: Entry): Bytes => {
  const isStored = entry.compressionMethod === 0
  return {
    size: entry.uncompressedSize,
    from: async start => {
      if (isStored)
        return Readable.from(await zip.openReadStreamPromise(entry, { decodeFileData: false, start, end: entry.compressedSize }))
      return Readable.from(without(start, await zip.openReadStreamPromise(entry)))
    }
  }
}

async function* without(count: number, source: AsyncIterable<Uint8Array | string>): AsyncGenerator<Uint8Array> {
  let left = count
  for await (const piece of source) {
    const chunk = Buffer.from(piece as Uint8Array)
    if (chunk.length > left) yield chunk.subarray(left)
    left = Math.max(0, left - chunk.length)
  }
}
