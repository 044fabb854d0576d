import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { keyOf } from './align/spelling.ts'
import * as laws from './laws.ts'
import { findPlaces, type Place } from './read/places.ts'
import { runCommand } from './serve/cli.ts'
import type { House } from './serve/house.ts'
import { STAGES, type Versions } from './store/index.ts'

const built = dirname(fileURLToPath(import.meta.url))
const root = join(built, '..')
const { name, version, homepage } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))

/** The version of all stages: the package's, and a hash of what was built, so that what an older build judged is judged again. */
const versions = (): Versions => {
  const hash = createHash('sha256')
  for (const file of readdirSync(built).sort()) if (file.endsWith('.js')) hash.update(readFileSync(join(built, file)))
  const engine = `${version}+${hash.digest('hex').slice(0, 8)}`
  return Object.fromEntries(STAGES.map(stage => [stage, engine])) as Versions
}

const stages = () =>
  Promise.all([
    import('./parse/index.ts'),
    import('./quote/index.ts'),
    import('./attribute/index.ts'),
    import('./align/index.ts'),
    import('./trace/index.ts')
  ])

const house: House = {
  parts: async () => {
    const [parse, quote, attribute, align, trace] = await stages()
    return { ...parse, ...quote, ...attribute, ...align, ...trace, ...laws }
  },
  spelled: keyOf,
  versions: versions(),
  version,
  root,
  findPlaces,
  readPages: async function* (places, options) {
    const { readPages } = await import('./read/index.ts')
    yield* readPages(places as readonly Place[], {
      ...options,
      userAgent: `${name}/${version} (+${homepage})`,
      stdin: process.stdin,
      now: () => new Date().toISOString()
    })
  },
  cwd: process.cwd(),
  env: process.env,
  in: process.stdin,
  out: process.stdout,
  err: process.stderr
}

// Whoever reads us may stop reading: "onrecord export | head" is no fault.
process.stdout.on('error', error => process.exit('code' in error && error.code === 'EPIPE' ? 0 : 1))

process.exitCode = await runCommand(house, process.argv.slice(2))
