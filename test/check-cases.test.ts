import { describe, expect, test } from 'vitest'
import * as parse from '../src/parse/index.ts'
import { ask } from '../src/serve/answer/operations.ts'
import type { Stages } from '../src/serve/pipes.ts'
import { openStore } from '../src/store/index.ts'
import cases from './cases/checks.json' with { type: 'json' }
import { pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

type Case = { kind: string; quote: string; speaker: string | null; said?: string; outlet?: string; state: string; says: string }

const { path } = scratch()
const store = openStore(path('check-cases.db'), versionsOf('1'))
takeIn(
  store,
  Object.entries(cases.articles).map(([address, text]) => pageOf(address, text))
)
const stages = { ...parts, ...parse, tagReading: async () => null } as unknown as Stages
const asked = ask(store, async () => stages)

describe('what a fact-checker pastes', () => {
  for (const { kind, quote, speaker, said, outlet, state, says } of cases.checks as Case[])
    test(`${kind}: ${quote.replace(/\s+/g, ' ')}`, async () => {
      const known = { ...(speaker ? { speaker } : {}), ...(said ? { said } : {}), ...(outlet ? { outlet } : {}) }
      const [checked] = (await asked('check', { quote, ...known })).quotations
      expect(`${checked.state}: ${checked.sentence}`).toMatch(new RegExp(`^${state}: `))
      expect(checked.sentence).toContain(says)
      for (const { record } of checked.evidence?.cells ?? [])
        for (const { text, start, end, words } of record) expect(store.text(text as never)!.chars.slice(start, end)).toBe(words)
    })
})

test('what is shown as the same words has the same letters, but for spelling and numerals', async () => {
  for (const { quote, speaker } of cases.checks as Case[]) {
    const [{ evidence }] = (await asked('check', { quote, ...(speaker ? { speaker } : {}) })).quotations
    for (const { kind, draft, record } of evidence?.cells ?? [])
      if (kind === 'same' || kind === 'accidental')
        expect(
          parts.sameWords(draft.map(one => one.words).join(' '), record.map(one => one.words).join(' ')),
          `${draft.map(one => one.words)} | ${record.map(one => one.words)}`
        ).toBe(true)
  }
})

test('a draft of several paragraphs: each quotation once, in order, each with its own verdict', async () => {
  const { text, published, states } = cases.draft
  const { quotations } = await asked('check', { text, published })
  const told = quotations.filter(one => one.form !== 'indirect')
  expect(told.map(one => [one.at.map(({ words }) => words).join(' '), one.state])).toEqual(states)
})
