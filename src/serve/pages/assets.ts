import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** What a page loads: each file's bytes and type by its name, and the version (a hash of them all) that stands in their address. */
export type Assets = { version: string; files: ReadonlyMap<string, { bytes: Uint8Array<ArrayBuffer>; type: string }> }

const FONTS = ['latin', 'latin-ext'].flatMap(subset => [
  `newsreader/files/newsreader-${subset}-opsz-normal.woff2`,
  `newsreader/files/newsreader-${subset}-wght-italic.woff2`,
  `inter/files/inter-${subset}-wght-normal.woff2`
])

/** The fonts that every page shows at once, so that browsers fetch them before they have read the style sheet. */
export const PRELOADED = ['newsreader-latin-opsz-normal.woff2', 'inter-latin-wght-normal.woff2']

const TYPES: Record<string, string> = {
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
  woff2: 'font/woff2'
}

/** Reads the style sheet and the icon from `web/`, the built script from `dist/web/` and the fonts from their packages, once. */
export const readAssets = (): Assets => {
  const root = packageRoot()
  const require = createRequire(import.meta.url)
  const paths = [
    ...['onrecord.css', 'onrecord.svg'].map(name => join(root, 'web', name)),
    join(root, 'dist', 'web', 'onrecord.js'),
    ...FONTS.map(name => require.resolve(`@fontsource-variable/${name}`))
  ]
  const hash = createHash('sha256')
  const files = new Map<string, { bytes: Uint8Array<ArrayBuffer>; type: string }>()
  for (const path of paths) {
    if (!existsSync(path)) throw new Error(`${path} is missing: run "npm run setup", which builds Onrecord.`)
    const bytes = new Uint8Array(readFileSync(path))
    const name = path.slice(dirname(path).length + 1)
    hash.update(name).update(bytes)
    files.set(name, { bytes, type: TYPES[name.slice(name.lastIndexOf('.') + 1)] })
  }
  return { version: hash.digest('hex').slice(0, 12), files }
}

/** The folder that holds package.json, from the sources as from the built files. */
const packageRoot = (): string => {
  let folder = dirname(fileURLToPath(import.meta.url))
  while (!existsSync(join(folder, 'package.json'))) folder = dirname(folder)
  return folder
}
