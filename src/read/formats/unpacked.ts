import type { Readable } from 'node:stream'
import { inflated, startPacked } from './members.ts'

/** Bytes that can be read again from any place on: a file, or an entry of an archive. */
export type Bytes = { readonly size: number; from(start: number): Promise<Readable> }

/** A stretch of what was packed, or the sentence that says that here something could not be unpacked; `at` is how far the packed bytes have been read. */
export type Stretch = { readonly chunk: Uint8Array | null; readonly broken?: string; readonly at: number }

/** How a gzip member begins: its mark, and deflate as its method. */
const MAGIC = Buffer.from([0x1f, 0x8b, 0x08])

/** The bytes as they are, or unpacked where they are gzip: what is broken is passed over, to the next place where a gzip member begins. */
export async function* unpacked(bytes: Bytes): AsyncGenerator<Stretch> {
  if ((await startOf(bytes)).equals(MAGIC)) {
    yield* unpackedMembers(bytes)
    return
  }
  let at = 0
  for await (const chunk of await bytes.from(0)) yield { chunk, at: (at += chunk.length) }
}

async function* unpackedMembers(bytes: Bytes): AsyncGenerator<Stretch> {
  for (let start: number | null = 0; start !== null; ) {
    const packed = startPacked(await bytes.from(start), start)
    let member: number = start
    try {
      while (await packed.fill(1)) {
        member = packed.at()
        for await (const chunk of inflated(packed)) yield { chunk, at: packed.at() }
      }
      return
    } catch (error) {
      yield { chunk: null, broken: error instanceof Error ? error.message : String(error), at: packed.at() }
      start = await nextMember(bytes, member + 1)
    } finally {
      packed.close()
    }
  }
}

const startOf = async (bytes: Bytes): Promise<Buffer> => {
  const packed = startPacked(await bytes.from(0), 0)
  try {
    return (await packed.fill(MAGIC.length)) ? packed.take(MAGIC.length) : Buffer.alloc(0)
  } finally {
    packed.close()
  }
}

const nextMember = async (bytes: Bytes, from: number): Promise<number | null> => {
  if (from >= bytes.size) return null
  const stream = await bytes.from(from)
  let before: Buffer = Buffer.alloc(0)
  let at = from
  for await (const chunk of stream) {
    const both: Buffer = Buffer.concat([before, chunk])
    const found = both.indexOf(MAGIC)
    if (found >= 0) {
      stream.destroy()
      return at - before.length + found
    }
    at += chunk.length
    before = both.subarray(-(MAGIC.length - 1))
  }
  return null
}
