import { expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { readerPage } from '../src/serve/pages/reader.ts'
import { openStore } from '../src/store/index.ts'
import { pageOf, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()

/** The reader's page of a text in Markdown, without the elements that no test asks for. */
const shown = (chars: string) => {
  const store = openStore(path(`${chars.length}.db`), versionsOf('1'))
  takeIn(store, [{ ...pageOf('/news/harbour.md', chars), mediaType: 'text/markdown' }])
  const body = String(readerPage(ask(store)('article', { id: store.articles()[0] })).body)
  store.close()
  return body
}

const TEXT = `# Vestburg harbour stays shut after the storm

The port authority of Vestburg said on Monday that two cranes had fallen in the night and that the ferries would stay where they are.

## Repairs to the quay

“We will not open a quay that nobody has inspected,” said Mara Lind in a **long** call, as [the Courier](https://courier.example/a) reported.

**Nobody was hurt**

Divers found a second hole in the wall of the quay near the old customs house, and the road behind it was closed.
`

test('the signs of Markdown are shown as signs, with their block, and hide in no fold', () => {
  const body = shown(TEXT)
  const signs = [...body.matchAll(/<span class="signs"(?: data-aside)?>([^<]*)<\/span>/g)].map(([, sign]) => sign.trim())
  expect(signs).toEqual(['#', '##', '**', '**', '[', '](https://courier.example/a)', '**', '**'])
  expect(body).toContain('</span>Repairs to the quay</h2>')
  expect(body).not.toContain('not in any block')
})

test('words that no block holds are folded away still', () => {
  expect(shown(`---\ntitle: "Ferry is late"\n---\n\n${TEXT}`)).toContain('Not part of the report: front matter')
})
