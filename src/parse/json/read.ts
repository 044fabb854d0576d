import { textOf } from '../../text/index.ts'
import type { Found, Problem, Reading } from '../../types.ts'
import type { Hints } from '../hints.ts'
import { readHtml } from '../html/read.ts'
import { readText } from '../text/read.ts'
import { blocksIn, completenessIn, dateIn, type Fields, fieldOf, namesIn, wordsIn } from './fields.ts'

/** The Reading of an article in JSON: its text or its page is read, and what its fields say of it goes before what the text says. */
export const readJson = (chars: string, hints: Hints): Found<Reading> => {
  const fields = fieldsIn(chars)
  if (!fields) return nothing('The line is no JSON object.')
  const own = ownReading(fields)
  if (own) return { value: own, problems: [] }
  const { value, problems } = bodyOf(fields, hints)
  const forged = typeof fields.textHash === 'string' && fields.textHash !== textOf(String(fields.text)).id
  return { value: { ...value, ...saidOf(fields, value) }, problems: forged ? [...problems, FORGED] : problems }
}

const nothing = (note: string): Found<Reading> => ({
  value: readText('', {}).value,
  problems: [{ code: 'parse/json', at: null, note }]
})

const FORGED: Problem = {
  code: 'parse/hash',
  at: null,
  note: 'The line names a SHA-256 that is not its text’s: what it says of the text is not believed, and the text is read anew.'
}

const fieldsIn = (chars: string): Fields | null => {
  try {
    const value: unknown = JSON.parse(chars)
    return value && typeof value === 'object' && !Array.isArray(value) ? (value as Fields) : null
  } catch {
    return null
  }
}

/** An article that we exported: its text and blocks are what they were. */
const ownReading = (fields: Fields): Reading | null => {
  if (fields.type !== 'article' || typeof fields.text !== 'string' || typeof fields.textHash !== 'string') return null
  const text = textOf(fields.text)
  const blocks = blocksIn(fields.blocks)
  if (text.id !== fields.textHash || !blocks) return null
  const nothing = { byline: [], outlet: null, language: null, published: null, updated: null, completeness: 'unknown' as const }
  return { text, blocks, ...nothing, ...saidOf(fields, null) }
}

type Said = Omit<Reading, 'text' | 'blocks'>

const saidOf = (fields: Fields, read: Said | null): Partial<Said> => {
  const byline = namesIn(fieldOf(fields, 'byline'))
  const language = wordsIn(fieldOf(fields, 'language'))
  return {
    byline: byline.length ? byline : (read?.byline ?? []),
    outlet: wordsIn(fieldOf(fields, 'outlet')) ?? read?.outlet ?? null,
    language: /^[a-z]{2}\b/i.test(language ?? '') ? language!.slice(0, 2).toLowerCase() : (read?.language ?? null),
    published: dateIn(fieldOf(fields, 'published'), 'given') ?? read?.published ?? null,
    updated: dateIn(fieldOf(fields, 'updated'), 'given') ?? read?.updated ?? null,
    completeness: completenessIn(fields.completeness) ?? read?.completeness ?? 'unknown'
  }
}

/** Text that holds tags is a page. */
const TAGS = /<(?:p|div|html|body|article|br)\b[^>]*>/i

const bodyOf = (fields: Fields, hints: Hints): Found<Reading> => {
  const title = wordsIn(fieldOf(fields, 'title'))?.replace(/\s+/g, ' ') ?? hints.title
  const known = { ...hints, title, published: dateIn(fieldOf(fields, 'published'), 'given') ?? hints.published }
  const text = namesIn(fieldOf(fields, 'text')).join('\n\n')
  const html = wordsIn(fieldOf(fields, 'html')) ?? (TAGS.test(text) ? text : null)
  if (html) return readHtml(html, known)
  if (!text) return nothing('The line holds neither a text nor a page.')
  const dek = wordsIn(fieldOf(fields, 'dek'))
  const head = [title, dek].filter(one => one && !text.startsWith(one))
  return readText([...head, text].join('\n\n'), known)
}
