import { spawn } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import Libsql from 'libsql'
import { describe, expect, test } from 'vitest'
import { readPage, weave } from '../src/flow.ts'
import { type Long, NoRecord, NotUnderstood, openStore, type Store } from '../src/store/index.ts'
import type { Entry, Origin, Page, StatementId } from '../src/types.ts'
import { PAGES, pageOf, parts, scratch, takeIn, versionsOf } from './record.ts'

const { path } = scratch()
let records = 0
const fresh = () => path(`${++records}.db`)
const entryOf = (page: Page): Entry => readPage(page, parts)

/** How a record is opened: the same place again gives the same record. */
type Opens = { place(): string; open(place: string, version?: string): Store }

/** What every home of a record must keep, whatever it is made of. */
const storeSuite = (name: string, { place, open }: Opens) =>
  describe(name, () => {
    const full = (at = place()) => {
      const store = open(at)
      takeIn(store)
      return store
    }

    test('what was saved comes back as it was', () => {
      const at = place()
      const first = open(at)
      const entries = PAGES.map(entryOf)
      for (const one of entries) expect(first.save(one)).toBe('added')
      first.close()
      const store = open(at)
      const byId = (a: Entry, b: Entry) => (a.article.id < b.article.id ? -1 : 1)
      expect(store.entries()).toEqual(entries.sort(byId))
      for (const { article } of entries) expect(store.article(article.id)).toEqual(article)
      store.close()
    })

    test('any characters come back: NUL, a byte order mark, halves of the plane, line ends', () => {
      const store = open(place())
      const page = pageOf('/odd.txt', '\ufeffOdd\0 news\r\n\r\n“We 😀 stay,” said Ada Ruiz.\u2028End')
      const entry = entryOf(page)
      store.save(entry)
      expect(store.entries()).toEqual([entry])
      store.close()
    })

    test('adding twice changes nothing', () => {
      const store = full()
      const before = [store.revision(), store.mark(), JSON.stringify(everything(store))]
      for (const page of PAGES) expect(store.save(entryOf(page))).toBe('kept')
      expect(store.isWoven()).toBe(true)
      expect([store.revision(), store.mark(), JSON.stringify(everything(store))]).toEqual(before)
      store.close()
    })

    test('the order of adding makes no difference', () => {
      const one = full()
      const other = open(place())
      takeIn(other, [...PAGES].reverse())
      expect(everything(other)).toEqual(everything(one))
      one.close()
      other.close()
    })

    test('the same page seen again later keeps the time it was first seen', () => {
      const store = full()
      const [page] = PAGES
      expect(store.save(entryOf({ ...page, seen: '2040-01-01T00:00:00.000Z' }))).toBe('kept')
      expect(store.article(entryOf(page).article.id)?.seen).toBe(page.seen)
      store.close()
    })

    test('an edited page is another article, and the old one stays', () => {
      const store = full()
      const [page] = PAGES
      const edited = pageOf(page.address, `${new TextDecoder().decode(page.bytes)}\nThis article was changed.\n`)
      expect(store.save(entryOf(edited))).toBe('added')
      expect(store.articles()).toHaveLength(PAGES.length + 1)
      store.close()
    })

    test('what an older engine read is read anew, and what it wove is woven anew', () => {
      const at = place()
      full(at).close()
      const store = open(at, '2')
      const seen = store.article(entryOf(PAGES[0]).article.id)?.seen
      expect(store.isWoven()).toBe(false)
      expect(store.save(entryOf({ ...PAGES[0], seen: '2040-01-01T00:00:00.000Z' }))).toBe('renewed')
      expect(store.article(entryOf(PAGES[0]).article.id)?.seen).toBe(seen)
      expect(weave(store, parts)).toBe(true)
      expect(store.isWoven()).toBe(true)
      expect(store.faults()).toEqual([])
      store.close()
    })

    test('what was added waits until it is woven', () => {
      const store = full()
      store.save(entryOf(pageOf('/late.txt', 'Late news\n\n“It is late,” said Ada Ruiz.\n')))
      expect(store.isWoven()).toBe(false)
      const before = store.mark()
      expect(weave(store, parts)).toBe(true)
      expect(store.mark()).not.toBe(before)
      expect(
        store.quotationsOf(store.articles().find(id => store.article(id)?.address === '/late.txt')!)[0].statement
      ).not.toBeNull()
      store.close()
    })

    test('weaving that fails leaves the record as it was', () => {
      const store = full()
      store.save(entryOf(pageOf('/late.txt', 'Late news\n\n“It is late,” said Ada Ruiz.\n')))
      const before = JSON.stringify(everything(store))
      const broken = {
        ...parts,
        makeOrigin: () => {
          throw new Error('broken')
        }
      }
      expect(() => weave(store, broken)).toThrow('broken')
      expect(JSON.stringify(everything(store))).toBe(before)
      expect(weave(store, parts)).toBe(true)
      store.close()
    })

    test('speakers, statements and origins are found from either side', () => {
      const store = full()
      for (const statement of store.statements()) {
        expect(store.statement(statement.id)).toEqual(statement)
        for (const { quotation } of statement.variants) expect(store.quotation(quotation)?.statement).toBe(statement.id)
      }
      for (const speaker of store.speakers())
        for (const id of store.statementsBy([speaker.id])) expect(store.statement(id)?.speaker).toBe(speaker.id)
      expect([...store.statementsBy(null)].sort()).toEqual(
        store
          .statements()
          .map(one => one.id)
          .sort()
      )
      const all = store.articles().flatMap(store.quotationsOf).reverse()
      expect(store.placed(all.map(one => one.id))).toEqual(all.map(({ id, article, quote: { form } }) => ({ id, article, form })))
      for (const origin of store.origins()) for (const id of origin.articles) expect(store.originOf(id)).toEqual(origin)
      for (const id of store.articles()) for (const one of store.quotationsOf(id)) expect(store.quotation(one.id)).toEqual(one)
      store.close()
    })

    test('who carries a statement comes with their origins, and with the reasons that join them strongly', () => {
      const store = full()
      const shared = store.statements().find(one => store.printersOf(one.id).length > 1)!
      const [a, b] = store.printersOf(shared.id).map(one => one.article)
      const id = 'o-together' as Origin['id']
      const weak = { kind: 'shared-copy', strong: false, articles: [a, b], note: 'some words', spans: [] } as const
      store.weaving(loom => {
        for (const article of [a, b]) loom.dropOrigin(loom.originOf(article)!.id)
        loom.putOrigin({ id, articles: [a, b], because: [weak, { ...weak, strong: true, articles: [b] }] })
      })
      expect(store.printersOf(shared.id).slice(0, 2)).toEqual([
        { article: a, outlet: store.article(a)!.outlet, origin: id, strong: [] },
        { article: b, outlet: store.article(b)!.outlet, origin: id, strong: [1] }
      ])
      store.close()
    })

    test('long lists are read a page at a time, and are the same as the whole', () => {
      const store = full()
      const { ranked } = store
      const whole = <T>(list: Long<T>) => Array.from({ length: list.length }, (_, n) => list.slice(n, n + 1)).flat()
      const statements = store.statements().map(one => one.id)
      expect(whole(ranked.statements(null))).toEqual(store.statementsBy(null))
      expect(whole(ranked.shared())).toEqual(store.sharedBy(null))
      expect(ranked.shared().length).toBeGreaterThan(0)
      for (const { id } of store.speakers()) expect(whole(ranked.statements(id))).toEqual(store.statementsBy([id]))
      const dayOf = (id: StatementId) => {
        const dated = store.datedIn(id)
        return (dated && store.quotation(dated)?.said?.date?.split('/')[0]) ?? ''
      }
      for (const { id } of store.speakers()) {
        const said = whole(ranked.said(id))
        expect(said.toSorted()).toEqual(store.statementsBy([id]).toSorted())
        expect(said.map(dayOf)).toEqual(said.map(dayOf).toSorted().reverse())
      }
      expect(statements.map(dayOf).some(day => day > '')).toBe(true)
      expect(whole(ranked.speakers('name'))).toEqual(store.speakers())
      const quoted = whole(ranked.speakers('quotations')).map(one => store.standing(one.id).quotations)
      expect(quoted).toEqual(quoted.toSorted((a, b) => b - a))
      expect(new Set(whole(ranked.latest()))).toEqual(new Set(store.articles()))
      expect(ranked.inOrder([...store.articles()].reverse())).toEqual(store.articles())
      expect(whole(ranked.telling()).every(one => statements.includes(one.id))).toBe(true)
      expect(new Set(whole(ranked.stories()))).toEqual(new Set(store.storyIds()))
      store.close()
    })

    test('a search goes on from its cursor to the end, each answer once', () => {
      const store = full()
      for (const words of ['cranes', 'type:direct', 'cranes OR harbour OR published:2031']) {
        const found: string[] = []
        for (let next: string | null = null, first = true; first || next; first = false) {
          const part = store.searchFrom(words, next, 1)
          found.push(...part.ids)
          next = part.next
          expect(part.all).toBe(store.search(words).length)
        }
        expect(found).toEqual(store.search(words))
        expect(found.length).toBeGreaterThan(1)
      }
      expect(() => store.searchFrom('cranes', 'not-a-cursor', 5)).toThrow(NotUnderstood)
      store.close()
    })

    test('search: words, accents, phrases, words ruled out, and any characters at all', () => {
      const store = full()
      const outlets = (words: string) =>
        [...new Set(store.search(words).map(id => store.article(store.quotation(id)!.article)?.address))].sort()
      expect(outlets('elan')).toEqual(['/news/harbour-post.txt'])
      expect(outlets('CRANES anybody')).toEqual(['/news/harbour-post.txt', '/news/valley-news.txt'])
      expect(outlets('"the old cranes"')).toEqual(['/news/harbour-post.txt'])
      expect(outlets('cranes -old')).toEqual(['/news/valley-news.txt'])
      expect(outlets('zeppelin')).toEqual([])
      for (const odd of ['', '"', '-', 'a AND', 'NEAR(', '*', '^x', "'", '\0', 'words:', '"" -""', '('])
        try {
          store.search(odd)
        } catch (error) {
          expect(error).toBeInstanceOf(NotUnderstood)
        }
      store.close()
    })

    test('search knows the speaker by every name that the record has', () => {
      const store = full()
      const found = store.search('"Ada Ruiz" debts').map(id => store.article(store.quotation(id)!.article)?.address)
      expect(found).toEqual(['/news/harbour-post.txt'])
      store.close()
    })

    test('the beginning of an id is enough', () => {
      const store = full()
      const [id] = store.articles()
      expect(store.beginningWith(id)).toEqual([{ kind: 'article', id }])
      expect(store.beginningWith(id.slice(0, 8))).toContainEqual({ kind: 'article', id })
      expect(store.beginningWith('%')).toEqual([])
      store.close()
    })

    test('nothing is wrong with a record that nobody touched', () => {
      const store = full()
      expect(store.faults()).toEqual([])
      expect(store.changedTexts()).toEqual([])
      store.close()
    })
  })

