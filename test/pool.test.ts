import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { scratch } from './record.ts'

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const { path } = scratch()

/** More articles than are worth a pool, short ones, each with a quotation of its own. */
const MANY = 90
const textOf = (n: number) =>
  `Harbour meets again\n\nPort Selm Post\n\n“We have met ${n} times,” said Ada Ruiz, the mayor. She believes ${n} boats will stay.\n`
const LINES = Array.from({ length: MANY }, (_, id) => `${JSON.stringify({ id, text: textOf(id) })}\n`)

const workersOf = ({ pid }: ChildProcess): number[] =>
  readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

const until = async <T>(find: () => T | undefined): Promise<T> => {
  for (;;) {
    const found = find()
    if (found !== undefined) return found
    await setTimeout(20)
  }
}

// Where there is one core there is no pool, and what it did cannot be seen elsewhere than in /proc.
const hasPool = availableParallelism() > 1 && existsSync('/proc/self/task')

test('many lines are answered in their order, as one process answers them', () => {
  const ask = (input: string) =>
    spawnSync(process.execPath, [bin, 'pipe', 'quote', '--engine', 'rules'], { input, encoding: 'utf8' })
  const together = ask(LINES.join('')).stdout
  const alone = [0, 1, MANY - 1].map(n => ask(LINES[n]).stdout)
  const rows = together.split('\n').filter(Boolean)
  expect(rows.map(row => JSON.parse(row).id)).toEqual(LINES.map((_, id) => id))
  expect([0, 1, MANY - 1].map(n => `${rows[n]}\n`)).toEqual(alone)
}, 180_000)

test.skipIf(!hasPool)(
  'what a killed worker had in hand is answered all the same, and no worker outlives its pipe',
  async () => {
    const child = spawn(process.execPath, [bin, 'pipe', 'quote', '--engine', 'rules'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const ids: number[] = []
    createInterface({ input: child.stdout }).on('line', line => ids.push(JSON.parse(line).id))
    child.stdin.write(LINES.slice(0, 60).join(''))
    const workers = await until(() => (workersOf(child).length > 1 ? workersOf(child) : undefined))
    process.kill(workers[0], 'SIGKILL')
    child.stdin.write(LINES.slice(60).join(''))
    await until(() => (ids.length === MANY ? true : undefined))
    expect(ids).toEqual(LINES.map((_, id) => id))
    child.kill('SIGKILL')
    await once(child, 'exit')
    await until(() => (workers.every(pid => !existsSync(`/proc/${pid}`)) ? true : undefined))
  },
  180_000
)

test.skipIf(!hasPool)(
  'whoever sends one line and waits has its answer at once, also when workers run',
  async () => {
    const child = spawn(process.execPath, [bin, 'pipe', 'quote', '--engine', 'rules'], { stdio: ['pipe', 'pipe', 'inherit'] })
    const read = createInterface({ input: child.stdout })
    const ids: number[] = []
    read.on('line', line => ids.push(JSON.parse(line).id))
    child.stdin.write(LINES.join(''))
    await until(() => (ids.length === MANY ? true : undefined))
    for (const id of [1001, 1002]) {
      child.stdin.write(`${JSON.stringify({ id, text: textOf(id) })}\n`)
      await until(() => (ids.at(-1) === id ? true : undefined))
    }
    child.stdin.end()
    expect((await once(child, 'exit'))[0]).toBe(0)
  },
  180_000
)

test('many files are added by a pool as by one process: each once, and again none', () => {
  const files = Array.from({ length: 30 }, (_, n) => path(`article-${n}.txt`))
  files.forEach((file, n) => void writeFileSync(file, textOf(n)))
  const add = (db: string, some: string[]) =>
    spawnSync(process.execPath, [bin, 'add', ...some, '--db', path(db), '--engine', 'rules'], { encoding: 'utf8' })
  const held = (db: string) =>
    spawnSync(process.execPath, [bin, 'export', '--db', path(db)], { encoding: 'utf8' })
      .stdout.split('\n')
      .filter(row => /"type":"(?:article|quotation)"/.test(row))
      .map(row => row.replace(/"seen":"[^"]*"/, ''))
      .sort()
  expect(add('many.db', files).stdout).toMatch(/^30 articles added, /)
  for (const some of [files.slice(0, 15), files.slice(15)]) expect(add('few.db', some).stdout).toMatch(/^15 articles added, /)
  expect(held('many.db')).toEqual(held('few.db'))
  expect(add('many.db', files).stdout).toMatch(/^30 articles there already/)
}, 240_000)
