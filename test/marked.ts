import { expect } from 'vitest'
import { findQuotes } from '../src/quote/index.ts'
import { lines, type Span, textOf } from '../src/text/index.ts'
import type { BlockKind, Quote, Reading } from '../src/types.ts'

type Told = { content: Span[]; cue: Span | null; source: Span | null }
type Role = 'content' | 'cue' | 'source'

const OPENING = /\[(content|cue|source)(\d*)\|/y

/**
 * A text that carries its own answer: `[content|“We stay,”] [cue|said] [source|Ada Ruiz].` Where there are several quotations their marks
 * are numbered in the order of their content, and one span can belong to several: `[source12|Ruiz]`.
 */
export const readMarked = (marked: string): { chars: string; told: Told[] } => {
  const told: Told[] = []
  const open: { roles: [Role, string] | null; start: number }[] = []
  let chars = ''
  for (let at = 0; at < marked.length; ) {
    OPENING.lastIndex = at
    const mark = OPENING.exec(marked)
    if (mark) {
      open.push({ roles: [mark[1] as Role, mark[2] || '1'], start: chars.length })
      at += mark[0].length
      continue
    }
    if (marked[at] === '[') open.push({ roles: null, start: chars.length })
    const closed = marked[at] === ']' ? open.pop() : undefined
    if (closed?.roles)
      for (const number of closed.roles[1])
        put(told, Number(number) - 1, closed.roles[0], { start: closed.start, end: chars.length })
    else chars += marked[at]
    at++
  }
  return { chars, told }
}

const put = (told: Told[], at: number, role: Role, span: Span) => {
  told[at] ??= { content: [], cue: null, source: null }
  if (role === 'content') told[at].content.push(span)
  else told[at][role] = span
}

/** The text with the marks of these quotations, as `readMarked` reads them. */
export const writeMarked = (chars: string, quotes: readonly Pick<Quote, 'content' | 'cue' | 'source'>[] | Told[]): string => {
  const spans = new Map<string, { role: Role; span: Span; numbers: string }>()
  quotes.forEach(({ content, cue, source }, i) => {
    const add = (role: Role, span: Span) => {
      const key = `${role} ${span.start} ${span.end}`
      spans.set(key, { role, span, numbers: (spans.get(key)?.numbers ?? '') + (i + 1) })
    }
    for (const span of content) add('content', span)
    if (cue) add('cue', cue)
    if (source) add('source', source)
  })
  const longestFirst = [...spans.values()].sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end)
  let written = ''
  for (let at = 0; at <= chars.length; at++) {
    for (const { span } of longestFirst) if (span.end === at) written += ']'
    for (const { role, span, numbers } of longestFirst)
      if (span.start === at) written += `[${role}${quotes.length > 1 ? numbers : ''}|`
    written += chars[at] ?? ''
  }
  return written
}

/** A reading whose blocks are the lines of a text: of these kinds in their order, and paragraphs after them. */
export const readingOf = (chars: string, kinds: readonly BlockKind[] = []): Reading => {
  const text = textOf(chars)
  const blocks = lines(text).map((line, i) => ({
    ...line,
    kind: kinds[i] ?? 'paragraph',
    ...(kinds[i] === 'furniture' && { why: 'test' })
  }))
  return { text, blocks, byline: [], outlet: null, language: null, published: null, updated: null, completeness: 'full' }
}

/** The line without its marks gives exactly its marks when its quotations are found. */
export const check = (marked: string, kinds: readonly BlockKind[] = []): void => {
  const { chars, told } = readMarked(marked)
  expect(writeMarked(chars, findQuotes(readingOf(chars, kinds)).value)).toBe(writeMarked(chars, told))
}
