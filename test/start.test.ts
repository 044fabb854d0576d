import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { PAGES, scratch } from './record.ts'

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const { folder } = scratch()

const home = () => {
  const at = mkdtempSync(join(folder, 'home-'))
  mkdirSync(join(at, 'news'))
  for (const { address, bytes } of PAGES) writeFileSync(join(at, address), bytes)
  return at
}

/** Starts, waits until the pages are served or the process ends, asks for the first page, stops with Ctrl-C. */
const start = async (cwd: string, ...args: string[]) => {
  const { ONRECORD_DB: _, ...env } = process.env
  const child = spawn(process.execPath, [bin, 'start', ...args], { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stderr.on('data', chunk => (err += chunk))
  const ended = once(child, 'close')
  const served = new Promise<string>(resolve => {
    child.stdout.on('data', chunk => {
      out += chunk
      const address = /The record is at (http:\S+)/.exec(out)?.[1]
      if (address) resolve(address)
    })
  })
  const address = await Promise.race([served, ended.then(() => '')])
  const status = address && (await fetch(address)).status
  if (address) child.kill('SIGINT')
  const [code] = await ended
  return { out, err, code, address, status }
}

test('the examples go into a record of their own, are summed up and served', async () => {
  const at = home()
  const { out, code, status } = await start(at, '--port', '0')
  expect({ code, status }).toEqual({ code: 0, status: 200 })
  expect(out).toMatch(
    /^\d+ articles added, \d+ quotations\.\n\n\d+ articles of \d+ outlets, \d+ quotations, \d+ speakers\n\d+ statements, \d+ of them in more than one article\n\nWhat differs\n/
  )
  expect(existsSync(join(at, 'examples.db'))).toBe(true)
  expect(existsSync(join(at, 'onrecord.db'))).toBe(false)
})

test("one's own articles are kept in one record between starts", async () => {
  const at = home()
  const first = await start(at, 'news', '--port', '0')
  expect(first.out).toMatch(/^3 articles added/)
  expect(first.out).toMatch(/leaves out “old” without a mark/)
  const second = await start(at, 'news/tidewater.txt', '--port', '0')
  expect(second.out).toMatch(/^1 article there already\.\n\n3 articles of/)
  expect(existsSync(join(at, 'examples.db'))).toBe(false)
})

test('what cannot be read is said, the rest is served, and the exit code tells', async () => {
  const { err, code, status } = await start(home(), 'missing.txt', 'news', '--port', '0')
  expect({ err, code, status }).toEqual({ err: 'onrecord: missing.txt is not there.\n', code: 3, status: 200 })
  expect(await start(home(), 'missing.txt')).toMatchObject({
    address: '',
    code: 3,
    err: 'onrecord: missing.txt is not there.\nonrecord: Nothing was added.\n'
  })
})

test('when the usual port is in use, the next free one is taken', async () => {
  const squatter = createServer()
  squatter.on('error', () => {})
  squatter.listen(4747, '127.0.0.1')
  const { address, status } = await start(home(), 'news')
  squatter.close()
  expect(Number(new URL(address).port)).toBeGreaterThan(4747)
  expect(status).toBe(200)
})
