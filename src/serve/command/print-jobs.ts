import { count } from '../answer/count.ts'
import type { JobLine, JobsView, OutletLine, OutletView } from '../answer/wire/index.ts'
import { oneLine, wrapped } from './table.ts'

const minute = (iso: string) => `${iso.slice(0, 10)} ${iso.slice(11, 16)}`

/** How far a job has come, a sentence each. */
export const jobFacts = (one: JobLine): string[] => [
  `since ${minute(one.began)} UTC`,
  one.total === null ? `${one.done} done` : `${one.done} of ${one.total} done`,
  ...(one.perMinute === null ? [] : [`${one.perMinute} a minute`]),
  ...(one.failed ? [`${one.failed} could not be read`] : []),
  one.ended ? `ended ${minute(one.ended)}` : `last heard of ${minute(one.told)}`
]

/** What waits, in a sentence. */
export const waitFacts = ({ toRead, toWeave, toSettle, toCompare }: JobsView['waits']): string => {
  const facts = [
    ...(toRead ? [`${count(toRead, 'article')} of feeds to be read`] : []),
    ...(toWeave ? [`${count(toWeave, 'article')} to be put together with the others`] : []),
    ...(toSettle ? [`${count(toSettle, 'article')} to be corrected`] : []),
    ...(toCompare ? [`${toCompare} ${toCompare === 1 ? 'address' : 'addresses'} whose versions are to be compared`] : [])
  ]
  return facts.length ? `Waiting: ${facts.join(', ')}.` : 'Nothing waits.'
}

/** The jobs in the terminal. */
export const jobsLines = ({ jobs, waits, left }: JobsView, width: number): string[] => [
  ...wrapped(waitFacts(waits), width),
  ...jobs.lines.flatMap(one => [
    '',
    oneLine(`${one.kind}, ${one.state}: ${one.what || 'what is watched'}`, width),
    ...wrapped(jobFacts(one).join(' · '), width, '    '),
    ...(one.note ? wrapped(one.note, width, '    ') : [])
  ]),
  ...(left.length ? ['', 'Of feeds could not be read:'] : []),
  ...left.flatMap(one => wrapped(`${one.articles}: ${one.why}`, width, '    '))
]

/** Outlets in the terminal. */
export const outletLines = (outlets: readonly OutletLine[], width: number): string[] =>
  outlets.map(one => oneLine(`${one.name}: ${count(one.articles, 'article')}, ${count(one.quotations, 'quotation')}`, width))

/** An outlet in the terminal. */
export const outletPageLines = (one: OutletView, width: number): string[] => [
  one.name,
  `  ${one.full.n} of ${count(one.full.of, 'article')} held in full`,
  `  ${one.copied.n} of ${one.copied.of} share copy with another article that is held`,
  ...wrapped(
    `${one.differs.n} of ${count(one.differs.of, 'quotation')} that other articles print too have other words than the fullest reading, with no mark of it`,
    width,
    '  '
  ),
  ...one.feeds.map(feed => oneLine(`  feed, ${feed.state}: ${feed.title ?? feed.address}`, width)),
  ...(one.speakers.length ? ['', 'Quotes'] : []),
  ...one.speakers.map(({ speaker, quotations }) => oneLine(`  ${speaker.name}: ${quotations}`, width))
]
