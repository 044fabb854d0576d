/** What is said of one version of a page holds for newer ones where its words still stand there, and the record says where they do not. */
import { expect, test } from 'vitest'
import { readPage } from '../src/flow.ts'
import { correctionsIn, correctionsOf, correctionViews } from '../src/serve/answer/corrections.ts'
import { startLooking } from '../src/serve/answer/look.ts'
import type { QuotationView } from '../src/serve/answer/wire/index.ts'
import { correctionLines } from '../src/serve/command/print-history.ts'
import { type Asked, asking, correct } from '../src/serve/correct/correct.ts'
import { correctionsPage, personally, saidBy } from '../src/serve/pages/corrected.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { slice } from '../src/text/index.ts'
import type { Page, QuoteId } from '../src/types.ts'
import { finish, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()
let records = 0
const fresh = () => path(`${++records}.db`)
const recordOf = (pages: readonly Page[], at = fresh()) => {
  const store = openStore(at, versionsOf('1'))
  takeIn(store, pages)
  return store
}

const ADDRESS = 'https://tide.example/quay'
const SAID = '“We will open the quay when the cranes are mended,” said Ilse Marn, the harbour master.'
/** The page as it was read on a day of April. */
const version = (day: number, ...paragraphs: readonly string[]): Page => ({
  ...pageOf(ADDRESS, `Quay stays shut\n\nTide Courier\n\n3 April 2031\n\n${paragraphs.join('\n\n')}\n`),
  seen: `2031-04-0${day}T08:00:00.000Z`
})
const FIRST = version(3, SAID, 'The pilots went home to their gardens.')
const LATER = version(4, 'The gulls came down at noon.', SAID, 'The pilots went home to their boats.')

type Saying = Partial<Asked> & Pick<Asked, 'what' | 'id'>
const say = (store: Store, asked: Saying, at = '2031-04-05T09:00:00.000Z') => {
  const made = correct(store, asking.parse({ by: 'Mira Voss', why: 'she read it out', ...asked }), at)
  finish(store)
  return made
}
const OF_BRANDT: Pick<Asked, 'what' | 'with'> = { what: 'speaker', with: ['Oda Brandt'] }

const quotationsIn = (store: Store, n: number) => store.quotationsOf(store.versionsOf(ADDRESS)[n])
const idIn = (store: Store, n: number, words = 'open the quay') =>
  quotationsIn(store, n).find(one => wordsOf(store, one.id).some(part => part.includes(words)))?.id as QuoteId
const wordsOf = (store: Store, id: QuoteId) => {
  const { article, quote } = store.quotation(id)!
  return quote.content.map(one => slice(store.article(article)!.text, one))
}
const speakersIn = (store: Store, n: number) => quotationsIn(store, n).map(one => one.attribution.speaker?.name ?? null)
const viewOf = (store: Store, id: string) => correctionViews(startLooking(store)()).find(one => one.id === id)!
const faultless = (store: Store) => {
  expect(store.faults()).toEqual([])
  expect(store.isWoven()).toBe(true)
  store.close()
}

/** All that a record shows, whatever the ids of its runs. */
const everything = (store: Store) =>
  JSON.stringify([
    store.articles().map(id => [store.article(id), store.quotationsOf(id), store.originOf(id), store.outcomesIn(id)]),
    store.speakers(),
    store.statements()
  ])

test('a speaker that a person corrected is theirs in a newer version too, which says from which version that is', () => {
  const store = recordOf([FIRST])
  const made = say(store, { ...OF_BRANDT, id: idIn(store, 0) })
  takeIn(store, [LATER])
  const [before, after] = store.versionsOf(ADDRESS)
  expect([0, 1].map(n => speakersIn(store, n))).toEqual([['Oda Brandt'], ['Oda Brandt']])
  expect(store.machineEntry(after).quotations[0].attribution.speaker?.name).toBe('Ilse Marn')
  expect(store.corrections()).toHaveLength(1)
  const id = idIn(store, 1)
  expect(viewOf(store, made.id)).toMatchObject({
    standing: 'applies',
    article: { id: before },
    quotation: idIn(store, 0),
    versions: [{ article: after, seen: LATER.seen, quotation: id, standing: 'applies' }]
  })
  const look = startLooking(store)()
  expect(correctionsOf(look, id)).toMatchObject([
    { id: made.id, at: made.at, standing: 'applies', quotation: id, carriedFrom: { article: before, seen: FIRST.seen } }
  ])
  expect(correctionsOf(look, idIn(store, 0))[0].carriedFrom).toBe(undefined)
  expect(store.search('speaker:"Oda Brandt"')).toContain(id)
  faultless(store)
})

test('the same rows come of the same versions and corrections, in whatever order they came', () => {
  const third = version(5, SAID, 'The pilots came back.')
  const asked = (store: Store) => say(store, { ...OF_BRANDT, id: store.quotationsOf(articleOf(store, FIRST))[0].id })
  const articleOf = (store: Store, page: Page) => store.articles().find(id => store.article(id)!.seen === page.seen)!
  const orders: readonly (readonly (Page | 'say')[])[] = [
    [FIRST, 'say', LATER, third],
    [FIRST, LATER, third, 'say'],
    [third, LATER, FIRST, 'say'],
    [third, FIRST, 'say', LATER]
  ]
  const records = orders.map(order => {
    const store = recordOf([])
    for (const step of order) step === 'say' ? asked(store) : takeIn(store, [step])
    expect([0, 1, 2].map(n => speakersIn(store, n))).toEqual([['Oda Brandt'], ['Oda Brandt'], ['Oda Brandt']])
    const all = everything(store)
    faultless(store)
    return all
  })
  expect(new Set(records).size).toBe(1)
})

test('nothing is carried back: what was said of a newer version does not touch an older one, which may come in later', () => {
  const store = recordOf([LATER])
  say(store, { ...OF_BRANDT, id: idIn(store, 0) })
  takeIn(store, [FIRST])
  expect([0, 1].map(n => speakersIn(store, n))).toEqual([['Ilse Marn'], ['Oda Brandt']])
  faultless(store)
})

test.each([
  ['its words stand there twice', version(4, SAID, `The porter said it again: ${SAID.split(' said')[0]}`)],
  ['its words no longer stand there', version(4, SAID.replace('the cranes', 'all the cranes'))],
  ['its words no longer stand there', version(4, SAID.replace('mended,”', 'mended, in May,”'))],
  ['what belongs to its words reads otherwise there', version(4, SAID.replace('Ilse Marn', 'Jon Ask'))],
  ['what belongs to its words reads otherwise there', version(4, SAID.replace('Ilse Marn', 'Ilse Marner'))],
  ['what belongs to its words reads otherwise there', version(4, SAID.replace('said', 'never said'))]
])('it stays with its version, and the record says so: %s', (why, later) => {
  const store = recordOf([FIRST, later])
  const before = JSON.stringify(store.entriesAt(ADDRESS)[1])
  const made = say(store, { ...OF_BRANDT, id: idIn(store, 0) })
  expect(JSON.stringify(store.entriesAt(ADDRESS)[1])).toBe(before)
  const [, after] = store.versionsOf(ADDRESS)
  expect(viewOf(store, made.id)).toMatchObject({
    standing: 'applies',
    versions: [{ article: after, standing: 'stays', note: why, quotation: null }]
  })
  expect(correctionsIn(startLooking(store)(), after)).toMatchObject([
    { standing: 'stays', note: why, carriedFrom: { seen: FIRST.seen } }
  ])
  faultless(store)
})

test('words that stood twice in their own version are not carried over to where they stand once', () => {
  const again = 'The porter read it out: “We will open the quay when the cranes are mended,” and nobody laughed.'
  const store = recordOf([version(3, SAID, again), version(4, SAID)])
  const made = say(store, { ...OF_BRANDT, id: idIn(store, 0) })
  expect(store.outcomesOf(made.id).map(one => [one.standing, one.note])).toContainEqual([
    'stays',
    'its words stood in its own version more than once'
  ])
  faultless(store)
})

test('other marks, dashes and spaces are the same words', () => {
  const plain = SAID.replace('“', '"').replace('”', '"').replace('said Ilse', 'said  Ilse')
  const store = recordOf([FIRST, version(4, plain)])
  say(store, { ...OF_BRANDT, id: idIn(store, 0) })
  expect(speakersIn(store, 1)).toEqual(['Oda Brandt'])
  faultless(store)
})

test('a mention that names nobody is whom the paragraph before it is about', () => {
  const she = '“We will open the quay when the cranes are mended,” she said.'
  const about = (who: string) => `${who} spoke to the council on Tuesday.`
  const store = recordOf([
    version(3, about('Ilse Marn'), she),
    version(4, 'The gulls came down.', about('Ilse Marn'), she),
    version(5, about('Oda Brandt'), she)
  ])
  say(store, { what: 'speaker', with: ['Tilde Rasch'], id: idIn(store, 0) })
  expect([0, 1, 2].map(n => speakersIn(store, n)[0])).toEqual(['Tilde Rasch', 'Tilde Rasch', 'Oda Brandt'])
  faultless(store)
})

test('a rejected quotation, and one with other bounds, are so in a newer version; the new bounds must stand there too', () => {
  const pages = [FIRST, LATER, version(5, SAID.replace('We will open', 'Well, we will open'))]
  const rejected = recordOf(pages)
  say(rejected, { what: 'reject', id: idIn(rejected, 0) })
  expect([0, 1, 2].map(n => quotationsIn(rejected, n).length)).toEqual([0, 0, 1])
  faultless(rejected)
  const bounded = recordOf(pages)
  say(bounded, { what: 'bounds', id: idIn(bounded, 0), with: ['open the quay when the cranes are mended'] })
  const words = [0, 1, 2].map(n => wordsOf(bounded, quotationsIn(bounded, n)[0].id))
  expect(words.slice(0, 2)).toEqual([['open the quay when the cranes are mended'], ['open the quay when the cranes are mended']])
  expect(words[2][0]).toContain('Well, we will')
  faultless(bounded)
})

test('words without a cue are what their sentence makes of them', () => {
  const scare = (end: string) => `They call it the “dry” road${end}.`
  const store = recordOf([
    version(3, SAID, scare('')),
    version(4, scare(''), SAID),
    version(5, SAID, scare(', said Jon Ask, who keeps it'))
  ])
  const [id] = quotationsIn(store, 0)
    .map(one => one.id)
    .filter(id => wordsOf(store, id)[0].includes('dry'))
  expect(id).toBeTruthy()
  const made = say(store, { what: 'reject', id })
  expect(viewOf(store, made.id).versions?.map(one => one.standing)).toEqual([expect.stringMatching(/applies|agrees/), 'stays'])
  faultless(store)
})

test('what is said of the newer version outranks what is carried over, whichever was said later', () => {
  const store = recordOf([FIRST, LATER])
  say(store, { what: 'speaker', with: ['Jon Ask'], by: 'Per Lind', id: idIn(store, 1) }, '2031-04-05T08:00:00.000Z')
  const made = say(store, { ...OF_BRANDT, id: idIn(store, 0) }, '2031-04-05T09:00:00.000Z')
  expect([0, 1].map(n => speakersIn(store, n))).toEqual([['Oda Brandt'], ['Jon Ask']])
  expect(viewOf(store, made.id).versions).toMatchObject([
    { standing: 'outranked', note: 'a correction of this version says otherwise' }
  ])
  takeIn(store, [version(5, SAID, 'The pilots came back.')])
  expect(speakersIn(store, 2)).toEqual(['Jon Ask'])
  expect(store.inbox.disputed(9).first).toEqual([made.id])
  faultless(store)
})

test('who confirmed the newer version keeps its bounds', () => {
  const store = recordOf([FIRST, LATER])
  say(store, { what: 'confirm', id: idIn(store, 1) }, '2031-04-05T08:00:00.000Z')
  say(store, { what: 'bounds', id: idIn(store, 0), with: ['the cranes are mended'] }, '2031-04-05T09:00:00.000Z')
  expect(wordsOf(store, quotationsIn(store, 0)[0].id)).toEqual(['the cranes are mended'])
  expect(wordsOf(store, quotationsIn(store, 1)[0].id)[0]).toContain('We will open')
  faultless(store)
})

test('pages and commands say from which version a correction was carried over, and to which not', () => {
  const store = recordOf([FIRST, LATER, version(5, SAID.replace('Ilse Marn', 'Jon Ask'))])
  const made = say(store, { ...OF_BRANDT, id: idIn(store, 0) })
  const look = startLooking(store)()
  const view = viewOf(store, made.id)
  const list = String(correctionsPage({ all: 1, page: 1, pages: 1, lines: [view] }).body)
  const [, second, third] = store.versionsOf(ADDRESS)
  expect(list).toContain(
    `href="/a/${second}#c-${idIn(store, 1)}" dir="auto">carried over to the version read 4 April 2031, 08:00 UTC<`
  )
  const why = 'because what belongs to its words reads otherwise there'
  expect(list).toContain(`href="/a/${third}" dir="auto">not carried over to the version read 5 April 2031, 08:00 UTC, ${why}<`)
  expect(correctionLines(view, 200).join('\n')).toContain('carried over to the version read 4 April 2031, 08:00 UTC')
  const card = String(personally({ corrected: correctionsOf(look, idIn(store, 1)) } as unknown as QuotationView))
  expect(card).toContain('corrected, carried over')
  expect(card).toMatch(/5 April 2031: .*carried over from <a href="[^"]+">the version read 3 April 2031, 08:00 UTC/)
  expect(String(saidBy(correctionsIn(look, third)))).toMatch(
    /still applies to <a href="[^"]+">the version read 3 April 2031, 08:00 UTC<\/a>; not carried over, because/
  )
  store.close()
})

