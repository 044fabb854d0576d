import { setImmediate } from 'node:timers/promises'
import { SingleBar } from 'cli-progress'
import { type Parts, readPageTagged, type Tagging } from '../flow.ts'
import type { Saved, Store } from '../store/index.ts'
import { NoRecord } from '../store/index.ts'
import type { Entry, Found, Page } from '../types.ts'
import { Failure } from './exit.ts'
import { type House, openToAdd, type Place, weaveAgain } from './house.ts'

/** What adding did: how many articles were new, read again, there already, or could not be read. */
export type Added = Record<Saved, number> & { quotations: number; unread: number }

/** Adds the articles at these places, saying what cannot be read, and weaves the record. Every article is on disk before the next one is read. */
export const addPlaces = async (
  house: House,
  path: string,
  named: readonly string[],
  allowPrivate: boolean
): Promise<{ added: Added; store: Store }> => {
  const { places, problems } = house.findPlaces(named, house.cwd)
  const say = (note: string) => house.err.write(`onrecord: ${note}\n`)
  for (const { note } of problems) say(note)
  if (!places.length) throw new Failure('unread', 'Nothing was added.')
  const store = openToAdd(house, path)
  const added: Added = { added: 0, renewed: 0, kept: 0, quotations: 0, unread: problems.length }
  const parts = await house.parts()
  const bar = startBar(house, places)
  const late: string[] = []
  const stop = untilStopped()
  for await (const answer of house.readPages(places, { cwd: house.cwd, allowPrivate })) {
    late.push(...(await takeIn(parts, store, answer, added)))
    bar.increment()
    // Lets a Ctrl-C and the progress line through: reading files never waits.
    await setImmediate()
    if (stop.asked()) break
  }
  bar.stop()
  late.forEach(say)
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

/** A number with its thing: "1 article", "2 articles". */
export const count = (n: number, thing: string): string => `${n} ${thing}${n === 1 ? '' : 's'}`

// A stage that fails on one page is our fault, but the other pages are not to suffer for it.
const takeIn = async (
  parts: Parts & Tagging,
  store: Store,
  { value: page, problems }: Found<Page | null>,
  added: Added
): Promise<string[]> => {
  if (!page) {
    added.unread += 1
    return problems.map(one => one.note)
  }
  try {
    const entry = await readPageTagged(page, parts)
    const saved = isNews(parts, store, page, entry) ? store.save(entry, page) : 'kept'
    added[saved] += 1
    if (saved !== 'kept') added.quotations += entry.quotations.length
    return []
  } catch (error) {
    if (error instanceof NoRecord || process.env.ONRECORD_DEBUG) throw error
    added.unread += 1
    return [`${page.address} could not be taken in: ${error instanceof Error ? error.message : error}`]
  }
}

// A page that is fetched again and says the same is no new version, whatever stands around its article by now.
const isNews = (parts: Parts, store: Store, page: Page, { article }: Entry): boolean => {
  const last = store.versionsOf(page.address).at(-1)
  if (!last || last === article.id || store.holds(page)) return true
  return !parts.isUnchanged(store.article(last)!, article)
}

/** Fewer articles than this are done before a progress line could be read. */
const WORTH_A_BAR = 3

const startBar = ({ err }: House, places: readonly Place[]) => {
  const format = 'reading {bar} {value}/{total} · {eta_formatted} left'
  const bar = new SingleBar({ format, stream: err, clearOnComplete: true, hideCursor: true, gracefulExit: false })
  if (!err.isTTY || places.length < WORTH_A_BAR) return { increment() {}, stop() {} }
  bar.start(places.length, 0)
  return bar
}
