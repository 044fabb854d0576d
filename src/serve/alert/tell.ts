import type { Alert, Delivery, Store } from '../../store/index.ts'
import { quotationView } from '../answer/lines.ts'
import { startLooking } from '../answer/look.ts'
import { searchHref } from '../pages/searches.ts'
import { type Evidence, evidenceOf } from '../web/feed.ts'
import { afterSending, type Try } from './schedule.ts'
import { send } from './send.ts'

/** What came of sending something to an address of the web: the status of the answer, or why there is none. */
type Posted = { readonly status: number } | { readonly status: null; readonly why: string }

/** Sends to an address of the web; to one of this machine or its network only where that is allowed, and `within` says that it was named here. */
export type Post = (address: string, body: string, headers: Readonly<Record<string, string>>, within: boolean) => Promise<Posted>

/** A letter in plain text. `id` is the same however often it is sent. */
export type Letter = { readonly id: string; readonly to: string; readonly subject: string; readonly text: string }

/** Sends a letter; null where no server is named. Rejects where the server does not take it. */
export type Mail = ((letter: Letter) => Promise<void>) | null

/** What telling needs of the world: `base` is where the pages are served, for the links. */
export type Telling = {
  readonly post: Post
  readonly mail: Mail
  readonly base: string
  now(): number
  say(sentence: string): void
}

/** What is told of new results: which delivery and search, and the evidence. */
export type News = {
  readonly id: string
  readonly search: { readonly id: string; readonly name: string; readonly query: string; readonly link: string }
  readonly results: readonly Evidence[]
  readonly more: number
}

/** To how many receivers something is sent at the same time: one that answers late, or never, holds up none of the others. */
const MOST_AT_ONCE = 8

/**
 * Makes deliveries of what is new, and sends what is due: to each receiver one after the other, to several at once. What is noted as sent was taken by its
 * receiver; who dies between the two sends it again, under the same key. Gives how many were taken; null where another process is at it.
 */
export const tellNews = async (store: Store, world: Telling): Promise<number | null> => {
  const letGo = store.takeTelling()
  if (!letGo) return null
  try {
    store.searches.fill(world.now())
    return await tellDue(store, world)
  } finally {
    letGo()
  }
}

const tellDue = async (store: Store, world: Telling): Promise<number> => {
  const running = new Map<string, Promise<void>>()
  let taken = 0
  for (;;) {
    const due = running.size < MOST_AT_ONCE ? store.searches.due(world.now(), [...running.keys()]) : null
    if (due) {
      const { target } = due.alert
      const telling = tellOne(store, due, world).then(wasTaken => {
        taken += Number(wasTaken)
        running.delete(target)
      })
      running.set(target, telling)
    } else if (running.size) await Promise.race(running.values())
    else return taken
  }
}

/** Sends one delivery and notes what came of it. Where nobody answers, what else waits for this receiver is not tried before that is. */
const tellOne = async (store: Store, due: Delivery, world: Telling): Promise<boolean> => {
  const { alert, search, tries } = due
  const tried = await tryOnce(store, due, world)
  const after = afterSending(tries, tried, world.now())
  store.searches.settle(due.id, after)
  if (tried.taken) return true
  if (tried.status === null && after.state === 'waiting') store.searches.rest(alert.target, after.next)
  world.say(`“${search.name}” could not be told to ${nameOf(alert)}: ${tried.why}`)
  return false
}

const tryOnce = async (store: Store, due: Delivery, world: Telling): Promise<Try> => {
  try {
    return await send(newsOf(store, due, world.base), due.alert, world)
  } catch (error) {
    return { taken: false, status: null, why: error instanceof Error ? error.message.split('\n')[0] : String(error) }
  }
}

const nameOf = ({ way, target }: Alert) => (way === 'webhook' ? new URL(target).host : target)

const newsOf = (store: Store, { id, search, quotations, more }: Delivery, base: string): News => {
  const look = startLooking(store)()
  const there = quotations.flatMap(one => store.quotation(one) ?? [])
  return {
    id,
    search: { ...search, link: `${base}${searchHref(search.id)}` },
    results: there.map(one => evidenceOf(quotationView(look, one), base)),
    more
  }
}