test('what was overruled does not come back where the later word stays with its version', () => {
  const store = recordOf([FIRST, version(4, 'The porter mends what the cranes are.', SAID, 'We will open the quay, he wrote.')])
  say(store, { what: 'bounds', id: idIn(store, 0), with: ['We will open the quay'] }, '2031-04-05T08:00:00.000Z')
  const id = idIn(store, 0)
  expect(wordsOf(store, idIn(store, 1))).toEqual(['We will open the quay'])
  // It is said of words that stand twice in the newer version.
  const last = say(store, { ...OF_BRANDT, id }, '2031-04-05T09:00:00.000Z')
  expect(viewOf(store, last.id).versions).toMatchObject([{ standing: 'stays' }])
  const gone = say(store, { what: 'reject', id }, '2031-04-05T10:00:00.000Z')
  expect(quotationsIn(store, 0)).toEqual([])
  expect(viewOf(store, gone.id).versions).toMatchObject([{ standing: 'stays' }])
  expect(wordsOf(store, idIn(store, 1))[0]).toContain('mended')
  faultless(store)
})

test('taking it back takes it back in all versions, and taking that back brings it back', () => {
  const store = recordOf([FIRST, LATER])
  const before = everything(store)
  const made = say(store, { ...OF_BRANDT, id: idIn(store, 0) })
  const undone = say(store, { what: 'undo', id: made.id }, '2031-04-05T10:00:00.000Z')
  expect(everything(store)).toBe(before)
  say(store, { what: 'undo', id: undone.id }, '2031-04-05T11:00:00.000Z')
  expect([0, 1].map(n => speakersIn(store, n))).toEqual([['Oda Brandt'], ['Oda Brandt']])
  faultless(store)
})

