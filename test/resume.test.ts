import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { htmlOf, PARAGRAPHS, recordOf } from '../bench/files.mjs'
import { openStore } from '../src/store/index.ts'
import { scratch, versionsOf } from './record.ts'

const { path } = scratch()
const program = new URL('../bin/onrecord', import.meta.url).pathname
const MANY = 40

const pageOf = (n: number) =>
  htmlOf(
    `The ${n}th vote on the harbour`,
    [PARAGRAPHS[0], PARAGRAPHS[2]].map(one => `${one} It was vote number ${n} of them all.`)
  )

const heldIn = (record: string) => {
  try {
    const store = openStore(record, versionsOf('1'), { mustExist: true })
    const { articles } = store.counts()
    store.close()
    return articles
  } catch {
    return 0
  }
}

/** Adds an archive; kills the process with SIGKILL once so many articles are there. */
const add = (archive: string, record: string, dieAt?: number) =>
  new Promise<string>(resolve => {
    const child = spawn(program, ['--engine', 'rules', 'add', archive, '--db', record], { stdio: ['ignore', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', chunk => {
      out += chunk
    })
    const timer = setInterval(() => {
      if (dieAt && heldIn(record) >= dieAt) child.kill('SIGKILL')
    }, 20)
    child.on('close', () => {
      clearInterval(timer)
      resolve(out)
    })
  })

test('an archive that was interrupted with kill -9 is taken up again: nothing is doubled, and what is there is not read again', async () => {
  const archive = path('many.warc.gz')
  const records = Array.from({ length: MANY }, (_, n) =>
    recordOf({ url: `https://harbour-post.example/${n}`, body: pageOf(n) }, true)
  )
  writeFileSync(archive, Buffer.concat(await Promise.all(records)))
  const record = path('record.db')
  await add(archive, record, 5)
  const before = heldIn(record)
  expect(before).toBeGreaterThanOrEqual(5)
  const told = await add(archive, record)
  expect(told).toContain(`${MANY - before} articles added`)
  expect(told).toContain(`${before} articles there already`)
  expect(heldIn(record)).toBe(MANY)
  expect(await add(archive, record)).toBe(`${MANY} articles there already.\n`)
}, 120_000)

test('a wall is no article: it is said which wall stands there', async () => {
  const archive = path('walls.warc')
  const wall = (title: string, words: string) => htmlOf(title, [words])
  const pages = [
    wall('Harbour stays open', 'Subscribe to continue reading this story.'),
    wall('Checking', 'Please verify you are human by completing the action below.'),
    wall('Unavailable', 'Our site is unavailable in your country due to legal reasons.'),
    wall('Before you go on', 'We value your privacy. We and our 212 partners store and/or access information on a device.'),
    pageOf(1)
  ]
  const records = pages.map((body, n) => recordOf({ url: `https://harbour-post.example/${n}`, body }))
  writeFileSync(archive, Buffer.concat(await Promise.all(records)))
  const record = path('walls.db')
  const child = spawn(program, ['--engine', 'rules', 'add', archive, '--db', record])
  let said = ''
  child.stderr.on('data', chunk => {
    said += chunk
  })
  expect(await new Promise(resolve => child.on('close', resolve))).toBe(3)
  expect(said.trim().split('\n')).toEqual([
    'onrecord: https://harbour-post.example/0 is only a subscription wall: nothing of its article is there.',
    'onrecord: https://harbour-post.example/1 is only a check for robots: nothing of its article is there.',
    'onrecord: https://harbour-post.example/2 is kept from this country: nothing of its article is there.',
    'onrecord: https://harbour-post.example/3 is only a question about cookies: nothing of its article is there.'
  ])
  expect(heldIn(record)).toBe(1)
})
