import { parseHTML } from 'linkedom'
import { eachElement } from './walk.ts'

/** What is never read: linkedom shows what stands in templates, and Readability then stumbles over it. */
const NEVER_READ: ReadonlySet<string> = new Set(
  'template script style noscript svg iframe object embed canvas input select textarea'.split(' ')
)

const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|p|li|param|source|track|wbr|path|circle|rect|use)$/i

/**
 * The work that a page may ask for: tags and entities, the squares of its elements' depths added up (Readability walks up and down from
 * each element), and attributes of one element. Of 439 pages of news the largest came to 21,000, 12 million and a few dozen.
 */
const MOST = { marks: 120_000, climbs: 100_000_000, attributes: 2000 }
/** A tag of fewer characters cannot hold too many attributes. */
const LONG_TAG = 4 * MOST.attributes

/** Whether a page is made so that reading its elements would take time without end: no page that people read is. */
const isEndless = (html: string): boolean => {
  let marks = 0
  let climbs = 0
  let depth = 0
  const tooMany = manyAttributes(html)
  for (const { 1: closes, 2: name, index } of html.matchAll(/[<&](?:(\/?)([a-z][a-z0-9-]*))?/gi)) {
    if (++marks > MOST.marks) return true
    if (!name || html[index] === '&') continue
    if (!closes) climbs += depth * depth
    if (!VOID.test(name)) depth = closes ? Math.max(0, depth - 1) : depth + 1
    if (climbs > MOST.climbs || (!closes && tooMany(index))) return true
  }
  return false
}

/** Where something stands next, asked from one place after another, each further on: what is nowhere below is looked for once. */
const startSeeking = (html: string, wanted: string): ((from: number) => number) => {
  let next = -2
  return from => {
    if (next !== -1 && next < from) next = html.indexOf(wanted, from)
    return next
  }
}

/** Whether the tag at a place has too many attributes. Tags that are never closed end where the first of them does, and are looked at once. */
const manyAttributes = (html: string): ((at: number) => boolean) => {
  const endFrom = startSeeking(html, '>')
  let known = -1
  return at => {
    const end = endFrom(at)
    if (end - at <= LONG_TAG || end === known) return false
    known = end
    return html.slice(at, end).split(/\s[^\s=]+=/, MOST.attributes + 1).length > MOST.attributes
  }
}

/** The document of a page, without what is never read, and its JSON-LD. */
export type Opened = { readonly document: Document; readonly data: readonly string[] }

/** Opens a page; null when there is no document in it. */
export const openDocument = (page: string): Opened | null => {
  const { html, data } = withoutUnread(withoutData(page))
  if (isEndless(html)) return null
  const whole = /<(?:html|body|head)\b/i.test(html.slice(0, 5000)) ? html : `<html><body>${html}</body></html>`
  const { document } = parseHTML(whole)
  if (!document?.documentElement) return null
  const unread: Element[] = []
  eachElement(document.documentElement, element => {
    const isRead = !NEVER_READ.has(element.localName)
    if (!isRead) unread.push(element)
    // Pages that React streams come in hidden pieces, which a script would put in their places.
    else if (element.hasAttribute('hidden') && element.id.startsWith('S:')) element.removeAttribute('hidden')
    return isRead
  })
  for (const element of unread) element.remove()
  if (html.includes('<blockquote')) keepSpeakers(document)
  return { document, data }
}

/** Who said it stands in the footer, the citation or the caption of a pull quotation, which an extractor takes for the page's: they become paragraphs. */
const keepSpeakers = (document: Document): void => {
  for (const named of document.querySelectorAll('blockquote footer, blockquote > cite, blockquote + figcaption')) {
    const paragraph = document.createElement('p')
    while (named.firstChild) paragraph.append(named.firstChild)
    const quotation = named.previousElementSibling
    if (named.localName === 'figcaption' && quotation) {
      quotation.append(paragraph)
      named.remove()
    } else named.replaceWith(paragraph)
  }
}

/** So many lines are read one by one; a page with more is no page of news, and its lines are joined. */
const MOST_LINES = 20_000

