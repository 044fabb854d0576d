import type { Bond, Witness } from '../types.ts'
import { daysMeet, daysNear } from './days.ts'
import { isSame, type Judgement, judge, type SameSpeaker, speakersOf } from './judge.ts'
import { keysOf, knownOf } from './keys.ts'
import { isDirect, type Known } from './known.ts'
import { printsTwo } from './said.ts'

/** What two witnesses are to each other; null where they are nothing. Which of them comes first makes no difference. */
export const bondOf = (one: Witness, other: Witness, sameSpeaker: SameSpeaker): Bond | null => {
  const [x, y] = one.id < other.id ? [one, other] : [other, one]
  const judged = judge(knownOf(x), knownOf(y), sameSpeaker)
  const likely = isSame(judged)
  return likely || judged.echo || judged.conflict ? { a: x.id, b: y.id, likely, ...judged } : null
}

/** The pairs of witnesses that meet: those that share keys and stand near each other in time, and those of one article. */
export const meetingPairs = (witnesses: readonly Witness[]): (readonly [Witness, Witness])[] => {
  const keyed = new Map(witnesses.map(one => [one, keysOf(one)]))
  const inTime = [...witnesses].sort((x, y) => keyed.get(x)!.day - keyed.get(y)!.day || (x.id < y.id ? -1 : 1))
  const places = new Map<number, Witness[]>()
  for (const one of inTime) for (const key of keyed.get(one)!.keys) push(places, key, one)
  const shared = new Map<Witness, Map<Witness, number>>(inTime.map(one => [one, new Map()]))
  for (const at of places.values())
    at.forEach((later, i) => {
      const counts = shared.get(later)!
      for (const earlier of at.slice(Math.max(0, i - keyed.get(later)!.near), i))
        counts.set(earlier, (counts.get(earlier) ?? 0) + 1)
    })
  const articles = new Map<string, Witness[]>()
  for (const one of inTime) {
    for (const other of articles.get(one.article.id) ?? []) shared.get(one)!.set(other, keyed.get(one)!.shared)
    push(articles, one.article.id, one)
  }
  return inTime.flatMap(later =>
    [...shared.get(later)!].flatMap(([earlier, keys]) => (keys >= keyed.get(later)!.shared ? [[earlier, later] as const] : []))
  )
}

const push = <K, V>(places: Map<K, V[]>, key: K, value: V) => {
  const known = places.get(key)
  if (known) known.push(value)
  else places.set(key, [value])
}

/**
 * Gathers witnesses into statements, the surest bonds first. Witnesses between which no likely bond leads make no difference to each other,
 * so that a part of the record may be gathered by itself.
 */
export const clustersOf = (witnesses: readonly Witness[], bonds: readonly Bond[], sameSpeaker: SameSpeaker): Witness[][] => {
  const all = witnesses.map(knownOf)
  const byId = new Map(all.map(one => [one.witness.id, one]))
  const clusters = new Map<Known, readonly Known[]>(all.map(one => [one, [one]]))
  const judgeOnce = judgingOnce(bonds, byId, sameSpeaker)
  const turns = bonds
    .filter(bond => bond.likely)
    .map(bond => ({ bond, pair: [byId.get(bond.a)!, byId.get(bond.b)!] as const }))
    .map(one => ({ ...one, turn: TURNS.findIndex(turn => turn(one)) }))
  for (const { pair } of turns.sort((p, q) => p.turn - q.turn || q.bond.same - p.bond.same || inOrder(p.bond, q.bond))) {
    const [x, y] = pair.map(one => clusters.get(one)!)
    if (x === y || !agree(x, y, canBeOne(pair), judgeOnce, sameSpeaker)) continue
    const joined = [...x, ...y]
    for (const one of joined) clusters.set(one, joined)
  }
  return [...new Set(clusters.values())].map(members => members.map(one => one.witness))
}

const inOrder = (p: Bond, q: Bond): number => compare(p.a, q.a) || compare(p.b, q.b)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

type Judge = (x: Known, y: Known) => Judgement

