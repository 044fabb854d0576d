import type { Entry, NameGroup, SpeakerId } from '../types.ts'
import type { Loom, Weavers } from './loom.ts'

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
  const changed = [...fresh].flatMap(key => relink(loom, key, parts))
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
    const related = relatedTo(loom, key, parts).map(one => one.key)
    const left = loom.printsOfName(key)
    loom.dropName(key, parts.namePlaces(before))
    if (left.length) {
      const prints = [...new Set(left.map(one => one.name))].sort()
      const forms = [...new Set(left.flatMap(one => [one.name, ...one.names]))].sort()
      const group: NameGroup = { key, kind: before.kind, prints, forms }
      loom.putName(group, parts.namePlaces(group))
    }
    for (const other of related) if (loom.name(other)) changed.push(...relink(loom, other, parts))
    if (!before.speaker) continue
    changed.push(before.speaker)
    loom.dropSpeaker(before.speaker)
  }
  return changed
}

/** Links anew the names that one name can be linked with. */
const relink = (loom: Loom, fresh: string, parts: Weavers): SpeakerId[] => {
  const isCrowd = (place: string) => loom.namesAt(place, parts.CROWD + 1).length > parts.CROWD
  const names = relatedTo(loom, fresh, parts)
  const speakers = parts.linkNames(names, isCrowd)
  for (const speaker of new Set(speakers.values())) loom.putSpeaker(speaker)
  const moved = names.filter(({ key, speaker }) => speaker !== speakers.get(key)!.id)
  for (const name of names) {
    const speaker = speakers.get(name.key)!
    const also = isShort(name) && speaker.name !== name.prints[0] ? speaker.name : null
    if (name.speaker !== speaker.id || name.also !== also) loom.linkName(name.key, speaker.id, also)
  }
  for (const speaker of new Set(moved.flatMap(one => one.speaker ?? []))) loom.dropSpeaker(speaker)
  return [...moved.flatMap(one => one.speaker ?? []), ...[...speakers.values()].map(one => one.id)]
}

// "Ruiz" is found by "Ada Ruiz" too; who is called by two names or more is found by these.
const isShort = ({ prints }: NameGroup) => prints.every(print => !/\s/.test(print))

type Linked = NonNullable<ReturnType<Loom['name']>>

/** The names that links can lead to, from place to place. A place where a crowd stands leads nowhere, but for the one that made it a crowd. */
const relatedTo = (loom: Loom, fresh: string, { CROWD, namePlaces }: Weavers): Linked[] => {
  const found = new Map<string, Linked>()
  const places = new Set<string>()
  const open = [fresh]
  for (let key = open.pop(); key !== undefined; key = open.pop()) {
    if (found.has(key)) continue
    const name = loom.name(key)!
    found.set(key, name)
    for (const place of namePlaces(name)) {
      if (places.has(place)) continue
      places.add(place)
      const here = loom.namesAt(place, CROWD + 2)
      if (here.length <= CROWD + 1) open.push(...here)
    }
  }
  return [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1))
}
