import { spawnSync } from 'node:child_process'
import { expect, test } from 'vitest'

const fuzz = new URL('../bench/quality/parse/fuzz.mjs', import.meta.url).pathname

test('mutated files of every kind break neither the reading nor a law', () => {
  const { status, stdout } = spawnSync(process.execPath, [fuzz, '12', '3'], { encoding: 'utf8' })
  expect(stdout).toMatch(/^\d+ mutated files in 12 s: 0 failed/)
  expect(status).toBe(0)
}, 120_000)
