import { count } from '../answer/count.ts'
import type { PositionsView, StatementLine } from '../answer/wire/index.ts'
import { printed, wrapped } from './table.ts'

/** What a speaker said by subject and time, and how outlets report it. */
export const positionLines = ({ sides, subjects, looked, others, more }: PositionsView, width: number): string[] => [
  ...sides.flatMap(({ speaker, first, last }) =>
    wrapped(
      `${speaker.name}: ${count(speaker.statements, 'statement')}${first ? `, ${first} to ${last}` : ''} · ${speaker.id}`,
      width
    )
  ),
  ...subjects.flatMap(({ word, statements }) => [
    '',
    `“${word.words}”`,
    ...statements.flatMap(one => lineOf(one, sides.length > 1, width))
  ]),
  '',
  `${count(others, 'statement')} of ${looked} share no subject${more ? `; ${more} older ones were not looked at` : ''}.`,
  ...sides.flatMap(({ speaker, wordings }) =>
    wordings.flatMap(({ earlier, later }) => [
      '',
      `Said again by ${speaker.name}`,
      ...lineOf(earlier, false, width),
      ...lineOf(later, false, width)
    ])
  ),
  ...sides.flatMap(({ speaker, reported }) => [
    '',
    `Quotations of ${speaker.name} by outlet: in marks, partly, in other words`,
    ...reported.map(
      one => `  ${one.outlet ?? 'outlet not named'}: ${one.quotations} (${one.direct}, ${one.mixed + one.scare}, ${one.indirect})`
    )
  ])
]

const lineOf = (one: StatementLine, named: boolean, width: number): string[] =>
  wrapped(
    `${one.said?.date ?? 'day not printed'}${named ? ` · ${one.speaker?.name}` : ''} · ${printed(one.words)} · ${one.id}`,
    width,
    '  '
  )
