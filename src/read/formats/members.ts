import type { Readable } from 'node:stream'
import { createInflateRaw } from 'node:zlib'

/** Packed bytes as they are read: how far, whether so many more are there, and their taking. */
export type Packed = {
  at(): number
  fill(size: number): Promise<boolean>
  take(size: number): Buffer
  /** As much as is held, at least a byte; nothing at the end. */
  some(): Promise<Buffer | null>
  giveBack(bytes: Buffer): void
  close(): void
}

/** Packed bytes from a stream that begins at this place of them. */
export const startPacked = (stream: Readable, start: number): Packed => {
  const chunks = stream[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  let held: Buffer = Buffer.alloc(0)
  let at = start
  const fill = async (size: number) => {
    while (held.length < size) {
      const { done, value } = await chunks.next()
      if (done) return false
      held = Buffer.concat([held, value])
    }
    return true
  }
  const take = (size: number) => {
    const taken = held.subarray(0, size)
    held = held.subarray(size)
    at += taken.length
    return taken
  }
  return {
    at: () => at,
    fill,
    take,
    some: async () => ((await fill(1)) ? take(held.length) : null),
    giveBack: bytes => {
      held = Buffer.concat([bytes, held])
      at -= bytes.length
    },
    close: () => stream.destroy()
  }
}

/** The fields that a gzip header may have, by the bits that say so (RFC 1952). */
const FLAGS = { check: 2, extra: 4, name: 8, comment: 16, reserved: 224 }
const TRAILER = 8

const need = async (packed: Packed, size: number): Promise<Buffer> => {
  if (!(await packed.fill(size))) throw new Error('it ends in the middle')
  return packed.take(size)
}

const skipHeader = async (packed: Packed): Promise<void> => {
  const header = await need(packed, 10)
  if (header[0] !== 0x1f || header[1] !== 0x8b || header[2] !== 8 || header[3] & FLAGS.reserved) throw new Error('it is no gzip')
  if (header[3] & FLAGS.extra) await need(packed, (await need(packed, 2)).readUInt16LE(0))
  for (const flag of [FLAGS.name, FLAGS.comment]) if (header[3] & flag) while ((await need(packed, 1))[0] !== 0);
  if (header[3] & FLAGS.check) await need(packed, 2)
}

/** One gzip member, unpacked; throws where it is broken. What follows it is left in place. */
export async function* inflated(packed: Packed): AsyncGenerator<Uint8Array> {
  await skipHeader(packed)
  const inflate = createInflateRaw()
  const found: Uint8Array[] = []
  let ended = false
  let failed: Error | null = null
  // A write that breaks the unpacking is never answered.
  let closed = () => {}
  inflate.on('close', () => closed())
  inflate.on('data', chunk => found.push(chunk))
  inflate.on('end', () => {
    ended = true
  })
  inflate.on('error', error => {
    failed = error
  })
  try {
    let fed = 0
    while (!ended) {
      const piece = await packed.some()
      if (!piece) throw new Error('it ends in the middle')
      fed += piece.length
      await new Promise<void>(resolve => {
        closed = resolve
        inflate.write(piece, () => setImmediate(resolve))
      })
      if (failed) throw failed
      yield* found.splice(0)
      // What the unpacking did not take is no part of the member any more.
      const left = fed - inflate.bytesWritten
      if (left > 0) {
        packed.giveBack(piece.subarray(piece.length - left))
        break
      }
    }
    await need(packed, TRAILER)
  } finally {
    inflate.destroy()
  }
}
