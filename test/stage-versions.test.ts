import { appendFileSync, cpSync, readdirSync, readFileSync, statSync, symlinkSync } from 'node:fs'
import { join, relative } from 'node:path'
import { expect, test } from 'vitest'
import { madeOf, stageVersions } from '../scripts/stage-versions.ts'
import { STAGES } from '../src/store/index.ts'
import { scratch } from './record.ts'

const root = new URL('..', import.meta.url).pathname
const folder = scratch()

const filesIn = (dir: string): string[] =>
  readdirSync(dir).flatMap(name => (statSync(join(dir, name)).isDirectory() ? filesIn(join(dir, name)) : [join(dir, name)]))

/** The files of a folder of src/ that judge: what holds types alone is gone when Onrecord runs. */
const judging = (at: string, place: string): string[] =>
  filesIn(join(at, 'src', place))
    .filter(
      file => !file.endsWith('.ts') || /^(?:export )?(?:const|function|async)\b|^export \{/m.test(readFileSync(file, 'utf8'))
    )
    .map(file => relative(join(at, 'src'), file))

/** A copy of the sources that may be changed. */
const copy = (name: string) => {
  const at = folder.path(name)
  cpSync(join(root, 'src'), join(at, 'src'), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(at, 'node_modules'))
  return at
}

const changedIn = (at: string, file: string): string[] => {
  const before = stageVersions(at)
  appendFileSync(join(at, 'src', file), '\n')
  const after = stageVersions(at)
  return STAGES.filter(stage => before[stage] !== after[stage])
}

test('every stage has a version', () => {
  expect(Object.keys(stageVersions(root)).sort()).toEqual([...STAGES].sort())
})

test('what weaving is made of changes what it is judged by: sources and lists', () => {
  const at = copy('weaving')
  for (const [file, stages] of [
    ['weave/statements.ts', ['align', 'trace']],
    ['align/judge.ts', ['align']],
    ['align/frequency.txt', ['align']],
    ['text/agencies.txt', ['trace']],
    ['group/weights.txt', ['group']],
    ['attribute/link.ts', ['attribute']],
    ['attribute/nicknames.txt', ['attribute']],
    ['text/fold.ts', STAGES.filter(stage => stage !== 'correct')]
  ] as const)
    expect(changedIn(at, file), file).toEqual(expect.arrayContaining([...stages]))
})

test('every file of a stage is counted, and each stage counts its own', () => {
  for (const stage of STAGES) expect(madeOf(root, stage).files, stage).toEqual(expect.arrayContaining(judging(root, stage)))
  for (const stage of ['align', 'trace'])
    expect(madeOf(root, stage).files).toEqual(expect.arrayContaining([...judging(root, 'weave'), ...judging(root, 'text')]))
  expect(madeOf(root, 'parse').packages).toContain('linkedom')
})

test('pages, commands and the store let judgements stand', () => {
  const at = copy('pages')
  for (const file of ['serve/pages/frame.ts', 'serve/command/cli.ts', 'store/lists.ts', 'main.ts'])
    expect(changedIn(at, file), file).toEqual([])
})

test('a change of weaving alone reads no article again', () => {
  for (const stage of ['parse', 'quote', 'attribute'])
    expect(madeOf(root, stage).files.filter(file => file.startsWith('weave/'))).toEqual([])
})
