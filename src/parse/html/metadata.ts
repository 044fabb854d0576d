import type { Dated } from '../../types.ts'
import { printedDate } from '../dates.ts'
import { bylineOf } from './byline.ts'
import type { Opened } from './document.ts'
import { isoDate } from './iso.ts'
import { type LinkedData, linkedDataOf, type Update } from './linked-data.ts'

/** What a page says of its article in its own fields. */
export type Metadata = {
  readonly title: string | null
  readonly dek: string | null
  readonly byline: readonly string[]
  readonly outlet: string | null
  readonly section: string | null
  readonly language: string | null
  readonly published: Dated | null
  readonly updated: Dated | null
  /** What its JSON-LD says of the posts of a live blog. */
  readonly updates: readonly Update[]
}

/** Reads the fields of a page: JSON-LD, OpenGraph and other meta elements, microdata, and what is printed beside the headline. */
export const metadataOf = ({ document, data: scripts }: Opened): Metadata => {
  const data = linkedDataOf(scripts)
  const meta = metaOf(document)
  const outlet =
    data.publisher ?? meta('og:site_name', 'application-name', 'twitter:site', 'dc.publisher')?.replace(/^@/, '') ?? null
  return {
    title: titleOf(document, data, meta, outlet),
    dek: textOr(meta('og:description', 'description', 'twitter:description', 'dc.description')) ?? data.description,
    byline: bylineOf(document, data, meta, outlet),
    outlet,
    section: meta('article:section', 'section') ?? data.section,
    language: document.documentElement.getAttribute('lang')?.slice(0, 2).toLowerCase() || data.language,
    published: publishedOf(document, data, meta),
    updated: updatedOf(data, meta),
    updates: data.updates
  }
}

/** The first of a page's meta elements of these names that holds something. */
export type Meta = (...names: string[]) => string | null

const metaOf = (document: Document): Meta => {
  const values = new Map<string, string>()
  for (const element of document.getElementsByTagName('meta')) {
    const name = (
      element.getAttribute('property') ??
      element.getAttribute('name') ??
      element.getAttribute('itemprop') ??
      ''
    ).toLowerCase()
    const content = (element.getAttribute('content') ?? '').trim()
    if (name && content && !values.has(name)) values.set(name, content)
  }
  return (...names) => {
    for (const name of names) if (values.has(name)) return values.get(name) ?? null
    return null
  }
}

const textOr = (value: string | null | undefined) => value?.replace(/\s+/g, ' ').trim() || null
const plain = (value: string) =>
  value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const titleOf = (document: Document, data: LinkedData, meta: Meta, outlet: string | null): string | null => {
  const tag = textOr(document.getElementsByTagName('title')[0]?.textContent)
  const named = data.headline ?? meta('og:title', 'twitter:title', 'dc.title', 'headline') ?? tag
  const headings = [...document.getElementsByTagName('h1')].map(headlineIn).filter(text => text !== null)
  if (!named) return headings[0] ?? null
  const printed = headings.find(text => alike(text, named) || (tag !== null && alike(text, tag)))
  if (printed) return withoutKicker(printed, named)
  const only = headings.length === 1 && headings[0].split(' ').length > 3 ? headings[0] : null
  return only ?? withoutOutlet(textOr(named) ?? named, outlet)
}

/** What a heading prints; elements that touch each other, however deep, are a kicker and a headline, each in its own line. */
const headlineIn = (heading: Element): string | null => textOr(printedIn(heading))
const printedIn = (element: Element): string =>
  [...element.childNodes]
    .map(
      (node, i, all) =>
        `${isTouching(node, all[i - 1]) ? ' ' : ''}${node.nodeType === 1 ? printedIn(node as Element) : (node.textContent ?? '')}`
    )
    .join('')
const isTouching = (node: ChildNode, before: ChildNode | undefined) => node.nodeType === 1 && before?.nodeType === 1

/** A heading may carry a kicker before the headline that the fields give alone: "Coast: Harbour closes". */
const withoutKicker = (printed: string, named: string): string =>
  plain(printed).endsWith(` ${plain(named)}`) && printed.endsWith(named) ? named : printed

/** Whether two headlines share most of their words, or one begins with the other. */
export const alike = (a: string, b: string): boolean => {
  const [x, y] = [plain(a), plain(b)]
  if (x.length > 10 && (x.startsWith(y) || y.startsWith(x))) return true
  const words = new Set(y.split(' '))
  const mine = x.split(' ')
  return mine.length > 2 && mine.filter(word => words.has(word)).length >= 0.6 * Math.max(mine.length, words.size)
}

