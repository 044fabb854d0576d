import { fold } from '../../text/index.ts'
import type { Speaker } from '../../types.ts'

/** The speakers whom a name, as people type it, may mean: those who are called exactly so, or else those of whose names it is a part. */
export const called = <One extends Pick<Speaker, 'name' | 'names'>>(speakers: readonly One[], typed: string): One[] => {
  const wanted = fold(typed.trim()).chars
  const names = ({ name, names }: One) => [name, ...names].map(one => fold(one).chars)
  const exactly = speakers.filter(one => names(one).includes(wanted))
  if (exactly.length || !wanted) return exactly
  return speakers.filter(one => names(one).some(name => ` ${name}`.includes(` ${wanted}`)))
}
