// Installs what package-lock.json names, where it is not installed yet, and builds. Needs Node and npm and nothing else.
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** The oldest Node that the parts run on; package.json says the same. */
const OLDEST = [20, 19]

/** Runs a program of the package to its end, its words on standard error, and gives its exit code. */
export const run = (program, args, env = {}) =>
  spawnSync(program, args, { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, ...env } }).status ?? 1

// The processor's runtime is in its package; what its script would fetch besides is for graphics cards.
const NO_CUDA = { ONNXRUNTIME_NODE_INSTALL: 'skip' }

const npm = args => {
  const { npm_execpath: path } = process.env
  return path ? run(process.execPath, [path, ...args], NO_CUDA) : run('npm', args, NO_CUDA)
}

const lock = path => (existsSync(path) ? JSON.parse(readFileSync(path, 'utf8')).packages : {})

const installed = () => {
  const wanted = lock(join(root, 'package-lock.json'))
  const here = lock(join(root, 'node_modules/.package-lock.json'))
  return Object.entries(wanted).every(([name, one]) => !name || one.optional || here[name]?.version === one.version)
}

/** Leaves the package installed and built, or ends the process with a sentence. */
export const setUp = () => {
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1]))
    end(`Onrecord needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`)
  // Not `npm ci`: it refuses a lock without the binaries of every other system, and a registry need not carry them all.
  if (!installed() && npm(['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error']) !== 0)
    end('Installing did not work: npm says why above. Is there a network?')
  const built = spawnSync(process.execPath, ['node_modules/rolldown/bin/cli.mjs', '-c'], { cwd: root, encoding: 'utf8' })
  if (built.status !== 0) end(`${built.stdout}${built.stderr}\nBuilding did not work: the reason is above.`)
}

const end = sentence => {
  console.error(sentence)
  process.exit(1)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) setUp()
