import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

type Asset = { bytes: Uint8Array<ArrayBuffer>; type: string }

/** What a page loads: each file's bytes and type by its name, and the version (a hash of them all) that stands in their address. */
export type Assets = { version: string; files: ReadonlyMap<string, Asset> }

/** The parts of the style sheet in `web/style`, in the order in which they count. */
const STYLES = [
  'paper',
  'ground',
  'frame',
  'pieces',
  'statement',
  'reader',
  'cite',
  'matrix',
  'story',
  'family',
  'heat',
  'side',
  'check',
  'history',
  'positions',
  'kept',
  'gate',
  'embed',
  'narrow'
]

const FONTS = ['latin', 'latin-ext'].flatMap(subset => [
  `newsreader/files/newsreader-${subset}-opsz-normal.woff2`,
  `newsreader/files/newsreader-${subset}-wght-italic.woff2`,
  `inter/files/inter-${subset}-wght-normal.woff2`
])

/** The fonts that every page shows at once, so that browsers fetch them before they have read the style sheet. */
export const PRELOADED = ['newsreader-latin-opsz-normal.woff2', 'inter-latin-wght-normal.woff2']

/** Reads the styles and the icon from `web/`, the built script from `dist/web/` and the fonts from their packages, once. */
export const readAssets = (): Assets => {
  const root = packageRoot()
  const require = createRequire(import.meta.url)
  const styles = STYLES.map(name => read(join(root, 'web', 'style', `${name}.css`)))
  const files = new Map<string, Asset>([
    ['onrecord.css', { bytes: new Uint8Array(Buffer.concat(styles)), type: 'text/css; charset=utf-8' }],
    ['onrecord.js', { bytes: read(join(root, 'dist', 'web', 'onrecord.js')), type: 'text/javascript; charset=utf-8' }],
    ['onrecord.svg', { bytes: read(join(root, 'web', 'onrecord.svg')), type: 'image/svg+xml' }],
    ...FONTS.map((name): [string, Asset] => [
      basename(name),
      { bytes: read(require.resolve(`@fontsource-variable/${name}`)), type: 'font/woff2' }
    ])
  ])
  const hash = createHash('sha256')
  for (const [name, { bytes }] of files) hash.update(name).update(bytes)
  return { version: hash.digest('hex').slice(0, 12), files }
}

const read = (path: string): Uint8Array<ArrayBuffer> => {
  if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run setup", which builds Onrecord.`)
  return new Uint8Array(readFileSync(path))
}

/** The folder that holds package.json, from the sources as from the built files. */
export const packageRoot = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
