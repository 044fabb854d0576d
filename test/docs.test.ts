/** What the documents say can be typed can be typed: every command in a block runs, and every command, option, script and file they name is there. */
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { operations } from '../src/serve/answer/operations.ts'
import { programOf } from '../src/serve/command/cli.ts'
import type { House } from '../src/serve/house.ts'
import { PAGES, scratch } from './record.ts'

const root = new URL('..', import.meta.url).pathname
const { folder, path } = scratch()
const documents = (readdirSync(root, { recursive: true, encoding: 'utf8' }) as string[])
  .filter(name => name.endsWith('.md') && !/node_modules|^dist|^\./.test(name))
  .map(name => ({ name, text: readFileSync(join(root, name), 'utf8') }))

/** The lines of a document's blocks of shell, without what explains them. */
const blocksOf = (text: string) =>
  [...text.matchAll(/^```(?:sh|bash)\n([\s\S]*?)^```/gm)].flatMap(([, block]) =>
    block
      .split('\n')
      .map(line => line.replace(/\s+#.*$/, '').trim())
      .filter(Boolean)
  )

/** The pages that https://example.org stands for. */
const site = createServer((request, response) => {
  if (request.url === '/robots.txt') return response.writeHead(404).end()
  const isFeed = request.url === '/feed.xml'
  const item = `<item><title>Cranes</title><link>${origin()}/news/story</link></item>`
  response.setHeader('content-type', isFeed ? 'application/rss+xml' : 'text/html')
  return response.end(
    isFeed
      ? `<rss version="2.0"><channel><title>Harbour</title><link>${origin()}</link>${item}</channel></rss>`
      : '<title>Cranes stay</title><article><h1>Cranes stay</h1><p>“We will not sell the old cranes to anybody,” said Ada Ruiz on Tuesday.</p><p>Nobody in the hall had asked for more than that, and the meeting went on for a long while.</p></article>'
  )
})
await new Promise<void>(resolve => site.listen(0, '127.0.0.1', resolve))
const origin = () => `http://127.0.0.1:${(site.address() as AddressInfo).port}`
afterAll(() => site.close())

/** Commands that are tried elsewhere, where there is a whole folder for them. */
const ELSEWHERE: Record<string, string> = {
  'npm init --yes': 'test/package.test.ts',
  'npm install path/to/onrecord-0.1.0.tgz': 'test/package.test.ts',
  'npx onrecord': 'test/package.test.ts',
  'npm run build': 'test/build.ts'
}

// What a reader has in their folder, under the names that the documents use.
for (const at of ['bin', 'path', 'path/to', 'path/to/folder']) mkdirSync(path(at))
symlinkSync(join(root, 'bin/onrecord'), path('bin/onrecord'))
for (const { address, bytes } of PAGES) writeFileSync(path(`path/to/folder/${address.split('/').pop()}`), bytes)
copyFileSync(join(root, 'examples/pellin-post.html'), path('story.html'))
writeFileSync(
  path('draft.txt'),
  'The mayor said: “We will not close the harbour, and we will not sell the old cranes to anybody.”\n'
)
writeFileSync(
  path('my-feeds.opml'),
  `<opml version="2.0"><body><outline type="rss" xmlUrl="${origin()}/feed.xml"/></body></opml>`
)
cpSync(join(root, 'bench'), path('bench'), { recursive: true })

const { ONRECORD_DB: _, ...env } = process.env
const typing = { cwd: folder, env: { ...env, PATH: `${path('bin')}:${process.env.PATH}`, ONRECORD_ENGINE: 'rules' } }

/** What a command of the documents is here: npm's own start is the program's, and the web is this machine. */
const asTyped = (line: string) => {
  const here = line
    .replace(/^npm start(?: --)?/, 'onrecord start')
    .replace(/^npx onrecord/, 'onrecord')
    .replaceAll('https://example.org', origin())
    .replace('--port 4747', '--port 0')
  return `${here}${/^onrecord (?:start|add|watch)/.test(here) && here.includes(origin()) ? ' --allow-private' : ''}${here.startsWith('onrecord start') ? ' --port 0' : ''}`
}

/** Runs a command to its end, or until it says that it serves or watches, which is then stopped. */
const typed = async (line: string): Promise<{ code: number | null; said: string }> => {
  const child = spawn('sh', ['-c', `exec ${asTyped(line)}`], { ...typing, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  const hear = (chunk: Buffer) => {
    const told = /The record is at http|Watching \d+ feed/
    const before = told.test(said)
    said += chunk
    // Once: what is told twice to stop does not finish what it is at.
    if (!before && told.test(said)) child.kill('SIGINT')
  }
  child.stdout.on('data', hear)
  child.stderr.on('data', hear)
  const [code] = await once(child, 'close')
  return { code, said }
}

describe('commands in blocks', () => {
  const lines = documents
    .filter(({ name }) => !name.startsWith('bench') && !name.startsWith('training'))
    .flatMap(({ text }) => blocksOf(text))

  test('there are some, and all of them run one after the other, as a reader types them', async () => {
    expect(lines.length).toBeGreaterThan(8)
    // The reader of the commands has a record; the one of the first lines begins it.
    for (const line of lines) {
      if (ELSEWHERE[line]) {
        expect(existsSync(join(root, ELSEWHERE[line])), line).toBe(true)
        continue
      }
      const { code, said } = await typed(line)
      const fine = [0, 130, ...(line.includes(' check ') ? [8] : [])]
      expect(fine, `${line}\n${said}`).toContain(code)
    }
  }, 240_000)

  test('in benches and training, the program that is named is there', () => {
    for (const { name, text } of documents)
      for (const line of blocksOf(text)) {
        const file = /^(?:node|python3?|nice -n \d+ node) (\S+\.(?:mjs|py))/.exec(line)?.[1]
        if (file && !file.includes('evidence')) expect(existsSync(join(root, file)), `${name}: ${line}`).toBe(true)
        const script = /^npm run (\S+)/.exec(line)?.[1]
        if (script)
          expect(Object.keys(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts), `${name}: ${line}`).toContain(
            script
          )
      }
  })
})

describe('commands in sentences and tables', () => {
  const program = programOf({ version: '1', env: {} } as unknown as House)
  const options = new Map(program.commands.map(one => [one.name(), one.options.flatMap(option => [option.long, option.short])]))
  const common = [...program.options.flatMap(one => [one.long, one.short]), '--help']

  test('each names a command that there is, with options that it takes', () => {
    for (const { name, text } of documents.filter(one => one.name !== 'CHANGELOG.md'))
      for (const [code, command, rest] of text.matchAll(/`(?:bin\/)?onrecord ([a-z]+)([^`]*)`/g)) {
        expect([...options.keys(), 'help'], `${name}: ${code}`).toContain(command)
        for (const [option] of rest.matchAll(/--[a-z-]+/g))
          expect([...(options.get(command) ?? []), ...common], `${name}: ${code}`).toContain(option)
      }
  })

  test('README has every command, and programs.md every operation', () => {
    const readme = documents.find(one => one.name === 'README.md')!.text
    // How it is started stands above the table.
    const missing = [...options.keys()].filter(name => name !== 'start' && !readme.includes(`\`onrecord ${name}`))
    expect(missing).toEqual([])
    const programs = documents.find(one => one.name === join('docs', 'programs.md'))!.text
    expect(operations.filter(one => !programs.includes(`| \`${one.name}\` | \`onrecord `)).map(one => one.name)).toEqual([])
  })

  test('links lead to files', () => {
    for (const { name, text } of documents)
      for (const [, to] of text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)(?:#[^)]*)?\)/g))
        expect(existsSync(join(root, name, '..', to)), `${name}: ${to}`).toBe(true)
  })

  test('the help of every command is printed', () => {
    const { status, stdout } = spawnSync('sh', ['-c', 'onrecord help'], { ...typing, encoding: 'utf8' })
    expect(status).toBe(0)
    for (const name of options.keys()) expect(stdout).toMatch(new RegExp(`^ {2}${name}\\b`, 'm'))
  })
})
