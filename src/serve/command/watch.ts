import { setTimeout } from 'node:timers/promises'
import type { Store } from '../../store/index.ts'
import { feedLines, listOfFeeds } from '../answer/feeds.ts'
import { ask } from '../answer/operations.ts'
import { NotHere } from '../answer/wire/index.ts'
import { type House, openToAdd, recordPath, weaveAgain, withRecord, write } from '../house.ts'
import { watch as watchFeeds } from '../watch/watch.ts'
import { type Added, count, takeInPage, tellAdded } from './add.ts'
import type { Given } from './commands.ts'
import { Failure } from './exit.ts'
import { printable } from './printable.ts'
import { widthOf } from './table.ts'

const NONE: Added = { added: 0, renewed: 0, kept: 0, quotations: 0, unread: 0 }

/** `watch [FEED|OPML|SITEMAP|FRONT-PAGE…]`: these are watched from now on, and all that was before. */
export const watch = async (house: House, named: readonly string[], given: Given & { once?: boolean }): Promise<void> => {
  const say = (sentence: string) => house.err.write(`onrecord: ${printable(sentence)}\n`)
  const { addresses, problems } = house.findFeeds(named, house.cwd)
  for (const { note } of problems) say(note)
  if (problems.length && !addresses.length) throw new Failure('unread', 'Nothing is watched.')
  const store = openToAdd(house, recordPath(house, given.db))
  const stopping = untilTold()
  try {
    store.feeds.add(addresses, Date.now())
    if (!store.feeds.all().length)
      throw new Failure('usage', 'Nothing is watched yet: name a feed, a sitemap, a front page or an OPML file.')
    if (!given.once) await write(house.out, `Watching ${count(store.feeds.all().length, 'feed')} (stop with Ctrl-C).`)
    await watchFeeds({ ...(await worldOf(house, store, given)), say, stop: stopping.signal }, given.once ?? false)
    await write(house.out, ending(store))
  } finally {
    stopping.forget()
    store.close()
  }
  if (stopping.signal.aborted) throw new Failure('stopped', 'Stopped.')
}

const worldOf = async (house: House, store: Store, given: Given) => {
  const parts = await house.parts()
  let added = { ...NONE }
  return {
    feeds: store.feeds,
    reader: await house.readFeeds({ allowPrivate: given.allowPrivate ?? false }),
    clock: {
      now: Date.now,
      sleep: (ms: number, signal?: AbortSignal) => setTimeout(ms, undefined, { signal }).catch(() => {})
    },
    jitter: Math.random,
    take: async (page: Parameters<typeof takeInPage>[2]['value']) =>
      (await takeInPage(parts, store, { value: page, problems: [] }, added))[0] ?? null,
    weave: async () => {
      if (added.added + added.renewed) await write(house.out, `${clockTime()}  ${tellAdded(added)}`)
      added = { ...NONE }
      await weaveAgain(house, store)
    }
  }
}

const clockTime = () => new Date().toTimeString().slice(0, 5)

const ending = ({ feeds }: Store): string => {
  const all = feeds.all()
  const next = feeds.nextDue()
  const waiting = all.reduce((sum, one) => sum + one.waiting, 0)
  const rest = waiting ? `, ${count(waiting, 'article')} waiting` : ''
  return `${count(all.length, 'feed')} watched${rest}${next ? `, next at ${new Date(next).toISOString()}` : ''}.`
}

/** Ctrl-C or a service manager's stop ends the watching after what is at hand; a second one, at once. */
const untilTold = () => {
  const told = new AbortController()
  const stop = () => told.abort()
  process.once('SIGINT', stop)
  process.once('SIGTERM', stop)
  return { signal: told.signal, forget: () => void process.off('SIGINT', stop).off('SIGTERM', stop) }
}

/** `feeds`: what is watched and how it does; as a list for other readers; or without one that is named. */
export const feeds = (house: House, _: unknown, given: Given & { opml?: boolean; drop?: string }): Promise<void> =>
  withRecord(house, given, async store => {
    if (given.drop !== undefined) {
      if (!store.feeds.drop(given.drop)) throw new NotHere(`${given.drop} is not watched.`)
      return write(house.out, `${given.drop} is not watched any more. Its articles stay.`)
    }
    if (given.opml) return write(house.out, await listOfFeeds(store.feeds.all()))
    const lines = []
    for (let page = 1, pages = 1; page <= pages; page++) {
      const answer = ask(store)('feeds', { page })
      pages = answer.pages
      lines.push(...answer.lines)
    }
    if (given.json) return write(house.out, JSON.stringify(lines, null, 2))
    if (!lines.length) return write(house.out, 'Nothing is watched. Begin with: onrecord watch FEED')
    await write(house.out, lines.flatMap(one => feedLines(one, widthOf(house.out))).join('\n'))
  })
