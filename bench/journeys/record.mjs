/**
 * A scratch record of a thousand articles as people really write them: `node bench/journeys/record.mjs RECORD.db [ARTICLES]`, after `npm run build`. They
 * are AllSides' articles, which are looked for in ONRECORD_SHARED or ../shared and are not handed on. The journeys of test/journeys.test.ts are made on this
 * record too where ONRECORD_JOURNEYS names it. One that is there is only signed anew, where the build has changed since.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { gunzipSync } from 'node:zlib'
import { sign } from '../speed/pages/sign.mjs'

const root = fileURLToPath(new URL('../../', import.meta.url))
const data = join(process.env.ONRECORD_SHARED ?? join(root, '..', 'shared'), 'data', 'allsides')
const [db, most = '1000'] = process.argv.slice(2)
if (!db) throw new Error('name the record that is to be made')
if (existsSync(db)) {
  sign(db)
  console.log(`${db} is there, and is signed as this build's.`)
  process.exit(0)
}
if (!existsSync(data)) {
  console.log(`No record was made: ${data} is not there.`)
  process.exit(0)
}

const unpacked = name => gunzipSync(readFileSync(join(data, name))).toString()
const printed = unpacked('headline-articles.jsonl.gz')
  .trim()
  .split('\n')
  .map(line => JSON.parse(line))
const known = new Set(printed.map(one => one.url))
// Their first line is the title and the text, one after the other.
const others = JSON.parse(unpacked('dev.json.gz'))
  .filter(Boolean)
  .map(([, text, , published, outlet, title, url]) => ({
    url,
    outlet,
    title,
    published,
    text: text.startsWith(title) ? text.slice(title.length).trim() : text
  }))
const articles = [...printed, ...others.filter(one => !known.has(one.url))].slice(0, Number(most))

const folder = mkdtempSync(join(tmpdir(), 'onrecord-journeys-'))
const lines = articles.map(({ url, outlet, title, published, text }) => JSON.stringify({ url, outlet, title, published, text }))
writeFileSync(join(folder, 'articles.jsonl'), lines.join('\n'))
execFileSync(join(root, 'bin/onrecord'), ['--engine', 'rules', 'add', join(folder, 'articles.jsonl'), '--db', db], {
  stdio: 'inherit'
})
rmSync(folder, { recursive: true })
