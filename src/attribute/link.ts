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
 * The Speaker of each of these names, by key. A name that two could bear ("Ruiz" beside an Ada Ruiz and a Ben Ruiz) is a Speaker of its own.
 * `isCrowd` says of a place whether more than CROWD names stand there.
 */
export const linkNames = (names: readonly NameGroup[], isCrowd: (place: string) => boolean): ReadonlyMap<string, Speaker> => {
  const groups = names.map(groupOf)
  const parent = new Map<string, string>()
  const root = (key: string): string => {
    let at = key
    while (parent.has(at)) at = parent.get(at) as string
    return at
  }
  const bearers = placed(groups, isCrowd)
  const longestFirst = (a: Group, b: Group) =>
    b.words.length - a.words.length || b.key.length - a.key.length || (a.key < b.key ? -1 : 1)
  for (const group of groups.toSorted(longestFirst)) {
    if (group.kind !== 'person') continue
    const places = [`last ${surnameOf(group.words)}`, ...(group.words.length === 1 ? [`first ${group.words[0]}`] : [])]
    const able = places.flatMap(place =>
      (bearers.get(place) ?? []).filter(other => other.key !== group.key && stands(group, other))
    )
    const fits = new Set(meant(able).map(other => root(other.key)))
    fits.delete(group.key)
    const [only] = fits
    if (fits.size === 1 && root(group.key) !== only) parent.set(root(group.key), only)
  }
  linkAcronyms(groups, bearers, parent, root)
  return speakersOf(groups, root)
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

const placed = (groups: readonly Group[], isCrowd: (place: string) => boolean): Map<string, Group[]> => {
  const found = new Map<string, Group[]>()
  for (const group of groups)
    for (const place of namePlaces(group)) {
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

const speakersOf = (groups: readonly Group[], root: (key: string) => string): Map<string, Speaker> => {
  const members = new Map<string, Group[]>()
  for (const group of groups) members.set(root(group.key), [...(members.get(root(group.key)) ?? []), group])
  const speakers = new Map<string, Speaker>()
  for (const [key, all] of members) {
    const [name] = all
      .flatMap(one => one.prints)
      .toSorted((a, b) => inCapitals(a) - inCapitals(b) || b.length - a.length || (a < b ? -1 : 1))
    const forms = [...new Set(all.flatMap(one => one.forms))].sort()
    const speaker: Speaker = { id: hashOf(key).slice(0, 24) as SpeakerId, name, kind: all[0].kind, names: forms }
    for (const group of all) speakers.set(group.key, speaker)
  }
  return speakers
}
