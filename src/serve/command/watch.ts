import { setTimeout } from 'node:timers/promises'
import type { Store } from '../../store/index.ts'
import type { Page } from '../../types.ts'
import { tellNews } from '../alert/tell.ts'
import { count } from '../answer/count.ts'
import { listOfFeeds } from '../answer/feeds.ts'
import { ask } from '../answer/operations.ts'
import { NotHere } from '../answer/wire/index.ts'
import { type House, openToAdd, recordPath, weaveAgain, withRecord, write } from '../house.ts'
import { type Taken, watch as watchFeeds } from '../watch/watch.ts'
import { type Added, takeInPage, tellAdded } from './add.ts'
import type { Given } from './commands.ts'
import { Failure } from './exit.ts'
import { startJob, type Telling } from './job.ts'
import { tellingOf } from './kept.ts'
import { feedLines } from './print-feeds.ts'
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
  let letGo: (() => void) | null = null
  try {
    store.feeds.add(addresses, Date.now())
    letGo = store.takeWatch()
    if (!letGo) throw new Failure('watched', watchedBy(store, addresses.length))
    if (!store.feeds.all().length)
      throw new Failure('usage', 'Nothing is watched yet: name a feed, a sitemap, a front page or an OPML file.')
    if (!given.once) await write(house.out, `Watching ${count(store.feeds.all().length, 'feed')} (stop with Ctrl-C).`)
    const job = startJob(store, 'watch', [count(store.feeds.all().length, 'feed')])
    job.begin()
    const { told, ...world } = await worldOf(house, store, given, job)
    await watchFeeds({ ...world, say, stop: stopping.signal }, given.once ?? false)
    await told()
    job.end(ending(store))
    await write(house.out, ending(store))
  } finally {
    stopping.forget()
    letGo?.()
    store.close()
  }
  if (stopping.signal.aborted) throw new Failure('stopped', 'Stopped.')
}

// What is named now is watched by who watches already: the list of feeds is the record's.
const watchedBy = ({ jobs }: Store, named: number): string => {
  const other = jobs.all().find(one => one.kind === 'watch' && one.ended === null)
  const who = other ? `process ${other.pid}, since ${new Date(other.began).toISOString()}` : 'another process'
  return `This record is watched already, by ${who}.${named ? ' It reads what was named here too, from now on.' : ''}`
}

const worldOf = async (house: House, store: Store, given: Given, job: Telling) => {
  const parts = await house.parts()
  let added = { ...NONE }
  let [done, failed] = [0, 0]
  const telling = await tellingOf(house, given)
  // Receivers may be slow: feeds are not kept waiting for them.
  let told: Promise<unknown> | null = null
  const tell = () => {
    told ??= tellNews(store, telling)
      .catch(error => telling.say(`What is new could not be told: ${error instanceof Error ? error.message : error}`))
      .finally(() => {
        told = null
      })
  }
  return {
    told: async () => told,
    feeds: store.feeds,
    reader: await house.readFeeds({ allowPrivate: given.allowPrivate ?? false }),
    clock: {
      now: Date.now,
      sleep: (ms: number, signal?: AbortSignal) => setTimeout(ms, undefined, { signal }).catch(() => {})
    },
    jitter: Math.random,
    take: async (page: Page): Promise<Taken> => {
      const { saved, notes } = await takeInPage(parts, store, { value: page, problems: [] }, added)
      done += 1
      failed += Number(saved === null)
      job.tell(done, failed)
      return saved ? { saved, why: null } : { saved, why: notes[0] }
    },
    weave: async () => {
      if (added.added + added.renewed) await write(house.out, `${clockTime()}  ${tellAdded(added)}`)
      added = { ...NONE }
      await weaveAgain(house, store)
      tell()
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
