import { gunzipSync } from 'node:zlib'
import type { Response } from 'undici'
import { NotRead } from './fault.ts'

/** The most bytes a page may have, unpacked. */
export const MAX_BYTES = 10 * 1024 * 1024

/** The bytes of an answer, unpacked, and whether there were more than are taken. */
export type Body = { readonly bytes: Uint8Array; readonly cut: boolean }

/** Reads an answer up to `limit` bytes; what comes after them is not waited for. */
export const bodyOf = async (response: Response, limit: number): Promise<Body> => {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of response.body ?? []) {
    chunks.push(chunk)
    // Leaving the loop closes the connection.
    if ((size += chunk.length) > limit) return { bytes: Buffer.concat(chunks).subarray(0, limit), cut: true }
  }
  return { bytes: Buffer.concat(chunks), cut: false }
}

/** Lets go of an answer that is not read. */
export const leave = async (response: Response): Promise<void> => {
  await response.body?.cancel()
}

const isGzip = ([a, b]: Uint8Array) => a === 0x1f && b === 0x8b

/** The bytes of a file that was packed by hand, as sitemaps are ("sitemap.xml.gz"); others as they are. */
export const unpacked = (bytes: Uint8Array): Uint8Array => {
  if (!isGzip(bytes)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: MAX_BYTES })
  } catch (error) {
    const tooLarge = error instanceof RangeError
    throw tooLarge
      ? new NotRead('read/too-big', `is larger than ${MAX_BYTES / 1024 / 1024} MB when it is unpacked`)
      : new NotRead('read/packed', 'is packed in a way that cannot be unpacked')
  }
}
