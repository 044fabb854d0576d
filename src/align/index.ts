import type { Some, Statement, Witness } from '../types.ts'
import { gather } from './gather.ts'
import { known } from './known.ts'
import { statementOf } from './statements.ts'

export { checkHeadline, type Searched } from './headline.ts'
export { compareQuotes, type Side } from './same.ts'

/** The Statements of these witnesses: every witness is in exactly one. The order of the witnesses makes no difference. */
export const alignQuotes = (witnesses: readonly Witness[]): readonly Statement[] => {
  const { members, echoes, conflicts } = gather(witnesses)
  const statements = members.map(statementOf)
  const places = new Map(members.flatMap((group, i) => group.map(one => [one.witness.id, i] as const)))
  const across = [...echoes.map(pair => ({ pair, kind: 'echo' })), ...conflicts.map(pair => ({ pair, kind: 'conflict' }))]
  const links = members.map(() => ({ echoes: new Set<Statement['id']>(), conflicts: new Set<Witness['id']>() }))
  for (const { pair, kind } of across)
    for (const [one, other] of [pair, [...pair].reverse()]) {
      const [here, there] = [places.get(one.witness.id)!, places.get(other.witness.id)!]
      if (here === there) continue
      if (kind === 'echo') links[here].echoes.add(statements[there].id)
      else links[here].conflicts.add(other.witness.id)
    }
  return statements
    .map((statement, i) => ({ ...statement, echoes: [...links[i].echoes].sort(), conflicts: [...links[i].conflicts].sort() }))
    .sort((x, y) => (x.id < y.id ? -1 : 1))
}

/** The Statement of witnesses that somebody knows to be one: only their words are laid side by side. */
export const joinQuotes = (witnesses: Some<Witness>): Statement => ({
  ...statementOf(witnesses.map(known)),
  echoes: [],
  conflicts: []
})
