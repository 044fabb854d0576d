import type { Witness } from '../types.ts'
import { daysMeet, type Judgement, judge, type Rarity, SAME_FROM } from './judge.ts'
import { type Known, known } from './known.ts'

/** Witnesses gathered into statements, and the pairs of them that echo or contradict each other. */
export type Gathered = {
  readonly members: readonly (readonly Known[])[]
  readonly echoes: readonly Pair[]
  readonly conflicts: readonly Pair[]
}

type Pair = readonly [Known, Known]
type Judged = { readonly pair: Pair; readonly judgement: Judgement }

/** Gathers witnesses: pairs found by shared keys are judged, the surest joined first. */
export const gather = (witnesses: readonly Witness[]): Gathered => {
  const all = witnesses.map(known).sort(inTime)
  const rarity = rarityIn(all)
  const judgeOnce = judgingOnce(rarity)
  const judged = pairsOf(all, rarity).flatMap((pair): Judged[] => {
    const judgement = judgeOnce(...pair)
    return judgement.same || judgement.echo || judgement.conflict ? [{ pair, judgement }] : []
  })
  const clusters = join(all, judged, judgeOnce)
  return {
    members: [...new Set(clusters.values())],
    echoes: judged.filter(one => one.judgement.echo).map(one => one.pair),
    conflicts: judged.filter(one => one.judgement.conflict).map(one => one.pair)
  }
}

type Judge = (x: Known, y: Known) => Judgement

/** A judge that remembers: while groups are joined, the same pairs come up again and again. */
const judgingOnce = (rarity: Rarity): Judge => {
  const kept = new Map<Known, Map<Known, Judgement>>()
  return (x, y) => {
    const before = kept.get(x)?.get(y) ?? kept.get(y)?.get(x)
    if (before) return before
    const judgement = judge(x, y, rarity)
    kept.set(x, (kept.get(x) ?? new Map()).set(y, judgement))
    return judgement
  }
}

const inTime = (x: Known, y: Known): number => compare(x.latest ?? '', y.latest ?? '') || compare(x.witness.id, y.witness.id)
const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** How much each stem tells among these witnesses. */
export const rarityIn = (all: readonly Known[]): Rarity => {
  const count = new Map<string, number>()
  for (const { sense } of all) for (const stem of sense.keys()) count.set(stem, (count.get(stem) ?? 0) + 1)
  const most = Math.log(1 + Math.max(all.length, FEW))
  return stem => Math.max(0.2, 1 - Math.log(count.get(stem) ?? 1) / most)
}

/** Below so many quotations, how often a word occurs in them says little about how rare it is. */
const FEW = 100

/** Of the many witnesses that share a key, each is paired with so many before it in time: what they tell of stands in the same days' papers. */
const NEIGHBOURS = 40

/** Pairs worth a judgement: those that share two words in a row, or a word and the speaker, or a word and the article. */
const pairsOf = (all: readonly Known[], rarity: Rarity): Pair[] => {
  const places = new Map<string, number[]>()
  all.forEach((one, i) => {
    for (const key of keysOf(one, rarity)) push(places, key, i)
  })
  const found = all.map(() => new Set<number>())
  for (const at of places.values())
    at.forEach((later, i) => {
      for (const earlier of at.slice(Math.max(0, i - NEIGHBOURS), i)) found[later].add(earlier)
    })
  return found.flatMap((earlier, later) => [...earlier].map((at): Pair => [all[at], all[later]]))
}

const push = (places: Map<string, number[]>, key: string, place: number) => {
  const known = places.get(key)
  if (known) known.push(place)
  else places.set(key, [place])
}

/** Of a long quotation, so many of its most telling words are keys under its speaker's name; the pairs of neighbouring words are all keys. */
const TELLING = 12

const keysOf = ({ sense, witness }: Known, rarity: Rarity): Set<string> => {
  const stems = [...sense.keys()]
  const worth = (stem: string) => sense.get(stem)! * rarity(stem)
  const telling = stems.toSorted((a, b) => worth(b) - worth(a)).slice(0, TELLING)
  const speaker = witness.speaker?.id
  return new Set([
    ...stems.slice(1).map((stem, i) => `${stems[i]} ${stem}`),
    ...(speaker ? telling.map(stem => `${speaker} ${stem}`) : []),
    ...stems.map(stem => `${witness.article.id} ${stem}`)
  ])
}

const join = (all: readonly Known[], judged: readonly Judged[], judgeOnce: Judge): Map<Known, readonly Known[]> => {
  const clusters = new Map<Known, readonly Known[]>(all.map(one => [one, [one]]))
  const likely = judged.filter(({ judgement: { same, words } }) => same >= (words ? SAME_FROM.words : SAME_FROM.sense))
  const turns = likely.map(one => ({ ...one, turn: TURNS.findIndex(turn => turn(one)) }))
  for (const { pair } of turns.sort((p, q) => p.turn - q.turn || q.judgement.same - p.judgement.same)) {
    const [x, y] = pair.map(one => clusters.get(one)!)
    if (x === y || !agree(x, y, judgeOnce)) continue
    const joined = [...x, ...y]
    for (const one of joined) clusters.set(one, joined)
  }
  return clusters
}

const isDirect = ({ witness: { quote } }: Known) => quote.form === 'direct'

const oneArticle = ({ pair: [x, y] }: Judged) => x.witness.article.id === y.witness.article.id

/** Which pairs are joined first: speech with speech, then what holds its words, then a telling with a telling; of both what stands in one article first. */
const TURNS: readonly ((judged: Judged) => boolean)[] = [
  ({ pair, judgement }) => judgement.words && pair.every(isDirect),
  one => one.judgement.words && oneArticle(one),
  one => one.judgement.words,
  oneArticle,
  () => true
]

/** The members of each side that are looked at before two groups are joined. */
const LOOKED_AT = 8
/** What the members of two groups must be to each other on average, where not both sides are speech in its own words. */
const TOGETHER = 0.35

/** Whether two groups may become one: nobody is against another by speaker or day, and what they are known by agrees. */
const agree = (left: readonly Known[], right: readonly Known[], judgeOnce: Judge): boolean => {
  if (speakersOf([...left, ...right]).size > 1) return false
  const days = left.slice(0, LOOKED_AT).every(x => right.slice(0, LOOKED_AT).every(y => daysMeet(x, y)))
  if (!days) return false
  const [a, b] = [core(left), core(right)]
  const judged = a.map(x => b.map(y => judgeOnce(x, y)))
  const [aSpeaks, bSpeaks] = [a, b].map(side => side.every(isDirect))
  if (aSpeaks && bSpeaks) return judged.flat().some(one => one.words && one.same >= SAME_FROM.words)
  const all = judged.map(row => row.map(one => one.same))
  // Of a speech printed in pieces, a telling has to agree with one; where all is told, everybody with everybody.
  const telling = aSpeaks
    ? b.map((_, j) => Math.max(...all.map(row => row[j])))
    : bSpeaks
      ? all.map(row => Math.max(...row))
      : all.flat()
  return Math.min(...telling) > 0 && telling.reduce((sum, same) => sum + same, 0) / telling.length >= TOGETHER
}

/** What a group is known by: the speech in it, or where it has none, all that is told. */
const core = (group: readonly Known[]): readonly Known[] => {
  const speech = group.filter(isDirect)
  return (speech.length ? speech : group).slice(0, LOOKED_AT)
}

const speakersOf = (members: readonly Known[]) =>
  new Set(members.flatMap(({ witness: { speaker } }) => (speaker ? [speaker.id] : [])))
