import { parseDocument } from 'yaml'
import { type Span, textOf } from '../../text/index.ts'
import type { Block, Found, Reading } from '../../types.ts'
import type { Hints } from '../hints.ts'
import { dateIn, type Fields, fieldOf, namesIn, wordsIn } from '../json/fields.ts'
import { readText } from './read.ts'

/** Front matter: YAML between two lines of dashes at the head of a file. */
const FRONT_MATTER = /^---[ \t]*\r?\n([\s\S]{0,20000}?)\r?\n---[ \t]*(?:\r?\n|$)/

/** The Reading of Markdown, whose characters are kept as they stand. Front matter is furniture, but for the values that are the article's title and dek. */
export const readMarkdown = (chars: string, hints: Hints): Found<Reading> => {
  const front = FRONT_MATTER.exec(chars)
  const fields = front ? fieldsIn(front[1]) : null
  if (!front || !fields) return readText(chars, hints)
  const { length } = front[0]
  const title = wordsIn(fieldOf(fields, 'title'))
  const published = dateIn(fieldOf(fields, 'published'), 'front matter')
  const { value, problems } = readText(chars.slice(length), {
    ...hints,
    title: title ?? hints.title,
    published: published ?? hints.published
  })
  const body = value.blocks.map(block => ({ ...block, start: block.start + length, end: block.end + length }))
  const printed = body.some(({ kind }) => kind === 'title')
  const blocks = [...frontBlocks(front[0], printed ? null : title, wordsIn(fieldOf(fields, 'dek'))), ...body]
  return { value: { ...value, text: textOf(chars), blocks, ...saidOf(fields, value) }, problems }
}

const fieldsIn = (yaml: string): Fields | null => {
  try {
    const value: unknown = parseDocument(yaml, { logLevel: 'silent' }).toJS({ maxAliasCount: 0 })
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null
  } catch {
    return null
  }
}

const saidOf = (fields: Fields, read: Reading): Partial<Reading> => {
  const byline = namesIn(fieldOf(fields, 'byline'))
  return {
    byline: byline.length ? byline : read.byline,
    outlet: wordsIn(fieldOf(fields, 'outlet')) ?? read.outlet,
    published: dateIn(fieldOf(fields, 'published'), 'front matter') ?? read.published,
    updated: dateIn(fieldOf(fields, 'updated'), 'front matter') ?? read.updated
  }
}

/** A block for each line of the front matter, and within them the values that the body does not print: its title, its dek. */
const frontBlocks = (front: string, title: string | null, dek: string | null): Block[] => {
  const wanted = [
    { kind: 'title' as const, words: title },
    { kind: 'dek' as const, words: dek }
  ]
  return [...front.matchAll(/[^\r\n]+/g)].flatMap(({ 0: line, index }) => {
    const found = wanted.find(({ words }) => words && /^[\w-]+\s*:/.test(line) && line.includes(words))
    if (!found) return furniture(front, { start: index, end: index + line.length })
    wanted.splice(wanted.indexOf(found), 1)
    const start = index + line.indexOf(found.words!)
    const end = start + found.words!.length
    const after = furniture(front, { start: end, end: index + line.length })
    return [...furniture(front, { start: index, end: start }), { kind: found.kind, start, end }, ...after]
  })
}

const furniture = (chars: string, { start, end }: Span): Block[] => {
  const words = chars.slice(start, end)
  const length = words.trim().length
  const from = start + words.length - words.trimStart().length
  return length ? [{ kind: 'furniture', start: from, end: from + length, why: 'front matter' }] : []
}
