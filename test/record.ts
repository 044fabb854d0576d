import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import * as align from '../src/align/index.ts'
import * as attribute from '../src/attribute/index.ts'
import * as correct from '../src/correct/index.ts'
import { revise as compareVersions, type Parts, readPage, settle, weave } from '../src/flow.ts'
import * as group from '../src/group/index.ts'
import * as laws from '../src/laws.ts'
import * as parse from '../src/parse/index.ts'
import * as quote from '../src/quote/index.ts'
import * as revise from '../src/revise/index.ts'
import { STAGES, type Store, type Versions } from '../src/store/index.ts'
import * as trace from '../src/trace/index.ts'
import type { Page } from '../src/types.ts'

/** The stages as main.ts puts them together. */
export const parts = {
  ...parse,
  ...quote,
  ...attribute,
  ...align,
  ...trace,
  ...group,
  ...revise,
  ...correct,
  ...laws
} satisfies Parts

/** All stages at one version. */
export const versionsOf = (version: string): Versions => Object.fromEntries(STAGES.map(stage => [stage, version])) as Versions

/** A page of plain text, as a file gives it. */
export const pageOf = (address: string, chars: string): Page => {
  const bytes = new TextEncoder().encode(chars)
  return { address, bytes, mediaType: 'text/plain', charset: null, seen: '2031-05-04T08:00:00.000Z' }
}

/** A page as a line of JSON gives it, with its outlet and its day named. */
export const lineOf = (address: string, fields: { outlet: string; title: string; published: string; text: string }): Page => ({
  ...pageOf(address, JSON.stringify({ address, ...fields })),
  mediaType: 'application/json'
})

/** Three invented articles of one speech: two print it whole or nearly, one prints a part. */
export const PAGES: readonly Page[] = [
  pageOf(
    '/news/harbour-post.txt',
    `Mayor refuses to close the harbour

The Harbour Post

12 March 2031

The mayor of Port Selm, Ada Ruiz, spoke to the council on Tuesday.

“We will not close the harbour, and we will not sell the old cranes to anybody,” Ruiz said. “Élan is what this town has, 😀 and debts.”

The council’s treasurer, Tomas Behn, said the debts were “a matter for the spring”.
`
  ),
  pageOf(
    '/news/valley-news.txt',
    `Ruiz: harbour stays open

Valley News

12 March 2031

Ada Ruiz told the council of Port Selm on Tuesday: “We will not close the harbour, and we will not sell the cranes to anybody.”

Tomas Behn, who keeps the town’s money, said nothing about it for a long while and then left through the back door of the hall.
`
  ),
  pageOf(
    '/news/tidewater.txt',
    `Port Selm council meets

Tidewater

13 March 2031

“We will not close the harbour,” Mayor Ada Ruiz said. The meeting lasted until midnight, and nobody who had come by boat went home by boat.
`
  )
]

/** Takes pages into a record and weaves it. */
export const takeIn = (store: Store, pages: readonly Page[] = PAGES): void => {
  for (const page of pages) store.save(readPage(page, parts), page)
  finish(store)
}

/** Does all that is done when articles came in: corrections, versions, and what is known across articles. */
export const finish = (store: Store): void => {
  settle(store, parts)
  compareVersions(store, parts)
  weave(store, parts)
}

/** A folder of its own for a test file, taken away at the end; `path` names a file in it. */
export const scratch = (): { folder: string; path(name: string): string } => {
  const folder = mkdtempSync(join(tmpdir(), 'onrecord-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return { folder, path: name => join(folder, name) }
}