/** The characters of a page between its tags, a line each, without its scripts and styles: for a page that is no document. */
export const linesBetweenTags = (html: string): string => {
  const lines = withoutUnread(withoutData(html))
    .html.replace(/<[^<>]*>/g, '\n')
    .split('\n')
    .map(line => line.trim())
    .filter(Boolean)
  const together = Math.ceil(lines.length / MOST_LINES)
  if (together < 2) return lines.join('\n\n')
  const joined: string[] = []
  for (let at = 0; at < lines.length; at += together) joined.push(lines.slice(at, at + together).join(' '))
  return joined.join('\n\n')
}

/** Pictures and typefaces that a page keeps inside itself are most of its characters, and none of its words: "data:image/png;base64,iVBORw0KGgo…". */
const withoutData = (html: string): string => {
  const kept: string[] = []
  let from = 0
  for (let at = html.indexOf(DATA); at >= 0; at = html.indexOf(DATA, at + 1)) {
    const end = endOfData(html, at)
    if (end - at < LONG_DATA) continue
    kept.push(html.slice(from, at), DATA)
    from = end
    at = end - 1
  }
  return kept.length ? kept.join('') + html.slice(from) : html
}

const DATA = 'data:'
/** Less is no matter, and may be prose: "data: numbers". */
const LONG_DATA = 200
const END_OF_DATA = /[\s"'()<>\\]/g

const endOfData = (html: string, at: number): number => {
  END_OF_DATA.lastIndex = at
  return END_OF_DATA.exec(html)?.index ?? html.length
}

const UNREAD = /<(?:!--|(script|style|svg|noscript|template)(?=[\s/>]))/gi
const JSON_LD = /\stype\s*=\s*["']?application\/ld\+json/i

/**
 * A page without its comments, scripts, styles and drawings: half of its characters, from which a document need not be made. What stands in a box of its own
 * kind is left to who reads the document.
 */
const withoutUnread = (page: string): { html: string; data: string[] } => {
  const kept: string[] = []
  const data: string[] = []
  let from = 0
  const [innerFrom, commentEnd, closeOf] = [startSeeking(page, '>'), startSeeking(page, '-->'), startClosing(page)]
  UNREAD.lastIndex = 0
  for (let open = UNREAD.exec(page); open; open = UNREAD.exec(page)) {
    const at = open.index
    const inner = innerFrom(at) + 1
    // "<!-->" is a comment by itself.
    const close = open[1] ? closeOf(open[1].toLowerCase(), inner) : closeAt(commentEnd(at + 2))
    if (!close || (open[1] && !inner)) continue
    if (open[1] && JSON_LD.test(page.slice(at, inner))) data.push(page.slice(inner, close.start))
    kept.push(page.slice(from, at))
    from = close.end
    UNREAD.lastIndex = from
  }
  return { html: kept.join('') + page.slice(from), data }
}

type Close = { readonly start: number; readonly end: number }

const closeAt = (start: number): Close | null => (start < 0 ? null : { start, end: start + 3 })

const CLOSES: Readonly<Record<string, RegExp>> = Object.fromEntries(
  ['script', 'style', 'svg', 'noscript', 'template'].map(name => [name, new RegExp(`</${name}[^<>]*>|<${name}(?=[\\s/>])`, 'gi')])
)
/** What stands in these is characters, whatever they look like. */
const RAW: ReadonlySet<string> = new Set(['script', 'style'])

/** Where what is opened at a place closes, asked from one place after another; what is closed nowhere below is looked for once. */
const startClosing = (page: string): ((name: string, from: number) => Close | null) => {
  const open = new Set<string>()
  return (name, from) => {
    if (open.has(name)) return null
    const pattern = CLOSES[name]
    pattern.lastIndex = from
    for (let found = pattern.exec(page); found; found = pattern.exec(page)) {
      if (found[0][1] === '/') return { start: found.index, end: found.index + found[0].length }
      if (!RAW.has(name)) return null
    }
    open.add(name)
    return null
  }
}
