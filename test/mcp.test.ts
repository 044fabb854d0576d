/** The MCP server as programs meet it: the official client, over standard input and output and over HTTP. */

import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ask, operations } from '../src/serve/answer/operations.ts'
import { DOORS } from '../src/serve/web/doors.ts'
import { httpApp, listen } from '../src/serve/web/http.ts'
import { openStore } from '../src/store/index.ts'
import { PAGES, scratch, takeIn, versionsOf } from './record.ts'

const bin = new URL('../bin/onrecord', import.meta.url).pathname
const { folder, path } = scratch()
const client = new Client({ name: 'a-reader', version: '1' })

// biome-ignore lint/suspicious/noExplicitAny: what a tool gives is JSON of its own shape, as any client gets it.
const call = async (name: string, input: object, by = client): Promise<any> => {
  const { structuredContent, isError, content } = await by.callTool({ name, arguments: input as Record<string, unknown> })
  return isError ? { refused: (content as { text: string }[])[0].text } : structuredContent
}

beforeAll(async () => {
  mkdirSync(path('news'))
  for (const { address, bytes } of PAGES) writeFileSync(path(address.slice(1)), bytes)
  expect(
    spawnSync(process.execPath, [bin, '--engine', 'rules', 'add', 'news', '--db', path('onrecord.db')], { cwd: folder }).status
  ).toBe(0)
  await client.connect(
    new StdioClientTransport({
      command: process.execPath,
      args: [bin, '--engine', 'rules', 'mcp', '--db', path('onrecord.db')],
      cwd: folder,
      stderr: 'inherit'
    })
  )
}, 120_000)

afterAll(() => client.close())

test('there is a tool for every operation, with its sentence and its schema', async () => {
  const { tools } = await client.listTools()
  expect(tools.map(one => one.name).sort()).toEqual(operations.map(one => DOORS[one.name].tool).sort())
  expect(tools.map(one => one.description)).toEqual(operations.map(one => one.sentence))
  for (const tool of tools) expect(tool.inputSchema.type).toBe('object')
  expect(client.getInstructions()).toContain('verify_quote')
})

/** Every object in an answer. */
const objects = (value: unknown): Record<string, unknown>[] => {
  if (Array.isArray(value)) return value.flatMap(objects)
  if (typeof value !== 'object' || value === null) return []
  return [value as Record<string, unknown>, ...Object.values(value).flatMap(objects)]
}

test('answers hold spans with hash and permalink, and never an article', async () => {
  const { answers } = await call('who_said', { q: 'cranes speaker:Ruiz' })
  expect(answers.length).toBeGreaterThan(1)
  const [{ quotation }] = answers
  expect(quotation).toMatchObject({ link: expect.stringMatching(/^\/a\/\w+#q-\w+$/), speaker: 'Ada Ruiz', said: '2031-03-11' })
  const [{ text, start, end, words }] = quotation.words
  expect(await call('verify_span', { text, start, end, words })).toMatchObject({ state: 'found' })
  const whole = await call('quotations_of_article', { id: quotation.article.id })
  expect(objects(whole).some(one => 'blocks' in one || 'opening' in one)).toBe(false)
  expect(JSON.stringify(whole)).not.toContain('keeps the town')
  for (const one of objects([whole, answers]).filter(one => 'words' in one && Array.isArray(one.words)))
    expect(one.link).toMatch(/^\//)
})

test('one quotation is compared, traced and cited by its id', async () => {
  const { answers } = await call('who_said', { q: '"the old cranes"' })
  const [{ quotation }] = answers
  const versions = await call('compare_versions', { id: quotation.statement })
  expect(versions.variants.length).toBeGreaterThan(2)
  expect(await call('independent_origins', { id: quotation.statement })).toMatchObject({
    least: expect.any(Number),
    sentence: expect.any(String)
  })
  expect((await call('cite', { id: quotation.id, as: 'wikipedia' })).citation).toMatch(/^\{\{cite news \|title=Mayor refuses/)
})

describe('a program that misquotes gets the true words, or a refusal with the name of the state', () => {
  const truth = 'We will not close the harbour, and we will not sell'
  test.each([
    ['found', { quote: `${truth} the old cranes`, speaker: 'Ada Ruiz' }, 'old cranes'],
    ['altered', { quote: 'We will never close the harbour, and we will not sell the old cranes', speaker: 'Ada Ruiz' }, truth],
    ['misattributed', { quote: truth, speaker: 'Tomas Behn' }, truth],
    ['elsewhere', { quote: truth, speaker: 'Ada Ruiz', said: '2031-07-01' }, truth],
    ['not-in-record', { quote: 'The ferry to the islands will be free for every child', speaker: 'Ada Ruiz' }, null],
    ['cannot-measure', { quote: 'the harbour' }, null]
  ])('%s', async (state, input, words) => {
    const { quotations } = await call('verify_quote', input)
    expect(quotations).toHaveLength(1)
    const [{ state: told, evidence, sentence }] = quotations
    expect({ told, sentence }).toEqual({ told: state, sentence: expect.stringMatching(/\w/) })
    if (words) {
      const printed = evidence.quotation.words.map((one: { words: string }) => one.words).join(' ')
      expect(printed).toContain(words)
      expect(evidence.link).toMatch(/^\/a\//)
    } else if (state === 'not-in-record') expect(evidence).toBeNull()
  })
})

test('what is not there, or not understood, is a refusal and no fault', async () => {
  expect(await call('cite', { id: 'none' })).toEqual({ refused: 'The record holds no quotation none.' })
  expect((await call('who_said', { q: 'colour:red' })).refused).toMatch(/no field “colour:”/)
  expect((await call('verify_quote', {})).refused).toMatch(/either a "text" or a "quote"/)
  expect((await call('dance', {})).refused).toBe('There is no tool “dance”.')
})

test('the same tools answer over HTTP, but not a page of another site', async () => {
  const store = openStore(path('http.db'), versionsOf('1'))
  takeIn(store)
  const { server, address } = await listen(httpApp(ask(store)), { port: 0 })
  const over = new Client({ name: 'a-reader', version: '1' })
  await over.connect(new StreamableHTTPClientTransport(new URL('mcp', address)))
  const { answers } = await call('who_said', { q: 'harbour' }, over)
  expect(answers[0].quotation.link).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/a\//)
  await over.close()
  const foreign = await fetch(`${address}mcp`, { method: 'POST', headers: { Origin: 'https://elsewhere.example' }, body: '{}' })
  expect(foreign.status).toBe(404)
  server.close()
  store.close()
})
