import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'

const bench = fileURLToPath(new URL('../bench/speed/align/bench.mjs', import.meta.url))

test('one more article costs hardly more on a record of 10,000 quotations than on one of 1,000', { timeout: 900_000 }, () => {
  const { status, stderr, stdout } = spawnSync(process.execPath, [bench, '1000', '10000'], { encoding: 'utf8' })
  expect({ status, stderr }, stdout).toEqual({ status: 0, stderr: '' })
})
