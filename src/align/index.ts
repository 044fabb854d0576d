import type { Speaker, Statement, Witness } from '../types.ts'
import { bondOf, clustersOf, meetingPairs } from './gather.ts'
import type { SameSpeaker } from './judge.ts'
import { knownOf } from './keys.ts'
import { statementOf } from './statements.ts'

export { bondOf, clustersOf } from './gather.ts'
export { checkHeadline, type Searched } from './headline.ts'
export { keysOf } from './keys.ts'
export { firstWithout, lineageOf } from './lineage.ts'
export { compareQuotes, type Side, sameWords } from './same.ts'
export { type Subject, subjectsOf, type Uttered } from './subjects.ts'

/** The Statement that these witnesses are; echoes and conflicts are known from the bonds to others. */
export const makeStatement = (members: readonly Witness[]): Omit<Statement, 'echoes' | 'conflicts'> =>
  statementOf(members.map(knownOf))

const byId: SameSpeaker = (a: Speaker, b: Speaker) => a.id === b.id

/** The Statements of these witnesses: every witness is in exactly one. The order of the witnesses makes no difference. */
export const alignQuotes = (witnesses: readonly Witness[], sameSpeaker: SameSpeaker = byId): readonly Statement[] => {
  const bonds = meetingPairs(witnesses).flatMap(([x, y]) => bondOf(x, y, sameSpeaker) ?? [])
  const statements = clustersOf(witnesses, bonds, sameSpeaker).map(makeStatement)
  const places = new Map(statements.flatMap((one, i) => one.variants.map(({ quotation }) => [quotation, i] as const)))
  const links = statements.map(() => ({ echoes: new Set<Statement['id']>(), conflicts: new Set<Witness['id']>() }))
  for (const { a, b, echo, conflict } of bonds)
    for (const [one, other] of [
      [a, b],
      [b, a]
    ]) {
      const [here, there] = [places.get(one)!, places.get(other)!]
      if (here === there) continue
      if (echo) links[here].echoes.add(statements[there].id)
      if (conflict) links[here].conflicts.add(other)
    }
  return statements
    .map((statement, i) => ({ ...statement, echoes: [...links[i].echoes].sort(), conflicts: [...links[i].conflicts].sort() }))
    .sort((x, y) => (x.id < y.id ? -1 : 1))
}
