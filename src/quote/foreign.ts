import { entries } from '../text/index.ts'
import { type Draft, withoutPoints } from './draft.ts'
import adjunctList from './lists/foreign-adjuncts.txt'
import articleList from './lists/foreign-articles.txt'
import conjunctionList from './lists/foreign-conjunctions.txt'
import particleList from './lists/foreign-particles.txt'
import pronounList from './lists/foreign-pronouns.txt'
import german from './lists/say-de.txt'
import spanish from './lists/say-es.txt'
import french from './lists/say-fr.txt'
import italian from './lists/say-it.txt'
import dutch from './lists/say-nl.txt'
import portuguese from './lists/say-pt.txt'
import type { Stretch } from './phrase.ts'
import type { Sentence, Token } from './tokens.ts'

const cues = new Set([german, spanish, french, italian, dutch, portuguese].flatMap(entries))
const longestCue = Math.max(...[...cues].map(cue => cue.split(' ').length))
const articles = new Set(entries(articleList))
const particles = new Set(entries(particleList))
const pronouns = new Set(entries(pronounList))
const adjuncts = new Set(entries(adjunctList))
const conjunctions = new Set(entries(conjunctionList))

/** How a text is read: what is a cue in it, and where the name of a speaker is over. */
type Tongue = {
  readonly cueAt: (tokens: Sentence, from: number) => Stretch | null
  readonly isOver: (next: Token | undefined) => boolean
}

/**
 * Words in marks with a verb of speech and a name beside them in German, French, Spanish, Italian, Dutch or Portuguese: „…“, sagte Ada Ruiz;
 * Ada Ruiz a déclaré : « … ». It is asked where the rules for English found nothing, and only of words in quotation marks.
 */
export const foreignSpeech = (tokens: Sentence): Draft | null => speechIn(tokens, perhapsEnglish)

/** The quotations of a sentence that is known to be in another language than English. There any verb with a name behind it speaks after marks: „…“, seufzte Ruiz. */
export const foreignQuotes = (tokens: Sentence): Draft[] => {
  const draft = speechIn(tokens, notEnglish)
  return draft ? [draft] : []
}

const speechIn = (tokens: Sentence, tongue: Tongue): Draft | null => {
  const quotation = tokens.findIndex(one => one.pos === 'QUOTE')
  if (quotation < 0) return null
  return spokenBefore(tokens, quotation, tongue) ?? announcedWords(tokens, quotation)
}

const listedCue = (tokens: Sentence, from: number): Stretch | null => {
  for (let length = longestCue; length > 0; length--) {
    const words = tokens.slice(from, from + length).map(one => one.low)
    if (words.length === length && cues.has(words.join(' '))) return { from, to: from + length }
  }
  return null
}

const anyVerb = (tokens: Sentence, from: number): Stretch | null => {
  const [{ low, capital }, next] = [tokens[from] ?? { low: '', capital: false }, tokens[from + 1]]
  const isSmall = [articles, particles, pronouns, adjuncts, conjunctions].some(list => list.has(low))
  const isVerb = /^\p{L}{3,}$/u.test(low) && !capital && !isSmall
  return isVerb && (next?.capital || articles.has(next?.low)) ? { from, to: from + 1 } : null
}

// "so Ruiz left" is English, and no name.
const perhapsEnglish: Tongue = {
  cueAt: listedCue,
  isOver: next => !next || isPoint(next) || !!next.marked || adjuncts.has(next.low) || articles.has(next.low)
}

const notEnglish: Tongue = {
  cueAt: (tokens, from) => listedCue(tokens, from) ?? (endsInPoint(tokens[from - 1]) ? anyVerb(tokens, from) : null),
  isOver: next => !next?.capital
}

/** „Wir bleiben“, … and « Nous restons ! » …, but not „Die Brücke“ …: what is a sentence of its own, or parted by a comma. */
const endsInPoint = (token: Token | undefined): boolean => !!token && (token.low === ',' || /[,?!…]\W*$/.test(token.low))

const isPoint = ({ low }: Pick<Token, 'low'>): boolean => /^(?:[.,;:!?()—–-]|--)$/.test(low)

/** "Usyk-Promoter": a hyphen inside a word is no point. */
const isGlued = (tokens: Sentence, at: number): boolean =>
  tokens[at].low === '-' && tokens[at - 1]?.end === tokens[at].start && tokens[at].end === tokens[at + 1]?.start

const endsPhrase = (tokens: Sentence, at: number): boolean => !!tokens[at].marked || (isPoint(tokens[at]) && !isGlued(tokens, at))

// „Wir bleiben“, sagte Ada Ruiz. „Das ist klar.“
const spokenBefore = (tokens: Sentence, quotation: number, tongue: Tongue): Draft | null => {
  if (!tokens.slice(0, quotation).every(one => one.pos === 'PUNCT')) return null
  let at = quotation + 1
  while (at < tokens.length && isPoint(tokens[at])) at++
  const told = inverted(tokens, at) ?? cueThenName(tokens, at, tongue)
  if (!told) return null
  const next = tokens.findIndex((one, i) => i >= told.source.to && one.pos === 'QUOTE')
  const goesOn = next >= 0 && isPoint(tokens[next - 1])
  const first = { from: quotation, to: quotation + 1 }
  const content = goesOn ? [first, { from: next, to: next + 1 }] : [first]
  return { rule: goesOn ? 'split by its speaker' : 'fronted quotation', content, ...told }
}

