import { entries } from '../text/index.ts'
import { type Draft, withoutPoints } from './draft.ts'
import adjunctList from './lists/foreign-adjuncts.txt'
import articleList from './lists/foreign-articles.txt'
import particleList from './lists/foreign-particles.txt'
import pronounList from './lists/foreign-pronouns.txt'
import german from './lists/say-de.txt'
import spanish from './lists/say-es.txt'
import french from './lists/say-fr.txt'
import italian from './lists/say-it.txt'
import dutch from './lists/say-nl.txt'
import portuguese from './lists/say-pt.txt'
import type { Stretch } from './phrase.ts'
import type { Sentence } from './tokens.ts'

const cues = new Set([german, spanish, french, italian, dutch, portuguese].flatMap(entries))
const longestCue = Math.max(...[...cues].map(cue => cue.split(' ').length))
const articles = new Set(entries(articleList))
const particles = new Set(entries(particleList))
const pronouns = new Set(entries(pronounList))
const adjuncts = new Set(entries(adjunctList))

/**
 * Words in marks with a verb of speech and a name beside them in German, French, Spanish, Italian, Dutch or Portuguese: „…“, sagte Ada Ruiz;
 * Ada Ruiz a déclaré : « … ». It is asked where the rules for English found nothing, and only of words in quotation marks.
 */
export const foreignSpeech = (tokens: Sentence): Draft | null => {
  const quotation = tokens.findIndex(one => one.pos === 'QUOTE')
  if (quotation < 0) return null
  return spokenBefore(tokens, quotation) ?? announcedWords(tokens, quotation)
}

const isPoint = (low: string | undefined): boolean => low === undefined || /^(?:[.,;:!?()—–-]|--)$/.test(low)

// „Wir bleiben“, sagte Ada Ruiz. „Das ist klar.“
const spokenBefore = (tokens: Sentence, quotation: number): Draft | null => {
  if (!tokens.slice(0, quotation).every(one => one.pos === 'PUNCT')) return null
  let at = quotation + 1
  while (at < tokens.length && isPoint(tokens[at].low)) at++
  const told = inverted(tokens, at) ?? cueThenName(tokens, at)
  if (!told) return null
  const next = tokens.findIndex((one, i) => i >= told.source.to && one.pos === 'QUOTE')
  const goesOn = next >= 0 && isPoint(tokens[next - 1].low)
  const first = { from: quotation, to: quotation + 1 }
  const content = goesOn ? [first, { from: next, to: next + 1 }] : [first]
  return { rule: goesOn ? 'split by its speaker' : 'fronted quotation', content, ...told }
}

// Ada Ruiz sagte am Montag: „Wir bleiben.“
const announcedWords = (tokens: Sentence, quotation: number): Draft | null => {
  if (tokens[quotation - 1]?.low !== ':') return null
  for (let at = quotation - 2; at >= 0; at--) {
    const cue = cueAt(tokens, at)
    if (!cue) continue
    const source = nameBefore(tokens, cue.from) ?? nameAfter(tokens, cue.to)
    if (!source) return null
    const content = withoutPoints(tokens, { from: quotation, to: tokens.findLastIndex(one => one.pos === 'QUOTE') + 1 })
    return content && { rule: 'quotation after a colon', content: [content], cue, source }
  }
  return null
}

type Told = { readonly cue: Stretch; readonly source: Stretch }

const cueThenName = (tokens: Sentence, at: number): Told | null => {
  const cue = cueAt(tokens, at)
  const source = cue && nameAfter(tokens, cue.to)
  return cue && source && { cue, source }
}

// « … », a-t-elle ajouté: the pronoun stands inside the auxiliary.
const inverted = (tokens: Sentence, at: number): Told | null => {
  if (!/^(?:a|ont|avait|avaient)-t?-?(?:il|elle|on|ils|elles)$/.test(tokens[at]?.low ?? '')) return null
  return cues.has(`a ${tokens[at + 1]?.low}`) ? { cue: { from: at + 1, to: at + 2 }, source: { from: at, to: at + 1 } } : null
}

const cueAt = (tokens: Sentence, from: number): Stretch | null => {
  for (let length = longestCue; length > 0; length--) {
    const words = tokens.slice(from, from + length).map(one => one.low)
    if (words.length === length && cues.has(words.join(' '))) return { from, to: from + length }
  }
  return null
}

/** Most words of a description before its name: "die Bürgermeisterin der Stadt Sandport". */
const LONGEST_DESCRIPTION = 6

const nameAfter = (tokens: Sentence, start: number): Stretch | null => {
  const from = tokens[start]?.low === '-' ? start + 1 : start
  if (pronouns.has(tokens[from]?.low) && isOver(tokens, from + 1)) return { from, to: from + 1 }
  const to = nameEnd(tokens, from)
  return to && isOver(tokens, to) ? { from, to: appositionEnd(tokens, to) } : null
}

// "so Ruiz left" is English, and no name.
const isOver = (tokens: Sentence, at: number): boolean => {
  const next = tokens[at]
  return isPoint(next?.low) || !!next.marked || adjuncts.has(next.low) || articles.has(next.low)
}

const nameEnd = (tokens: Sentence, from: number): number => {
  let to = 0
  for (let at = from; at < tokens.length && at < from + LONGEST_DESCRIPTION + 4; at++) {
    const { low, pos, marked } = tokens[at]
    const inside = particles.has(low) || (articles.has(low) && at === from)
    if (marked || isPoint(low) || (adjuncts.has(low) && !inside)) break
    if (pos === 'PROPN') to = at + 1
    else if (to && !inside) break
    else if (!to && at >= from + LONGEST_DESCRIPTION) return 0
  }
  return to
}

// Ada Ruiz, die Bürgermeisterin von Sandport: what follows the comma and begins with an article, up to the next point.
const appositionEnd = (tokens: Sentence, to: number): number => {
  if (tokens[to]?.low !== ',' || !articles.has(tokens[to + 1]?.low)) return to
  const end = tokens.findIndex((one, i) => i > to && (isPoint(one.low) || one.marked))
  return end < 0 ? tokens.length : end
}

const nameBefore = (tokens: Sentence, to: number): Stretch | null => {
  const from = tokens.findLastIndex((one, i) => i < to && (isPoint(one.low) || !!one.marked)) + 1
  const first = tokens[from]
  if (from >= to || to - from > LONGEST_DESCRIPTION + 4 || adjuncts.has(first.low)) return null
  const isName = pronouns.has(first.low) ? to - from === 1 : tokens.slice(from, to).some(one => one.pos === 'PROPN')
  return isName ? { from, to } : null
}
