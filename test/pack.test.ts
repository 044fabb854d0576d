/** An evidence pack as people get it: written by the command, checked by its own verifier with Node alone. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openStore } from '../src/store/index.ts'
import { PAGES, pageOf, scratch, takeIn, versionsOf } from './record.ts'

const { folder, path } = scratch()
const store = openStore(path('record.db'), versionsOf('1'))
const HTML = {
  ...pageOf(
    'https://lantern.example/quay',
    '<html><head><title>Quay stays dark</title></head><body><article><h1>Quay stays dark</h1><p>😀 The lamps on the quay stay dark, the town said. “We have no oil and no 😀 money for lamps,” said Ines Toll, who lights them.</p><p>Nobody at the quay had asked for more lamps, and nobody is likely to ask for any before the winter comes.</p></article></body></html>'
  ),
  mediaType: 'text/html'
}
takeIn(store, [...PAGES, HTML])

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const run = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [bin, ...args, '--db', path('record.db')], {
    cwd: folder,
    encoding: 'utf8'
  })
  return { code: status, out: stdout, err: stderr }
}
const verify = (pack: string, ...more: string[]) => {
  const own = new URL('../src/serve/pack/verify.mjs', import.meta.url).pathname
  const { status, stdout } = spawnSync(process.execPath, [own, path(pack), ...more], { encoding: 'utf8', cwd: '/', env: {} })
  return { code: status, out: stdout }
}
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const read = (pack: string, file: string) => readFileSync(join(path(pack), file))
const write = (pack: string, file: string, content: string | Uint8Array) => writeFileSync(join(path(pack), file), content)
const first = (pack: string, kind: string) => `${kind}/${readdirSync(join(path(pack), kind)).sort()[0]}`

/** A copy of the pack that something is done to. */
const copied = (act: (pack: string) => void) => {
  rmSync(path('copy'), { recursive: true, force: true })
  cpSync(path('all'), path('copy'), { recursive: true })
  act('copy')
  return verify('copy')
}

/** Makes manifest and seal anew, as a forger would who does not know the log. */
const resealed = (pack: string, log: object = {}) => {
  const manifest = JSON.parse(read(pack, 'manifest.json').toString())
  for (const one of manifest.files) {
    one.size = read(pack, one.path).length
    one.sha256 = sha256(read(pack, one.path))
  }
  const text = `${JSON.stringify({ ...manifest, log: { ...manifest.log, ...log } }, null, 2)}\n`
  write(pack, 'manifest.json', text)
  write(pack, 'manifest.sha256', `${sha256(text)}  manifest.json\n`)
}

test('everything is packed, and the verifier in the folder finds it right, from anywhere, with Node alone', () => {
  expect(run('pack', '--out', 'all')).toMatchObject({ code: 0, out: expect.stringContaining('4 articles') })
  const { status, stdout } = spawnSync(process.execPath, [path('all/verify.mjs')], { cwd: '/', env: {}, encoding: 'utf8' })
  expect(stdout).toMatch(/^All is as it was packed: \d+ files; 4 pages, 4 articles, \d+ quotations\.\nSeal: [0-9a-f]{64}\n$/)
  expect(status).toBe(0)
  const imported = [
    ...read('all', 'verify.mjs')
      .toString()
      .matchAll(/from '([^']+)'|import\(/g)
  ].map(match => match[1])
  expect(imported.length).toBeGreaterThan(0)
  for (const one of imported) expect(one).toMatch(/^node:/)
  const html = readdirSync(path('all/pages')).find(name => name.endsWith('.html'))!
  expect(read('all', `pages/${html}`)).toEqual(Buffer.from(HTML.bytes))
  expect(sha256(HTML.bytes)).toBe(html.replace('.html', ''))
  expect(readdirSync(path('all/annotations'))).toHaveLength(store.counts().quotations)
})

test('annotations count code points: what stands after an emoji stands at its place', () => {
  const notes = readdirSync(path('all/annotations')).map(name => JSON.parse(read('all', `annotations/${name}`).toString()))
  const { target } = notes.find(one => JSON.stringify(one).includes('for lamps'))
  const [position, { exact }] = target.selector
  const chars = read('all', `texts/${target.state.value.replace('sha256:', '')}.txt`).toString()
  expect(chars.slice(position.start, position.end)).not.toBe(exact)
  expect([...chars].slice(position.start, position.end).join('')).toBe(exact)
})

test('one changed byte in any kind of file is found and named', () => {
  const kinds = ['pages', 'texts', 'annotations'].map(kind => first('all', kind))
  for (const file of [...kinds, 'log.jsonl', 'manifest.json', 'manifest.sha256', 'README.txt', 'verify.mjs'])
    for (const place of [0, 0.5, 1]) {
      const { code, out } = copied(pack => {
        const bytes = read(pack, file)
        bytes[Math.floor(place * (bytes.length - 1))] ^= 1
        write(pack, file, bytes)
      })
      expect([file, code]).toEqual([file, 1])
      expect(out).toContain(file)
    }
}, 120_000)

