import type { WatchedFeed } from '../../store/index.ts'
import { count } from './count.ts'
import type { FeedLine } from './wire/index.ts'

const instant = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString())

/** How a watched feed does. */
export const feedLine = (feed: WatchedFeed): FeedLine => ({
  address: feed.address,
  at: feed.at,
  kind: feed.kind,
  title: feed.title,
  state: stateOf(feed),
  lastRead: instant(feed.lastRead),
  lastNew: instant(feed.lastNew),
  next: feed.ended ? null : instant(feed.next),
  failures: feed.failures,
  why: feed.why,
  articles: feed.read,
  waiting: feed.waiting,
  left: feed.left,
  leftWhy: feed.leftWhy,
  followed: feed.followed,
  again: instant(feed.again),
  revised: feed.revised,
  gone: feed.gone
})

const stateOf = ({ ended, failures, lastRead }: WatchedFeed): FeedLine['state'] => {
  if (ended) return 'ended'
  if (failures) return 'failing'
  return lastRead === null ? 'new' : 'read'
}

const minute = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`

/** What each state is called. */
export const FEED_STATES: Readonly<Record<FeedLine['state'], string>> = {
  new: 'not read yet',
  read: 'in order',
  failing: 'failing',
  ended: 'ended'
}

/** When a feed was read, found new and is read next, what came of its articles, and which are read again, a sentence each. */
export const feedFacts = (one: FeedLine): string[] => [
  ...(one.lastRead ? [`read ${minute(one.lastRead)} UTC`] : []),
  ...(one.lastNew ? [`something new ${minute(one.lastNew)}`] : []),
  ...(one.next ? [`next ${minute(one.next)}`] : []),
  ...(one.failures ? [`${count(one.failures, 'failure')} in a row`] : []),
  ...(one.articles ? [count(one.articles, 'article')] : []),
  ...(one.waiting ? [`${one.waiting} waiting`] : []),
  ...(one.left ? [`${one.left} could not be read`] : []),
  ...(one.followed && one.again ? [`${one.followed} read again, the next ${minute(one.again)}`] : []),
  ...(one.revised ? [count(one.revised, 'new version')] : []),
  ...(one.gone ? [`${one.gone} taken down`] : [])
]

/** What is watched as OPML, the list of feeds that other readers take; what has ended is not in it. */
export const listOfFeeds = async (feeds: readonly WatchedFeed[]): Promise<string> => {
  const { generateOpml } = await import('feedsmith')
  const outlines = feeds
    .filter(({ ended, address, named }) => !ended && address === named)
    .map(({ at, title }) => ({ type: 'rss', text: title ?? at, xmlUrl: at }))
  return generateOpml({ head: { title: 'Watched by Onrecord' }, body: { outlines } })
}
