import type { Page } from '../../types.ts'

/** Whether a browser shows this as a page. */
export const isHtml = ({ mediaType }: Pick<Page, 'mediaType'>): boolean =>
  /^(?:text\/html|application\/xhtml\+xml)$/i.test(mediaType)

/** Whether the bytes are words, in whatever signs. */
export const isWords = ({ mediaType }: Pick<Page, 'mediaType'>): boolean =>
  /^text\/|^(?:application|message)\/(?:[\w.-]+\+)?(?:json|xml|xhtml|x-ndjson|rfc822)\b/i.test(mediaType)

/** Where a page names its own charset, within its first bytes. */
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w-]+)/i
const LOOKED_AT = 4096

/** The characters of a page as it is shown: by its byte order mark, as UTF-8 where it is that, by what it names, else as windows-1252. */
export const decoded = ({ bytes, charset }: Page): string => {
  const declared = DECLARED.exec(new TextDecoder('latin1').decode(bytes.subarray(0, LOOKED_AT)))?.[1]
  const tried = [markedIn(bytes), 'utf-8', charset, declared].filter(name => typeof name === 'string')
  for (const name of tried) {
    const chars = charsIn(bytes, name)
    if (chars !== null) return chars
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

const markedIn = ([a, b]: Uint8Array): string | null => {
  if (a === 0xfe && b === 0xff) return 'utf-16be'
  return a === 0xff && b === 0xfe ? 'utf-16le' : null
}

const charsIn = (bytes: Uint8Array, charset: string): string | null => {
  try {
    return new TextDecoder(charset, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
