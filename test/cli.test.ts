import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { setTimeout } from 'node:timers/promises'
import Libsql from 'libsql'
import { beforeAll, describe, expect, test } from 'vitest'
import { ENDS } from '../src/read/formats/index.ts'
import { PAGES, scratch } from './record.ts'

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const { folder, path } = scratch()

const run = (args: string[], { input = '', env = {}, cwd = folder } = {}) => {
  const { ONRECORD_DB: _, ...clean } = process.env
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args], {
    cwd,
    input,
    encoding: 'utf8',
    env: { ...clean, ...env }
  })
  return { code: status, out: stdout, err: stderr }
}
const json = (args: string[]) => JSON.parse(run([...args, '--json']).out)
const exported = (args: string[] = []) =>
  run(['export', ...args])
    .out.split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))

beforeAll(() => {
  mkdirSync(path('news'))
  for (const { address, bytes } of PAGES) writeFileSync(path(address.slice(1)), bytes)
  expect(run(['add', 'news'])).toMatchObject({ code: 0, err: '' })
})

describe('add', () => {
  test('says in one line what it did, and adding again does nothing', () => {
    const db = ['--db', path('again.db')]
    expect(run(['add', 'news', ...db]).out).toMatch(/^3 articles added, \d+ quotations\.\n$/)
    const before = readFileSync(path('again.db'))
    expect(run(['add', 'news', ...db])).toEqual({ code: 0, out: '3 articles there already.\n', err: '' })
    expect(run(['add', '../news/harbour-post.txt', ...db], { cwd: path('news') }).out).toBe('1 article there already.\n')
    expect(readFileSync(path('again.db'))).toEqual(before)
  })

  test('from standard input', () => {
    const db = ['--db', path('stdin.db')]
    expect(run(['add', '-', ...db], { input: 'Council meets\n\n“We stay,” said Ada Ruiz.\n' }).out).toMatch(/^1 article added/)
    expect(exported(db).find(row => row.type === 'article')?.address).toBe('-')
  })

  test('what cannot be read is said, the rest is added, and the exit code tells', () => {
    writeFileSync(path('picture.txt'), Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]))
    const { code, out, err } = run(['add', 'missing.txt', 'picture.txt', 'news', '--db', path('rest.db')])
    expect({ code, err }).toEqual({
      code: 3,
      err: 'onrecord: missing.txt is not there.\nonrecord: picture.txt is no text: it looks like a picture, an archive or a program.\n'
    })
    expect(out).toMatch(/^3 articles added, \d+ quotations, 2 could not be read\.\n$/)
  })

  test('nothing to read begins no record', () => {
    mkdirSync(path('bare'))
    expect(run(['add', 'bare', '--db', path('bare.db')])).toEqual({
      code: 3,
      out: '',
      err: `onrecord: bare holds no articles: only ${ENDS} are read.\nonrecord: Nothing was added.\n`
    })
    expect(run(['doctor', '--db', path('bare.db')]).code).toBe(4)
  })

  test('Ctrl-C ends it after the article at hand, and keeps what was added', async () => {
    mkdirSync(path('many'))
    for (let n = 0; n < 2000; n++)
      writeFileSync(path(`many/${n}.txt`), `Council meets again\n\n“We met ${n} times,” said Ada Ruiz.\n`)
    const child = spawn(process.execPath, [bin, 'add', 'many', '--db', path('many.db')], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe']
    })
    let err = ''
    child.stderr.on('data', chunk => (err += chunk))
    const ended = once(child, 'close')
    // The schema alone writes less than this: articles are coming in.
    const writing = () => existsSync(path('many.db-wal')) && statSync(path('many.db-wal')).size > 2_000_000
    while (!writing() && child.exitCode === null) await setTimeout(20)
    child.kill('SIGINT')
    expect((await ended)[0]).toBe(130)
    const added = Number(/^onrecord: Stopped\. ([\d,]+) articles? added/.exec(err)?.[1].replace(',', ''))
    expect(added).toBeLessThan(2000)
    const raw = new Libsql(path('many.db'))
    expect((raw.prepare('SELECT count(*) AS n FROM articles').all() as { n: number }[])[0].n).toBe(added)
    raw.close()
  })

  test('an address on this machine is refused unless it is allowed by name', async () => {
    const server = createServer((request, response) => {
      if (request.url === '/robots.txt') response.writeHead(404).end()
      else
        response
          .setHeader('content-type', 'text/html')
          .end('<title>Harbour</title><article><h1>Harbour stays</h1><p>“We stay,” said Ada Ruiz.</p></article>')
    })
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/harbour`
    const add = async (...more: string[]) => {
      const child = spawn(process.execPath, [bin, 'add', address, '--db', path('web.db'), ...more], {
        cwd: folder,
        stdio: 'ignore'
      })
      return (await once(child, 'exit'))[0]
    }
    expect(await add()).toBe(3)
    expect(await add('--allow-private')).toBe(0)
    server.close()
    expect(exported(['--db', path('web.db')]).find(row => row.type === 'article')?.address).toBe(address)
  })
})

describe('asking', () => {
  test('find: words, accents, phrases; nobody found is exit code 5', () => {
    expect(run(['find', 'elan']).out).toMatch(/Élan is what\s+this town has, 😀 and debts\./)
    expect(run(['find', '"the old cranes"']).out).toContain('Ada Ruiz')
    expect(run(['find', 'zeppelin'])).toEqual({ code: 5, out: '', err: 'onrecord: No quotation holds zeppelin.\n' })
    expect(json(['find', 'cranes']).map((hit: { quotation: { form: string } }) => hit.quotation.form)).toContain('direct')
  })

  test('said: a part of the name is enough; a name that may mean several lists them', () => {
    expect(run(['said', 'ruiz']).out).toMatch(/^\S+ +Ada Ruiz \(person\): /)
    expect(run(['said', 'nobody', 'here'])).toMatchObject({
      code: 5,
      err: 'onrecord: Nobody in the record is called nobody here.\n'
    })
    writeFileSync(path('two.txt'), 'Two of them\n\n“We stay,” said Jon Mabry. “We go,” said Ines Mabry.\n')
    run(['add', 'two.txt', '--db', path('two.db')])
    const { code, out } = run(['said', 'mabry', '--db', path('two.db')])
    expect(code).toBe(0)
    expect(out).toMatch(/^2 speakers may be meant(?=[\s\S]*Jon Mabry)(?=[\s\S]*Ines Mabry)/)
  })

  test('show: everything by its id or the beginning of it, in words and in JSON', () => {
    const rows = exported()
    for (const type of ['article', 'quotation', 'speaker', 'statement']) {
      const { id } = rows.find(row => row.type === type)
      const shown = run(['show', id])
      expect(shown.code, type).toBe(0)
      expect(json(['show', id]).id, type).toBe(id)
      expect(run(['show', id.slice(0, 12)]).out, type).toBe(shown.out)
    }
    expect(run(['show', 'nothing-is-called-so']).code).toBe(5)
  })

  test('compare: a matrix within the width of the terminal, and a statement word by word', () => {
    const matrix = run(['compare', 'Ruiz'])
    expect(matrix.out).toContain('A  B  C')
    expect(Math.max(...matrix.out.split('\n').map(line => line.length))).toBeLessThanOrEqual(120)
    const shared = exported().find(row => row.type === 'statement' && row.variants.length > 2)
    const table = run(['compare', shared.id]).out
    expect(table).toMatch(/^harbour post +.*harbour/m)
    expect(table).toMatch(/^valley news +.*harbour/m)
    expect(run(['compare', 'Zeno']).code).toBe(5)
  })

  test('export: JSON Lines begin with the schema, and every span holds', () => {
    const [head, ...rows] = exported()
    expect(head).toEqual({ type: 'onrecord', schema: 1 })
    const texts = new Map(rows.filter(row => row.type === 'article').map(row => [row.id, row.text]))
    expect([...texts.values()].sort()).toEqual(PAGES.map(page => new TextDecoder().decode(page.bytes)).sort())
    const quotations = new Map(rows.filter(row => row.type === 'quotation').map(row => [row.id, row]))
    const whole = [...quotations.values()].find(row =>
      texts
        .get(row.article)
        ?.slice(...row.content[0])
        .includes('old cranes')
    )
    expect(whole).toMatchObject({ form: 'direct', part: 'body', speaker: { name: 'Ada Ruiz', kind: 'person' } })
    const statement = rows.find(row => row.type === 'statement' && row.variants.length > 2)
    for (const { quotation, cells } of statement.variants) {
      const text = texts.get(quotations.get(quotation).article) as string
      const words = cells.filter(Boolean).map(([start, end]: [number, number]) => text.slice(start, end))
      expect(words.join(' ')).toContain('close the harbour')
    }
    expect(rows.find(row => row.type === 'origin').articles.every((id: string) => texts.has(id))).toBe(true)
  })

  test('export: CSV has a row a quotation, Markdown a heading a speaker', () => {
    const csv = run(['export', '--format', 'csv']).out.split('\r\n')
    expect(csv[0]).toMatch(/^id,outlet,published,/)
    expect(csv.length - 2).toBe(exported().filter(row => row.type === 'quotation').length)
    expect(run(['export', '--format', 'md']).out).toMatch(/^# Who said what\n\n## Ada Ruiz\n/)
    expect(run(['export', '--format', 'xml']).code).toBe(2)
  })

  test('who stops reading is no fault', () => {
    const { stderr, stdout } = spawnSync('sh', ['-c', `"${process.execPath}" "${bin}" export | head -n 1`], {
      cwd: folder,
      encoding: 'utf8'
    })
    expect({ stderr, stdout }).toEqual({ stderr: '', stdout: '{"type":"onrecord","schema":1}\n' })
  })
})

describe('a record that is not as it should be', () => {
  test('a byte changed in a stored text: its quotations are refused everywhere, with the reason', () => {
    const db = ['--db', path('changed.db')]
    run(['add', 'news', ...db])
    const rows = exported(db)
    const { id: article } = rows.find(row => row.type === 'article' && row.text.includes('old cranes'))
    const { id: quotation } = rows.find(row => row.type === 'quotation' && row.article === article && row.part === 'body')
    const raw = new Libsql(path('changed.db'))
    raw.exec(`UPDATE texts SET utf8 = CAST(replace(CAST(utf8 AS TEXT), 'old cranes', 'new cranes') AS BLOB)`)
    raw.close()

    const reason = /its text is no longer the one that was read/
    const forged = /new cranes/
    const each = [
      ['show', quotation],
      ['show', article],
      ['find', 'cranes'],
      ['said', 'Ruiz'],
      ['compare'],
      ['export'],
      ['export', '--format', 'csv'],
      ['export', '--format', 'md'],
      ['doctor']
    ]
    for (const args of each) {
      const { out, err } = run([...args, ...db])
      expect(out + err, args.join(' ')).not.toMatch(forged)
      if (args[0] !== 'compare') expect(out + err, args.join(' ')).toMatch(reason)
    }
    for (const args of each.filter(([name]) => !/export|doctor/.test(name)))
      expect(run([...args, ...db, '--json']).out).not.toMatch(forged)
    expect(run(['show', quotation, ...db]).code).toBe(7)
    expect(run(['export', ...db]).code).toBe(7)
    expect(run(['doctor', ...db]).code).toBe(7)
  })

  test('what is no record is one sentence and exit code 4', () => {
    writeFileSync(path('words.db'), 'no database, only words. '.repeat(200))
    expect(run(['find', 'x', '--db', 'words.db'])).toEqual({
      code: 4,
      out: '',
      err: 'onrecord: words.db is not a record of Onrecord: it is no database at all.\n'
    })
    expect(run(['find', 'x', '--db', 'none.db'])).toMatchObject({
      code: 4,
      err: expect.stringMatching(/^onrecord: There is no record at none\.db\. Begin one with: onrecord add PATH\n$/)
    })
    expect(run(['find', 'x'], { env: { ONRECORD_DB: 'postgres://somewhere.example/x' } }).code).toBe(4)
  })

  test('what a process left unfinished is finished by the next command', () => {
    const db = ['--db', path('unwoven.db')]
    run(['add', 'news', ...db])
    const raw = new Libsql(path('unwoven.db'))
    raw.exec(
      "DELETE FROM statements; INSERT INTO unwoven SELECT id FROM articles; UPDATE state SET value = 0 WHERE name = 'woven'"
    )
    raw.close()
    const first = run(['compare', 'Ruiz', ...db])
    expect(first).toMatchObject({ code: 0, err: expect.stringMatching(/^onrecord: the record was left unfinished/) })
    expect(first.out).toContain('A  B  C')
    expect(run(['compare', 'Ruiz', ...db])).toEqual({ ...first, err: '' })
  })

  test('the doctor finds nothing wrong with a good one', () => {
    const { code, out } = run(['doctor'])
    expect(code).toBe(0)
    expect(out).not.toMatch(/^wrong/m)
  })
})

describe('the command line', () => {
  test('--db goes before ONRECORD_DB, and that before ./onrecord.db', () => {
    const env = { ONRECORD_DB: path('from-env.db') }
    run(['add', 'news/tidewater.txt'], { env })
    expect(exported(['--db', path('from-env.db')]).filter(row => row.type === 'article')).toHaveLength(1)
    expect(
      run(['export'], { env })
        .out.split('\n')
        .filter(line => line.includes('"type":"article"'))
    ).toHaveLength(1)
    expect(exported().filter(row => row.type === 'article')).toHaveLength(3)
  })

  test('what is not understood is exit code 2; help and version are none', () => {
    expect(run(['frobnicate']).code).toBe(2)
    expect(run(['add']).code).toBe(2)
    expect(run(['serve', '--port', '99999']).code).toBe(2)
    expect(run(['--help']).code).toBe(0)
    expect(run(['--version'])).toMatchObject({ code: 0, out: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) })
  })

  test('a port in use is a sentence and exit code 6', async () => {
    const server = createServer()
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const child = spawn(process.execPath, [bin, 'serve', '--port', String(port)], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe']
    })
    const said = createInterface({ input: child.stderr })
    const [[line], [code]] = await Promise.all([once(said, 'line'), once(child, 'exit')])
    server.close()
    expect({ line, code }).toEqual({ line: `onrecord: Port ${port} is in use. Choose another one with --port.`, code: 6 })
  })

  test('serve says where, answers, and ends cleanly on Ctrl-C', async () => {
    const child = spawn(process.execPath, [bin, 'serve', '--port', '0'], { cwd: folder, stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(createInterface({ input: child.stdout }), 'line')
    const address = /http:\S+/.exec(line)?.[0] as string
    expect((await fetch(address)).status).toBe(200)
    const summary = (await (await fetch(`${address}api/v1/summary`)).json()) as { articles: number }
    expect(summary.articles).toBe(3)
    child.kill('SIGINT')
    expect((await once(child, 'exit'))[0]).toBe(0)
  })
})
