import { deflateSync } from 'node:zlib'

/** As many of the most frequent colours are kept as they are: grounds and letters. */
const AS_THEY_ARE = 64

/** A PNG of at most 256 colours: the most frequent ones, and of others that are much alike the most frequent of them. A page of text needs no more, and weighs a third so. */
export const palettePng = ({ width, height, rgba }) => {
  const often = new Map()
  const pixels = new Uint32Array(rgba.buffer, rgba.byteOffset, width * height)
  for (const colour of pixels) often.set(colour, (often.get(colour) ?? 0) + 1)
  const sorted = [...often.keys()].sort((a, b) => often.get(b) - often.get(a))
  const alike = new Map()
  for (const colour of sorted) if (!alike.has(colour & 0xf0f0f0)) alike.set(colour & 0xf0f0f0, colour)
  const palette = [...new Set([...sorted.slice(0, AS_THEY_ARE), ...alike.values()])].slice(0, 256)
  const kept = palette.map(colour => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255])
  const places = new Map([...often.keys()].map(colour => [colour, nearest(colour, kept)]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) rows[y * (width + 1) + x + 1] = places.get(pixels[y * width + x])
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(kept.flat())),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0))
  ])
}

const nearest = (colour, kept) => {
  const [r, g, b] = [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255]
  let [best, least] = [0, Number.POSITIVE_INFINITY]
  for (const [at, one] of kept.entries()) {
    const far = (one[0] - r) ** 2 + (one[1] - g) ** 2 + (one[2] - b) ** 2
    if (far < least) [best, least] = [at, far]
  }
  return best
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n
  for (let bit = 0; bit < 8; bit++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1
  return c >>> 0
})

const chunk = (type, data) => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  let crc = 0xffffffff
  for (const byte of body) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8)
  const [size, sum] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  sum.writeUInt32BE((crc ^ 0xffffffff) >>> 0)
  return Buffer.concat([size, body, sum])
}
