import { fold, hashOf } from '../text/index.ts'
import type { ArticleId, Named, NameGroup, Speaker, SpeakerId } from '../types.ts'
import type { NamedIn } from './index.ts'
import { isFirstName, sameFirstName } from './lists.ts'

/** A name's words for comparing: lower case, without accents, stops, brackets, "Jr." and nicknames in marks. */
const wordsOf = (name: string): string[] => {
  const before = cut.get(name)
  if (before) return before
  const words = fold(name)
    .chars.replace(/"[^"]*"|\([^)]*\)/g, ' ')
    .replace(/[.,]/g, ' ')
    .replace(/'s?(?= |$)/g, ' ')
    .split(' ')
    .filter(word => word && !/^(?:the|jr|sr|ii|iii|iv|mr|mrs|ms|dr)$/.test(word))
  if (cut.size > MAX_KEPT) cut.clear()
  cut.set(name, words)
  return words
}

/** Names whose words are kept: the same ones come again and again, and memory stays bounded. */
const MAX_KEPT = 20_000
const cut = new Map<string, string[]>()

const surnameOf = (words: readonly string[]) => words[words.length - 1] ?? ''

/** The key of the names that are written alike, folded; an unnamed one is its article's own. */
export const nameKey = ({ name, kind, apart }: Named, article: ArticleId): string => {
  const own = [...(kind === 'unnamed' ? [article] : []), ...(apart ? [`${APART}${apart}`] : [])]
  return [kind, wordsOf(name).join(' ') || fold(name).chars, ...own].join('\n')
}

/** What stands in the key of a name before the mark by which a person told it from others that are written alike. */
const APART = 'apart '

const apartIn = (key: string): string | undefined => {
  const mark = key.split('\n').at(-1)!
  return mark.startsWith(APART) ? mark.slice(APART.length) : undefined
}

type Group = NameGroup & { readonly words: readonly string[]; readonly apart: string | undefined }

const groupOf = (group: NameGroup): Group => {
  const words = group.kind === 'unnamed' ? [] : wordsOf(group.prints[0] ?? '')
  return { ...group, words, apart: apartIn(group.key) }
}

/**
 * The words under which a name is looked for by those that may be forms of it, or it of them: a person's last name, and the first where that can stand
 * alone; the letters by which a body is known. Only names that share one can be linked.
 */
export const namePlaces = (group: NameGroup): readonly string[] => {
  const { kind, words, forms } = groupOf(group)
  if (kind === 'unnamed' || !words.length) return []
  if (kind === 'body') return words.length === 1 ? [`body ${words[0]}`] : acronymsOf(forms).map(letters => `body ${letters}`)
  const standsAlone = surnameOf(words).includes('-') || !isFirstName(words[0])
  return [...new Set([`last ${surnameOf(words)}`, ...(standsAlone || words.length === 1 ? [`first ${words[0]}`] : [])])]
}

const acronymsOf = (forms: readonly string[]) => [
  ...new Set(
    forms
      .map(form => form.replaceAll('.', ''))
      .filter(letters => /^\p{Lu}{2,7}$/u.test(letters))
      .map(letters => letters.toLowerCase())
  )
]

/** More names than this with one last name, and it says too little: then only names that are written alike are linked. */
export const CROWD = 60

/**
 * The places at which a name looks for those that it may be a form of: a person's last name; a word alone is looked for as a first name too, and as the
 * letters of a body. A name of several words depends on none but those of its last name, and on it depends the word alone that is its first.
 */
export const lookPlaces = (group: NameGroup): readonly string[] => {
  const { kind, words } = groupOf(group)
  if (kind === 'unnamed' || !words.length) return []
  if (kind === 'body') return words.length === 1 ? [`body ${words[0]}`] : []
  return [`last ${surnameOf(words)}`, ...(words.length === 1 ? [`first ${words[0]}`] : [])]
}

/**
 * The Speaker of each of these names, by key. A name that two could bear ("Ruiz" beside an Ada Ruiz and a Ben Ruiz) is a Speaker of its own.
 * `isCrowd` says of a place whether more than CROWD names stand there.
 */
export const linkNames = (names: readonly NameGroup[], isCrowd: (place: string) => boolean): ReadonlyMap<string, Speaker> => {
  const ids = speakersFor(names, [], isCrowd)
  const members = new Map<SpeakerId, NameGroup[]>()
  for (const name of names) {
    const id = ids.get(name.key)!
    const known = members.get(id)
    if (known) known.push(name)
    else members.set(id, [name])
  }
  const speakers = new Map([...members].map(([id, all]) => [id, speakerOf(id, all)]))
  return new Map(names.map(({ key }) => [key, speakers.get(ids.get(key)!)!]))
}

/** A name whose speaker stands already. */
export type Settled = NameGroup & { readonly speaker: SpeakerId | null }

/**
 * The speaker of each of these names, by key. All names that look where one of them does must be among them, or among those that are settled: these keep
 * their speakers, and others may be forms of them.
 */
export const speakersFor = (
  names: readonly NameGroup[],
  settled: readonly Settled[],
  isCrowd: (place: string) => boolean
): ReadonlyMap<string, SpeakerId> => {
  const groups = names.map(groupOf)
  const parent = new Map<string, string>()
  const held = new Map(settled.map(one => [one.key, one.speaker ?? one.key]))
  const root = (key: string): string => {
    let at = key
    while (parent.has(at)) at = parent.get(at) as string
    return held.get(at) ?? at
  }
  const bearers = placed([...groups, ...settled.map(groupOf)], new Set(names.flatMap(lookPlaces)), isCrowd)
  const longestFirst = (a: Group, b: Group) =>
    b.words.length - a.words.length || b.key.length - a.key.length || (a.key < b.key ? -1 : 1)
  for (const group of groups.toSorted(longestFirst)) {
    if (group.kind !== 'person') continue
    const fits = new Set(
      lookPlaces(group).flatMap(place =>
        (bearers.get(place) ?? []).filter(other => stands(group, other)).map(other => root(other.key))
      )
    )
    fits.delete(group.key)
    const [only] = fits
    if (fits.size === 1 && root(group.key) !== only) parent.set(root(group.key), only)
  }
  linkAcronyms(groups, bearers, parent, root)
  const standing = new Set<string>(held.values())
  return new Map(
    groups.map(({ key }) => {
      const found = root(key)
      return [key, (standing.has(found) ? found : hashOf(found).slice(0, 24)) as SpeakerId]
    })
  )
}

/**
 * The Speaker for each name, in their order: the same Speaker for the same person or body in several articles. The order of articles makes no difference.
 */
export const linkSpeakers = (names: readonly NamedIn[]): readonly Speaker[] => {
  const keys = names.map(({ article, named }) => nameKey(named, article))
  const groups = new Map<string, { kind: Named['kind']; prints: Set<string>; forms: Set<string> }>()
  names.forEach(({ named }, i) => {
    const group = groups.get(keys[i]) ?? { kind: named.kind, prints: new Set(), forms: new Set() }
    groups.set(keys[i], group)
    group.prints.add(named.name)
    for (const form of [named.name, ...named.names]) group.forms.add(form)
  })
  const all = [...groups].map(
    ([key, { kind, prints, forms }]): NameGroup => ({ key, kind, prints: [...prints], forms: [...forms] })
  )
  const sizes = new Map<string, number>()
  for (const place of all.flatMap(namePlaces)) sizes.set(place, (sizes.get(place) ?? 0) + 1)
  const speakers = linkNames(all, place => sizes.get(place)! > CROWD)
  return keys.map(key => speakers.get(key)!)
}

/** Who stands at each of these places, but for those where a crowd does. */
const placed = (
  groups: readonly Group[],
  places: ReadonlySet<string>,
  isCrowd: (place: string) => boolean
): Map<string, Group[]> => {
  const found = new Map<string, Group[]>()
  for (const group of groups)
    for (const place of namePlaces(group)) {
      if (!places.has(place)) continue
      const known = found.get(place)
      if (known) known.push(group)
      else if (!isCrowd(place)) found.set(place, [group])
    }
  return found
}

type Words = Pick<Group, 'kind' | 'words' | 'key' | 'apart'>

/** Whether `short` can be a form of `long`: its surname (or, in names that begin with it, the first word), an initial less, a short first name. */
const stands = (short: Words, long: Words): boolean => {
  if (short.key === long.key || short.kind !== 'person' || long.kind !== 'person') return false
  if (short.apart && short.apart !== long.apart) return false
  const [a, b] = [short.words, long.words]
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

/** Whether two names, each as its own article prints it, may be one speaker's: written alike, or one a form of the other. */
export const mayBeOne = (a: Named, b: Named): boolean => {
  if (a.kind !== b.kind || a.kind === 'unnamed') return false
  const [x, y] = [a, b].map(({ kind, name, apart }): Words => {
    const words = wordsOf(name)
    return { kind, words, apart, key: words.join(' ') }
  })
  if (x.key === y.key) return x.apart === y.apart
  if (stands(x, y) || stands(y, x)) return true
  return a.kind === 'body' && (acronymsOf(a.names).includes(y.key) || acronymsOf(b.names).includes(x.key))
}

/** "NNA" and its full name: where an article prints both forms for one body, the acronym alone is that body elsewhere. */
const linkAcronyms = (
  groups: readonly Group[],
  bearers: ReadonlyMap<string, readonly Group[]>,
  parent: Map<string, string>,
  root: (key: string) => string
): void => {
  for (const group of groups) {
    if (group.kind !== 'body' || group.words.length !== 1) continue
    const full = (bearers.get(`body ${group.words[0]}`) ?? []).filter(other => other.words.length > 1)
    const [only, ...others] = new Set(full.map(other => root(other.key)))
    if (only && !others.length && root(group.key) !== only) parent.set(root(group.key), only)
  }
}

/** "ADA RUIZ" in a transcript: the last choice for a name. An acronym of a body has no other. */
const inCapitals = (name: string) => Number(name === name.toUpperCase())

/** The Speaker of these names, which all lead to it. */
export const speakerOf = (id: SpeakerId, members: readonly NameGroup[]): Speaker => {
  const [name] = members
    .flatMap(one => one.prints)
    .toSorted((a, b) => inCapitals(a) - inCapitals(b) || b.length - a.length || (a < b ? -1 : 1))
  const forms = [...new Set(members.flatMap(one => one.forms))].sort()
  return { id, name, kind: members[0].kind, names: forms }
}
