import { plainAddress } from '../../text/index.ts'

/** Longer than this no address is. */
const LONGEST = 2000

/** The web address that a page names as its own, without what only tracks its reader; null where it names none, or several that differ. */
export const canonicalOf = (document: Document, page: string | undefined): string | null => {
  const named = new Set<string | null>()
  for (const link of document.getElementsByTagName('link'))
    if (/(?:^|\s)canonical(?:\s|$)/i.test(link.getAttribute('rel') ?? '')) named.add(absolute(link.getAttribute('href'), page))
  return named.size === 1 ? ([...named][0] ?? null) : null
}

const absolute = (href: string | null, page: string | undefined): string | null => {
  const typed = href?.trim()
  const base = page && /^https?:/i.test(page) ? page : undefined
  if (!typed || typed.length > LONGEST || !URL.canParse(typed, base)) return null
  const url = new URL(typed, base)
  return /^https?:$/.test(url.protocol) && !url.username && !url.password ? plainAddress(url.href) : null
}
