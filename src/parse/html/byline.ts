import { namesIn } from '../byline.ts'
import type { LinkedData } from './linked-data.ts'
import type { Meta } from './metadata.ts'

/** Who wrote a page's article: as its fields say, else as it prints it, else the outlet where a field names nobody else. */
export const bylineOf = (document: Document, data: LinkedData, meta: Meta, outlet: string | null): string[] => {
  const stated = [data.authors, authorFields(document)].map(names => [...new Set(names.filter(isText).flatMap(splitNames))])
  const persons = stated.map(names => names.filter(name => !isOutlet(name, outlet, meta)))
  const own = persons.find(names => names.length)
  if (own) return own
  const printed = printedNames(document)
  return printed.length ? printed : (stated.find(names => names.length) ?? [])
}

/** What fields of writers are called, in lower case. */
const AUTHOR_FIELDS: ReadonlySet<string> = new Set([
  'author',
  'article:author',
  'parsely-author',
  'dc.creator',
  'dcterms.creator',
  'byl',
  'sailthru.author',
  'cxenseparse:author',
  'citation_author',
  'twitter:misc:written by'
])

const authorFields = (document: Document): string[] =>
  [...document.getElementsByTagName('meta')].flatMap(element => {
    const name = element.getAttribute('name') ?? element.getAttribute('property') ?? element.getAttribute('itemprop') ?? ''
    return AUTHOR_FIELDS.has(name.toLowerCase()) ? [element.getAttribute('content') ?? ''] : []
  })

const PRINTED_AUTHORS =
  '[rel~="author"],[itemprop="author"],[class*="byline"],[class*="author-name"],[class*="author__name"],[class*="authorname"],[class*="article-author"],[class*="article__author"],[class="author"],[class*="-author"] a,a[href*="/author/"],a[href*="/authors/"],a[href*="/autor/"]'

/** Whether a name given as the author's is only the outlet's own, or a site's address. */
const isOutlet = (name: string, outlet: string | null, meta: Meta): boolean => {
  const same = (other: string | null) => other !== null && plain(other) === plain(name)
  return same(outlet) || same(meta('og:site_name')) || /\.(?:com|org|net|de|fr|it|es|at|ch|uk)\b/i.test(name)
}

const plain = (value: string) =>
  value
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

const isText = (name: string) => !/^https?:|^www\.|@/.test(name)

/** A byline is no longer than this. */
const BYLINE_CHARS = 120
/** A name is no longer than this. */
const NAME_CHARS = 60

const wordsOf = (element: Element) => (element.textContent ?? '').replace(/\s+/g, ' ').trim()

const printedNames = (document: Document): string[] => {
  for (const element of document.querySelectorAll(PRINTED_AUTHORS)) {
    const text = wordsOf(element)
    const names = text && text.length < BYLINE_CHARS ? namesIn(text) : []
    if (names.length) return [...new Set(names)]
  }
  return namesInParts(document) ?? namesBelowHeadline(document)
}

/** A box of writers that holds dates and buttons too: each of its smallest parts may be a name. */
const namesInParts = (document: Document): string[] | null => {
  for (const box of document.querySelectorAll('[class*="byline"],[class*="contributors"],[class*="authors"],[id="authors"]')) {
    const parts = [...box.querySelectorAll('*')].filter(one => !one.firstElementChild).map(wordsOf)
    const names = parts.filter(part => part.length < NAME_CHARS).flatMap(namesIn)
    if (names.length) return [...new Set(names)]
  }
  return null
}

/** "By Mara Lind", "Von Mara Lind" in a line of its own stands within so many elements below the headline. */
const BELOW_HEADLINE = 40
const BY = /^(?:by|von|par|por|di|da|door|av|af|words by|text|texte)\s*:?\s+(?=\p{Lu})/iu

const namesBelowHeadline = (document: Document): string[] => {
  const headline = document.getElementsByTagName('h1')[0]
  if (!headline) return []
  const all = [...document.querySelectorAll('h1, p, div, span, li, small, address')]
  const from = all.indexOf(headline) + 1
  for (const element of all.slice(from, from + BELOW_HEADLINE)) {
    const text = wordsOf(element)
    const names = text.length < BYLINE_CHARS && BY.test(text) ? namesIn(text) : []
    if (names.length) return [...new Set(names)]
  }
  return []
}

const splitNames = (value: string) =>
  value
    .replace(/^(?:by|von|par|por|di|da)\s+/i, '')
    .replace(/\s*\([^)]*\)/g, '')
    .split(/\s*(?:,|;|\||\/|\s(?:and|und|et|og|och|en|&)\s)\s*/)
    .map(name => name.trim())
    .filter(name => name && name.length < 80 && !/^\d+$/.test(name))
