import { expect, test } from 'vitest'
import { linkSpeakers, mayBeOne, type NamedIn } from '../src/attribute/index.ts'
import type { ArticleId, Named, SpeakerKind } from '../src/types.ts'

const named = (article: string, name: string, kind: SpeakerKind = 'person', names: string[] = [name]): NamedIn => ({
  article: article as ArticleId,
  named: { name, kind, names }
})
/** A name of which its article tells what the name does not. */
const told = (article: string, name: string, told: Named['told']): NamedIn => ({
  article: article as ArticleId,
  named: { name, kind: 'person', names: [name], told }
})
/** The names, those of one Speaker with "=" between them. */
const linked = (names: readonly NamedIn[]) => {
  const speakers = linkSpeakers(names)
  const groups = new Map<string, string[]>()
  for (const [i, { named }] of names.entries()) groups.set(speakers[i].id, [...(groups.get(speakers[i].id) ?? []), named.name])
  return [...groups.values()].map(group => group.join(' = '))
}

test('one person under several names', () => {
  expect(linked([named('a', 'Ada Ruiz'), named('b', 'Ruiz'), named('c', 'Mr Ruiz'), named('d', 'ADA RUIZ')])).toEqual([
    'Ada Ruiz = Ruiz = Mr Ruiz = ADA RUIZ'
  ])
  expect(linked([named('a', 'Joseph R. Okoro'), named('b', 'Joseph Okoro'), named('c', 'Joe Okoro')])).toEqual([
    'Joseph R. Okoro = Joseph Okoro = Joe Okoro'
  ])
  expect(linked([named('a', 'José Álvarez'), named('b', 'Jose Alvarez')])).toEqual(['José Álvarez = Jose Alvarez'])
  expect(linked([named('a', 'Han Seo-jun'), named('b', 'Han')])).toEqual(['Han Seo-jun = Han'])
})

test('two who could bear a name: a Speaker of its own', () => {
  expect(linked([named('a', 'Ada Ruiz'), named('b', 'Ben Ruiz'), named('c', 'Ruiz')])).toEqual(['Ada Ruiz', 'Ben Ruiz', 'Ruiz'])
  expect(linked([named('a', 'Joseph R. Okoro'), named('b', 'Joseph T. Okoro'), named('c', 'Joseph Okoro')])).toEqual([
    'Joseph R. Okoro',
    'Joseph T. Okoro',
    'Joseph Okoro'
  ])
})

test('what an article tells of one whom it names by a single word comes first', () => {
  expect(linked([told('a', 'Brandt', 'woman'), named('b', 'Tom Brandt')])).toEqual(['Brandt', 'Tom Brandt'])
  expect(linked([told('a', 'Brandt', 'woman'), named('b', 'Tom Brandt'), named('c', 'Karla Brandt')])).toEqual([
    'Brandt = Karla Brandt',
    'Tom Brandt'
  ])
  expect(linked([told('a', 'Brandt', 'woman'), named('b', 'Brandt')])).toEqual(['Brandt = Brandt'])
  expect(linked([told('a', 'Brandt', 'woman'), told('b', 'Brandt', 'man'), named('c', 'Brandt')])).toEqual([
    'Brandt',
    'Brandt',
    'Brandt'
  ])
})

test('a Jr. and his father are two where an article tells them apart', () => {
  const [father, son] = [told('a', 'Tom Brandt', 'elder'), named('a', 'Tom Brandt Jr.')]
  expect(linked([father, son, named('b', 'Tom Brandt'), named('c', 'Brandt'), named('d', 'Tom K. Brandt')])).toEqual([
    'Tom Brandt = Tom Brandt = Brandt = Tom K. Brandt',
    'Tom Brandt Jr.'
  ])
  expect(linked([named('a', 'Tom Brandt Sr.'), son])).toEqual(['Tom Brandt Sr.', 'Tom Brandt Jr.'])
  expect(mayBeOne(father.named, son.named)).toBe(false)
})

test('who is called Jr. by one outlet alone is one', () => {
  const [short, long] = [named('a', 'Joe Okoro'), named('b', 'Joseph R. Okoro Jr.')]
  expect(linked([short, long, named('c', 'Okoro')])).toEqual(['Joe Okoro = Joseph R. Okoro Jr. = Okoro'])
  expect(mayBeOne(short.named, long.named)).toBe(true)
})

test('a Jr. whom another shares the surname with does not get what is the other’s', () =>
  expect(linked([named('a', 'Karla Brandt'), named('b', 'Tom Brandt Jr.'), named('c', 'Brandt')])).toEqual([
    'Karla Brandt',
    'Tom Brandt Jr.',
    'Brandt'
  ]))

test('a first name alone is nobody across articles', () => {
  expect(linked([named('a', 'Peter Brandt'), named('b', 'Peter')])).toEqual(['Peter Brandt', 'Peter'])
})

test('bodies: the same name, or an acronym that an article explains', () => {
  expect(
    linked([named('a', 'Northern News Agency', 'body', ['Northern News Agency', 'NNA']), named('b', 'NNA', 'body')])
  ).toEqual(['Northern News Agency = NNA'])
  expect(
    linked([named('a', 'The Lund Herald', 'body'), named('b', 'Lund Herald', 'body'), named('c', 'Herald', 'body')])
  ).toEqual(['The Lund Herald = Lund Herald', 'Herald'])
})

test('a person and a body of one name are two', () => {
  expect(linked([named('a', 'Brandt'), named('b', 'Brandt', 'body')])).toEqual(['Brandt', 'Brandt'])
})

test('unnamed ones are never joined across articles', () => {
  expect(
    linked([
      named('a', 'a senior official', 'unnamed'),
      named('a', 'a senior official', 'unnamed'),
      named('b', 'a senior official', 'unnamed')
    ])
  ).toEqual(['a senior official = a senior official', 'a senior official'])
})

test('the Speaker has the longest name, every form, and the same id in any order', () => {
  const names = [
    named('a', 'Ruiz', 'person', ['Ruiz', 'Ms Ruiz']),
    named('b', 'Ada Ruiz'),
    named('c', 'Peter Brandt'),
    named('d', 'Brandt'),
    named('e', 'A. Ruiz')
  ]
  const forward = linkSpeakers(names)
  expect(forward[0]).toMatchObject({ name: 'Ada Ruiz', kind: 'person', names: ['A. Ruiz', 'Ada Ruiz', 'Ms Ruiz', 'Ruiz'] })
  const backward = linkSpeakers(names.toReversed()).toReversed()
  expect(backward).toEqual(forward)
})

test('many names end: none is held against all others', () => {
  const names = Array.from({ length: 20_000 }, (_, i) => named(`a${i}`, i % 2 ? `Ada${i} Ruiz${i % 4000}` : `Ruiz${i % 4000}`))
  expect(linkSpeakers(names)).toHaveLength(20_000)
}, 120_000)
