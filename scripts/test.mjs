// `npm test`: sets up, finds a Chromium for the tests of the pages, then types, style and tests. The last line counts the tests.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { root, run, setUp } from './setup.mjs'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const onPath = name =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map(folder => join(folder, name))
    .find(path => existsSync(path))

const works = path => path && spawnSync(path, ['--version'], { stdio: 'ignore', timeout: 30_000 }).status === 0

const chromium = () => [process.env.CHROMIUM_PATH, ...NAMES.map(onPath)].find(works)

// Only where it changes nobody's desk: as root, on a system with Debian's packages.
const install = () => {
  if (process.getuid?.() !== 0 || !onPath('apt-get')) return
  console.error('No Chromium is here: installing the package "chromium" with apt-get.')
  const quiet = { DEBIAN_FRONTEND: 'noninteractive' }
  if (run('apt-get', ['update', '-qq'], quiet) === 0)
    run('apt-get', ['install', '-y', '-qq', '--no-install-recommends', 'chromium'], quiet)
}

setUp()
let browser = chromium()
if (!browser) {
  install()
  browser = chromium()
}
if (!browser)
  console.error('No Chromium was found, so the tests of the pages are skipped. Install one, or name it in CHROMIUM_PATH.')

for (const [what, program, args] of [
  ['The types', 'node_modules/typescript/bin/tsc', ['-p', '.']],
  ['The style', 'node_modules/@biomejs/biome/bin/biome', ['check', '--diagnostic-level=error']]
]) {
  if (run(process.execPath, [program, ...args]) === 0) continue
  console.error(`${what} did not pass, so the tests were not run.`)
  console.log('0 passed, 1 failed, 0 skipped')
  process.exit(1)
}
const { status } = spawnSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...process.argv.slice(2)], {
  cwd: root,
  stdio: ['ignore', 1, 2],
  env: { ...process.env, ...(browser ? { CHROMIUM_PATH: browser } : {}) }
})
process.exitCode = status ?? 1
