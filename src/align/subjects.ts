import { entries, type Span, type Text } from '../text/index.ts'
import type { Cited } from '../types.ts'
import noSubjects from './no-subjects.txt'
import { rarityOf } from './rarity.ts'
import { keyOf } from './spelling.ts'
import { stemOf } from './stem.ts'
import { isContent, type Token, wordingOf } from './wording.ts'

/** Something that is spoken of more than once: the word, or two words, that name it as they are printed in one saying, and the sayings that hold them, by their place in the list. */
export type Subject = { readonly word: Cited; readonly sayings: readonly number[] }

/** A saying as subjects are looked for: where its words stand. */
export type Uttered = { readonly text: Text; readonly content: readonly Span[] }

/** How much a word must tell to name a subject: half of all words of the news tell less (“year”, “plan”, “people”). */
const TELLING = 0.55

/** Where more sayings than this share of all hold a word, it divides nothing, once there are enough to divide. */
const TOO_MANY = { share: 0.6, of: 6 }

/** How many subjects are worth listing: what fits one look. */
const MOST = 12

/** The share of its sayings in which a word stands beside another one that then is part of its name: “water meters”. */
const TOGETHER = 0.6

const NO_SUBJECT = new Set(entries(noSubjects).map(word => stemOf(keyOf(word))))

type Named = { stem: string; sayings: Set<number>; tells: number }

/**
 * What a number of sayings are about, each subject a word that at least two of them say: the one that tells most of most sayings first, then the one that
 * tells most of what is left. Nothing is named in other words than were said, and a saying stands under each subject whose word it holds.
 */
export const subjectsOf = (all: readonly Uttered[]): Subject[] => {
  const wordings = all.map(one => wordingOf(one.text, one.content).filter(isContent))
  let candidates = candidatesIn(wordings)
  const covered = new Map<number, number>()
  const gain = ({ sayings, tells }: Named) => [...sayings].reduce((sum, n) => sum + tells / (1 + (covered.get(n) ?? 0)), 0)
  const found: Subject[] = []
  while (found.length < MOST) {
    const [best] = candidates.sort((a, b) => gain(b) - gain(a) || (a.stem < b.stem ? -1 : 1))
    if (!best || gain(best) < LEAST_GAIN) break
    const { word, stems } = nameOf(all, wordings, best)
    found.push({ word, sayings: [...best.sayings].sort((a, b) => a - b) })
    for (const n of best.sayings) covered.set(n, (covered.get(n) ?? 0) + COVERED)
    candidates = candidates.filter(one => !stems.includes(one.stem))
  }
  return found
}

/** What a saying that stands under one subject still counts for the next: little, so that subjects divide what was said. */
const COVERED = 4

/** What a subject must bring at least: two new sayings of a word that tells fairly much, or one of a word that tells all. */
const LEAST_GAIN = 0.9

const candidatesIn = (wordings: readonly (readonly Token[])[]): Named[] => {
  const named = new Map<string, Named>()
  for (const [n, wording] of wordings.entries())
    for (const token of wording) {
      const stem = stemOf(token.key)
      const tells = rarityOf(stem)
      if (tells < TELLING || /^\d/.test(stem) || NO_SUBJECT.has(stem)) continue
      const one = named.get(stem) ?? { stem, sayings: new Set(), tells: tells * tells }
      one.sayings.add(n)
      named.set(stem, one)
    }
  const most = wordings.length < TOO_MANY.of ? wordings.length : wordings.length * TOO_MANY.share
  return [...named.values()].filter(({ sayings }) => sayings.size > 1 && sayings.size <= most)
}

type Place = { n: number; token: Token; stem: string; before: Token | null; after: Token | null }

// The word as the first of its sayings prints it, with the one before or after it where most of them have that too.
const nameOf = (all: readonly Uttered[], wordings: readonly (readonly Token[])[], { stem, sayings }: Named) => {
  const places = [...sayings].flatMap(n => placesOf(all[n], wordings[n], n, stem))
  const usual = (side: 'before' | 'after') => {
    const stems = places.flatMap(one => (one[side] ? stemOf(one[side].key) : []))
    const [most] = [...new Set(stems)]
      .map(one => ({ one, n: stems.filter(other => other === one).length }))
      .sort((a, b) => b.n - a.n)
    return most && most.n > 1 && most.n >= sayings.size * TOGETHER ? most.one : null
  }
  const before = usual('before')
  const after = before ? null : usual('after')
  const fitting = places.filter(one => (!before || hasStem(one.before, before)) && (!after || hasStem(one.after, after)))
  const whole = fitting.find(one => !inCapitals(all[one.n].text, one.token)) ?? fitting[0]
  const first = before ? whole.before! : whole.token
  const last = after ? whole.after! : whole.token
  const { text } = all[whole.n]
  return {
    word: { text: text.id, start: first.start, end: last.end },
    stems: [stem, ...((before ?? after) ? [(before ?? after)!] : [])]
  }
}

const inCapitals = ({ chars }: Text, { start }: Span) => /\p{Lu}/u.test(chars[start])

const hasStem = (token: Token | null, stem: string) => token !== null && stemOf(token.key) === stem

const placesOf = ({ text }: Uttered, wording: readonly Token[], n: number, stem: string): Place[] =>
  wording.flatMap((token, i) => {
    if (stemOf(token.key) !== stem) return []
    const beside = (one: Token | undefined, from: number, to: number) =>
      one && from <= to && /^[ -]$/.test(text.chars.slice(from, to)) ? one : null
    const [before, after] = [wording[i - 1], wording[i + 1]]
    return [{ n, token, stem, before: beside(before, before?.end, token.start), after: beside(after, token.end, after?.start) }]
  })
