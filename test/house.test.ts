import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const src = new URL('../src', import.meta.url).pathname
const files = (dir: string): string[] =>
  readdirSync(dir).flatMap(name => (statSync(join(dir, name)).isDirectory() ? files(join(dir, name)) : [join(dir, name)]))
const sources = files(src).filter(file => file.endsWith('.ts') && !file.endsWith('.d.ts'))

/** Who may import whom, by folder of src/ or file at its top; a folder may always import itself. ARCHITECTURE.md prints the same table. */
const MAY_IMPORT: Record<string, string[] | 'everything'> = {
  text: [],
  'types.ts': ['text'],
  'laws.ts': ['text', 'types.ts'],
  weave: ['text', 'types.ts'],
  'flow.ts': ['text', 'types.ts', 'weave'],
  parse: ['text', 'types.ts'],
  quote: ['text', 'types.ts'],
  attribute: ['text', 'types.ts'],
  align: ['text', 'types.ts'],
  trace: ['text', 'types.ts'],
  group: ['text', 'types.ts'],
  revise: ['text', 'types.ts'],
  correct: ['text', 'types.ts'],
  infer: ['text', 'types.ts'],
  read: ['text', 'types.ts'],
  store: ['text', 'types.ts'],
  serve: ['text', 'types.ts', 'laws.ts', 'flow.ts', 'store'],
  'main.ts': 'everything',
  'index.ts': 'everything'
}

/** What only some may touch of the world, as module names or globals. */
const WORLD =
  /from '(?:node:(?:fs|net|http|https|child_process|worker_threads|timers)[^']*|undici|libsql)'|\bDate\.now\(|new Date\(\)|Math\.random\(|\bfetch\(/
const PURE = new Set([
  'text',
  'types.ts',
  'laws.ts',
  'flow.ts',
  'parse',
  'quote',
  'attribute',
  'align',
  'trace',
  'weave',
  'group',
  'revise',
  'correct'
])

const place = (file: string) => relative(src, file).split('/')[0]
const imports = (file: string) =>
  [...readFileSync(file, 'utf8').matchAll(/(?:from|import)\s*\(?'(\.[^']+)'/g)].map(match => join(dirname(file), match[1]))

test('layers: nobody imports what the table does not name', () => {
  const wrong = sources.flatMap(file => {
    const may = MAY_IMPORT[place(file)]
    if (may === 'everything') return []
    return imports(file)
      .map(place)
      .filter(target => target !== place(file) && !may?.includes(target))
      .map(target => `${relative(src, file)} imports ${target}`)
  })
  expect(wrong).toEqual([])
})

test('pure stages touch no clock, no network, no disk, no chance', () => {
  const wrong = sources
    .filter(file => PURE.has(place(file)) && WORLD.test(readFileSync(file, 'utf8')))
    .map(file => relative(src, file))
  expect(wrong).toEqual([])
})

test('word lists are sorted, without doubles', () => {
  for (const file of files(src).filter(name => name.endsWith('.txt'))) {
    const list = readFileSync(file, 'utf8')
      .split('\n')
      .filter(line => line && !line.startsWith('#'))
    expect(list, relative(src, file)).toEqual([...new Set(list)].sort())
  }
})

test('every exported function says in a sentence what it gives', () => {
  const silent = sources.flatMap(file => {
    const text = readFileSync(file, 'utf8')
    return [...text.matchAll(/^export (?:async )?(?:const|function) (\w+)/gm)]
      .filter(match => !text.slice(0, match.index).trimEnd().endsWith('*/'))
      .map(match => `${relative(src, file)}: ${match[1]}`)
  })
  expect(silent).toEqual([])
})
