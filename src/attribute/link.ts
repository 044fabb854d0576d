import { fold, hashOf } from '../text/index.ts'
import type { Speaker, SpeakerId } from '../types.ts'
import type { NamedIn } from './index.ts'
import { isFirstName, sameFirstName } from './lists.ts'

type Group = {
  readonly kind: string
  readonly words: readonly string[]
  readonly apart: string | undefined
  readonly key: string
  readonly at: number[]
}

/** A name's words for comparing: lower case, without accents, stops, brackets, "Jr." and nicknames in marks. */
const wordsOf = (name: string): string[] =>
  fold(name)
    .chars.replace(/"[^"]*"|\([^)]*\)/g, ' ')
    .replace(/[.,]/g, ' ')
    .replace(/'s?(?= |$)/g, ' ')
    .split(' ')
    .filter(word => word && !/^(?:the|jr|sr|ii|iii|iv|mr|mrs|ms|dr)$/.test(word))

const surnameKey = (words: readonly string[]) => words[words.length - 1] ?? ''

/**
 * The Speaker for each name, in their order: the same Speaker for the same person or body in several articles. The order of articles makes no difference.
 * A name that two could bear ("Ruiz" beside an Ada Ruiz and a Ben Ruiz) is a Speaker of its own.
 */
export const linkSpeakers = (names: readonly NamedIn[]): readonly Speaker[] => {
  const groups = sameNames(names)
  const parent = new Map<string, string>()
  const root = (key: string): string => {
    let at = key
    while (parent.has(at)) at = parent.get(at) as string
    return at
  }
  const bearers = index(groups.filter(group => group.kind !== 'unnamed'))
  for (const group of groups.toSorted(
    (a, b) => b.words.length - a.words.length || b.key.length - a.key.length || (a.key < b.key ? -1 : 1)
  )) {
    if (group.kind === 'unnamed') continue
    const fits = new Set(
      (bearers.get(`${group.kind} ${surnameKey(group.words)}`) ?? [])
        .filter(other => stands(group, other))
        .map(other => root(other.key))
    )
    fits.delete(group.key)
    const [only] = fits
    if (fits.size === 1 && root(group.key) !== only) parent.set(root(group.key), only)
  }
  linkAcronyms(groups, names, parent, root)
  return speakersOf(groups, names, root)
}

/** Names that are written alike, folded; an unnamed one is its article's own. */
const sameNames = (names: readonly NamedIn[]): Group[] => {
  const groups = new Map<string, Group>()
  names.forEach(({ article, named }, i) => {
    const words = wordsOf(named.name)
    const { kind, name, apart } = named
    const own = [...(kind === 'unnamed' ? [article] : []), ...(apart ? [`apart ${apart}`] : [])]
    const key = [kind, words.join(' ') || fold(name).chars, ...own].join('\n')
    const known = groups.get(key)
    if (known) known.at.push(i)
    else groups.set(key, { kind, words, apart, key, at: [i] })
  })
  return [...groups.values()]
}

/** Every group under the words by which a shorter form could mean it: a person's surname and first name, a body's last word. */
const index = (groups: readonly Group[]): Map<string, Group[]> => {
  const found = new Map<string, Group[]>()
  const add = (word: string, group: Group) =>
    found.set(`${group.kind} ${word}`, [...(found.get(`${group.kind} ${word}`) ?? []), group])
  for (const group of groups) {
    add(surnameKey(group.words), group)
    if (group.kind === 'person' && group.words.length > 1 && group.words[0] !== surnameKey(group.words))
      add(group.words[0], group)
  }
  return found
}

/** Whether `short` can be a form of `long`: its surname (or, in names that begin with it, the first word), an initial less, a short first name. */
const stands = (short: Group, long: Group): boolean => {
  if (short.key === long.key || short.kind !== 'person' || (short.apart && short.apart !== long.apart)) return false
  const [a, b] = [short.words, long.words]
  if (a.length === 1)
    return b.length > 1 && (a[0] === surnameKey(b) || (a[0] === b[0] && (surnameKey(b).includes('-') || !isFirstName(a[0]))))
  if (surnameKey(a) !== surnameKey(b) || a.length > b.length) return false
  if (a.length === b.length && a.join(' ') >= b.join(' ')) return false
  return (
    sameFirstName(a[0], b[0]) &&
    (a.length === 2 ||
      a.slice(1, -1).every((word, i) => b.slice(1, -1).some(other => other === word || other[0] === word || i > 3)))
  )
}

/** "NNA" and its full name: where an article prints both forms for one body, the acronym alone is that body elsewhere. */
const linkAcronyms = (
  groups: readonly Group[],
  names: readonly NamedIn[],
  parent: Map<string, string>,
  root: (key: string) => string
): void => {
  const means = new Map<string, Set<string>>()
  for (const group of groups.filter(one => one.kind === 'body' && one.words.length > 1))
    for (const at of group.at)
      for (const form of names[at].named.names) {
        const letters = form.replaceAll('.', '')
        if (/^\p{Lu}{2,7}$/u.test(letters))
          means.set(letters.toLowerCase(), (means.get(letters.toLowerCase()) ?? new Set()).add(group.key))
      }
  for (const group of groups) {
    const full = group.kind === 'body' && group.words.length === 1 ? means.get(group.words.join('')) : undefined
    const [only] = new Set([...(full ?? [])].map(root))
    if (full && only && new Set([...full].map(root)).size === 1 && root(group.key) !== only) parent.set(root(group.key), only)
  }
}

/** "ADA RUIZ" in a transcript: the last choice for a name. An acronym of a body has no other. */
const inCapitals = (name: string) => Number(name === name.toUpperCase())

const speakersOf = (groups: readonly Group[], names: readonly NamedIn[], root: (key: string) => string): Speaker[] => {
  const members = new Map<string, number[]>()
  for (const group of groups) members.set(root(group.key), [...(members.get(root(group.key)) ?? []), ...group.at])
  const speakers: Speaker[] = []
  for (const [key, at] of members) {
    const all = at.map(i => names[i].named)
    const [name] = all
      .map(one => one.name)
      .toSorted((a, b) => inCapitals(a) - inCapitals(b) || b.length - a.length || (a < b ? -1 : 1))
    const forms = [...new Set(all.flatMap(one => [one.name, ...one.names]))].sort()
    const speaker: Speaker = { id: hashOf(key).slice(0, 24) as SpeakerId, name, kind: all[0].kind, names: forms }
    for (const i of at) speakers[i] = speaker
  }
  return speakers
}
