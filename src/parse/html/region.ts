import { Readability } from '@mozilla/readability'
import { eachElement } from './walk.ts'

/** Boxes that win over an article because they hold a lot of prose: consent dialogues, and sign-in and subscription sheets. */
const OVERLAY_IDS = /onetrust|didomi|usercentrics|CybotCookie|cookie-consent|cookie-banner|cmp-|sp_message|gdpr/
const OVERLAY_CLASSES = /cookie-consent|cookie-banner|consent-|gdpr|paywall-modal|newsletter-modal/

const isOverlay = (element: Element): boolean =>
  element.getAttribute('role') === 'dialog' ||
  element.getAttribute('aria-modal') === 'true' ||
  OVERLAY_IDS.test(element.getAttribute('id') ?? '') ||
  OVERLAY_CLASSES.test(element.getAttribute('class') ?? '')

/** The element of a page that holds its article, as Readability finds it; null when nothing on the page is long enough. */
export const regionOf = (document: Document): Element | null => {
  const aside: Element[] = []
  eachElement(document.documentElement, element => {
    const isAside = isOverlay(element) && !element.querySelector('article, h1')
    if (isAside) aside.push(element)
    return !isAside
  })
  for (const element of aside) element.remove()
  const reader = new Readability<Node>(document, {
    keepClasses: true,
    serializer: element => element,
    charThreshold: 400,
    disableJSONLD: true
  })
  return (reader.parse()?.content as Element | null | undefined) ?? null
}
