import type { Span } from '../../text/index.ts'
import type { QuotationView } from '../answer/wire/index.ts'
import { joined } from './bits.ts'

/** As many words of a quotation as tell it from the rest of a page. */
const OPENING_WORDS = 8

/** The first words of a quotation without the marks around them: by these it is found in a page. */
export const openingWords = ({ content: [first] }: Pick<QuotationView, 'content'>): string[] =>
  joined([first])
    .replace(/^["'“‘«„]+|["'”’»“]+$/g, '')
    .split(/\s+/)
    .filter(Boolean)
    .slice(0, OPENING_WORDS)

/** What may stand between two words of a quotation in a source: space, or signs of HTML, JSON or Markdown. */
const BETWEEN = String.raw`(?:\s|&nbsp;|<[^<>]{0,200}>|\\[nt]|\*\*){1,8}`

/** A word as a source can spell it: what is no plain letter or digit can stand there as an entity or an escape. */
const spelled = (word: string): string =>
  [...word]
    .map(one =>
      /[a-z0-9]/i.test(one) ? one : String.raw`(?:\u{${one.codePointAt(0)!.toString(16)}}|&#?\w{1,10};|\\u[0-9a-f]{4}|\\["'/])`
    )
    .join('')

/** What a page holds that nobody reads in its place. */
const UNREAD = ['script', 'style', 'title', 'textarea']

/** Whether a place of a page is read: it stands in no tag, and in no script or style. */
const isRead = (before: string): boolean => {
  const last = (sign: string) => Math.max(...UNREAD.map(name => before.lastIndexOf(`${sign}${name}`)))
  return before.lastIndexOf('<') <= before.lastIndexOf('>') && last('<') <= last('</')
}

/** Places of a page at which the same words are looked at: they stand in its data about itself, in its body, perhaps below a picture. */
const MOST_PLACES = 10

/** Where a quotation begins in a source, and whether it is read there. */
export type Place = Span & { readonly isRead: boolean }

/** Where a quotation begins in a source: where it is read, and else where its words stand first; null where they do not one after the other. */
export const placeIn = (chars: string, quotation: Pick<QuotationView, 'content'>): Place | null => {
  const words = openingWords(quotation)
  if (!words.length) return null
  const wanted = new RegExp(words.map(spelled).join(BETWEEN), 'gu')
  const lower = chars.toLowerCase()
  let first: Place | null = null
  for (let n = 0; n < MOST_PLACES; n++) {
    const found = wanted.exec(chars)
    if (!found) break
    const place = { start: found.index, end: found.index + found[0].length, isRead: isRead(lower.slice(0, found.index)) }
    if (place.isRead) return place
    first ??= place
  }
  return first
}
