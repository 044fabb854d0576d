import { FEED_STATES, feedFacts } from '../answer/feeds.ts'
import type { FeedLine } from '../answer/wire/index.ts'
import { oneLine, wrapped } from './table.ts'

/** A watched feed in the terminal. */
export const feedLines = (one: FeedLine, width: number): string[] => [
  oneLine(`${FEED_STATES[one.state]}: ${one.title ? `${one.title}, ` : ''}${one.address}`, width),
  ...wrapped(feedFacts(one).join(' · '), width, '    '),
  ...(one.at === one.address ? [] : wrapped(`now at ${one.at}`, width, '    ')),
  ...(one.why ? wrapped(one.why, width, '    ') : []),
  ...(one.leftWhy ? wrapped(`of its articles: ${one.leftWhy}`, width, '    ') : [])
]
