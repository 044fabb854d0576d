import { parseHTML } from 'linkedom'

/** An element of a page. */
export type Node = any

/** What is never read: linkedom shows what stands in templates, and Readability then stumbles over it. */
const NEVER_READ = 'template, style, noscript, svg, iframe, object, embed, canvas, input, select, textarea, link[rel=stylesheet]'

/** The document of a page, without what is never read; null when there is none in it. */
export const documentOf = (html: string): Node | null => {
  const whole = /<(?:html|body|head)\b/i.test(html.slice(0, 5000)) ? html : `<html><body>${html}</body></html>`
  const { document } = parseHTML(whole) as Node
  if (!document?.documentElement) return null
  for (const element of document.querySelectorAll(NEVER_READ)) element.remove()
  // Pages that React streams come in hidden pieces, which a script would put in their places.
  for (const element of document.querySelectorAll('[hidden][id^="S:"]')) element.removeAttribute('hidden')
  return document
}
