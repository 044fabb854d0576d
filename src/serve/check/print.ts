import { count } from '../answer/count.ts'
import { printer } from '../answer/summary.ts'
import {
  type CheckCell,
  type CheckedQuote,
  type CheckView,
  type OriginsView,
  STATES,
  type State,
  type VerifyView
} from '../answer/wire/index.ts'
import { printed, wrapped } from '../command/table.ts'
import { saySearched } from './say.ts'

/** What each state is called. */
export const STATE_NAMES: Readonly<Record<State, string>> = {
  misattributed: 'misattributed',
  altered: 'altered',
  elsewhere: 'from elsewhere',
  'not-in-record': 'not in the record',
  'cannot-measure': 'cannot measure',
  found: 'found'
}

/** The counts in a line, the gravest first: "2 altered, 1 not in the record, 4 found". */
export const countsLine = ({ counts }: CheckView): string =>
  STATES.filter(state => counts[state])
    .map(state => `${counts[state]} ${STATE_NAMES[state]}`)
    .join(', ')

const words = (all: readonly { words: string }[]) => all.map(one => one.words.replace(/\s+/g, ' ').trim()).join(' ')

/** The difference in one line, as editors mark it: [-what the record has-]{+what the draft has+}. */
export const marked = (cells: readonly CheckCell[]): string =>
  cells
    .filter(one => one.kind !== 'beyond')
    .map(({ kind, draft, record }) => {
      if (kind === 'same' || kind === 'accidental') return words(draft)
      return [record.length ? `[-${words(record)}-]` : '', draft.length ? `{+${words(draft)}+}` : ''].join('')
    })
    .join(' ')

const whose = ({ claim: { speaker, said } }: CheckedQuote) => [speaker?.name, said].filter(Boolean).join(', ')

const quoteLines = (one: CheckedQuote, width: number): string[] => {
  const { state, n, at, evidence, nearest, printings } = one
  const differs =
    evidence && state !== 'found' && evidence.cells.some(cell => ['differs', 'added', 'dropped'].includes(cell.kind))
  const shown = evidence ?? nearest
  return [
    ...wrapped(`${STATE_NAMES[state].toUpperCase()}  ${n}. “${words(at)}”${whose(one) ? ` (${whose(one)})` : ''}`, width),
    ...wrapped(one.sentence, width, '    '),
    ...(differs ? wrapped(marked(evidence.cells), width, '    ') : []),
    ...(differs && evidence.cells.some(cell => cell.telling) ? ['    ! a word that changes what is claimed'] : []),
    ...(nearest
      ? wrapped(
          `nearest: ${nearest.quotation.speaker?.name ?? 'nobody named'}: ${printed(nearest.quotation.content)}`,
          width,
          '    '
        )
      : []),
    ...(shown ? [`    onrecord show ${shown.quotation.id}`] : []),
    ...(printings?.fullest
      ? wrapped(
          `the fullest reading, in ${printer(printings.fullest.article)}: ${printed(printings.fullest.content)}`,
          width,
          '    '
        )
      : []),
    ...(printings && printings.all > 1
      ? [
          `    ${count(printings.all, 'article')} carry it${printings.alike ? '' : ', not all alike'}: onrecord compare ${printings.statement.slice(0, 8)}`
        ]
      : []),
    ''
  ]
}

/** A checked draft: the counts, then each quotation, the gravest first. */
export const checkLines = (view: CheckView, width: number): string[] => {
  const order = [...view.quotations].sort((x, y) => STATES.indexOf(x.state) - STATES.indexOf(y.state) || x.n - y.n)
  return [
    ...(order.length > 1 ? [`${count(order.length, 'quotation')}: ${countsLine(view)}.`, ''] : []),
    ...order.flatMap(one => quoteLines(one, width)),
    ...wrapped(saySearched(view.searched), width)
  ]
}

/** A verified span. */
export const verifyLines = (view: VerifyView, width: number): string[] => [
  ...wrapped(view.sentence, width),
  ...view.articles.flatMap(({ article }) => wrapped(`${article.id}  ${printer(article)}`, width, '    ')),
  ...view.elsewhere.flatMap(({ article, words: at }) =>
    wrapped(`${article.id}  ${printer(article)}: ${at.text} ${at.start} ${at.end}`, width, '    ')
  )
]

/** The origins of a statement. */
export const originsLines = (view: OriginsView, width: number): string[] => [
  ...wrapped(view.sentence, width),
  ...view.groups.flatMap(({ articles, because }) => [
    ...wrapped(articles.map(printer).join(', '), width, '  '),
    ...because.flatMap(one => wrapped(one, width, '    '))
  ])
]
