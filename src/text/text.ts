import { createHash } from 'node:crypto'

/** The SHA-256 of a text's UTF-8 bytes, in lower-case hex: the same characters have the same id everywhere. */
export type TextId = string & { readonly is: 'TextId' }

/** Immutable characters and the id that is their hash. */
export type Text = { readonly id: TextId; readonly chars: string }

/** The Text of these characters, which are kept as they stand. */
export const textOf = (chars: string): Text => ({ id: hashOf(chars) as TextId, chars })

/** The SHA-256 of a string's UTF-8 bytes, in lower-case hex. */
export const hashOf = (chars: string): string => createHash('sha256').update(chars, 'utf8').digest('hex')
