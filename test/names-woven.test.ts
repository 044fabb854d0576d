import { expect, test } from 'vitest'
import { chances, entriesOf } from '../bench/speed/align/made.mjs'
import { linkSpeakers } from '../src/attribute/index.ts'
import { weave } from '../src/flow.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { textOf } from '../src/text/index.ts'
import type { Entry, Named } from '../src/types.ts'
import { parts, scratch, versionsOf } from './record.ts'

const { path } = scratch()

const FIRSTS = ['Ada', 'Zanni', 'Quorba', 'A.', 'Yorik', 'Thomas', 'Tom', 'Mira']
const LASTS = ['Ruiz', 'Okafor', 'Lund', 'Zanni', 'Vell-Ottar', 'Rast']
const BODIES = ['Harbour Pilots Union', 'High Pass Unit', 'HPU', 'Lake Board']

const pick = <T>(some: readonly T[], chance: () => number): T => some[Math.floor(chance() * some.length)]

/** A name as an article may print it: whole, a word alone, with a name in the middle, a body, its letters; and of one last name more than a crowd. */
const nameBy = (chance: () => number): Named => {
  const how = chance()
  if (how < 0.15) {
    const name = pick(BODIES, chance)
    return { name, kind: 'body', names: name.startsWith('Harbour') && chance() < 0.5 ? [name, 'HPU'] : [name] }
  }
  const [first, last] = [pick(FIRSTS, chance), pick(LASTS, chance)]
  const person = (name: string): Named => ({ name, kind: 'person', names: [name] })
  if (how < 0.25) return person(chance() < 0.5 ? first : last)
  if (how < 0.35) return person(`${first} Mora ${last}`)
  if (how < 0.6)
    return person(
      `${'BCDFGHKLMNPRSTVW'[Math.floor(chance() * 16)]}${pick(['ab', 'ero', 'ilo', 'unta', 'em', 'ossi', 'yd', 'urn'], chance)} Rast`
    )
  return person(`${first} ${last}`)
}

const named = (entries: readonly Entry[], seed: number): Entry[] => {
  const chance = chances(seed)
  return entries.map(entry => ({
    ...entry,
    quotations: entry.quotations.map(one => ({ ...one, attribution: { ...one.attribution, speaker: nameBy(chance) } }))
  }))
}

/** Which speaker each quotation has, and what the speakers are called. */
const spoken = (store: Store) => ({
  quotations: [...store.articles()].sort().flatMap(id => store.quotationsOf(id).map(one => [one.id, one.speaker])),
  speakers: store.speakers()
})

/** The same, of all names at once. */
const linked = (entries: readonly Entry[]) => {
  const all = [...entries]
    .sort((a, b) => (a.article.id < b.article.id ? -1 : 1))
    .flatMap(({ article, quotations }) =>
      quotations.map(one => ({ id: one.id, article: article.id, named: one.attribution.speaker! }))
    )
  const speakers = linkSpeakers(all)
  const byName = [...new Map(speakers.map(one => [one.id, one])).values()]
  return {
    quotations: all.map(({ id }, n) => [id, speakers[n].id]),
    speakers: byName.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1))
  }
}

test.each([1, 2, 3])(
  'names that come one after the other are linked as all of them at once, and taken back as if they had never come: %s',
  seed => {
    const made = [...entriesOf(90, seed, { textOf })]
    const [first, second] = [named(made, seed), named(made, seed + 10)]
    const at = path(`${seed}.db`)
    const store = openStore(at, versionsOf('1'))
    const chance = chances(seed + 20)
    for (const entry of first) {
      store.save(entry)
      if (chance() < 0.4) weave(store, parts)
    }
    weave(store, parts)
    expect(spoken(store)).toEqual(linked(first))
    store.close()

    // Read again by another version of one stage, which weaves nothing: what the articles left in the weave is taken back.
    const again = openStore(at, { ...versionsOf('1'), parse: '2' })
    for (const entry of second.slice(0, 40)) {
      again.save(entry)
      if (chance() < 0.4) weave(again, parts)
    }
    weave(again, parts)
    expect(spoken(again)).toEqual(linked([...second.slice(0, 40), ...first.slice(40)]))
    again.close()
  },
  120_000
)
