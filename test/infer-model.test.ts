import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { isNative, loadRuntime } from '../src/infer/runtime.ts'
import { loadTagger } from '../src/infer/tagger.ts'
import { checkQuote } from '../src/laws.ts'
import { type Span, slice, textOf } from '../src/text/index.ts'

const models = new URL('../models', import.meta.url).pathname
const manifest: Record<string, Record<string, { bytes: number; sha256: string }>> = JSON.parse(
  readFileSync(`${models}/manifest.json`, 'utf8')
)
test('the manifest names every file of every model, with its hash; a model is at most 30 MB', () => {
  for (const [name, files] of Object.entries(manifest)) {
    const there = readdirSync(`${models}/${name}`).filter(file => file !== 'card.md')
    expect(Object.keys(files).sort()).toEqual(there.sort())
    for (const [file, { sha256 }] of Object.entries(files))
      expect(
        createHash('sha256')
          .update(readFileSync(`${models}/${name}/${file}`))
          .digest('hex'),
        file
      ).toBe(sha256)
    expect(there.reduce((sum, file) => sum + statSync(`${models}/${name}/${file}`).size, 0)).toBeLessThan(30e6)
  }
})

describe.each([
  ['the processor', true],
  ['WebAssembly, as where onnxruntime-node is not installed', false]
])('a tagger that runs on %s', (_, native) => {
  test.skipIf(native && !isNative())('finds who said what, within the laws, the same every time', async () => {
    const tagger = await loadTagger({ folder: `${models}/quote-l6`, hash: 'x' }, loadRuntime(native))
    const text = textOf(
      '“We will not yield,” said Ada Ruiz, the harbour master. “The wall keeps the town dry.”\n\n' +
        'Mr. Okoro believes the fishermen will leave.\n\nThe boats lay in the yard.'
    )
    const words = (one: Span) => slice(text, one)
    const found = await tagger.tag(text)
    expect(found.map(({ cue, source, content }) => [content.map(words), words(cue), source && words(source)])).toEqual([
      [['“We will not yield,”', '“The wall keeps the town dry.”'], 'said', 'Ada Ruiz, the harbour master'],
      [['the fishermen will leave'], 'believes', 'Mr. Okoro']
    ])
    for (const one of found)
      expect(checkQuote(text, { ...one, form: 'direct', part: 'body', because: 'tagged', confidence: one.sure.cue })).toEqual([])
    expect(await tagger.tag(text)).toEqual(found)
    expect(await tagger.tag(textOf(''))).toEqual([])
  })
})
