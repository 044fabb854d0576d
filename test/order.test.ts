/** Invented articles in the ways that outlets print speech: in whatever order and however many runs they are added, the record knows the same. */
import { expect, test } from 'vitest'
import { chances, sentence } from '../bench/speed/align/made.mjs'
import { readPage } from '../src/flow.ts'
import { openStore, type Store } from '../src/store/index.ts'
import type { Entry, Page } from '../src/types.ts'
import { finish, pageOf, parts, scratch, versionsOf } from './record.ts'

const { path } = scratch()
let records = 0

type Chance = () => number
const pick = <T>(some: readonly T[], chance: Chance): T => some[Math.floor(chance() * some.length)]

/** People whose names may be each other's, as outlets print them. */
const PEOPLE = [
  ['Ada Ruiz', 'Mayor Ada Ruiz', 'Ruiz', 'A. Ruiz', 'Ada M. Ruiz'],
  ['Ben Ruiz', 'Ruiz', 'Mr Ruiz', 'Ben Ruiz'],
  ['Ada Lund', 'Lund', 'Keeper Ada Lund', 'Ada'],
  ['Odd Okoro', 'Okoro', 'Judge Okoro'],
  ['the harbour office', 'officials', 'a keeper who asked not to be named']
]
const OUTLETS = ['The Harbour Post', 'Valley News', 'Tidewater', 'The Lantern', 'Tarn Courier', 'Skerry Observer']
const DAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday']

const capital = (words: readonly string[]) => {
  const line = words.join(' ')
  return line[0].toUpperCase() + line.slice(1)
}

/** Words as another outlet has them: whole, cut, without one, with another for one, with dots. */
const edited = (words: readonly string[], chance: Chance): readonly string[] => {
  const at = 2 + Math.floor(chance() * (words.length - 3))
  return pick(
    [
      () => words,
      () => words,
      () => words.slice(0, at + 1),
      () => words.slice(at - 2),
      () => words.filter((_, i) => i !== at),
      () => words.map((one, i) => (i === at ? 'harbour' : one)),
      () => [...words.slice(0, at), '…', ...words.slice(at + 1)]
    ],
    chance
  )()
}

/** The ways in which an outlet gives what somebody said. */
const PRINTINGS: readonly ((words: readonly string[], name: string, when: string) => string)[] = [
  (words, name, when) => `“${capital(words)},” ${name} said${when}.`,
  (words, name, when) => `${name} told reporters${when}: “${capital(words)}.”`,
  (words, name) => `“${capital(words.slice(0, 4))},” said ${name}, “${words.slice(4).join(' ')}.”`,
  (words, name, when) => `${name} said${when} that ${words.join(' ')}.`,
  (words, name) => `${name} said the council would “${words.slice(-5).join(' ')}”.`
]

type Event = { readonly people: readonly string[]; readonly day: number; readonly said: readonly (readonly string[])[] }

const eventOf = (chance: Chance): Event => ({
  people: pick(PEOPLE, chance),
  day: Math.floor(chance() * 4),
  said: Array.from({ length: 3 }, () => sentence(chance, 7, 18))
})

const pageAbout = ({ people, day, said }: Event, wire: string, n: string, chance: Chance): Page => {
  const when = () => (chance() < 0.4 ? ` on ${DAYS[day]}` : '')
  const paragraphs = said
    .filter(() => chance() < 0.75)
    .map(words => pick(PRINTINGS, chance)(edited(words, chance), pick(people, chance), when()))
  const title = chance() < 0.4 ? `${capital(people[0].split(' ').slice(-1))}: “${said[0].slice(0, 5).join(' ')}”` : `News ${n}`
  const dated = chance() < 0.85 ? [`${6 + day + Math.floor(chance() ** 2 * 3)} May 2030`] : []
  const copied = chance() < 0.4 ? [wire] : []
  return pageOf(`/made/${n}.txt`, [title, pick(OUTLETS, chance), ...dated, ...copied, ...paragraphs, ''].join('\n\n'))
}

const entriesFor = (seed: number): Entry[] => {
  const chance = chances(seed)
  return Array.from({ length: 4 }, (_, event) => {
    const spoken = eventOf(chance)
    const wire = `${capital(sentence(chance, 20, 30))}. ${capital(sentence(chance, 20, 30))}.`
    return Array.from({ length: 7 }, (_, n) => readPage(pageAbout(spoken, wire, `${event}-${n}`, chance), parts))
  }).flat()
}

const shuffled = <T>(some: readonly T[], chance: Chance): T[] =>
  some
    .map(one => ({ one, at: chance() }))
    .sort((a, b) => a.at - b.at)
    .map(({ one }) => one)

const knownIn = (store: Store) => ({
  speakers: store.speakers(),
  said: store.speakers().map(({ id }) => store.ranked.said(id).slice(0, 1000)),
  statements: store.statements(),
  origins: store.origins(),
  quotations: [...store.articles()].sort().map(id => store.quotationsOf(id))
})

/** What a record knows to which these entries are added, so many a run; each run opens the record anew. */
const known = (entries: readonly Entry[], aRun: number) => {
  const at = path(`${++records}.db`)
  for (let i = 0; i < entries.length; i += aRun) {
    const store = openStore(at, versionsOf('1'))
    for (const entry of entries.slice(i, i + aRun)) store.save(entry)
    finish(store)
    store.close()
  }
  const store = openStore(at, versionsOf('1'))
  const all = knownIn(store)
  store.close()
  return all
}

const SEEDS = 3

test('articles added in any order, in one run or several, give the same speakers, statements and origins', {
  timeout: 600_000
}, () => {
  for (let seed = 1; seed <= SEEDS; seed++) {
    const entries = entriesFor(seed)
    const chance = chances(seed + 1000)
    const atOnce = known(entries, entries.length)
    expect(atOnce.statements.some(one => one.variants.length > 2)).toBe(true)
    for (const aRun of [1, 5, entries.length])
      expect(known(shuffled(entries, chance), aRun), `seed ${seed}, ${aRun} a run`).toEqual(atOnce)
  }
})
