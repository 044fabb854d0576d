import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import Libsql from 'libsql'
import { beforeAll, expect, test } from 'vitest'
import { openStore } from '../src/store/index.ts'
import { APPLICATION_ID, migrations } from '../src/store/schema.ts'
import { textOf } from '../src/text/index.ts'
import { PAGES, scratch, versionsOf } from './record.ts'

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const { folder, path } = scratch()
const run = (args: string[], input = '') => {
  const { ONRECORD_DB: _, ...env } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, '--engine', 'rules', ...args], {
    cwd: folder,
    input,
    encoding: 'utf8',
    env
  })
  return { code: status, out: stdout, err: stderr }
}

beforeAll(() => {
  mkdirSync(path('news'))
  for (const { address, bytes } of PAGES) writeFileSync(path(address.slice(1)), bytes)
  expect(run(['add', 'news']).code).toBe(0)
}, 120_000)

test('check: a quotation or a draft, and the exit code says whether all was found', () => {
  const found = run(['check', '--quote', 'We will not close the harbour', '--speaker', 'Ada Ruiz'])
  expect(found).toMatchObject({ code: 0, err: '' })
  expect(found.out).toMatch(/^FOUND 1\. “We will not close the harbour” \(Ada Ruiz\)\n {4}Word for word in/)
  const draft =
    '“We will never close the harbour, and we will not sell the old cranes to anybody,” said Ada Ruiz.\n\n“We will not close the harbour,” Ruiz said.\n'
  const checked = run(['check', '-'], draft)
  expect(checked.code).toBe(8)
  expect(checked.out).toMatch(/^2 quotations: 1 altered, 1 found\.\n\nALTERED 1\./)
  expect(checked.out).toMatch(/\[-not-\]\{\+never\+\}/)
  expect(checked.out).toContain('! a word that changes what is claimed')
  expect(JSON.parse(run(['check', '-', '--json'], draft).out).counts).toMatchObject({ altered: 1, found: 1 })
  writeFileSync(path('bare.txt'), 'Nothing is quoted here.\n')
  expect(run(['check', 'bare.txt']).code).toBe(5)
  expect(run(['check']).code).toBe(2)
  expect(run(['check', 'missing.txt'])).toMatchObject({ code: 3, err: 'onrecord: missing.txt is not there.\n' })
})

test('cite and verify: what is cited checks, and a changed word does not', () => {
  const [{ quotation }] = JSON.parse(run(['find', '"the old cranes"', '--json']).out)
  expect(run(['cite', quotation.id.slice(0, 8), '--as', 'ris']).out).toMatch(/^TY {2}- NEWS/)
  const [{ text, start, end, words }] = quotation.content
  expect(run(['verify', text, String(start), String(end), words])).toMatchObject({ code: 0 })
  expect(run(['verify', text, String(start), String(end), words.replace('old', 'new')])).toMatchObject({
    code: 8,
    out: expect.stringContaining('At the cited place stands “')
  })
  expect(run(['verify', 'none', '1', '2', 'x']).code).toBe(2)
  expect(run(['cite', 'zzz']).code).toBe(5)
})

test('find tells where a query is not understood; ask answers in JSON', () => {
  expect(run(['find', 'quay (lamps'])).toMatchObject({ code: 2, err: 'onrecord: This bracket is not closed (at character 6)\n' })
  expect(JSON.parse(run(['ask', 'statements', 'speaker=Ada Ruiz']).out).all).toBeGreaterThan(0)
  expect(run(['ask', 'weather'])).toMatchObject({
    code: 2,
    err: expect.stringMatching(/^onrecord: There is no operation weather; there are summary,/)
  })
})

/** A record as the first version of its tables held it: one article with one quotation. */
const oldRecord = (file: string) => {
  const chars = 'The lamps stay lit. “The old cranes go,” Ada Ruiz told the council before midnight.'
  const text = textOf(chars)
  const [from, to] = [chars.indexOf('“'), chars.indexOf('”') + 1]
  const cue = chars.indexOf('told')
  const raw = new Libsql(file)
  const insert = (table: string, ...values: (string | number | Buffer | null)[]) =>
    raw.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?').join(', ')})`).run(values)
  raw.exec(migrations[0] as string)
  insert('runs', 'r', 'parse', '1')
  insert('texts', text.id, Buffer.from(chars))
  insert('articles', 'a1', text.id, '/a.txt', '2031-03-05T00:00:00Z', null, 'en', '[]', null, null, 'full', '1 1 1', 'r')
  insert('quotations', 1, 'q1', 'a1', 0, 'direct', 'body', cue, cue + 4, null, null, 'after', 0.9, 'r')
  insert('contents', 'q1', 0, from, to)
  insert('attributions', 'q1', null, '[]', 0, 'nobody', 'r')
  insert('sayings', 'q1', 0, null, null, null, '[]', null, 'r')
  raw.exec("INSERT INTO found (rowid, words, speaker, outlet) VALUES (1, 'The old cranes go', '', '')")
  raw.exec(`PRAGMA application_id = ${APPLICATION_ID}; PRAGMA user_version = 1`)
  raw.close()
}

test('a record of the first tables is brought up to date, and every word of it can be found', () => {
  oldRecord(path('old.db'))
  const renewed = openStore(path('old.db'), versionsOf('1'))
  expect(renewed.search('cue:told')).toEqual(['q1'])
  expect(renewed.search('about:midnight')).toEqual(['q1'])
  expect(renewed.candidates('old cranes', 5)).toEqual(['q1'])
  expect(renewed.isWoven()).toBe(false)
  expect(renewed.faults()).toEqual([])
  renewed.close()
})
