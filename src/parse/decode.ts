import type { Page, Problem } from '../types.ts'

/** The characters of a page, and what had to be guessed. */
export type Decoded = { readonly chars: string; readonly problems: readonly Problem[] }

/** Where a page names its own charset, within its first bytes. */
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)|<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i
const LOOKED_AT = 4096

/**
 * Decodes a page: by its byte order mark; as UTF-8 where it is that and holds more than ASCII, whatever it claims; by its header, its own meta element,
 * else as UTF-8, else as windows-1252. A byte order mark is no character of the text.
 */
export const decodePage = ({ bytes, charset }: Page): Decoded => {
  const marked = markedCharset(bytes)
  if (marked) return { chars: decode(bytes, marked, false) ?? '', problems: [] }
  const declared = DECLARED.exec(new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT)))
  const named = [charset, declared?.[1] ?? declared?.[2]].filter(name => typeof name === 'string')
  // Other charsets hardly ever make valid UTF-8 of more than ASCII by chance; a page that claims one and is UTF-8 was saved or sent by a careless hand.
  const utf8 = decode(bytes, 'utf-8', true)
  if (utf8 !== null && (utf8.length !== bytes.length || !named.length)) return { chars: utf8, problems: [] }
  for (const name of named) {
    const chars = decode(bytes, name, true)
    if (chars !== null) return { chars, problems: [] }
  }
  return utf8 === null ? guessed(bytes) : { chars: utf8, problems: [] }
}

/** Broken UTF-8 has hardly any broken characters among its many; another charset has nothing else. */
const guessed = (bytes: Uint8Array): Decoded => {
  const mended = decode(bytes, 'utf-8', false) ?? ''
  const broken = mended.split('\ufffd').length - 1
  const whole = mended.match(/[^\0-\x7f\ufffd]/gu)?.length ?? 0
  const isMended = broken < whole
  const note = isMended
    ? `${broken} characters are broken: they stand as �.`
    : 'The bytes are not valid in the charset they claim, nor in UTF-8: read as windows-1252.'
  const chars = isMended ? mended : (decode(bytes, 'windows-1252', false) ?? '')
  return { chars, problems: [{ code: 'parse/charset', at: null, note }] }
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
