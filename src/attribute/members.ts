import type { Span } from '../text/index.ts'
import { inMixedCase } from './capitals.ts'
import type { Layout } from './layout.ts'
import { countryOf, type Gender, genderOfName, genderOfRole, isFirstName, plain, portfolios } from './lists.ts'
import type { NameRun } from './names.ts'
import { type Role, rolesBeside } from './roles.ts'

/** One place where a member of the cast is named. `sentence` is its number in the layout; `owns` that it is printed as a possessive. */
export type Mention = Span & {
  readonly run: NameRun
  readonly sentence: number
  readonly quoted: boolean
  readonly owns: boolean
}

/** Somebody, or a body, that an article names: every form it prints, and what it says that they are. */
export type Member = {
  readonly kind: 'person' | 'body'
  readonly name: string
  readonly forms: readonly string[]
  readonly gender: Gender
  /** False where nothing but its capitals says that this is a person: it may be a body too. */
  readonly sure: boolean
  readonly roles: readonly Role[]
  readonly mentions: readonly Mention[]
}

/** Mentions that are thought to name one: by full names (`runs`, whose words are `words`), and by one word of them (`loose`). */
export type Draft = { words: string[][]; runs: Mention[]; loose: Mention[] }

/** "U.N. Security Council" and "United Nations Security Council" are one body's names. */
const ACRONYMS: Readonly<Record<string, readonly string[]>> = {
  EU: ['european', 'union'],
  UK: ['united', 'kingdom'],
  UN: ['united', 'nations'],
  US: ['united', 'states']
}

/** The words of a name for comparing: lower case, without "Jr.", countries in full. */
export const wordsOf = (run: NameRun): string[] =>
  run.tokens
    .flatMap(token => ACRONYMS[token.word.replaceAll('.', '')] ?? plain(token.word))
    .filter(word => !/^(?:jr|sr|ii|iii|iv|&)$/.test(word))

/** Whether a name is printed with "Jr." or the like. */
export const isJunior = (run: NameRun): boolean => run.tokens.some(token => /^(?:jr|sr|ii|iii|iv)$/i.test(token.word))

/** The gender that titles, first names, roles or the pronouns beside it tell. */
export const genderOf = ({ words, runs, loose }: Draft): Gender => {
  for (const { run } of [...runs, ...loose])
    for (const token of run.before) {
      const told = genderOfRole(token.word)
      if (told) return told
    }
  for (const full of words) if (full.length > 1 && genderOfName(full[0])) return genderOfName(full[0])
  for (const { run } of [...runs, ...loose])
    for (const role of rolesBeside(run)) if (genderOfRole(role.head)) return genderOfRole(role.head)
  // A man's first name alone may be a surname ("Grant"), a woman's hardly ever is.
  if (words[0].length === 1 && genderOfName(words[0][0]) === 'woman') return 'woman'
  return genderOfPronouns([...runs, ...loose])
}

/** "Ruiz sold her car": the pronoun that follows in the same sentence, when no other name stands between, and all such agree. */
const genderOfPronouns = (mentions: readonly Mention[]): Gender => {
  const told = new Set<Gender>()
  for (const { run, quoted, owns } of mentions) {
    if (quoted || owns) continue
    for (const token of run.sentence.tokens.slice(run.first + run.tokens.length)) {
      if (token.capital || /^["“”]$/.test(token.word)) break
      if (/^(?:he|him|his|himself)$/.test(token.word)) told.add('man')
      if (/^(?:she|her|hers|herself)$/.test(token.word)) told.add('woman')
      if (/^(?:he|him|his|himself|she|her|hers|herself)$/.test(token.word)) break
    }
  }
  const [gender] = told
  return told.size === 1 ? gender : null
}

/** The Member that a draft makes. */
export const memberOf = (layout: Layout, draft: Draft): Member => {
  const mentions = [...draft.runs, ...draft.loose].sort((a, b) => a.start - b.start)
  const text = (mention: Mention) => layout.chars.slice(mention.start, mention.end).replace(/\s+/g, ' ')
  const forms = [...new Set(mentions.map(text))]
  const roles = mentions.flatMap(mention => rolesBeside(mention.run))
  const kind = kindOf(draft)
  return {
    kind,
    name: kind === 'person' ? inMixedCase(fullest(draft, kind, text)) : fullest(draft, kind, text),
    forms,
    gender: kind === 'person' ? genderOf(draft) : null,
    sure: isSure(draft, roles),
    roles,
    mentions
  }
}

/** The longest form; not one in capitals, nor one that a sentence's first word has grown on ("Follow Lund Herald"). */
const fullest = ({ runs }: Draft, kind: Member['kind'], text: (mention: Mention) => string): string => {
  const forms = new Set(runs.map(text))
  const clean = runs.filter(one => {
    const form = text(one)
    const grown = one.run.first === 0 && forms.has(form.slice(form.indexOf(' ') + 1)) && kind === 'body'
    return !grown && (form !== form.toUpperCase() || kind === 'body')
  })
  return (clean.length ? clean : runs).map(text).reduce((best, form) => (form.length > best.length ? form : best))
}

const isSure = ({ words, runs, loose }: Draft, roles: readonly Role[]): boolean =>
  roles.length > 0 ||
  [...runs, ...loose].some(one => one.run.kind) ||
  loose.some(one => words.some(full => full.length > 1 && full.at(-1) === wordsOf(one.run)[0])) ||
  (runs.length > 0 && words[0].length === 1 && isFirstName(words[0][0])) ||
  !!countryOf(words[0].join(' '))

/** A place is seldom named without "in": one mention of so many is enough. */
const PLACE_SHARE = 8

/** "in Orlenia", "Orlenia’s president": a land, or a town, as a list may not have it. */
const isPlace = ({ run, owns }: Mention): boolean => {
  const { tokens } = run.sentence
  const next = plain(tokens[run.first + run.tokens.length]?.word ?? '')
  const after = plain(tokens[run.first + run.tokens.length + 1]?.word ?? '')
  const office = /^(?:president|premier|king|queen|government|parliament|army|envoy|ambassador|capital|border|prime|economy)$/
  return (
    /^(?:in|In)$/.test(tokens[run.from - 1]?.word ?? '') ||
    (owns && (office.test(next) || (/minister$/.test(after) && next.length > 4)))
  )
}

const kindOf = ({ words, runs, loose }: Draft): Member['kind'] => {
  const all = [...runs, ...loose]
  if (runs.some(one => one.run.kind === 'body')) return 'body'
  if (runs.some(one => one.run.kind === 'person')) return 'person'
  if (all.filter(one => one.run.the).length * 2 > all.length || countryOf(words[0].join(' '))) return 'body'
  if (words[0].length === 1 && all.filter(isPlace).length * PLACE_SHARE >= all.length) return 'body'
  const [{ tokens }] = runs.map(one => one.run)
  if (tokens.every(({ word }) => word === 'and' || portfolios.has(plain(word)))) return 'body'
  const capitals = /\p{Lu}.*\p{Lu}/u.test(tokens[0].word) && !/^(?:Mc|Mac|De|Di|La|Le|O[’'])/.test(tokens[0].word)
  if (tokens.length === 1 && capitals && !tokens[0].word.includes('-')) return 'body'
  return 'person'
}
