import type { Page, Problem } from '../types.ts'

/** The characters of a page, and what had to be guessed. */
export type Decoded = { readonly chars: string; readonly problems: readonly Problem[] }

/** Where a page names its own charset, within its first bytes. */
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i
const LOOKED_AT = 4096

/**
 * Decodes a page: by its byte order mark, its header, its own meta element, else as UTF-8, else as windows-1252.
 * A byte order mark is no character of the text.
 */
export const decodePage = ({ bytes, charset }: Page): Decoded => {
  const marked = markedCharset(bytes)
  if (marked) return { chars: decode(bytes, marked, false) ?? '', problems: [] }
  const declared = DECLARED.exec(new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT)))
  for (const name of [charset, declared?.[1] ?? declared?.[2], 'utf-8']) {
    const chars = name ? decode(bytes, name, true) : null
    if (chars !== null) return { chars, problems: [] }
  }
  const note = 'The bytes are not valid in the charset they claim, nor in UTF-8: read as windows-1252.'
  return { chars: decode(bytes, 'windows-1252', false) ?? '', problems: [{ code: 'parse/charset', at: null, note }] }
}

const markedCharset = ([a, b, c]: Uint8Array): string | null => {
  if (a === 0xef && b === 0xbb && c === 0xbf) return 'utf-8'
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0xff && b === 0xfe ? 'utf-16le' : null
}

const decode = (bytes: Uint8Array, charset: string, fatal: boolean): string | null => {
  try {
    return new TextDecoder(charset, { fatal }).decode(bytes)
  } catch {
    return null
  }
}
