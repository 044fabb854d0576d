import type { Found, Page, Reading } from '../types.ts'
import type { Hints } from './hints.ts'
import { readText } from './text/read.ts'

export type { Hints } from './hints.ts'

/** The Reading of a Page, by its media type. */
export const parsePage = (page: Page): Found<Reading> =>
  parseText(new TextDecoder().decode(page.bytes), { address: page.address })

/** The Reading of an HTML page: the article's region as text, with the furniture that stands inside it marked. */
export const parseHtml = (html: string, hints: Hints = {}): Found<Reading> => parseText(html, hints)

/** The Reading of plain text or Markdown, whose characters are kept as they stand. */
export const parseText = (chars: string, hints: Hints = {}): Found<Reading> => readText(chars, hints)
