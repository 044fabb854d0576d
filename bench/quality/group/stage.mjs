// The grouping stage's inner parts, built by themselves, for fitting and measuring: what the package does not give out.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { rolldown } from 'rolldown'

const src = fileURLToPath(new URL('../../../src', import.meta.url))
const PARTS = [
  'group/index.ts',
  'group/sketch.ts',
  'group/weigh.ts',
  'group/likeness.ts',
  'group/shelf.ts',
  'group/strands.ts',
  'text/index.ts',
  'parse/index.ts'
]

/** Every export of the parts above, as one module. */
export const openStage = async () => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-group-'))
  const entry = join(folder, 'entry.js')
  writeFileSync(entry, PARTS.map(part => `export * from ${JSON.stringify(join(src, part))}`).join('\n'))
  const texts = {
    name: 'texts',
    load: id =>
      id.endsWith('.txt') ? { code: `export default ${JSON.stringify(readFileSync(id, 'utf8'))}`, moduleType: 'js' } : null
  }
  const bundle = await rolldown({ input: entry, platform: 'node', external: id => !/^([./]|\w:)/.test(id), plugins: [texts] })
  const built = join(src, `../dist-group-${process.pid}.mjs`)
  await bundle.write({ file: built, format: 'esm' })
  try {
    return await import(pathToFileURL(built).href)
  } finally {
    rmSync(built)
    rmSync(folder, { recursive: true })
  }
}
