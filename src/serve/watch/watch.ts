import type { Feed, Feeds, Followed, Following, Listed, Saved, Waiting } from '../../store/index.ts'
import type { Found, Page } from '../../types.ts'
import { afterEarning, afterLook, afterSpending, afterWord, followFrom } from './reread.ts'
import { afterReading, afterTrying } from './schedule.ts'

/** What an answer says about asking again. */
type Again = {
  readonly status: number | null
  readonly etag: string | null
  readonly modified: string | null
  readonly freshMs: number | null
  readonly until: number | null
  readonly moved: string | null
}

type Listing = {
  readonly kind: string
  readonly title: string | null
  readonly items: readonly Listed[]
  readonly listings: readonly string[]
  readonly restMs: number | null
}

type Validators = Pick<Again, 'etag' | 'modified'>
type Since = { readonly since: Validators; readonly under: string }

/** Reads listings and their articles, with manners: what `read` gives. */
export type FeedReader = {
  listing(address: string, since: Since): Promise<Found<Listing | null> & { readonly again: Again }>
  article(item: Listed, named: string, since?: Validators): Promise<Found<Page | null> & { readonly again: Again }>
  hold(host: string, until: number): void
}

/** What taking a page into the record came to; or null, and why that could not be done. */
export type Taken = { readonly saved: Saved; readonly why: null } | { readonly saved: null; readonly why: string }

/** What watching needs of the world. */
export type Watching = {
  readonly feeds: Feeds
  readonly reader: FeedReader
  readonly clock: { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }
  /** A chance from 0 to 1, each time another. */
  jitter(): number
  /** Takes a page into the record. */
  take(page: Page): Promise<Taken>
  /** Puts together what was added. */
  weave(): Promise<void>
  say(sentence: string): void
  readonly stop: AbortSignal
}

/** How many hosts are asked at the same time: enough that some slow ones do not hold up the others. */
const MOST_HOSTS = 16

/** While articles keep coming, the record is put together this often; else when nothing is at hand. */
const WEAVE_EVERY = 5 * 60_000

/** Others may watch more feeds meanwhile, and hosts become due: this is how long nobody looks. */
const LOOK_AGAIN = 10_000

/** Reads what is due, again and again: until it is stopped, after what is at hand; or, `once`, until nothing is due. */
export const watch = async (world: Watching, once: boolean): Promise<void> => {
  const { feeds, reader, clock, stop } = world
  for (const { host, until } of feeds.held(clock.now())) reader.hold(host, until)
  const running = new Map<string, Promise<void>>()
  let woven = clock.now()
  while (!stop.aborted) {
    for (const host of feeds.hostsDue(clock.now()))
      if (!running.has(host) && running.size < MOST_HOSTS)
        running.set(
          host,
          readHost(host, world).finally(() => running.delete(host))
        )
    if (once && !running.size) break
    if (!running.size || clock.now() - woven > WEAVE_EVERY) {
      await world.weave()
      woven = clock.now()
    }
    const due = running.size ? null : feeds.nextDue()
    await oneOf([...running.values()], Math.min(LOOK_AGAIN, due === null ? LOOK_AGAIN : Math.max(0, due - clock.now())), world)
  }
  await Promise.all(running.values())
  await world.weave()
}

const oneOf = async (running: readonly Promise<void>[], ms: number, { clock, stop }: Watching) => {
  const done = new AbortController()
  const sleep = clock.sleep(ms, AbortSignal.any([stop, done.signal]))
  try {
    await Promise.race([...running, sleep])
  } finally {
    done.abort()
  }
}

/** Reads what is due at one host: its feeds first, for they change, and what they name waits; then what is new; and what was read before last of all. */
const readHost = async (host: string, world: Watching): Promise<void> => {
  const { feeds, clock, stop } = world
  while (!stop.aborted) {
    const feed = feeds.feedDue(host, clock.now())
    const item = feed ? null : feeds.itemDue(host, clock.now())
    const followed = feed || item ? null : feeds.againDue(host, clock.now())
    const free = feeds.freeAt(host)
    if (feed) await readOne(feed, world)
    else if (item) await readItem(item, world)
    else if (!followed) return
    feeds.free(host, followed ? afterSpending(free, clock.now()) : afterEarning(free, clock.now()))
    if (followed) await readAgain(followed, world)
  }
}

const hostOf = (address: string) => new URL(address).hostname

const readOne = async (feed: Feed, { feeds, reader, clock, jitter, say }: Watching): Promise<void> => {
  const { value: listing, problems, again } = await reader.listing(feed.at, { since: feed, under: feed.named })
  if (again.until) feeds.hold(hostOf(feed.at), again.until)
  const items = listing?.items ?? []
  const addresses = items.map(one => one.address)
  const known = feeds.known(addresses)
  const after = afterReading(feed, {
    now: clock.now(),
    status: again.status,
    failed: !listing && again.status !== 304,
    problem: problems[0] ?? null,
    until: again.until,
    restMs: listing?.restMs ?? null,
    freshMs: again.freshMs,
    published: items.map(one => one.published),
    fresh: items.length - known,
    known,
    jitter: jitter()
  })
  const told = listing ? { kind: listing.kind, title: listing.title, etag: again.etag, modified: again.modified } : {}
  const at = listing || again.status === 304 ? (again.moved ?? feed.at) : feed.at
  const changed = wordOf(items, feeds.following(addresses), clock.now())
  feeds.keep({ ...after, ...told, at }, items, listing?.listings ?? [], changed)
  if (after.why && after.why !== feed.why) say(after.why.includes(feed.address) ? after.why : `${feed.address}: ${after.why}`)
}

/** Those of a listing's articles of which it says more than it did. */
const wordOf = (items: readonly Listed[], known: ReadonlyMap<string, Following>, now: number) =>
  new Map(
    items.flatMap(item => {
      const before = known.get(item.address)
      const after = before && afterWord(before, item, now)
      return after ? [[item.address, after] as const] : []
    })
  )

const readItem = async (waiting: Waiting, { feeds, reader, clock, take, jitter }: Watching): Promise<void> => {
  const { address, named, hints, tries } = waiting
  const { value: page, problems, again } = await reader.article({ address, ...hints }, named)
  if (again.until) feeds.hold(hostOf(address), again.until)
  const now = clock.now()
  if (!page) return feeds.settle(address, afterTrying(tries, problems[0], again.status, now, again.until))
  const { why } = await take(page)
  const following = why === null ? followFrom(hints, again, now, jitter()) : undefined
  feeds.settle(address, { state: following ? 'read' : 'left', next: now, tries: tries + 1, why }, following)
}

const readAgain = async (one: Followed, { feeds, reader, clock, take, jitter, say }: Watching): Promise<void> => {
  const { address, named, hints, ...following } = one
  const { value: page, problems, again } = await reader.article({ address, ...hints }, named, one)
  if (again.until) feeds.hold(hostOf(address), again.until)
  const now = clock.now()
  const taken = page ? await take(page) : null
  const problem = taken?.why ? { code: 'read/not-taken', at: null, note: taken.why } : (problems[0] ?? null)
  const after = afterLook(following, { ...again, now, problem, revised: taken?.saved === 'added', jitter: jitter() })
  feeds.follow(address, after)
  if (after.gone) say(`${address} was taken down: its server answers 410 Gone. What was read of it stays.`)
}
