/**
 * How well the rules for plain text tell article from furniture, measured on pages whose bodies are known: every line of the region that is cut from a page,
 * given as plain text, is furniture unless the reference body holds most of its words. Run on what `score_pages.py make` writes:
 *   node lines.js PAGES.jsonl GOLD.jsonl [--lines]     GOLD: {"id", "body"} a line
 */
import { readFileSync } from 'node:fs'
import { piecesOf } from '../../../src/parse/html/blocks.ts'
import { openDocument } from '../../../src/parse/html/document.ts'
import { regionOf } from '../../../src/parse/html/region.ts'
import { parseText } from '../../../src/parse/index.ts'

const [pages, golds, ...flags] = process.argv.slice(2)
const read = (path: string) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map(line => JSON.parse(line))
const words = (chars: string) => chars.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
const grams = (chars: string) => {
  const all = words(chars)
  return all.length < 4 ? [all.join(' ')] : all.slice(3).map((_, i) => all.slice(i, i + 4).join(' '))
}

/** Kinds that are no body, and not counted either way: what stands in a head. */
const HEAD = new Set(['title', 'dek', 'byline', 'dateline', 'section'])
const MARKED = new Set(['furniture', 'credit', 'caption'])

const bodies = new Map<string, string>(read(golds).map(({ id, body }) => [id, body]))
const counts = { right: 0, lost: 0, missed: 0, kept: 0 }
for (const { id, html } of read(pages)) {
  const body = bodies.get(id)
  const document = body && openDocument(html)?.document
  const region = document && regionOf(document)
  if (!region) continue
  const held = new Set(grams(body))
  const short = new Set(body.split('\n').map((line: string) => words(line).join(' ')))
  const chars = piecesOf(region)
    .map(piece => piece.chars)
    .join('\n\n')
  const { text, blocks } = parseText(chars).value
  for (const { start, end, kind, why } of blocks) {
    if (HEAD.has(kind)) continue
    const line = text.chars.slice(start, end)
    const all = grams(line)
    if (!words(line).length) continue
    const inBody =
      words(line).length < 4 ? short.has(words(line).join(' ')) : all.filter(gram => held.has(gram)).length > all.length / 2
    const marked = MARKED.has(kind)
    const outcome = marked ? (inBody ? 'lost' : 'right') : inBody ? 'kept' : 'missed'
    counts[outcome]++
    if (flags.includes('--lines') && outcome !== 'kept')
      console.log(`${outcome}\t${kind}\t${why ?? ''}\t${words(line).length}\t${id.slice(0, 22)}\t${line.slice(0, 160)}`)
  }
}
const { right, lost, missed, kept } = counts
console.log(
  `lines ${right + lost + missed + kept}  furniture precision ${(right / (right + lost)).toFixed(3)}  recall ${(right / (right + missed)).toFixed(3)}  article lines lost ${lost} of ${lost + kept}`
)
