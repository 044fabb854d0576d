import { setImmediate } from 'node:timers/promises'
import { type Parts, readPageTagged, type Tagging } from '../../flow.ts'
import type { Saved, Store } from '../../store/index.ts'
import { NoRecord } from '../../store/index.ts'
import type { Article, Entry, Page } from '../../types.ts'
import { count } from '../answer/count.ts'
import { type Answer, type House, openToAdd, weaveAgain } from '../house.ts'
import { type Pool, startPool, WORTH_A_POOL } from '../pool.ts'
import { Failure } from './exit.ts'
import { startJob } from './job.ts'
import { printable } from './printable.ts'
import { startProgress } from './progress.ts'

/** What adding did: how many articles were new, read again, there already, or could not be read. */
export type Added = Record<Saved, number> & { quotations: number; unread: number }

/** Adds the articles at these places, saying what cannot be read, and weaves the record. Articles are saved in the order in which they were read. */
export const addPlaces = async (
  house: House,
  path: string,
  named: readonly string[],
  allowPrivate: boolean
): Promise<{ added: Added; store: Store }> => {
  const { places, problems } = house.findPlaces(named, house.cwd)
  const say = (note: string) => house.err.write(`onrecord: ${printable(note)}\n`)
  for (const { note } of problems) say(note)
  if (!places.length) throw new Failure('unread', 'Nothing was added.')
  const store = openToAdd(house, path)
  const added: Added = { added: 0, renewed: 0, kept: 0, quotations: 0, unread: problems.length }
  const parts = await house.parts()
  const progress = startProgress(house.err, places.length)
  const job = startJob(store, 'add', named)
  const late = startNotes()
  const stop = untilStopped()
  const reader = startReader(house, parts, places.length)
  const open: { readonly read: Promise<Read>; readonly share: number | undefined }[] = []
  const takeInFirst = async () => {
    const { read, share } = open.shift()!
    late.add(takeIn(parts, store, await read, added).notes)
    progress.tell(share)
    // Adding what is there writes nothing, however long it takes.
    if (added.added + added.renewed) job.tell(added.added + added.renewed + added.kept, added.unread)
    // Lets a Ctrl-C and the progress line through: reading files never waits.
    await setImmediate()
  }
  for await (const answer of house.readPages(places, { cwd: house.cwd, allowPrivate })) {
    open.push({ read: readThrough(reader.read, store, answer), share: answer.share })
    if (open.length > reader.ahead()) await takeInFirst()
    if (stop.asked()) break
  }
  while (open.length) await takeInFirst()
  reader.close()
  progress.stop()
  job.end(`${stop.asked() ? 'Stopped. ' : ''}${tellAdded(added)}`)
  late.all().forEach(say)
  if (stop.asked()) throw new Failure('stopped', `Stopped. ${tellAdded(added)}`)
  stop.forget()
  await weaveAgain(house, store)
  return { added, store }
}

/** Ctrl-C once ends the adding after the article at hand; twice, at once. */
const untilStopped = () => {
  let asked = false
  const ask = () => {
    asked = true
  }
  process.once('SIGINT', ask)
  return { asked: () => asked, forget: () => process.off('SIGINT', ask) }
}

/** What was added, in a sentence. */
export const tellAdded = ({ added, renewed, kept, quotations, unread }: Added): string => {
  const parts = [
    ...(added || !(renewed || kept) ? [`${count(added, 'article')} added`] : []),
    ...(renewed ? [`${count(renewed, 'article')} read again`] : []),
    ...(kept ? [`${count(kept, 'article')} there already`] : []),
    ...(added || renewed ? [count(quotations, 'quotation')] : []),
    ...(unread ? [`${unread} could not be read`] : [])
  ]
  return `${parts.join(', ')}.`
}

/** What came of one page: its Entry and the page itself, or what to say of it; nothing where the record holds it already. */
type Read = { readonly entry: Entry; readonly page: Page } | { readonly notes: readonly string[] } | { readonly held: true }

