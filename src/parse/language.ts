import { entries } from '../text/index.ts'
import stopWordList from './stop-words.txt'
import { plainOf } from './text/lines.ts'

const languagesOf = new Map<string, string[]>()
for (const entry of entries(stopWordList)) {
  const [word, language] = entry.split(' ')
  languagesOf.set(word, [...(languagesOf.get(word) ?? []), language])
}

/** Enough of a text to know its language by; more costs time and changes nothing. */
const LOOKED_AT = 6000
/** Fewer common words than this are no evidence. */
const LEAST_WORDS = 8

/** The ISO 639-1 code of the language a text is written in, by its commonest words; null where they do not tell. */
export const languageOf = (chars: string): string | null => {
  const counts = new Map<string, number>()
  for (const [word] of plainOf(chars.slice(0, LOOKED_AT)).matchAll(/[a-z]+/g))
    for (const language of languagesOf.get(word) ?? []) counts.set(language, (counts.get(language) ?? 0) + 1)
  const [first, second] = [...counts].sort((a, b) => b[1] - a[1])
  if (!first || first[1] < LEAST_WORDS || (second && first[1] < 1.2 * second[1])) return null
  return first[0]
}
