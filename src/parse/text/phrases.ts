import { entries } from '../../text/index.ts'

/** A boilerplate formula found in a line, and the list (the kind of furniture) it comes from; a formula of one word says little in a sentence. */
export type Formula = { readonly why: string; readonly anchored: boolean; readonly isWord: boolean }

type Phrase = Formula & { readonly pattern: RegExp; readonly atStart: boolean }

/** Lists of boilerplate formulas, by the kind of furniture they show. */
export type Lists = Readonly<Record<string, string>>

/**
 * A finder of the formulas in these lists. An entry is plain lower-case text; `^` at its front and `$` at its end tie it to the line's ends,
 * `…` stands for up to sixty characters. Entries are looked up by their first word, so the cost does not grow with the lists.
 */
export const formulaFinder = (lists: Lists): ((plain: string) => Formula[]) => {
  const byWord = new Map<string, Phrase[]>()
  for (const [why, list] of Object.entries(lists))
    for (const entry of entries(list)) {
      const { word, phrase } = phraseOf(why, entry)
      byWord.set(word, [...(byWord.get(word) ?? []), phrase])
    }
  return plain => {
    const found: Formula[] = []
    let first = true
    for (const { 0: word, index } of plain.matchAll(/[a-z0-9]+/g)) {
      for (const phrase of byWord.get(word) ?? []) {
        if (phrase.atStart && !first) continue
        phrase.pattern.lastIndex = index
        if (phrase.pattern.test(plain)) found.push(phrase)
      }
      first = false
    }
    return found
  }
}

const phraseOf = (why: string, entry: string): { word: string; phrase: Phrase } => {
  const atStart = entry.startsWith('^')
  const atEnd = entry.endsWith('$')
  const body = entry.slice(atStart ? 1 : 0, atEnd ? -1 : undefined)
  const word = /[a-z0-9]+/.exec(body)?.[0] ?? ''
  const source = body
    .slice(body.indexOf(word))
    .split('…')
    .map(part => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
    .join('.{0,60}?')
  const end = atEnd ? '[^a-z0-9]*$' : /[a-z0-9]$/.test(body) ? '(?![a-z0-9])' : ''
  return {
    word,
    phrase: { why, anchored: atStart || atEnd, isWord: /^[a-z0-9]+$/.test(body), atStart, pattern: new RegExp(source + end, 'y') }
  }
}