// A stage that fails on one page is our fault, but the other pages are not to suffer for it.
const readThrough = async (
  read: (page: Page) => Promise<Entry>,
  store: Store,
  { value: page, problems }: Answer
): Promise<Read> => {
  if (!page) return { notes: problems.map(one => one.note) }
  if (store.isRead(page)) return { held: true }
  try {
    const entry = await read(page)
    const why = reasonToRefuse(entry)
    return why ? { notes: [`${page.address} ${why}`] } : { entry, page }
  } catch (error) {
    return { notes: [failed(page.address, error)] }
  }
}

/** Reads pages here, and by several processes as soon as there are many: one place may hold thousands. */
const startReader = (house: House, parts: Parts & Tagging, places: number) => {
  let pool: Pool | null = null
  let pages = places < WORTH_A_POOL ? 0 : WORTH_A_POOL
  return {
    read: (page: Page): Promise<Entry> => {
      if (pages++ === WORTH_A_POOL) pool = startPool(house)
      return pool ? pool.readPage(page) : readPageTagged(page, parts)
    },
    /** How many pages may be on their way. */
    ahead: () => pool?.ahead ?? 0,
    close: () => pool?.close()
  }
}

/** Reads a page all through and takes it into the record. */
export const takeInPage = async (parts: Parts & Tagging, store: Store, answer: Answer, added: Added): Promise<Outcome> =>
  takeIn(parts, store, await readThrough(page => readPageTagged(page, parts), store, answer), added)

/** What became of a page, and what is to be said of it: null where it could not be taken in. */
type Outcome = { readonly saved: Saved | null; readonly notes: readonly string[] }

const takeIn = (parts: Parts, store: Store, read: Read, added: Added): Outcome => {
  if ('held' in read) {
    added.kept += 1
    return { saved: 'kept', notes: [] }
  }
  if ('notes' in read) {
    added.unread += 1
    return { saved: null, notes: read.notes }
  }
  try {
    const saved = isNews(parts, store, read.page, read.entry) ? store.save(read.entry, read.page) : 'kept'
    added[saved] += 1
    if (saved !== 'kept') added.quotations += read.entry.quotations.length
    return { saved, notes: [] }
  } catch (error) {
    added.unread += 1
    return { saved: null, notes: [failed(read.entry.article.address, error)] }
  }
}

const failed = (address: string, error: unknown): string => {
  if (error instanceof NoRecord || process.env.ONRECORD_DEBUG) throw error
  return `${address} could not be taken in: ${error instanceof Error ? error.message : error}`
}

/** Why what was read is no article of the record: it holds no words, or stands for an article that is behind a wall. */
export const reasonToRefuse = ({ article, problems }: Entry): string | null => {
  if (!article.text.chars.trim()) return 'holds no words.'
  if (article.completeness !== 'wall') return null
  return problems.find(one => one.code.startsWith('parse/wall'))?.note ?? 'is only a wall: nothing of its article is there.'
}

/** The most sentences about what could not be read: of a broken archive nobody reads ten thousand. */
const MOST_NOTES = 50

const startNotes = () => {
  const notes: string[] = []
  let more = 0
  return {
    add: (some: readonly string[]) => {
      for (const note of some) {
        if (notes.length < MOST_NOTES) notes.push(note)
        else more += 1
      }
    },
    all: () => [...notes, ...(more ? [`and ${more} more that could not be read.`] : [])]
  }
}

// A page that is fetched again and says the same is no new version, whatever stands around its article by now; nor is the beginning of one that is held in full.
const isNews = (parts: Parts, store: Store, page: Page, { article }: Entry): boolean => {
  const last = store.versionsOf(article.address).at(-1)
  if (!last || last === article.id || store.holds(page)) return true
  const before = store.article(last)!
  if (isBeginningOf(article, before)) return false
  return !parts.isUnchanged(before, article)
}

const isBeginningOf = (now: Article, before: Article) =>
  before.completeness === 'full' && now.completeness === 'teaser' && now.text.chars.length < before.text.chars.length
