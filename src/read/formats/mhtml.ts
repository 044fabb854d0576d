import { createReadStream } from 'node:fs'
import { Splitter } from 'mailsplit'
import { type Answer, type File, MAX_PAGE_BYTES, MAX_PAGE_SIZE, nothing } from './format.ts'
import { pageOf } from './plain.ts'
import { addressOf, instantOf } from './saved.ts'

/** The page of an MHTML file: its first part that is HTML. Its address and time are those under which the browser saved it. */
export async function* readMhtml(file: File): AsyncGenerator<Answer> {
  const { path, name, now } = file
  try {
    const part = await firstPage(path)
    if (part === 'too big') yield nothing('read/too-big', `${name} holds a page larger than ${MAX_PAGE_SIZE}: no article is.`)
    else if (!part) yield nothing('read/no-page', `${name} holds no page: it has no part that is HTML.`)
    else {
      const { bytes, charset } = part
      const address = URL.canParse(part.address) && /^https?:/i.test(part.address) ? addressOf(part.address) : path
      yield pageOf(name, { address, bytes, mediaType: 'text/html', charset, seen: instantOf(part.date) ?? now() })
    }
  } catch (error) {
    yield nothing('read/mhtml', `${name} is no saved page that can be read (${error instanceof Error ? error.message : error}).`)
  }
}

type Saved = { readonly bytes: Uint8Array; readonly charset: string | null; readonly address: string; readonly date: string }

/** Reads no further than the first part that is HTML: the pictures come after it. */
const firstPage = async (path: string): Promise<Saved | 'too big' | null> => {
  const splitter = new Splitter()
  const file = createReadStream(path)
  file.on('error', error => splitter.destroy(error))
  const head = { address: '', date: '' }
  let wanted: { charset: string | null; address: string; decoder: ReturnType<typeof decoderOf> } | null = null
  try {
    for await (const piece of file.pipe(splitter)) {
      if (piece.type === 'node') {
        if (wanted) break
        if (piece.root)
          Object.assign(head, {
            address: piece.headers.getFirst('snapshot-content-location'),
            date: piece.headers.getFirst('date')
          })
        if (/^(?:text\/html|application\/xhtml)/.test(String(piece.contentType)))
          wanted = {
            charset: piece.charset || null,
            address: head.address || piece.headers.getFirst('content-location'),
            decoder: decoderOf(piece)
          }
      } else if (piece.type === 'body' && wanted && !wanted.decoder.take(piece.value)) return 'too big'
    }
  } finally {
    file.destroy()
  }
  return wanted && { ...wanted, date: head.date, bytes: await wanted.decoder.all() }
}

const decoderOf = (node: { getDecoder(): NodeJS.ReadWriteStream }) => {
  const decoder = node.getDecoder()
  const chunks: Uint8Array[] = []
  let size = 0
  decoder.on('data', (chunk: Uint8Array) => {
    size += chunk.length
    chunks.push(chunk)
  })
  const ended = new Promise((resolve, reject) => decoder.once('end', resolve).once('error', reject))
  return {
    take: (bytes: Uint8Array) => {
      decoder.write(bytes as Buffer)
      return size <= MAX_PAGE_BYTES
    },
    all: async () => {
      decoder.end()
      await ended
      return Buffer.concat(chunks)
    }
  }
}
