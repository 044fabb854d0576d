import type { Span } from '../text/index.ts'
import type { Named } from '../types.ts'
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
  /** What the article tells of who bears a name that does not tell it (see Named). */
  readonly told: Named['told'] | null
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
export const genderOf = (draft: Draft): Gender => {
  const { words } = draft
  const titled = genderOfTitles(draft)
  if (titled) return titled
  for (const full of words) if (full.length > 1 && genderOfName(full[0])) return genderOfName(full[0])
  const role = genderOfRoles(draft)
  if (role) return role
  // A man's first name alone may be a surname ("Grant"), a woman's hardly ever is.
  if (words[0].length === 1 && genderOfName(words[0][0]) === 'woman') return 'woman'
  return genderOfPronouns(draft)
}

const genderOfTitles = ({ runs, loose }: Draft): Gender =>
  [...runs, ...loose].flatMap(one => one.run.before.map(token => genderOfRole(token.word))).find(Boolean) ?? null

const genderOfRoles = ({ runs, loose }: Draft): Gender =>
  [...runs, ...loose].flatMap(one => rolesBeside(one.run).map(role => genderOfRole(role.head))).find(Boolean) ?? null

/** The gender that is told of one who is named by a single word: not by that word, which is mostly a surname. */
const toldOf = (draft: Draft): Gender =>
  draft.words.some(full => full.length > 1) ? null : (genderOfTitles(draft) ?? genderOfRoles(draft) ?? genderOfPronouns(draft))

/** "Ruiz sold her car": the pronoun that follows in the same sentence, when no other name stands between, and all such agree. */
const genderOfPronouns = ({ runs, loose }: Draft): Gender => {
  const told = new Set<Gender>()
  for (const { run, quoted, owns } of [...runs, ...loose]) {
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

/** The Member that a draft makes; `isElder` says that another has the same full name and is called Jr. */
export const memberOf = (layout: Layout, draft: Draft, isElder: boolean): Member => {
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
    told: kind === 'person' ? (isElder ? 'elder' : toldOf(draft)) : null,
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
    return !grown && !isEpithet(one, form, runs, text) && (form !== form.toUpperCase() || kind === 'body')
  })
  return (clean.length ? clean : runs).map(text).reduce((best, form) => (form.length > best.length ? form : best))
}

/** "Crooked Ada Ruiz", printed once, where she is "Ada Ruiz" again and again: what stands before her first name is not her name. */
const isEpithet = ({ run }: Mention, form: string, runs: readonly Mention[], text: (mention: Mention) => string): boolean => {
  const [word, name] = run.tokens
  if (run.tokens.length < 3 || isFirstName(word.word) || word.word.length < 3 || !isFirstName(name.word)) return false
  const shorter = form.slice(form.indexOf(' ') + 1)
  return runs.filter(one => text(one) === form).length === 1 && runs.some(one => text(one) === shorter)
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
