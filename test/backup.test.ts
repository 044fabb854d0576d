import { spawn, spawnSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import Libsql from 'libsql'
import { expect, test } from 'vitest'
import { NoRecord, openStore, restoreStore } from '../src/store/index.ts'
import { PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const { folder, path } = scratch()
const bin = new URL('../bin/onrecord', import.meta.url).pathname
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], { cwd: folder, encoding: 'utf8' })
  return { code: status, out: stdout, err: stderr }
}
const versions = versionsOf('1')

/** Each of these starts several programs, which takes its time on a busy machine. */
const PATIENCE = 120_000

const store = openStore(path('whole.db'), versions)
takeIn(store)

test('a backup holds all, is searched like the record, and is written over nothing', () => {
  store.backup(path('copy.db'))
  const copy = openStore(path('copy.db'), versions, { mustExist: true })
  expect(copy.entries()).toEqual(store.entries())
  expect(copy.statements()).toEqual(store.statements())
  expect(copy.search('cranes cue:said')).toEqual(store.search('cranes cue:said'))
  expect(copy.search('about:midnight').length).toBeGreaterThan(0)
  expect([copy.faults(), copy.changedTexts()]).toEqual([[], []])
  expect(copy.articles().map(id => copy.page(id)?.bytes)).toEqual(store.articles().map(id => store.page(id)!.bytes))
  copy.close()
  const before = readFileSync(path('copy.db'))
  expect(() => store.backup(path('copy.db'))).toThrow(NoRecord)
  expect(readFileSync(path('copy.db'))).toEqual(before)
})

test('what is restored goes on as a record, and nothing is restored over one', () => {
  store.backup(path('again.db'))
  restoreStore(path('again.db'), path('restored.db'), versions, () => {})
  const restored = openStore(path('restored.db'), versions)
  takeIn(restored, [pageOf('/news/later.txt', 'Later\n\n“We stay until noon,” said Ada Ruiz.\n')])
  expect(restored.counts().articles).toBe(PAGES.length + 1)
  expect(restored.pageFaults()).toEqual({ pages: PAGES.length + 1, without: 0, wrong: [] })
  restored.close()
  expect(() => restoreStore(path('again.db'), path('restored.db'), versions, () => {})).toThrow(/is there already/)
  expect(readdirSync(folder).filter(name => name.includes('.part'))).toEqual([])
})

test('what is written while a backup is looked through, as it is where it is brought up to date, is not lost with the log', () => {
  store.backup(path('older.db'))
  restoreStore(path('older.db'), path('newer.db'), versions, one => {
    for (let n = 0; n < 200; n++)
      one.tokens.add({ id: `${n}`.padStart(12, '0'), name: `token ${n}`, role: 'reader', hash: 'x'.repeat(64), made: n })
  })
  const restored = openStore(path('newer.db'), versions)
  expect(restored.tokens.all()).toHaveLength(200)
  expect(restored.entries()).toEqual(store.entries())
  expect([restored.faults(), restored.changedTexts()]).toEqual([[], []])
  restored.close()
})

test(
  'a backup that does not check is not restored',
  () => {
    store.backup(path('forged.db'))
    const raw = new Libsql(path('forged.db'))
    raw.exec(`UPDATE texts SET utf8 = CAST(replace(CAST(utf8 AS TEXT), 'old cranes', 'new cranes') AS BLOB)`)
    raw.close()
    writeFileSync(path('words.db'), 'no database at all '.repeat(100))
    const copied = readFileSync(path('forged.db'))
    copyFileSync(path('again.db'), path('half.db'))
    writeFileSync(path('half.db'), readFileSync(path('again.db')).subarray(0, 30_000))
    for (const [name, code] of [
      ['forged.db', 7],
      ['words.db', 4],
      ['missing.db', 4],
      ['half.db', 4]
    ] as const) {
      const answer = run('restore', name, '--db', 'target.db')
      expect([4, 7], `${name}: ${answer.err}`).toContain(answer.code)
      if (name !== 'half.db') expect(answer.code, answer.err).toBe(code)
      expect(answer.err).toMatch(/^onrecord: .+\n$/)
      expect(readdirSync(folder).filter(one => one.startsWith('target'))).toEqual([])
    }
    expect(readFileSync(path('forged.db'))).toEqual(copied)
  },
  PATIENCE
)

test(
  'the commands say what they did',
  () => {
    expect(run('backup', 'by-command.db', '--db', 'whole.db')).toMatchObject({
      code: 0,
      out: expect.stringMatching(/^Backed up into by-command\.db: 3 articles/)
    })
    expect(run('backup', 'by-command.db', '--db', 'whole.db')).toMatchObject({
      code: 4,
      err: expect.stringMatching(/nothing is written over it/)
    })
    expect(run('restore', 'by-command.db', '--db', 'by-restore.db')).toMatchObject({
      code: 0,
      out: 'Restored by-command.db into by-restore.db.\n'
    })
    expect(run('find', 'cranes', '--db', 'by-restore.db').code).toBe(0)
  },
  PATIENCE
)

test(
  'killed at any moment, a backup is there whole or not at all, and is begun anew',
  async () => {
    for (const after of [100, 300, 500, 700, 900]) {
      const name = `killed-${after}.db`
      const child = spawn(process.execPath, [bin, 'backup', name, '--db', 'whole.db'], { cwd: folder, stdio: 'ignore' })
      const closed = new Promise(resolve => child.once('close', resolve))
      await setTimeout(after)
      child.kill('SIGKILL')
      await closed
      if (!existsSync(path(name))) store.backup(path(name))
      const copy = openStore(path(name), versions, { mustExist: true })
      expect([copy.counts().articles, copy.faults()]).toEqual([PAGES.length, []])
      copy.close()
    }
  },
  PATIENCE
)
