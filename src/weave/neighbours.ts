import type { Keyed } from '../types.ts'
import type { Around, Loom, Place } from './loom.ts'

/** What entering a thing under its keys shows: those that it meets, and pairs between which it now stands, which may meet no more. */
export type Entered = { readonly met: readonly string[]; readonly parted: readonly (readonly [string, string])[] }

/** Enters a thing under its keys. What it meets depends on what the record holds, and not on what came first. */
export const enter = (loom: Loom, id: string, { keys, day, shared, near }: Keyed): Entered => {
  const counts = new Map<string, number>()
  const parted = new Map<string, readonly [string, string]>()
  for (const here of loom.around(keys, { day, id }, near)) {
    for (const one of [...here.before, ...here.after]) counts.set(one, (counts.get(one) ?? 0) + 1)
    for (const pair of across(here, near)) parted.set(pair.join(' '), pair)
  }
  loom.enter({ day, id }, keys)
  return { met: [...counts].filter(([, n]) => n >= shared).map(([one]) => one), parted: [...parted.values()] }
}

/** Two that stand `near` places from each other around a thing: they meet without it, and no more with it. */
const across = ({ before, after }: Around, near: number): (readonly [string, string])[] =>
  before.flatMap((one, i) => {
    const other = after[near - 1 - i]
    return other ? [[one, other] as const] : []
  })

/** Takes a thing away from under its keys; gives pairs between which it stood, which may meet now. */
export const leave = (loom: Loom, id: string, { keys, day, near }: Keyed): Entered['parted'] => {
  const closed = new Map<string, readonly [string, string]>()
  loom.leave({ day, id }, keys)
  for (const here of loom.around(keys, { day, id }, near)) for (const pair of across(here, near)) closed.set(pair.join(' '), pair)
  return [...closed.values()]
}

/** Whether two things meet as the record stands. */
export const stillMeet = (loom: Loom, a: string, b: string, x: Keyed, y: Keyed): boolean => {
  const [from, to] = x.day < y.day || (x.day === y.day && a < b) ? [at(a, x), at(b, y)] : [at(b, y), at(a, x)]
  const theirs = new Set(y.keys)
  const common = x.keys.filter(key => theirs.has(key) && loom.between(key, from, to, x.near) < x.near)
  return common.length >= x.shared
}

const at = (id: string, { day }: Keyed): Place => ({ day, id })