const withoutOutlet = (title: string, outlet: string | null): string => {
  const named = outlet ? withoutName(title, outlet) : title
  const cut = named.search(/\s[|–—·»-]\s[^|–—·»]{2,40}$/)
  if (cut < SHORTEST_TITLE) return named
  const tail = plain(named.slice(cut))
  return !outlet || plain(outlet).includes(tail) || tail.includes(plain(outlet)) || tail.split(' ').length <= 3
    ? named.slice(0, cut)
    : named
}

/** What stands before a dash or bar is hardly shorter, in characters, where it is the headline. */
const SHORTEST_TITLE = 15

/** A title that ends in the outlet's own name, with the section before it: "Harbour closes-Coast|The Courier". */
const withoutName = (title: string, outlet: string): string => {
  if (!title.endsWith(outlet)) return title
  const [section] = /(?:\s*[|ㅣ｜·»/:–—-]+\s*[^\s|ㅣ｜·»/:–—-]{1,20})?\s*[|ㅣ｜·»/:–—-]+\s*$/u.exec(
    title.slice(0, -outlet.length)
  ) ?? ['']
  const cut = title.length - outlet.length - section.length
  return section && cut >= SHORTEST_TITLE ? title.slice(0, cut) : title
}

const PUBLISHED_FIELDS = [
  'article:published_time',
  'og:article:published_time',
  'datepublished',
  'parsely-pub-date',
  'sailthru.date',
  'publishdate',
  'publish-date',
  'pubdate',
  'publication_date',
  'dc.date.issued',
  'dcterms.created',
  'dc.date',
  'date',
  'cxenseparse:recs:publishtime',
  'bt:pubdate',
  'article.published',
  'iso-8601-publish-date',
  'last-published',
  'og:pubdate',
  'datecreated',
  'created',
  'rnews:datepublished'
]
const UPDATED_FIELDS = [
  'article:modified_time',
  'og:updated_time',
  'datemodified',
  'last-modified',
  'lastmod',
  'dcterms.modified',
  'dc.date.modified'
]

const firstField = (meta: Meta, names: readonly string[]): Dated | null => {
  for (const name of names) {
    const dated = isoDate(meta(name), `meta ${name}`)
    if (dated) return dated
  }
  return null
}

const publishedOf = (document: Document, data: LinkedData, meta: Meta): Dated | null =>
  isoDate(data.published, 'JSON-LD datePublished') ??
  firstField(meta, PUBLISHED_FIELDS) ??
  timeElement(document) ??
  dateInTitle(document) ??
  dateInPrint(document) ??
  dateBelowHeadline(document, BELOW_HEADLINE) ??
  dateBelowHeadline(document, Number.POSITIVE_INFINITY)

const updatedOf = (data: LinkedData, meta: Meta): Dated | null =>
  isoDate(data.modified, 'JSON-LD dateModified') ?? firstField(meta, UPDATED_FIELDS)

const timeElement = (document: Document): Dated | null => {
  const all = [...document.querySelectorAll('[itemprop="datePublished"],time[pubdate],time[datetime],abbr.published')]
  for (const element of all) {
    const dated = isoDate(
      element.getAttribute('datetime') ?? element.getAttribute('content') ?? element.getAttribute('title'),
      'time element'
    )
    if (dated) return dated
  }
  return null
}

/** Some outlets end their page's title in the day: "Harbour closes | The Courier | 04.05.2031". */
const dateInTitle = (document: Document): Dated | null => {
  const last = /[|–—-]\s*([^|–—]+)$/.exec(document.getElementsByTagName('title')[0]?.textContent?.trim() ?? '')?.[1]
  const printed = last ? printedDate(last) : null
  return printed?.rest === '' ? printed.dated : null
}

/** Elements that are named after dates, in the languages that pages are made in. */
const DATED =
  'time,[class*="date"],[class*="Date"],[class*="time"],[class*="publish"],[class*="byline"],[class*="meta"],[class*="datum"],[class*="fecha"],[class*="tarih"],[class*="zeit"]'
/** A box with more characters than this holds more than a date. */
const DATE_CHARS = 120

const dateInPrint = (document: Document): Dated | null => firstDate(document.querySelectorAll(DATED))

const firstDate = (elements: Iterable<Element>): Dated | null => {
  for (const element of elements) {
    const text = textOr(element.textContent)
    const dated = text && text.length < DATE_CHARS ? printedDate(text)?.dated : null
    if (dated) return dated
  }
  return null
}

/** A day without a name stands within this many elements below the headline. */
const BELOW_HEADLINE = 40

const dateBelowHeadline = (document: Document, most: number): Dated | null => {
  const headline = document.getElementsByTagName('h1')[0] ?? document.querySelector('article h2, article h3')
  if (!headline) return null
  const all = [...document.querySelectorAll('h1, h2, h3, p, div, span, li, small')]
  const from = all.indexOf(headline) + 1
  return firstDate(all.slice(from, from + most))
}
