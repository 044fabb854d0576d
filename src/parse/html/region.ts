import { Readability } from '@mozilla/readability'

/** Boxes that win over an article because they hold a lot of prose: consent dialogues, and sign-in and subscription sheets. */
const OVERLAYS =
  '[id*="onetrust"],[id*="didomi"],[id*="usercentrics"],[id*="CybotCookie"],[id*="cookie-consent"],[class*="cookie-consent"],[class*="cookie-banner"],[id*="cookie-banner"],[id*="cmp-"],[class*="consent-"],[id*="sp_message"],[class*="gdpr"],[id*="gdpr"],[role="dialog"],[aria-modal="true"],[class*="paywall-modal"],[class*="newsletter-modal"]'

/** The element of a page that holds its article, as Readability finds it; null when nothing on the page is long enough. */
export const regionOf = (document: Document): Element | null => {
  for (const element of document.querySelectorAll(OVERLAYS)) if (!element.querySelector('article, h1')) element.remove()
  for (const element of document.querySelectorAll('script')) element.remove()
  const reader = new Readability<Node>(document, { keepClasses: true, serializer: element => element, charThreshold: 400 })
  return (reader.parse()?.content as Element | null | undefined) ?? null
}
