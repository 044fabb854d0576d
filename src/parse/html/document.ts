import { parseHTML } from 'linkedom'

/** What is never read: linkedom shows what stands in templates, and Readability then stumbles over it. */
const NEVER_READ = 'template, style, noscript, svg, iframe, object, embed, canvas, input, select, textarea, link[rel=stylesheet]'

/** Pages are not deeper than this; the parser and Readability take time without end on those that are. */
const DEEPEST = 1500
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|p|li|param|source|track|wbr|path|circle|rect|use)$/i

/** Whether elements stand in each other deeper than any real page's do. */
const isBottomless = (html: string): boolean => {
  let depth = 0
  for (const [, closes, name] of html.matchAll(/<(\/?)([a-z][a-z0-9-]*)/gi)) {
    if (VOID.test(name)) continue
    depth = closes ? Math.max(0, depth - 1) : depth + 1
    if (depth > DEEPEST) return true
  }
  return false
}

/** The document of a page, without what is never read; null when there is none in it. */
export const documentOf = (html: string): Document | null => {
  if (isBottomless(html)) return null
  const whole = /<(?:html|body|head)\b/i.test(html.slice(0, 5000)) ? html : `<html><body>${html}</body></html>`
  const { document } = parseHTML(whole)
  if (!document?.documentElement) return null
  for (const element of document.querySelectorAll(NEVER_READ)) element.remove()
  // Pages that React streams come in hidden pieces, which a script would put in their places.
  for (const element of document.querySelectorAll('[hidden][id^="S:"]')) element.removeAttribute('hidden')
  return document
}
