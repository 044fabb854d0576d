import type { Entry, NameGroup, SpeakerId } from '../types.ts'
import type { LinkedName, Loom, Weavers } from './loom.ts'

/** Gives the quotations of an article their speakers; names that it brings may join or part those that others print. Gives the speakers that changed. */
export const weaveSpeakers = (loom: Loom, { article, quotations }: Entry, parts: Weavers): SpeakerId[] => {
  const fresh = new Set<string>()
  for (const { id, attribution } of quotations) {
    if (!attribution.speaker) continue
    const { name, kind, names } = attribution.speaker
    const key = parts.nameKey(attribution.speaker, article.id)
    const before = loom.name(key)
    const prints = [...new Set([...(before?.prints ?? []), name])].sort()
    const forms = [...new Set([...(before?.forms ?? []), name, ...names])].sort()
    loom.putNamed(id, key)
    if (before && prints.length === before.prints.length && forms.length === before.forms.length) continue
    const group: NameGroup = { key, kind, prints, forms }
    loom.putName(group, parts.namePlaces(group))
    fresh.add(key)
  }
  const changed = fresh.size ? relink(loom, [...fresh], [], parts) : []
  for (const { attribution } of quotations) {
    if (!attribution.speaker) continue
    const { speaker } = loom.name(parts.nameKey(attribution.speaker, article.id))!
    changed.push(speaker!)
  }
  return changed
}

/** Takes back the names that an article printed, where no other one prints them, and links anew those that they joined or parted. Gives the speakers that changed. */
export const takeBackSpeakers = (loom: Loom, { article, quotations }: Entry, parts: Weavers): SpeakerId[] => {
  const changed: SpeakerId[] = []
  for (const { attribution } of quotations) {
    const { speaker } = attribution
    if (!speaker) continue
    const key = parts.nameKey(speaker, article.id)
    const before = loom.name(key)
    if (!before || loom.isPrinted(key, speaker)) continue
    const leaned = leaningOn(loom, before, parts).filter(one => one.key !== key)
    const left = loom.printsOfName(key)
    loom.dropName(key, parts.namePlaces(before))
    const group: NameGroup = {
      key,
      kind: before.kind,
      prints: [...new Set(left.map(one => one.name))].sort(),
      forms: [...new Set(left.flatMap(one => [one.name, ...one.names]))].sort()
    }
    if (left.length) loom.putName(group, parts.namePlaces(group))
    const others = before.speaker ? [before.speaker] : []
    changed.push(...relink(loom, [...(left.length ? [key] : []), ...leaned.map(one => one.key)], others, parts))
  }
  return changed
}

/** Links these names anew, and those that may be forms of them; these speakers have other names than before. Gives the speakers that changed. */
const relink = (loom: Loom, keys: readonly string[], others: readonly SpeakerId[], parts: Weavers): SpeakerId[] => {
  const fresh = keys.flatMap(key => loom.name(key) ?? [])
  const names = once(fresh.flatMap(name => leaningOn(loom, name, parts)))
  const { moved, changed } = link(loom, names, new Set(keys), others, parts)
  // "Ada" was Ada Ruiz, who is Ada Ruiz Lund now.
  const known = new Set(names.map(one => one.key))
  const shorter = once(moved.flatMap(name => leaningOn(loom, name, parts))).filter(one => !known.has(one.key))
  return shorter.length ? [...changed, ...link(loom, shorter, new Set(), [], parts).changed] : changed
}

/** Gives each of these names its speaker, by all names that it may be a form of, and makes anew the speakers that have other names now. */
const link = (
  loom: Loom,
  names: readonly LinkedName[],
  fresh: ReadonlySet<string>,
  others: readonly SpeakerId[],
  parts: Weavers
): { moved: LinkedName[]; changed: SpeakerId[] } => {
  const at = new Map<string, readonly LinkedName[]>()
  const namesAt = (place: string) => {
    const here = at.get(place) ?? loom.namesAt(place, parts.CROWD + 1)
    at.set(place, here)
    return here
  }
  const isCrowd = (place: string) => namesAt(place).length > parts.CROWD
  const own = new Set(names.map(one => one.key))
  const places = [...new Set(names.flatMap(parts.lookPlaces))].filter(place => !isCrowd(place))
  const settled = once(places.flatMap(namesAt).filter(one => !own.has(one.key)))
  const speakers = parts.speakersFor(names, settled, isCrowd)
  const moved = names.filter(({ key, speaker }) => speaker !== speakers.get(key))
  const left = moved.flatMap(one => one.speaker ?? [])
  const joined = names.filter(one => fresh.has(one.key) || moved.includes(one)).map(one => speakers.get(one.key)!)
  const changed = [...new Set([...left, ...joined, ...others])]
  for (const id of changed) {
    const stayed = loom.namesOf(id).filter(({ key }) => (speakers.get(key) ?? id) === id)
    putSpeaker(loom, id, once([...names.filter(({ key }) => speakers.get(key) === id), ...stayed]), parts)
  }
  for (const id of changed) loom.dropSpeaker(id)
  return { moved, changed }
}

/** Puts a speaker with all its names, and lets these lead to it. */
const putSpeaker = (loom: Loom, id: SpeakerId, members: readonly LinkedName[], parts: Weavers): void => {
  if (!members.length) return
  const speaker = parts.speakerOf(id, members)
  loom.putSpeaker(speaker)
  for (const name of members) {
    const also = isShort(name) && speaker.name !== name.prints[0] ? speaker.name : null
    if (name.speaker !== id || name.also !== also) loom.linkName(name.key, id, also)
  }
}

const once = (names: readonly LinkedName[]): LinkedName[] => [...new Map(names.map(one => [one.key, one])).values()]

// "Ruiz" is found by "Ada Ruiz" too; who is called by two names or more is found by these.
const isShort = ({ prints }: NameGroup) => prints.every(print => !/\s/.test(print))

/**
 * A name, and the names that may be forms of it, or of which it makes one too many. A place where a crowd stands leads nowhere, but for the one that made it
 * a crowd.
 */
const leaningOn = (loom: Loom, name: LinkedName, { CROWD, lookPlaces, namePlaces }: Weavers): LinkedName[] => [
  name,
  ...namePlaces(name).flatMap(place => {
    const here = loom.namesAt(place, CROWD + 2)
    return here.length > CROWD + 1 ? [] : here.filter(one => lookPlaces(one).includes(place))
  })
]