test('a file that was taken out, added or emptied is found; so is an added folder', () => {
  for (const kind of ['pages', 'texts', 'annotations']) {
    const gone = first('all', kind)
    expect(copied(pack => rmSync(join(path(pack), gone)))).toMatchObject({
      code: 1,
      out: expect.stringContaining(`${gone} is missing.`)
    })
  }
  for (const gone of ['log.jsonl', 'manifest.json', 'manifest.sha256', 'README.txt', 'verify.mjs'])
    expect(copied(pack => rmSync(join(path(pack), gone))).code).toBe(1)
  const added = copied(pack => write(pack, 'pages/more.html', 'x'))
  expect(added).toMatchObject({ code: 1, out: expect.stringContaining('pages/more.html was added') })
  expect(copied(pack => mkdirSync(join(path(pack), 'empty')))).toMatchObject({
    code: 1,
    out: expect.stringContaining('empty/ was added')
  })
  expect(copied(pack => write(pack, 'log.jsonl', '')).code).toBe(1)
})

test('who makes manifest and seal anew is caught by the log, and who mends the log by its chain', () => {
  const text = first('all', 'texts')
  const changed = copied(pack => {
    write(pack, text, read(pack, text).toString().replace('lamps', 'ramps').replace('harbour', 'horbour'))
    resealed(pack)
  })
  expect(changed).toMatchObject({ code: 1, out: expect.stringContaining(`${text} is not the article that line`) })
  const mended = copied(pack => {
    write(pack, 'log.jsonl', read(pack, 'log.jsonl').toString().replace('"what":"quotation"', '"what":"quotatiom"'))
    resealed(pack)
  })
  expect(mended).toMatchObject({ code: 1, out: expect.stringMatching(/The chain of log\.jsonl is broken at line \d+/) })
  const shorter = copied(pack => {
    write(pack, 'log.jsonl', `${read(pack, 'log.jsonl').toString().trimEnd().split('\n').slice(0, -1).join('\n')}\n`)
    resealed(pack)
  })
  expect(shorter).toMatchObject({ code: 1, out: expect.stringContaining('does not end as it did') })
})

/** A forger who makes everything anew, log and all. */
const forged = (pack: string, change: (annotation: string) => string) => {
  const file = first(pack, 'annotations')
  const before = sha256(read(pack, file))
  write(pack, file, change(read(pack, file).toString()))
  let last = '0'.repeat(64)
  const lines = read(pack, 'log.jsonl')
    .toString()
    .trimEnd()
    .split('\n')
    .map(line => {
      const entry = JSON.parse(line)
      const next = JSON.stringify({
        ...entry,
        before: last,
        ...(entry.sha256 === before ? { sha256: sha256(read(pack, file)) } : {})
      })
      last = sha256(next)
      return next
    })
  write(pack, 'log.jsonl', `${lines.join('\n')}\n`)
  resealed(pack, { last })
}

test('words that do not stand at their place are found even where every hash was made anew; all else has another seal', () => {
  const moved = copied(pack => forged(pack, one => one.replace(/"exact": "/, '$&not ')))
  expect(moved).toMatchObject({ code: 1, out: expect.stringContaining('does not stand at') })
  const seal = /Seal: (\w+)/.exec(verify('all').out)![1]
  expect(verify('all', seal)).toMatchObject({ code: 0, out: expect.stringContaining('the one you named') })
  expect(copied(pack => forged(pack, one => one.replace('Said by: ', 'Said by: not ')))).toMatchObject({ code: 0 })
  expect(verify('copy', seal)).toMatchObject({ code: 1, out: expect.stringContaining(`not ${seal}`) })
})

test('a selection holds what was chosen: a quotation, a statement with its printings, a speaker, a story', () => {
  const [statement] = store.statements()
  const [{ quotation }] = statement.variants
  expect(run('pack', quotation, '--out', 'one').out).toContain('1 article, 1 quotation.')
  const printings = new Set([...statement.variants.map(one => one.quotation), ...statement.conflicts])
  expect(run('pack', statement.id, '--out', 'said').code).toBe(0)
  expect(new Set(readdirSync(path('said/annotations')).map(name => name.replace('.jsonld', '')))).toEqual(printings)
  const story = store.stories()[0]
  expect(run('pack', story.id, statement.speaker!, '--out', 'both').code).toBe(0)
  for (const pack of ['one', 'said', 'both']) expect(verify(pack)).toMatchObject({ code: 0 })
  expect(run('pack', 'zzz', '--out', 'none')).toMatchObject({ code: 5, err: expect.stringContaining('begins with zzz') })
  expect(existsSync(path('none'))).toBe(false)
})

test('nothing is written over, and what cannot be packed leaves nothing behind', () => {
  mkdirSync(path('mine'))
  writeFileSync(path('mine/notes.txt'), 'mine')
  expect(run('pack', '--out', 'mine')).toMatchObject({ code: 2, err: expect.stringContaining('nothing is written over') })
  expect(readdirSync(path('mine'))).toEqual(['notes.txt'])
  expect(run('pack', '--out', 'nowhere/pack')).toMatchObject({ code: 2, err: expect.stringContaining('There is no folder') })
  expect(run('pack').code).toBe(2)
  expect(readdirSync(folder).filter(name => name.includes('unfinished'))).toEqual([])
})

test('a page that was lost is missing with its reason, and the rest is packed', () => {
  const kept = store.kept(store.articles()[0])!
  const lost = join(path('record.pages'), kept.hash.slice(0, 2), `${kept.hash.slice(2)}.gz`)
  const bytes = readFileSync(lost)
  rmSync(lost)
  expect(run('pack', '--out', 'lost')).toMatchObject({ code: 0, err: expect.stringContaining('missing or damaged') })
  writeFileSync(lost, bytes)
  expect(verify('lost').out).toContain('3 pages, 4 articles')
})
