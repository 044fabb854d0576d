import type { Text } from './text.ts'

/** "Ruiz Ada Maria RuizHarbour": a surname that is printed again in full, with the next link's headline run into it. */
const PROFILE = /(?<!\p{L})(\p{Lu}[\p{L}’'-]+)(?: [\p{Lu}()][\p{L}.()’'-]*){1,7} \1(?=\p{Lu}\p{Ll})/gu

/** Three headlines and the word that closes them are no longer than this. */
const LONGEST_LIST = 600

/** The word that closes such a list. */
const CLOSES = /^[^\n]*?\bMORE\b/

/**
 * A Text for reading, in which the links that a flattened page has run into a sentence are blank: "Mayor Ada Ruiz Ada Maria RuizHarbour loan fails Lund: 'No'
 * MORE said no." Every other character stands at its place.
 */
export const withoutLinkLists = (text: Text): Text => {
  if (!/\bMORE\b/.test(text.chars)) return text
  let { chars } = text
  for (const found of text.chars.matchAll(PROFILE)) {
    const start = found.index + found[1].length
    const list = CLOSES.exec(chars.slice(start, start + found[0].length + LONGEST_LIST))?.[0]
    if (list) chars = chars.slice(0, start) + ' '.repeat(list.length) + chars.slice(start + list.length)
  }
  return chars === text.chars ? text : { ...text, chars }
}
