import { readFileSync } from 'node:fs'
import type { Page } from '../../types.ts'
import { isBinary, isBlank } from '../binary.ts'
import { type Answer, type File, MAX_PAGE_BYTES, MAX_TEXT_BYTES, nothing, one, sizeOf } from './format.ts'
import { savedFrom } from './saved.ts'

/** The page of a file that is one text or one page. */
export async function* readPlain({ path, name, size, now }: File, mediaType: string): AsyncGenerator<Answer> {
  const most = mediaType === 'text/html' ? MAX_PAGE_BYTES : MAX_TEXT_BYTES
  if (size > most) yield nothing('read/too-big', `${name} is larger than ${sizeOf(most)}: no article is.`)
  else yield pageOf(name, { address: path, bytes: readFileSync(path), mediaType, charset: null, seen: now() })
}

/** A page as it is handed on, or the reason why it is none: nothing in it, or nothing that is text. A page that says where and when it was saved is that page. */
export const pageOf = (name: string, page: Page): Answer => {
  if (isBlank(page.bytes)) return nothing('read/empty', `${name} is empty.`)
  if (isBinary(page.bytes)) return nothing('read/binary', `${name} is no text: it looks like a picture, an archive or a program.`)
  return one(page.mediaType === 'text/html' ? { ...page, ...savedFrom(page.bytes) } : page)
}
