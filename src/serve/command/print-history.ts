import { printer } from '../answer/summary.ts'
import type { CorrectionView, RevisionView } from '../answer/wire/index.ts'
import { CHANGES, STANDINGS, sayCarried } from '../pages/say.ts'
import { oneLine, printed, titleAfter, wrapped } from './table.ts'

/** Two versions of a page with what changed between them. */
export const revisionLines = ({ earlier, later, changes }: RevisionView, width: number): string[] => [
  oneLine(`${later.id}  ${printer(later)}${titleAfter(later)}`, width),
  ...wrapped(`read ${earlier.seen.slice(0, 16)} and ${later.seen.slice(0, 16)} · ${later.address}`, width, '    '),
  ...changes.flatMap(({ kinds, before, after }) => [
    ...wrapped(kinds.map(kind => CHANGES[kind].name).join('; '), width, '  '),
    ...(before ? wrapped(`- ${printed([before])}`, width, '    ') : []),
    ...(after ? wrapped(`+ ${printed([after])}`, width, '    ') : [])
  ])
]

/** A correction: who said what, when and why, and what became of it. */
export const correctionLines = (one: CorrectionView, width: number): string[] => [
  ...wrapped(`${one.id}  ${one.by}, ${one.at.slice(0, 10)}: ${one.sentence}`, width),
  ...(one.words.length ? wrapped(printed(one.words), width, '    ') : []),
  ...wrapped(`because: ${one.why}`, width, '    '),
  ...wrapped(`${STANDINGS[one.standing].name}${one.note ? `: ${one.note}` : ''}`, width, '    '),
  ...(one.versions ?? []).flatMap(version => wrapped(sayCarried(version), width, '    '))
]
