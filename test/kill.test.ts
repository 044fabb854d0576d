import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { expect, test } from 'vitest'
import { weave } from '../src/flow.ts'
import { openStore } from '../src/store/index.ts'
import { parts, scratch, versionsOf } from './record.ts'

const { path } = scratch()
const ROUNDS = 20

/** The longest that a round's process lives after its first article; it is killed at a random moment of this time. */
const LONGEST_LIFE_MS = 250

const adder = new URL('adder.mjs', import.meta.url).pathname

/** Adds articles in a process of its own, kills it at a random moment, and gives the ids that it acknowledged. */
const addAndKill = async (record: string, name: string): Promise<string[]> => {
  const child = spawn(process.execPath, [adder, record, name, '100000'], { stdio: ['ignore', 'pipe', 'inherit'] })
  const acknowledged: string[] = []
  const read = createInterface({ input: child.stdout })
  read.on('line', line => acknowledged.push(line))
  await once(read, 'line')
  const closed = Promise.all([once(child, 'exit'), once(read, 'close')])
  setTimeout(() => child.kill('SIGKILL'), Math.random() * LONGEST_LIFE_MS)
  await closed
  return acknowledged
}

test(`what was acknowledged survives kill -9, ${ROUNDS} rounds`, async () => {
  const record = path('killed.db')
  const acknowledged = new Set<string>()
  for (let round = 0; round < ROUNDS; round++) {
    for (const id of await addAndKill(record, `round-${round}`)) acknowledged.add(id)
    const store = openStore(record, versionsOf('1'), { mustExist: true })
    const held = new Set<string>(store.articles())
    expect([...acknowledged].filter(id => !held.has(id))).toEqual([])
    expect(store.faults()).toEqual([])
    expect(store.pageFaults()).toMatchObject({ without: 0, wrong: [] })
    store.close()
  }
  expect(acknowledged.size).toBeGreaterThan(ROUNDS)

  const store = openStore(record, versionsOf('1'), { mustExist: true })
  if (!store.isWoven()) weave(store, parts)
  expect(store.isWoven()).toBe(true)
  const before = store.mark()
  for (const entry of store.entries()) expect(store.save(entry)).toBe('kept')
  expect(store.mark()).toBe(before)
  expect(store.faults()).toEqual([])
  store.close()
}, 180_000)
