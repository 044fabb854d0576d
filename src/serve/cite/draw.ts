/** What draws pictures, in a thread of its own: it is asked with a number and an SVG, and answers with the number and the bytes, or with what went wrong. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { parentPort } from 'node:worker_threads'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import wawoff from 'wawoff2'

/** The pages' typefaces, the rarer letters first: what one has not is looked for in those before it. */
const FONTS = [
  'newsreader/files/newsreader-latin-ext-wght-normal.woff2',
  'newsreader/files/newsreader-vietnamese-wght-normal.woff2',
  'newsreader/files/newsreader-latin-wght-normal.woff2',
  'inter/files/inter-latin-ext-wght-normal.woff2',
  'inter/files/inter-greek-wght-normal.woff2',
  'inter/files/inter-cyrillic-wght-normal.woff2',
  'inter/files/inter-latin-wght-normal.woff2'
]

const load = async (): Promise<Uint8Array[]> => {
  const require = createRequire(import.meta.url)
  const read = (name: string) => readFileSync(require.resolve(name))
  await initWasm(read('@resvg/resvg-wasm/index_bg.wasm'))
  return Promise.all(FONTS.map(async name => new Uint8Array(await wawoff.decompress(read(`@fontsource-variable/${name}`)))))
}

const loaded = load()

parentPort?.on('message', async ({ number, svg }: { number: number; svg: string }) => {
  try {
    const font = { fontBuffers: await loaded, defaultFontFamily: 'Newsreader' }
    parentPort?.postMessage({ number, png: new Uint8Array(new Resvg(svg, { font }).render().asPng()) })
  } catch (error) {
    parentPort?.postMessage({ number, fault: error instanceof Error ? error.message : String(error) })
  }
})
