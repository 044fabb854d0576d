import Libsql from 'libsql'
import { expect, test } from 'vitest'
import { readPage, standing } from '../src/flow.ts'
import { type Asked, asking, correct } from '../src/serve/correct/correct.ts'
import { openStore, type Store } from '../src/store/index.ts'
import { slice } from '../src/text/index.ts'
import type { Page } from '../src/types.ts'
import { finish, PAGES, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()
let records = 0
const fresh = () => path(`${++records}.db`)

const recordOf = (pages: readonly Page[] = PAGES, at = fresh()) => {
  const store = openStore(at, versionsOf('1'))
  takeIn(store, pages)
  return store
}

let minutes = 0
const later = () => `2031-06-01T10:${String(minutes++).padStart(2, '0')}:00.000Z`

/** Says something against the machine, and lets the record follow. */
const say = (store: Store, asked: Partial<Asked> & Pick<Asked, 'what' | 'id'>) => {
  const made = correct(store, asking.parse({ by: 'Mira Voss', why: 'heard it', ...asked }), later())
  finish(store)
  return made
}

const articleAt = (store: Store, address: string) => store.articles().find(id => store.article(id)!.address === address)!
const quotationsAt = (store: Store, address: string) => store.quotationsOf(articleAt(store, address))
const wordsOf = (store: Store, id: string) => {
  const { article, quote } = store.quotation(id as never)!
  return quote.content.map(one => slice(store.article(article)!.text, one))
}
/** The quotation of an article whose words hold these. */
const theOne = (store: Store, address: string, words: string) =>
  quotationsAt(store, address).find(one => wordsOf(store, one.id).join(' ').includes(words))!
const speakerOf = (store: Store, id: string) => {
  const { speaker } = store.quotation(id as never)!
  return speaker && store.speaker(speaker)!.name
}
const standingOf = (store: Store, id: string) => store.outcomesOf(id as never).map(one => one.standing)

/** All that a record shows, whatever the ids of its runs. */
const everything = (store: Store) => [
  store.articles().map(id => [store.article(id), store.quotationsOf(id), store.originOf(id)]),
  store.speakers(),
  store.statements(),
  store.corrections().map(one => store.outcomesOf(one.id))
]

test('a speaker that a person corrected outranks the machine, and what the machine judged stays beside it', () => {
  const store = recordOf()
  const { id, article } = theOne(store, '/news/valley-news.txt', 'We will not close')
  const fixed = say(store, { what: 'speaker', id, with: ['Tomas', 'Behn'] })
  expect(speakerOf(store, id)).toBe('Tomas Behn')
  expect(store.quotation(id)!.attribution).toMatchObject({ confidence: 1, why: 'corrected by a person' })
  expect(store.machineEntry(article).quotations.find(one => one.id === id)!.attribution.speaker?.name).toBe('Ada Ruiz')
  expect(standingOf(store, fixed.id)).toEqual(['applies'])
  expect(store.search('"Tomas Behn" sell')).toContain(id)
  expect(store.isWoven()).toBe(true)
  expect(store.faults()).toEqual([])
  store.close()
})

test('a correction is never changed: an undo is another one, and an undo of the undo too', () => {
  const store = recordOf()
  const before = JSON.stringify([store.entries(), store.speakers(), store.statements()])
  const { id } = theOne(store, '/news/tidewater.txt', 'We will not close')
  const fixed = say(store, { what: 'speaker', id, with: ['nobody'] })
  expect(speakerOf(store, id)).toBe(null)
  const undone = say(store, { what: 'undo', id: fixed.id })
  expect(JSON.stringify([store.entries(), store.speakers(), store.statements()])).toBe(before)
  expect(standingOf(store, fixed.id)).toEqual([])
  say(store, { what: 'undo', id: undone.id })
  expect(speakerOf(store, id)).toBe(null)
  expect(store.corrections()).toHaveLength(3)
  store.close()
})

test('a rejected quotation is gone from statements and search, and bounds are taken from words', () => {
  const store = recordOf()
  const { id: treasurer } = theOne(store, '/news/harbour-post.txt', 'a matter for')
  const gone = say(store, { what: 'reject', id: treasurer })
  expect(store.quotation(treasurer)).toBe(null)
  expect(store.search('"matter for the spring"')).toEqual([])
  expect(standingOf(store, gone.id)).toEqual(['applies'])
  const { id } = theOne(store, '/news/valley-news.txt', 'We will not close')
  const bounds = say(store, { what: 'bounds', id, with: ['we will not sell the cranes'] })
  expect(wordsOf(store, id)).toEqual(['we will not sell the cranes'])
  expect(standingOf(store, bounds.id)).toEqual(['applies'])
  expect(() => say(store, { what: 'bounds', id, with: ['words that nobody printed'] })).toThrow(/do not stand in the article/)
  store.close()
})

test('the later of two people outranks the earlier, and an undo gives the earlier its place', () => {
  const store = recordOf()
  const { id } = theOne(store, '/news/valley-news.txt', 'We will not close')
  const first = say(store, { what: 'speaker', id, with: ['Tomas Behn'] })
  const second = say(store, { what: 'speaker', id, with: ['Ilse Marn'], by: 'Jon Ask' })
  expect(speakerOf(store, id)).toBe('Ilse Marn')
  expect([first, second].map(one => standingOf(store, one.id))).toEqual([['outranked'], ['applies']])
  say(store, { what: 'undo', id: second.id })
  expect(speakerOf(store, id)).toBe('Tomas Behn')
  store.close()
})

const TWO_NAMES = [
  pageOf('/two/a.txt', 'Bridge to close\n\n“The bridge is older than its plans,” said Rosamund Quell, the engineer.\n'),
  pageOf('/two/b.txt', 'Bridge plans\n\n“Nobody has seen the plans,” said Roz Quell-Hart, the engineer.\n'),
  pageOf('/two/c.txt', 'Bridge again\n\n“The toll will pay for it,” said Rosamund Quell.\n')
]

test('two speakers are made one, also in articles that come later; and one name is parted into two people', () => {
  const store = recordOf(TWO_NAMES.slice(0, 2))
  const named = (name: string) => store.speakers().find(one => one.name === name)
  const merged = say(store, { what: 'merge', id: named('Rosamund Quell')!.id, with: [named('Roz Quell-Hart')!.id] })
  expect(named('Roz Quell-Hart')).toBe(undefined)
  expect(named('Rosamund Quell')!.names).toContain('Roz Quell-Hart')
  takeIn(store, [pageOf('/two/d.txt', 'Toll news\n\n“I was not asked,” said Roz Quell-Hart.\n'), TWO_NAMES[2]])
  expect(speakerOf(store, quotationsAt(store, '/two/d.txt')[0].id)).toBe('Rosamund Quell')
  expect(new Set(standingOf(store, merged.id))).toEqual(new Set(['applies']))
  const c = articleAt(store, '/two/c.txt')
  say(store, { what: 'split', id: named('Rosamund Quell')!.id, with: [c] })
  const [here, there] = ['/two/a.txt', '/two/c.txt'].map(at => quotationsAt(store, at)[0].speaker)
  expect(here).not.toBe(there)
  expect(store.speakers().filter(one => one.name === 'Rosamund Quell')).toHaveLength(2)
  expect(store.faults()).toEqual([])
  store.close()
})

test('statements are parted and joined, with lawful tables', () => {
  const store = recordOf()
  const part = theOne(store, '/news/tidewater.txt', 'We will not close')
  const whole = theOne(store, '/news/harbour-post.txt', 'We will not close')
  expect(part.statement).toBe(whole.statement)
  const parted = say(store, { what: 'split', id: part.statement!, with: [part.id] })
  const [a, b] = [part, whole].map(one => store.quotation(one.id)!.statement!)
  expect(a).not.toBe(b)
  for (const one of store.statements())
    expect(parts.checkStatement(one, id => store.article(store.quotation(id)!.article)!.text)).toEqual([])
  expect(standingOf(store, parted.id)).toContain('applies')
  say(store, { what: 'merge', id: a, with: [b] })
  expect(store.quotation(part.id)!.statement).toBe(store.quotation(whole.id)!.statement)
  store.close()
})

test('origins are joined with the reason that a person gives, and parted', () => {
  const store = recordOf()
  const [a, b] = ['/news/harbour-post.txt', '/news/tidewater.txt'].map(at => articleAt(store, at))
  expect(store.originOf(a)!.id).not.toBe(store.originOf(b)!.id)
  say(store, { what: 'merge', id: a, with: [b], why: 'both print the council’s release' })
  expect(store.originOf(a)!.articles).toContain(b)
  expect(store.originOf(a)!.because.at(-1)).toMatchObject({
    kind: 'correction',
    strong: true,
    note: expect.stringContaining('release')
  })
  say(store, { what: 'split', id: a, with: [b] })
  expect(store.originOf(a)!.id).not.toBe(store.originOf(b)!.id)
  store.close()
})

/** A record with one of each kind of correction. */
const corrected = (pages: readonly Page[], at = fresh()) => {
  const store = recordOf(pages, at)
  say(store, { what: 'speaker', id: theOne(store, '/news/valley-news.txt', 'We will not close').id, with: ['Ilse Marn'] })
  say(store, { what: 'reject', id: theOne(store, '/news/harbour-post.txt', 'a matter for').id })
  say(store, { what: 'confirm', id: theOne(store, '/news/tidewater.txt', 'We will not close').id })
  say(store, {
    what: 'bounds',
    id: theOne(store, '/news/valley-news.txt', 'We will not close').id,
    with: ['we will not sell the cranes']
  })
  say(store, { what: 'note', id: theOne(store, '/news/tidewater.txt', 'We will not close').id, why: 'Ask for the recording.' })
  const [ilse, ada] = ['Ilse Marn', 'Ada Ruiz'].map(name => store.speakers().find(one => one.name === name)!.id)
  say(store, { what: 'merge', id: ada, with: [ilse] })
  return store
}

test('everything machine-made is deleted and rebuilt from the kept pages, and the corrections still hold', () => {
  const at = fresh()
  const store = corrected(PAGES, at)
  const before = everything(store)
  const kept = store.articles().map(id => store.page(id)!)
  store.close()
  const db = new Libsql(at)
  db.exec('PRAGMA foreign_keys = OFF')
  const mine = ['pages', 'readings', 'corrections', 'state', 'notes', 'searches', 'alerts', 'set_aside']
  const tables = db
    .prepare(`SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%VIRTUAL%' AND name NOT LIKE 'sqlite%'`)
    .all() as { name: string }[]
  const indexes = ['found', 'cues', 'text_words']
  for (const name of indexes) db.exec(`INSERT INTO ${name} (${name}) VALUES ('delete-all')`)
  const kinds = [...indexes, 'note_words']
  const made = tables.filter(({ name }) => !mine.includes(name) && !kinds.some(one => name.startsWith(`${one}_`)))
  for (const { name } of made) db.exec(`DELETE FROM "${name}"`)
  db.close()
  const again = openStore(at, versionsOf('2'))
  expect(again.articles()).toEqual([])
  takeIn(again, kept)
  expect(everything(again)).toEqual(before)
  expect(again.faults()).toEqual([])
  again.close()
})

test('adding articles in another order, and corrections before all articles are there, gives the same', () => {
  const one = corrected(PAGES)
  const other = openStore(fresh(), versionsOf('1'))
  takeIn(other, PAGES.slice(2))
  for (const correction of [...one.corrections()].reverse()) other.addCorrection(correction, [])
  takeIn(other, [PAGES[1], PAGES[0]])
  for (const id of other.articles()) other.settle(other.machineEntry(id), ...settled(other, id))
  finish(other)
  expect(everything(other)).toEqual(everything(one))
  one.close()
  other.close()
})

const settled = (store: Store, id: ReturnType<Store['articles']>[number]) => {
  const { entry, outcomes, ties } = parts.correctEntry(store.machineEntry(id), standing(store.corrections()), store)
  return [entry, outcomes, ties] as const
}

test('a re-run that finds other bounds, another speaker or nothing leaves the correction in its place, and says so', () => {
  const at = fresh()
  const store = recordOf(PAGES, at)
  const address = '/news/valley-news.txt'
  const { id } = theOne(store, address, 'We will not close')
  const speaker = say(store, { what: 'speaker', id, with: ['Ilse Marn'] })
  store.close()
  const rerun = (version: string, change: (entry: ReturnType<typeof readPage>) => ReturnType<typeof readPage>) => {
    const newer = openStore(at, versionsOf(version))
    newer.save(change(readPage(PAGES[1], parts)), PAGES[1])
    finish(newer)
    const [found] = quotationsAt(newer, address).filter(one => speakerOf(newer, one.id) === 'Ilse Marn')
    const outcome = newer.outcomesOf(speaker.id)[0]
    const words = found && wordsOf(newer, found.id).join(' ')
    newer.close()
    return { standing: outcome.standing, note: outcome.note, words }
  }
  const another = { name: 'Piet Holm', kind: 'person' as const, names: ['Piet Holm'] }
  const named = (one: typeof another) => (entry: ReturnType<typeof readPage>) => ({
    ...entry,
    quotations: entry.quotations.map(each => ({ ...each, attribution: { ...each.attribution, speaker: one } }))
  })
  expect(rerun('2', named(another))).toMatchObject({ standing: 'disputed', note: expect.stringContaining('Piet Holm') })
  expect(rerun('3', named({ name: 'Ilse Marn', kind: 'person', names: [] }))).toMatchObject({ standing: 'agrees' })
  const nothing = rerun('4', entry => ({ ...entry, quotations: [] }))
  expect(nothing).toMatchObject({ standing: 'disputed', note: expect.stringContaining('no longer finds') })
  expect(nothing.words).toContain('We will not close the harbour')
})

test('a page that is read to another text keeps its corrections at the same words', () => {
  const at = fresh()
  const store = recordOf(PAGES, at)
  const { id, article } = theOne(store, '/news/harbour-post.txt', 'We will not close')
  const fixed = say(store, { what: 'speaker', id, with: ['Ilse Marn'] })
  store.close()
  const newer = openStore(at, versionsOf('2'))
  const longer = new TextEncoder().encode(`A line that the older parser left out.\n\n${new TextDecoder().decode(PAGES[0].bytes)}`)
  expect(newer.save(readPage({ ...PAGES[0], bytes: longer }, parts), PAGES[0])).toBe('renewed')
  finish(newer)
  expect(newer.articles()).toHaveLength(PAGES.length)
  expect(newer.article(article)).toBe(null)
  expect(newer.replaced(article)!.quotations.some(one => one.id === id)).toBe(true)
  expect(newer.present(article)).toBe(articleAt(newer, '/news/harbour-post.txt'))
  const moved = theOne(newer, '/news/harbour-post.txt', 'We will not close')
  expect(moved.id).not.toBe(id)
  expect(speakerOf(newer, moved.id)).toBe('Ilse Marn')
  expect(newer.outcomesOf(fixed.id)).toMatchObject([{ quotation: moved.id, standing: 'applies' }])
  expect(newer.faults()).toEqual([])
  newer.close()
})