// Ada Ruiz sagte am Montag: „Wir bleiben.“
const announcedWords = (tokens: Sentence, quotation: number): Draft | null => {
  if (tokens[quotation - 1]?.low !== ':') return null
  for (let at = quotation - 2; at >= 0; at--) {
    const cue = listedCue(tokens, at)
    if (!cue || (at > 0 && tokens[at].capital)) continue
    const source = nameBefore(tokens, cue.from) ?? nameAfter(tokens, cue.to, perhapsEnglish)
    if (!source) return null
    const content = withoutPoints(tokens, { from: quotation, to: tokens.findLastIndex(one => one.pos === 'QUOTE') + 1 })
    return content && { rule: 'quotation after a colon', content: [content], cue, source }
  }
  return null
}

type Told = { readonly cue: Stretch; readonly source: Stretch }

const cueThenName = (tokens: Sentence, at: number, tongue: Tongue): Told | null => {
  const cue = tongue.cueAt(tokens, at)
  const source = cue && nameAfter(tokens, cue.to, tongue)
  return cue && source && { cue, source }
}

// « … », a-t-elle ajouté: the pronoun stands inside the auxiliary.
const inverted = (tokens: Sentence, at: number): Told | null => {
  if (!/^(?:a|ont|avait|avaient)-t?-?(?:il|elle|on|ils|elles)$/.test(tokens[at]?.low ?? '')) return null
  return cues.has(`a ${tokens[at + 1]?.low}`) ? { cue: { from: at + 1, to: at + 2 }, source: { from: at, to: at + 1 } } : null
}

/** Most words of a description before its name: "die Bürgermeisterin der Stadt Sandport". */
const LONGEST_DESCRIPTION = 6

const nameAfter = (tokens: Sentence, start: number, { isOver }: Tongue): Stretch | null => {
  const from = tokens[start]?.low === '-' ? start + 1 : start
  // «…», pidió a la población: to whom it was said.
  if (tokens[from]?.low === 'a' && articles.has(tokens[from + 1]?.low)) return null
  if (pronouns.has(tokens[from]?.low) && isOver(tokens[from + 1])) return { from, to: from + 1 }
  const to = nameEnd(tokens, from) || officeEnd(tokens, from)
  return to && isOver(tokens[to]) ? { from, to: appositionEnd(tokens, to) } : null
}

const nameEnd = (tokens: Sentence, from: number): number => {
  let to = 0
  for (let at = from; at < tokens.length && at < from + LONGEST_DESCRIPTION + 4; at++) {
    const { low, pos, capital } = tokens[at]
    const inside = particles.has(low) || (articles.has(low) && at === from) || isGlued(tokens, at)
    if (endsPhrase(tokens, at) || (adjuncts.has(low) && !inside)) break
    if (/^\d/.test(low)) return 0
    if (capital || (pos === 'PROPN' && !inside)) to = at + 1
    else if (to && !inside) break
    else if (!to && at >= from + LONGEST_DESCRIPTION) return 0
  }
  return to
}

// « … », écrit la maire de la ville: an office in small letters, up to the next point or adjunct.
const officeEnd = (tokens: Sentence, from: number): number => {
  if (!articles.has(tokens[from]?.low)) return 0
  let to = from + 1
  while (to < tokens.length && !endsPhrase(tokens, to) && !adjuncts.has(tokens[to].low)) to++
  return to - from > 1 && to - from <= LONGEST_DESCRIPTION ? to : 0
}

// Ada Ruiz, die Bürgermeisterin von Sandport: what follows the comma and begins with an article, up to the next point.
const appositionEnd = (tokens: Sentence, to: number): number => {
  if (tokens[to]?.low !== ',' || !articles.has(tokens[to + 1]?.low)) return to
  const end = tokens.findIndex((_, i) => i > to && endsPhrase(tokens, i))
  return end < 0 ? tokens.length : end
}

const nameBefore = (tokens: Sentence, to: number): Stretch | null => {
  const from = tokens.findLastIndex((_, i) => i < to && endsPhrase(tokens, i)) + 1
  const first = tokens[from]
  if (from >= to || to - from > LONGEST_DESCRIPTION + 4 || adjuncts.has(first.low) || conjunctions.has(first.low)) return null
  const own = tokens.slice(from, to)
  if (own.some(one => conjunctions.has(one.low))) return null
  const isName = pronouns.has(first.low) ? own.length === 1 : own.some(one => one.capital)
  return isName ? { from: beforeApposition(tokens, from), to } : null
}

// Ada Ruiz, Chefin der Stadt, sagte: from the office back to the name that it tells of.
const beforeApposition = (tokens: Sentence, from: number): number => {
  if (tokens[from - 1]?.low !== ',') return from
  const start = tokens.findLastIndex((_, i) => i < from - 1 && endsPhrase(tokens, i)) + 1
  const name = tokens.slice(start, from - 1)
  return name.length > 1 && name.length < 5 && name.every(one => one.capital || particles.has(one.low)) ? start : from
}
