/** A compressed typeface of the web, and back. */
declare module 'wawoff2' {
  const wawoff: { decompress(woff2: Uint8Array): Promise<Uint8Array>; compress(sfnt: Uint8Array): Promise<Uint8Array> }
  export default wawoff
}
