/** One version, wherever it is said. */
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { InMemoryTransport } from '@modelcontextprotocol/sdk/inMemory.js'
import Libsql from 'libsql'
import { expect, test } from 'vitest'
import { ask } from '../src/serve/answer/operations.ts'
import { programOf } from '../src/serve/command/cli.ts'
import type { House } from '../src/serve/house.ts'
import { httpApp } from '../src/serve/web/http.ts'
import { mcpServer } from '../src/serve/web/mcp.ts'
import { openStore } from '../src/store/index.ts'
import { scratch, versionsOf } from './record.ts'

const root = new URL('..', import.meta.url).pathname
const { version } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'))
const { path } = scratch()

test('the package, the command, the API and the MCP server say one version', async () => {
  const said = spawnSync(process.execPath, [`${root}bin/onrecord`, '--version'], { encoding: 'utf8' }).stdout.trim()
  expect(said).toBe(version)
  expect(programOf({ version: said, env: {} } as unknown as House).version()).toBe(said)
  const store = openStore(path('versions.db'), versionsOf('1'))
  const description = await (await httpApp(ask(store), said).request('/api/v1/openapi.json')).json()
  expect(description.info.version).toBe(version)
  const [ours, theirs] = InMemoryTransport.createLinkedPair()
  const client = new Client({ name: 'a-reader', version: '1' })
  await Promise.all([mcpServer(ask(store), { version: said }).connect(ours), client.connect(theirs)])
  expect(client.getServerVersion()?.version).toBe(version)
  await client.close()
  store.close()
})

test('a record of a newer version is refused with a sentence and left as it is', () => {
  const at = path('newer.db')
  openStore(at, versionsOf('1')).close()
  const raw = new Libsql(at)
  raw.exec('PRAGMA user_version = 9999')
  raw.close()
  expect(() => openStore(at, versionsOf('1'))).toThrow(/written by a newer Onrecord/)
  const again = new Libsql(at)
  expect(again.prepare('PRAGMA user_version').get()).toMatchObject({ user_version: 9999 })
  again.close()
})
