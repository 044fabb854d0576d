import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { initWasm, Resvg } from '@resvg/resvg-wasm'
import wawoff from 'wawoff2'
import { NotHere } from '../answer/wire/index.ts'

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

/** A letter of a script, or a small picture, that these typefaces do not have: it would be an empty box, and words would be missing from the picture. */
const UNKNOWN_LETTER =
  /(?![\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Common}\p{Script=Inherited}])\p{L}|\p{Extended_Pictographic}/u

const load = async (): Promise<Uint8Array[]> => {
  const require = createRequire(import.meta.url)
  const read = (name: string) => readFileSync(require.resolve(name))
  await initWasm(read('@resvg/resvg-wasm/index_bg.wasm'))
  return Promise.all(FONTS.map(async name => new Uint8Array(await wawoff.decompress(read(`@fontsource-variable/${name}`)))))
}

let loaded: Promise<Uint8Array[]> | undefined

/** A picture drawn as SVG as a PNG, in the pages' typefaces and with nothing that this machine has. Throws NotHere where they lack its letters. */
export const asPng = async (svg: string): Promise<Uint8Array<ArrayBuffer>> => {
  if (UNKNOWN_LETTER.test(svg))
    throw new NotHere(
      'These words are in letters that the picture’s typefaces do not have. As SVG the card has them, in the typefaces of who looks at it.'
    )
  loaded ??= load()
  const fontBuffers = await loaded
  return new Uint8Array(new Resvg(svg, { font: { fontBuffers, defaultFontFamily: 'Newsreader' } }).render().asPng())
}
