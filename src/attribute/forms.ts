import { fold } from '../text/index.ts'
import type { ArticleId, Named, NameGroup } from '../types.ts'
import { genderOfName, isFirstName, sameFirstName } from './lists.ts'

/** A name cut up for comparing: its words, and the "Jr." that they leave out. */
type Cut = { readonly words: readonly string[]; readonly generation: string | undefined }

/** Names that are kept cut: the same ones come again and again, and memory stays bounded. */
const MAX_KEPT = 20_000
const kept = new Map<string, Cut>()

const GENERATION = /^(?:jr|sr|ii|iii|iv)$/

/** In lower case, without accents, stops, brackets, titles and nicknames in marks. */
const cut = (name: string): Cut => {
  const before = kept.get(name)
  if (before) return before
  const all = fold(name)
    .chars.replace(/"[^"]*"|\([^)]*\)/g, ' ')
    .replace(/[.,]/g, ' ')
    .replace(/'s?(?= |$)/g, ' ')
    .split(' ')
    .filter(word => word && !/^(?:the|mr|mrs|ms|dr)$/.test(word))
  const words = all.filter(word => !GENERATION.test(word))
  const found = { words, generation: all.find(word => GENERATION.test(word)) }
  if (kept.size > MAX_KEPT) kept.clear()
  kept.set(name, found)
  return found
}

/** The last of a name's words. */
export const surnameOf = (words: readonly string[]) => words[words.length - 1] ?? ''

/**
 * A name, for holding it against others: its words, and what tells it from others of the same words: what its article tells of who bears it, "Jr.", and the
 * mark that a person gave it.
 */
export type Form = Pick<NameGroup, 'kind'> & {
  readonly words: readonly string[]
  readonly told: Named['told']
  readonly younger: string | undefined
  readonly apart: string | undefined
}

/** The Form of a name. */
export const formOf = ({ name, kind, told, apart }: Pick<Named, 'name' | 'kind' | 'told' | 'apart'>): Form => {
  const { words, generation } = cut(name)
  const isSenior = generation === 'sr'
  const younger = kind === 'person' && !isSenior ? generation : undefined
  return { kind, words, told: kind === 'person' && isSenior ? 'elder' : told, younger, apart }
}

/** The key of the names that are written alike, folded, of which nothing else is told; an unnamed one is its article's own. */
export const nameKey = (named: Named, article: ArticleId): string => {
  const { kind, words, told, younger, apart } = formOf(named)
  const own = [kind === 'unnamed' ? article : '', told, younger, apart && `${APART}${apart}`].filter(Boolean)
  return [kind, words.join(' ') || fold(named.name).chars, ...own].join('\n')
}

/** What stands in the key of a name before the mark by which a person told it from others that are written alike. */
const APART = 'apart '

/** A group of names that are written alike, with their Form. */
export type Group = NameGroup & Form

/** The Group of a NameGroup, whose key says what its names do not. */
export const groupOf = (group: NameGroup): Group => {
  const marks = group.key.split('\n').slice(2)
  const told = (['man', 'woman', 'elder'] as const).find(one => marks.includes(one))
  const apart = marks.find(mark => mark.startsWith(APART))?.slice(APART.length)
  const form = formOf({ name: group.prints[0] ?? '', kind: group.kind, told, apart })
  return { ...group, ...form, words: group.kind === 'unnamed' ? [] : form.words }
}

/** "Ruiz", and nothing that tells which of those so called. */
const isBare = ({ told, younger }: Form): boolean => !told && !younger

/** Whether what is told of two is told of no one: "Ms Brandt" and a Tom, a Jr. and his father. */
const isAgainst = (short: Form, long: Form): boolean => {
  if (short.younger) return short.younger !== long.younger
  if (short.told === 'elder') return !!long.younger
  if (!short.told || short.words[0] === long.words[0]) return false
  const gender = genderOfName(long.words[0] ?? '')
  return !!gender && short.told !== gender
}

const isAlike = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((word, i) => word === b[i])

/**
 * Whether `short` can be a form of `long`: its surname (or, in names that begin with it, the first word), an initial less, a short first name; or the same
 * words, of which `long` tells more.
 */
export const stands = (short: Form, long: Form): boolean => {
  if (short.kind !== 'person' || long.kind !== 'person') return false
  if (short.apart && short.apart !== long.apart) return false
  const [a, b] = [short.words, long.words]
  if (isAlike(a, b)) return isBare(short) && !isBare(long)
  if (isAgainst(short, long)) return false
  if (a.length === 1)
    return b.length > 1 && (a[0] === surnameOf(b) || (a[0] === b[0] && (surnameOf(b).includes('-') || !isFirstName(a[0]))))
  if (surnameOf(a) !== surnameOf(b) || a.length > b.length) return false
  if (a.length === b.length && a.join(' ') >= b.join(' ')) return false
  return (
    sameFirstName(a[0], b[0]) &&
    (a.length === 2 ||
      a.slice(1, -1).every((word, i) => b.slice(1, -1).some(other => other === word || other[0] === word || i > 3)))
  )
}

/** The bearers that a name means: of a Ruiz and a Ruiz Jr. with one first name, the one who is not called Jr. */
export const meant = (bearers: readonly Group[]): readonly Group[] => {
  const first = (one: Group) => one.words[0]
  const elders = bearers.filter(one => !one.younger && one.words.length > 1)
  return bearers.filter(one => !one.younger || !elders.some(elder => sameFirstName(first(elder), first(one))))
}

/** The letters by which a body is known, of all that it is called. */
export const acronymsOf = (forms: readonly string[]) => [
  ...new Set(
    forms
      .map(form => form.replaceAll('.', ''))
      .filter(letters => /^\p{Lu}{2,7}$/u.test(letters))
      .map(letters => letters.toLowerCase())
  )
]

/** Whether two names, each as its own article prints it, may be one speaker's: written alike, or one a form of the other. */
export const mayBeOne = (a: Named, b: Named): boolean => {
  if (a.kind !== b.kind || a.kind === 'unnamed') return false
  const [x, y] = [formOf(a), formOf(b)]
  if (stands(x, y) || stands(y, x)) return true
  const [one, other] = [x, y].map(({ words }) => words.join(' '))
  if (one === other) return x.apart === y.apart && x.told === y.told && x.younger === y.younger
  return a.kind === 'body' && (acronymsOf(a.names).includes(other) || acronymsOf(b.names).includes(one))
}
