import type { Found, Page, PageHints, Reading } from '../types.ts'
import { decodePage } from './decode.ts'
import type { Hints } from './hints.ts'
import { readHtml } from './html/read.ts'
import { readJson } from './json/read.ts'
import { readMarkdown } from './text/markdown.ts'
import { readText } from './text/read.ts'
import { isAgency } from './text/signs.ts'
import { readTranscript } from './transcript/read.ts'

export { addressOf } from './address.ts'
export type { Hints } from './hints.ts'

/** The readers of pages that are neither HTML nor plain text, by media type. */
const READERS: Readonly<Record<string, (chars: string, hints: Hints) => Found<Reading>>> = {
  'application/json': readJson,
  'application/x-subrip': readTranscript,
  'text/vtt': readTranscript,
  'text/markdown': readMarkdown
}

/** The Reading of a Page, by its media type; for plain text its characters are those of the file, without a byte order mark. */
export const parsePage = (page: Page): Found<Reading> => {
  const { chars, problems } = decodePage(page)
  const hints = { address: page.address }
  const isHtml = /html|xml/i.test(page.mediaType) || (!page.mediaType && /^\s*<(?:!doctype|html)/i.test(chars.slice(0, 500)))
  const read = READERS[page.mediaType] ?? (isHtml ? parseHtml : parseText)
  const { value, problems: more } = read(chars, hints)
  return { value: hinted(value, page.hints), problems: [...problems, ...more] }
}

const hinted = (reading: Reading, hints: PageHints | undefined): Reading => {
  if (!hints) return reading
  return {
    ...reading,
    outlet: reading.outlet ?? hints.outlet,
    byline: reading.byline.length ? reading.byline : hints.byline,
    published: reading.published ?? hints.published,
    ...creditsIn(hints)
  }
}

// Whoever a feed names as its source may be the outlet itself; its author is an agency only where the name is known for one.
const creditsIn = ({ credits = [] }: PageHints): Pick<Reading, 'credits'> => {
  const agencies = credits.filter(({ name, evidence }) => evidence === 'feed source' || isAgency(name))
  return agencies.length ? { credits: agencies } : {}
}

/** The Reading of an HTML page: the article's region as text, with the furniture that stands inside it marked. */
export const parseHtml = (html: string, hints: Hints = {}): Found<Reading> => readHtml(html, hints)

/** The Reading of plain text or Markdown, whose characters are kept as they stand. */
export const parseText = (chars: string, hints: Hints = {}): Found<Reading> => readText(chars, hints)