/** A judge that remembers: a bond says how its two were judged, and while groups are joined, the same pairs come up again and again. */
const judgingOnce = (bonds: readonly Bond[], byId: ReadonlyMap<string, Known>, sameSpeaker: SameSpeaker): Judge => {
  const kept = new Map<Known, Map<Known, Judgement>>()
  const keep = (x: Known, y: Known, judgement: Judgement): Judgement => {
    kept.set(x, (kept.get(x) ?? new Map()).set(y, judgement))
    return judgement
  }
  for (const bond of bonds) {
    const [x, y] = [byId.get(bond.a), byId.get(bond.b)]
    if (x && y) keep(x, y, bond)
  }
  return (one, other) => {
    const [x, y] = one.witness.id < other.witness.id ? [one, other] : [other, one]
    return kept.get(x)?.get(y) ?? keep(x, y, judge(x, y, sameSpeaker))
  }
}

type Joining = { readonly bond: Bond; readonly pair: readonly [Known, Known] }

const oneArticle = ({ pair: [x, y] }: Joining) => x.witness.article.id === y.witness.article.id

/** Which pairs are joined first: speech with speech, then what holds its words, then a telling with a telling; of both what stands in one article first. */
const TURNS: readonly ((joining: Joining) => boolean)[] = [
  ({ pair, bond }) => bond.words && pair.every(isDirect),
  one => one.bond.words && oneArticle(one),
  one => one.bond.words,
  oneArticle,
  () => true
]

/** The members of each side that are looked at before two groups are joined. */
const LOOKED_AT = 8
/** What the members of two groups must be to each other on average, where not both sides are speech in its own words. */
const TOGETHER = 0.35

type Met = (x: Known, y: Known) => boolean

// What is word for word the same joins groups whose days are told elsewhere; a telling joins none that way.
const canBeOne = ([one, other]: readonly [Known, Known]): Met => {
  const loose = !daysMeet(one, other)
  return (x, y) => daysMeet(x, y) || ((loose || (isDirect(x) && isDirect(y))) && daysNear(x, y))
}

/** Whether two groups may become one: nobody is against another by speaker or day, and what they are known by agrees. */
const agree = (
  left: readonly Known[],
  right: readonly Known[],
  onOneDay: Met,
  judgeOnce: Judge,
  sameSpeaker: SameSpeaker
): boolean => {
  const [l, r] = [left, right].map(onceEach)
  if (l.some(x => r.some(y => speakersOf(x, y, sameSpeaker) === 'two'))) return false
  const days = left.slice(0, LOOKED_AT).every(x => right.slice(0, LOOKED_AT).every(y => onOneDay(x, y)))
  if (!days || left.some(x => right.some(y => printsTwo(x, y)))) return false
  const [a, b] = [core(left), core(right)]
  const judged = a.map(x => b.map(y => judgeOnce(x, y)))
  const [aSpeaks, bSpeaks] = [a, b].map(side => side.every(isDirect))
  if (aSpeaks && bSpeaks) return judged.flat().some(one => one.words && isSame(one))
  const all = judged.map(row => row.map(one => one.same))
  // Of a speech printed in pieces, a telling has to agree with one; where all is told, everybody with everybody.
  const telling = aSpeaks
    ? b.map((_, j) => Math.max(...all.map(row => row[j])))
    : bSpeaks
      ? all.map(row => Math.max(...row))
      : all.flat()
  return Math.min(...telling) > 0 && telling.reduce((sum, same) => sum + same, 0) / telling.length >= TOGETHER
}

/** Of the members of a group that name a speaker one for each name: a hundred outlets print a handful of names. */
const onceEach = (group: readonly Known[]): readonly Known[] => [...new Map(group.map(one => [nameIn(one), one])).values()]

const nameIn = ({ witness: { speaker, article } }: Known): string =>
  speaker ? `${speaker.id} ${speaker.name}${speaker.kind === 'unnamed' ? ` ${article.id}` : ''}` : ''

/** What a group is known by: the speech in it, or where it has none, all that is told. */
const core = (group: readonly Known[]): readonly Known[] => {
  const speech = group.filter(isDirect)
  return (speech.length ? speech : group).slice(0, LOOKED_AT)
}