/** All that a record gives out. */
const everything = (store: Store) => [
  store.entries(),
  store.articles(),
  store.articles().map(id => [store.quotationsOf(id), store.problemsOf(id), store.originOf(id)]),
  store.speakers(),
  store.statements(),
  store.origins()
]

storeSuite('SQLite', { place: fresh, open: (at, version = '1') => openStore(at, versionsOf(version)) })

describe('the file', () => {
  /** Every row of every table, in the order in which it lies there. */
  const dump = (at: string) => {
    const db = new Libsql(at)
    const tables = db
      .prepare("SELECT name, sql FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE 'CREATE VIRTUAL%' ORDER BY name")
      .all() as { name: string }[]
    const rows = tables.map(({ name }) => [name, db.prepare(`SELECT * FROM "${name}"`).all()])
    db.close()
    return JSON.stringify(rows)
  }

  test('adding twice leaves every row of every table as it is', () => {
    const at = fresh()
    const add = (pages: readonly Page[]) => {
      const store = openStore(at, versionsOf('1'))
      takeIn(store, pages)
      store.close()
      return dump(at)
    }
    const once = add(PAGES)
    expect(once).toContain('/news/tidewater.txt')
    expect(add(PAGES)).toBe(once)
    expect(add(PAGES.map(page => ({ ...page, seen: '2050-01-01T00:00:00.000Z' })))).toBe(once)
  })

  test('the words of a quotation stand in the texts alone', () => {
    const at = fresh()
    const store = openStore(at, versionsOf('1'))
    takeIn(store)
    store.close()
    const db = new Libsql(at)
    const tables = db.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'texts'").all() as {
      name: string
    }[]
    for (const { name } of tables) {
      if (name === 'found') continue
      const rows = JSON.stringify(db.prepare(`SELECT * FROM "${name}"`).all())
      expect(rows, name).not.toContain('sell the old cranes')
    }
    db.close()
  })

  test('who opens what is no record is told so, and nothing is changed', () => {
    const opening =
      (at: string, mustExist = false) =>
      () =>
        openStore(at, versionsOf('1'), { mustExist })
    expect(opening(fresh(), true)).toThrow(/There is no record at .* Begin one/)
    const words = fresh()
    writeFileSync(words, 'these are words and no database, however long they go on. '.repeat(100))
    expect(opening(words)).toThrow(/is no database at all/)
    const folder = fresh()
    mkdirSync(folder)
    expect(opening(folder)).toThrow(/is a folder/)
    expect(opening(`${fresh()}/deeper/x.db`)).toThrow(NoRecord)
    const foreign = fresh()
    const db = new Libsql(foreign)
    db.exec('CREATE TABLE songs (title TEXT)')
    db.close()
    expect(opening(foreign)).toThrow(/of another program/)
    expect(dump(foreign)).toBe('[["songs",[]]]')
  })

  test('a record of a newer Onrecord is refused with a sentence', () => {
    const at = fresh()
    openStore(at, versionsOf('1')).close()
    const db = new Libsql(at)
    db.exec('PRAGMA user_version = 99')
    db.close()
    expect(() => openStore(at, versionsOf('1'))).toThrow(/newer Onrecord \(its tables are version 99/)
  })

  test('an empty file becomes a record', () => {
    const at = fresh()
    writeFileSync(at, '')
    const store = openStore(at, versionsOf('1'))
    takeIn(store)
    expect(store.articles()).toHaveLength(PAGES.length)
    store.close()
  })

  test('two processes that add at once lose nothing', async () => {
    const at = fresh()
    const names = ['first', 'second']
    const ended = await Promise.all(names.map(name => adder(at, name, 25)))
    expect(ended).toEqual([0, 0])
    const store = openStore(at, versionsOf('1'))
    const addresses = store.articles().map(id => store.article(id)?.address)
    const all = names.flatMap(name => Array.from({ length: 25 }, (_, n) => `/${name}/${n}.txt`))
    expect(addresses.sort()).toEqual(all.sort())
    expect(store.faults()).toEqual([])
    store.close()
  })
})

/** A process of its own that adds `count` articles. */
const adder = (at: string, name: string, count: number): Promise<number | null> =>
  new Promise(resolve => {
    const child = spawn(process.execPath, [new URL('adder.mjs', import.meta.url).pathname, at, name, String(count)], {
      stdio: ['ignore', 'ignore', 'inherit']
    })
    child.once('exit', resolve)
  })
