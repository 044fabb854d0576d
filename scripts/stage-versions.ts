import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'

/** What each stage's judgements are made by, in src/: every file that its entries lead to, and for reading the two that decide what enters the record. */
const ENTRIES: Readonly<Record<string, { readonly follow: readonly string[]; readonly alone?: readonly string[] }>> = {
  parse: { follow: ['parse/index.ts'], alone: ['laws.ts', 'flow.ts'] },
  quote: { follow: ['quote/index.ts', 'infer/index.ts'] },
  attribute: { follow: ['attribute/index.ts'] },
  // Weaving is done by three stages: what brings them together is counted where it makes no article be read again.
  align: { follow: ['align/index.ts', 'weave/index.ts'], alone: ['laws.ts'] },
  trace: { follow: ['trace/index.ts', 'weave/index.ts'] },
  group: { follow: ['group/index.ts'] },
  revise: { follow: ['revise/index.ts'] },
  correct: { follow: ['correct/index.ts'] }
}

/** Names of things, which judge nothing. */
const NOUNS = 'types.ts'

const IMPORTED = /^(?:import|export)(?! type\b)[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm

/** The files of src/, and the packages, that an entry leads to. Types lead nowhere: nothing of them is left when Onrecord runs. */
const reachedFrom = (src: string, entries: readonly string[]): { files: string[]; packages: string[] } => {
  const files = new Set<string>()
  const packages = new Set<string>()
  const open = [...entries]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (files.has(file) || file === NOUNS) continue
    files.add(file)
    if (!file.endsWith('.ts')) continue
    for (const [, plain, bare, late] of readFileSync(join(src, file), 'utf8').matchAll(IMPORTED)) {
      const target = plain ?? bare ?? late
      if (target.startsWith('.')) open.push(relative(src, join(src, dirname(file), target)))
      else if (!target.startsWith('node:')) packages.add(/^(?:@[^/]+\/)?[^/]+/.exec(target)![0])
    }
  }
  return { files: [...files], packages: [...packages] }
}

/** What the judgements of a stage are made by: files of src/, and packages. */
export const madeOf = (root: string, stage: string): { files: string[]; packages: string[] } => {
  const { follow, alone = [] } = ENTRIES[stage]
  const { files, packages } = reachedFrom(join(root, 'src'), follow)
  return { files: [...new Set([...files, ...alone])].sort(), packages: packages.sort() }
}

/** A hash for each stage of all that its judgements are made by: what is changed elsewhere, a page or a command, lets them stand. */
export const stageVersions = (root: string): Record<string, string> =>
  Object.fromEntries(
    Object.keys(ENTRIES).map(stage => {
      const hash = createHash('sha256')
      const { files, packages } = madeOf(root, stage)
      for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, 'src', file)))
      for (const name of packages) hash.update(`${name} ${versionOf(root, name)}\n`)
      return [stage, hash.digest('hex').slice(0, 8)]
    })
  )

const versionOf = (root: string, name: string): string =>
  JSON.parse(readFileSync(join(root, 'node_modules', name, 'package.json'), 'utf8')).version

const MODULE = 'onrecord:stages'

/** A plugin for Rolldown: `import stages from 'onrecord:stages'` gives the hashes of the stages as they are when Onrecord is built. */
export const stageHashes = (root: string) => ({
  name: 'stage-hashes',
  resolveId: (id: string) => (id === MODULE ? id : null),
  load: (id: string) =>
    id === MODULE ? { code: `export default ${JSON.stringify(stageVersions(root))}`, moduleType: 'js' as const } : null
})
