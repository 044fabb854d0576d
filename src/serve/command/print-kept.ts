import { count } from '../answer/count.ts'
import type { InboxView, SearchLine } from '../answer/wire/index.ts'
import { articleLines, hitLines } from './print.ts'
import { correctionLines } from './print-history.ts'
import { oneLine, wrapped } from './table.ts'

/** A saved search: its name, what it asks for, and to whom it is told. */
export const searchLines = ({ id, name, query, alerts, fault }: SearchLine, width: number): string[] => [
  oneLine(`${id}  ${name}`, width),
  ...wrapped(query, width, '    '),
  ...alerts.flatMap(({ target, sent, waiting, left, why }) =>
    wrapped(`to ${target}: ${sent} told, ${waiting} waiting, ${left} given up${why ? ` (${why})` : ''}`, width, '    ')
  ),
  ...(fault ? wrapped(`${fault}.`, width, '    ! ') : [])
]

/** What is new, and what waits for a decision with the command that decides it. */
export const inboxLines = ({ articles, changed, printed, searches, waiting, decisions }: InboxView, width: number): string[] => [
  [
    `${count(articles.all, 'new article')}, ${count(changed.all, 'changed page')}, ${count(printed.all, 'new printing')} of what you noted`,
    `${count(
      waiting.reduce((sum, one) => sum + one.all, 0),
      'thing'
    )} to decide`
  ].join('; '),
  ...searches.map(({ name, found }) => `  ${found} new in “${name}”`),
  ...articles.lines.flatMap(one => articleLines(one, width)),
  ...decisions.flatMap(({ sentence, quotations, correction, item, yes, no }) => [
    '',
    ...wrapped(sentence, width),
    ...quotations.flatMap(quotation =>
      hitLines({ quotation, snippet: quotation.content.map(one => one.words).join(' … ') }, width)
    ),
    ...(correction ? correctionLines(correction, width) : []),
    ...wrapped(`${[`yes: ${yes}`, no ? `no: ${no}` : ''].filter(Boolean).join(' · ')} · onrecord decide ${item}`, width, '    ')
  ])
]
