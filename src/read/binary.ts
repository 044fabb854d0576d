/** How files begin that are no text, whatever their name says: picture, document, archive, program. */
const BEGINNINGS: readonly (readonly number[])[] = [
  [0x89, 0x50, 0x4e, 0x47], // PNG
  [0xff, 0xd8, 0xff], // JPEG
  [0x47, 0x49, 0x46, 0x38], // GIF
  [0x25, 0x50, 0x44, 0x46, 0x2d], // PDF
  [0x50, 0x4b, 0x03, 0x04], // ZIP, and the office documents that are ZIPs
  [0xd0, 0xcf, 0x11, 0xe0], // older office documents
  [0x1f, 0x8b], // gzip
  [0x7f, 0x45, 0x4c, 0x46] // ELF
]

/** How much of a file is looked at. */
const LOOKED_AT = 8192

/** Control characters that no text uses; more than this share of them is no text. */
const MAX_CONTROL_SHARE = 0.02

/** Whether these bytes are no text in any charset: a known signature, or too many bytes that no text uses. UTF-16 is text, by its mark. */
export const isBinary = (bytes: Uint8Array): boolean => {
  if (BEGINNINGS.some(beginning => beginning.every((byte, at) => bytes[at] === byte))) return true
  const marked = (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff)
  if (marked) return false
  const head = bytes.subarray(0, LOOKED_AT)
  const controls = head.reduce((count, byte) => count + Number(byte < 9 || (byte > 13 && byte < 27) || byte === 127), 0)
  return controls > head.length * MAX_CONTROL_SHARE
}

/** Whether there is nothing but white space. */
export const isBlank = (bytes: Uint8Array): boolean => bytes.every(byte => byte === 32 || (byte >= 9 && byte <= 13))
