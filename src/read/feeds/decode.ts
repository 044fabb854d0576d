import type { Page } from '../../types.ts'

/** Where XML names its own charset, within its first bytes. */
const DECLARED = /<\?xml[^>]+encoding\s*=\s*["']([\w-]+)/i
const LOOKED_AT = 1024

/** Characters that no XML and no JSON may hold: a parser would stop at them. */
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

/** The characters of a listing: by its byte order mark, its own declaration, its header, else as UTF-8, else as windows-1252. */
export const charsOf = ({ bytes, charset }: Page): string => {
  const declared = DECLARED.exec(new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT)))?.[1]
  for (const name of [markOf(bytes), declared, charset, 'utf-8', 'windows-1252']) {
    const chars = name ? decoded(bytes, name) : null
    if (chars !== null) return chars.replace(FORBIDDEN, '')
  }
  return ''
}

const markOf = ([a, b]: Uint8Array): string | null => {
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0xff && b === 0xfe ? 'utf-16le' : null
}

const decoded = (bytes: Uint8Array, charset: string): string | null => {
  try {
    return new TextDecoder(charset, { fatal: charset !== 'windows-1252' }).decode(bytes)
  } catch {
    return null
  }
}
