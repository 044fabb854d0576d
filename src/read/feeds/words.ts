import { plainAddress } from '../../text/index.ts'

/** Longer than this no address is: browsers and servers stop at about so much. */
const LONGEST_ADDRESS = 2000

/** The web address that is meant by a link on a page; null where it is none. */
export const addressOf = (link: string | undefined | null, base: string): string | null => {
  const typed = link?.trim()
  if (!typed || typed.length > LONGEST_ADDRESS || !URL.canParse(typed, base)) return null
  const url = new URL(typed, base)
  return /^https?:$/.test(url.protocol) && !url.username && !url.password ? plainAddress(url.href) : null
}

/** A title or a name as one line of words: no elements, no control characters, and no more of it than anybody reads. */
export const plain = (words: string | undefined | null, longest = 200): string | null => {
  const line = (words ?? '')
    .slice(0, 10 * longest)
    .replace(/<[^>]{0,1000}>/g, ' ')
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, longest)
  return line || null
}
