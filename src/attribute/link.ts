import { hashOf } from '../text/index.ts'
import type { Named, NameGroup, Speaker, SpeakerId } from '../types.ts'
import { acronymsOf, type Group, groupOf, meant, nameKey, stands, surnameOf } from './forms.ts'
import type { NamedIn } from './index.ts'
import { isFirstName } from './lists.ts'

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
    const able = lookPlaces(group).flatMap(place =>
      (bearers.get(place) ?? []).filter(other => other.key !== group.key && stands(group, other))
    )
    const fits = new Set(meant(able).map(other => root(other.key)))
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