test('a record that was left, or that another version of the engine corrected, carries over when it is opened again', () => {
  const at = fresh()
  const left = recordOf([FIRST], at)
  say(left, { ...OF_BRANDT, id: idIn(left, 0) })
  left.save(readPage(LATER, parts), LATER)
  left.close()
  const opened = openStore(at, versionsOf('1'))
  finish(opened)
  expect(speakersIn(opened, 1)).toEqual(['Oda Brandt'])
  const before = everything(opened)
  opened.close()
  const renewed = openStore(at, { ...versionsOf('1'), correct: '2' })
  expect([...renewed.unsettled()].sort()).toEqual([...renewed.articles()].sort())
  finish(renewed)
  expect(everything(renewed)).toBe(before)
  takeIn(renewed, [FIRST, LATER])
  expect(everything(renewed)).toBe(before)
  faultless(renewed)
})

test('what a person put back is put back in the newer version under an id of its own', () => {
  const at = fresh()
  const store = recordOf([FIRST, LATER], at)
  const made = say(store, { what: 'confirm', id: idIn(store, 0) })
  store.close()
  const blind = openStore(at, { ...versionsOf('1'), quote: '2' })
  for (const page of [FIRST, LATER]) blind.save({ ...readPage(page, parts), quotations: [] }, page)
  finish(blind)
  const [[first], [second]] = [0, 1].map(n => quotationsIn(blind, n))
  expect(wordsOf(blind, second.id)).toEqual(wordsOf(blind, first.id))
  expect(first.id).not.toBe(second.id)
  expect([first, second].map(one => one.attribution.speaker?.name)).toEqual(['Ilse Marn', 'Ilse Marn'])
  expect(blind.outcomesOf(made.id).map(one => one.standing)).toEqual(['disputed', 'disputed'])
  say(blind, { ...OF_BRANDT, id: second.id }, '2031-04-05T10:00:00.000Z')
  expect([0, 1].map(n => speakersIn(blind, n))).toEqual([['Ilse Marn'], ['Oda Brandt']])
  faultless(blind)
})

