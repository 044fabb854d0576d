import { spawnSync } from 'node:child_process'
import { parquetReadObjects } from 'hyparquet'
import { expect, test } from 'vitest'
import { exportLines, parquetOf } from '../src/serve/command/export.ts'
import { openStore } from '../src/store/index.ts'
import { scratch, takeIn, versionsOf } from './record.ts'

const { path, folder } = scratch()
const store = openStore(path('export.db'), versionsOf('1'))
takeIn(store)

test('Parquet holds the rows of the CSV, with numbers as numbers, and its words check', async () => {
  const bytes = await parquetOf(store, reason => expect(reason).toBe(''))
  expect([...bytes.slice(0, 4)]).toEqual([...Buffer.from('PAR1')])
  const rows = await parquetReadObjects({ file: bytes.buffer as ArrayBuffer })
  const [head, ...lines] = [...exportLines(store, 'csv', () => {})]
  expect(Object.keys(rows[0])).toEqual(head.trimEnd().split(','))
  expect(rows).toHaveLength(lines.length)
  for (const row of rows) {
    const printed = store.text(row.text)!.chars.slice(row.start, row.end)
    expect(printed.startsWith(row.words.split(' … ')[0])).toBe(true)
  }
  expect(rows.some(row => row.speaker === 'Ada Ruiz' && row.words.includes('Élan'))).toBe(true)
  expect(rows.some(row => row.relation === null || row.said === null)).toBe(true)
})

test('the command writes the same bytes', async () => {
  const bin = new URL('../bin/onrecord', import.meta.url).pathname
  const { status, stdout } = spawnSync(process.execPath, [bin, 'export', '--format', 'parquet', '--db', path('export.db')], {
    cwd: folder
  })
  expect(status).toBe(0)
  expect((await parquetReadObjects({ file: new Uint8Array(stdout).buffer as ArrayBuffer })).length).toBe(
    store.counts().quotations
  )
})
