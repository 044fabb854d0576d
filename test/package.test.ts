/** The package as somebody gets it who has no checkout: packed, installed in an empty folder, started with npx. */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scratch } from './record.ts'

const root = new URL('..', import.meta.url).pathname
const { folder, path } = scratch()

/** Where packages come from, as npm is set up here; whether that answers. */
const registry = spawnSync('npm', ['config', 'get', 'registry'], { encoding: 'utf8', cwd: folder }).stdout.trim()
const isReached = async () => {
  try {
    return (await fetch(new URL('yaml/latest', registry), { signal: AbortSignal.timeout(5000) })).ok
  } catch {
    return false
  }
}
const reached = await isReached()

// Nothing of this checkout's npm reaches the install: who installs has their own.
const env = Object.fromEntries(
  Object.entries(process.env).filter(
    ([name]) => !/^(?:npm_(?:package|lifecycle|config_local)|ONNXRUNTIME|ONRECORD|INIT_CWD)/.test(name)
  )
)
const npm = (args: string[], cwd: string) => {
  const { status, stdout, stderr } = spawnSync('npm', args, { cwd, env, encoding: 'utf8', maxBuffer: 1e8 })
  expect(status, stderr).toBe(0)
  return stdout
}

type Packed = { filename: string; size: number; files: { path: string; size: number }[] }

const pack = (): Packed => {
  // The tests have built dist/ already; packing by hand builds first.
  const said = npm(['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root)
  const told = JSON.parse(said)
  return (Array.isArray(told) ? told[0] : Object.values(told)[0]) as Packed
}
const packed = pack()

test('the tarball holds what runs, what is read and what is shown, and nothing else', () => {
  const names = packed.files.map(one => one.path)
  const folders = new Set(names.map(name => (name.includes('/') ? name.split('/')[0] : name)))
  expect([...folders].sort()).toEqual(
    ['CHANGELOG.md', 'LICENSE', 'README.md', 'bin', 'dist', 'docs', 'examples', 'models', 'package.json', 'web'].sort()
  )
  for (const needed of [
    'bin/onrecord',
    'dist/main.js',
    'dist/index.js',
    'dist/draw.js',
    'dist/web/onrecord.js',
    'models/manifest.json',
    'web/onrecord.svg'
  ])
    expect(names).toContain(needed)
  expect(names.filter(name => name.endsWith('.map'))).toEqual([])
  const weights = packed.files.filter(one => one.path.startsWith('models/')).reduce((sum, one) => sum + one.size, 0)
  expect(weights).toBeLessThanOrEqual(30e6)
  expect(packed.size).toBeLessThanOrEqual(30e6)
})

/** Starts a program and waits for the address that it says it serves at. */
const served = async (child: ChildProcess): Promise<string> => {
  let said = ''
  child.stderr?.on('data', chunk => (said += chunk))
  return new Promise((resolve, reject) => {
    child.stdout?.on('data', chunk => {
      said += chunk
      const address = /The record is at (http:\S+)/.exec(said)?.[1]
      if (address) resolve(address)
    })
    child.once('exit', () => reject(new Error(said)))
  })
}

// One install, most of it from npm's cache where it has been installed before.
describe.skipIf(!reached)(`installed in an empty folder${reached ? '' : ` (skipped: ${registry} does not answer)`}`, () => {
  test('npx onrecord serves the examples, and the install fetched nothing for graphics cards', async () => {
    const home = path('home')
    mkdirSync(home)
    writeFileSync(join(home, 'package.json'), '{ "private": true }')
    npm(['install', '--prefer-offline', '--no-audit', '--no-fund', '--loglevel=error', path(packed.filename)], home)
    const modules = join(home, 'node_modules')
    expect(existsSync(join(modules, 'onnxruntime-node'))).toBe(false)
    const large = readdirSync(modules, { recursive: true, withFileTypes: true })
      .filter(one => one.isFile() && /cuda|tensorrt/i.test(one.name))
      .map(one => one.name)
    expect(large).toEqual([])
    const child = spawn('npx', ['onrecord'], { cwd: home, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true })
    try {
      const address = await served(child)
      const page = await (await fetch(address)).text()
      expect(page).toContain('Northern Ledger')
      const style = /href="(\/assets\/[^"]+onrecord\.css)"/.exec(page)?.[1]
      expect((await fetch(new URL(style!, address))).status).toBe(200)
      expect((await (await fetch(new URL('articles.json', address))).json()).all).toBe(9)
    } finally {
      const ended = once(child, 'exit')
      // The program stands below npx and its shell: all of them are one group.
      process.kill(-child.pid!, 'SIGINT')
      await ended
    }
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
    expect(spawnSync('npx', ['onrecord', '--version'], { cwd: home, env, encoding: 'utf8' }).stdout.trim()).toBe(version)
    expect(statSync(join(home, 'examples.db')).size).toBeGreaterThan(0)
  }, 240_000)
})