test('that a name is somebody else’s in an article holds for its newer versions that quote the name', () => {
  const other = pageOf('https://gull.example/oats', `Oats\n\n“The oats are dry,” said Ilse Marn, the miller.\n`)
  const store = recordOf([FIRST, other])
  const [marn] = store.speakers().filter(one => one.name === 'Ilse Marn')
  const made = say(store, { what: 'split', id: marn.id, with: [store.versionsOf(ADDRESS)[0]] })
  takeIn(store, [LATER, version(5, SAID.replaceAll('Ilse Marn', 'Jon Ask'))])
  const who = [0, 1].map(n => store.quotation(idIn(store, n))!.speaker)
  expect(who[0]).toBe(who[1])
  expect(who[0]).not.toBe(store.quotationsOf(store.versionsOf('https://gull.example/oats')[0])[0].speaker)
  expect(viewOf(store, made.id).versions?.map(one => one.standing)).toEqual(['applies', 'stays'])
  faultless(store)
})

test('what was taken out of a statement is taken out in newer versions too, what was joined is joined, and both go with an undo', () => {
  const other = pageOf('https://gull.example/quay', `Quay\n\nThe Gull\n\n3 April 2031\n\n${SAID}\n`)
  const statementIn = (store: Store, n: number) => store.quotation(idIn(store, n))!.statement
  const parted = recordOf([FIRST, other])
  const theirs = (store: Store) => store.quotationsOf(store.versionsOf(other.address)[0])[0]
  expect(statementIn(parted, 0)).toBe(theirs(parted).statement)
  const split = say(parted, { what: 'split', id: idIn(parted, 0), with: [theirs(parted).id] })
  takeIn(parted, [LATER, version(5, SAID.replace('We will', 'Nobody will'))])
  expect(statementIn(parted, 0)).toBe(statementIn(parted, 1))
  expect(statementIn(parted, 1)).not.toBe(theirs(parted).statement)
  expect(viewOf(parted, split.id)).toMatchObject({
    standing: 'applies',
    versions: [{ standing: 'applies' }, { standing: 'stays' }]
  })
  expect(correctionsOf(startLooking(parted)(), idIn(parted, 1))).toMatchObject([{ carriedFrom: { seen: FIRST.seen } }])
  say(parted, { what: 'undo', id: split.id }, '2031-04-05T10:00:00.000Z')
  expect(new Set([statementIn(parted, 0), statementIn(parted, 1), theirs(parted).statement]).size).toBe(1)
  faultless(parted)
  const unlike = pageOf('https://gull.example/oats', 'Oats\n\n“Nobody has seen the oats since Monday,” said Ilse Marn.\n')
  const joined = recordOf([FIRST, unlike])
  const [oats] = joined.quotationsOf(joined.versionsOf(unlike.address)[0])
  say(joined, { what: 'merge', id: idIn(joined, 0), with: [oats.id] })
  takeIn(joined, [LATER])
  expect(statementIn(joined, 1)).toBe(joined.quotation(oats.id)!.statement)
  faultless(joined)
})
