/** Log odds added for a cue, a source, content, and the chance of the three together below which an attribution is dropped; `model.json` carries them. */
export type Decoding = { readonly cue: number; readonly source: number; readonly content: number; readonly least: number }

/** A run of tokens, [start, end). */
export type Run = readonly [start: number, end: number]

/** What one cue is found to bring along, in token positions of its window. */
export type Draft = {
  readonly cue: Run
  readonly source: Run | null
  readonly content: readonly Run[]
  readonly sure: { readonly cue: number; readonly source: number; readonly content: number }
}

/** The reader's log chances, five a token (nothing, source begun, source, content begun, content): row 0 is token `first`; the tokens [from, to) exist. */
export type Reading = { readonly roles: Float32Array; readonly first: number; readonly from: number; readonly to: number }

/** The graph's flat tags: nothing, then begun and gone on with: source, cue, content. */
const TAGS = 7
const ROLES = 5

/** The log of a sum of chances that are given by their logs. */
const either = (...logs: number[]): number => {
  let most = Number.NEGATIVE_INFINITY
  for (const one of logs) most = Math.max(most, one)
  let sum = 0
  for (const one of logs) sum += Math.exp(one - most)
  return most + Math.log(sum)
}

/** For one kind of run: the log chances of each token to be outside, to begin one, and to go on with one. */
type Odds = { readonly none: Float64Array; readonly begin: Float64Array; readonly inside: Float64Array }

const oddsOf = (length: number, at: (i: number) => readonly [none: number, begin: number, inside: number]): Odds => {
  const odds = { none: new Float64Array(length), begin: new Float64Array(length), inside: new Float64Array(length) }
  for (let i = 0; i < length; i++) [odds.none[i], odds.begin[i], odds.inside[i]] = at(i)
  return odds
}

/** The runs of the likeliest tagging (Viterbi): a weak token inside a long run does not break it, a weak run alone does not begin. */
export const bestRuns = ({ none, begin, inside }: Odds): Run[] => {
  const wasInside: boolean[] = []
  const begins: boolean[] = []
  let outside = 0
  let run = Number.NEGATIVE_INFINITY
  for (let i = 0; i < none.length; i++) {
    const best = Math.max(outside, run)
    wasInside.push(run > outside)
    begins.push(best + begin[i] >= run + inside[i])
    run = Math.max(best + begin[i], run + inside[i])
    outside = best + none[i]
  }
  const runs: Run[] = []
  let within = run > outside
  let end = none.length
  for (let i = none.length - 1; i >= 0; i--) {
    if (within && !begins[i]) continue
    if (within) runs.push([i, end])
    within = wasInside[i]
    end = i
  }
  return runs.reverse()
}

/** The cues that the flat tags show. */
export const cuesIn = (tags: Float32Array, { cue }: Decoding): Run[] =>
  bestRuns(
    oddsOf(tags.length / TAGS, i => {
      const tag = (k: number) => tags[TAGS * i + k]
      return [either(tag(0), tag(1), tag(2), tag(5), tag(6)) - cue, tag(3), tag(4)]
    })
  )

/** The attributions of one window: its flat tags, its cues, and what the reader says about each. No two of them share content. */
export const draftsOf = (tags: Float32Array, cues: readonly Run[], readings: readonly Reading[], how: Decoding): Draft[] => {
  const claims = cues.map((cue, i) => claimOf(cue, readings[i], tags, how)).map(claim => continued(claim, tags))
  return settle(claims, tags.length / TAGS)
}

/** A draft before it is settled, and the log odds to be its content of each token that the reader saw, from the token `from` on. */
type Claim = { readonly draft: Draft; readonly odds: Float64Array; readonly from: number }

/** Content that reaches the last token that the reader saw goes on as far as the flat tags say: a long quotation does not end where the view ends. */
const continued = (claim: Claim, tags: Float32Array): Claim => {
  const { draft, odds, from } = claim
  const last = draft.content.at(-1)
  if (last?.[1] !== from + odds.length) return claim
  let end = last[1]
  while (end < tags.length / TAGS && goesOn(tags.subarray(TAGS * end, TAGS * (end + 1)))) end++
  return { ...claim, draft: { ...draft, content: [...draft.content.slice(0, -1), [last[0], end]] } }
}

const goesOn = (tag: Float32Array) => tag.every(one => one <= tag[6])

/** Source and content of one cue, whose own tokens are neither; its content is empty where none is found or the whole is unlikely. */
const claimOf = (cue: Run, { roles, first, from, to }: Reading, tags: Float32Array, how: Decoding): Claim => {
  const role = (i: number, k: number) =>
    cue[0] <= from + i && from + i < cue[1] ? (k ? -100 : 0) : roles[ROLES * (from + i - first) + k]
  const length = to - from
  const chances = (a: number, b: number) => Float64Array.from({ length }, (_, i) => Math.exp(either(role(i, a), role(i, b))))
  const noContent = Float64Array.from({ length }, (_, i) => either(role(i, 0), role(i, 1), role(i, 2)))
  const content = bestRuns(oddsOf(length, i => [noContent[i] - how.content, role(i, 3), role(i, 4)]))
  const ofSource = chances(1, 2)
  const ofContent = chances(3, 4)
  const source = bestRuns(oddsOf(length, i => [either(role(i, 0), role(i, 3), role(i, 4)) - how.source, role(i, 1), role(i, 2)]))
    // Of several the one with most chance, the first of equals.
    .reduce<Run | null>((a, b) => (a && sum(ofSource, a) >= sum(ofSource, b) ? a : b), null)
  const ofCue = Float64Array.from({ length: cue[1] - cue[0] }, (_, i) => inCue(tags, cue[0] + i))
  const sure = {
    cue: mean(ofCue, [0, ofCue.length]),
    source: source ? mean(ofSource, source) : 1 - ofSource.reduce((a, b) => Math.max(a, b), 0),
    content: content.length ? content.reduce((total, run) => total + mean(ofContent, run), 0) / content.length : 0
  }
  const likely = sure.cue * sure.source * sure.content >= how.least
  const draft = { cue, source: source && moved(source, from), content: likely ? content.map(run => moved(run, from)) : [], sure }
  return { draft, odds: ofContent.map((one, i) => Math.log(one) - noContent[i]), from }
}

const inCue = (tags: Float32Array, i: number) => Math.exp(either(tags[TAGS * i + 3], tags[TAGS * i + 4]))

/**
 * The run with most evidence (its log odds, summed) keeps its tokens; what meets it keeps its longest free part if at least half of it is free.
 * A draft that is left without content falls away.
 */
const settle = (claims: readonly Claim[], length: number): Draft[] => {
  const taken = new Uint8Array(length)
  const kept: Run[][] = claims.map(() => [])
  const runs = claims.flatMap(({ draft, odds, from }, by) =>
    draft.content.map(run => ({ by, run, evidence: sum(odds, moved(run, -from)) }))
  )
  for (const { by, run } of runs.sort((a, b) => b.evidence - a.evidence)) {
    const free = freeParts(taken, run)
    const width = free.reduce((total, [start, end]) => total + end - start, 0)
    if (2 * width < run[1] - run[0]) continue
    const [start, end] = free.reduce((a, b) => (b[1] - b[0] > a[1] - a[0] ? b : a))
    taken.fill(1, start, end)
    kept[by].push([start, end])
  }
  return claims.flatMap(({ draft }, by) => (kept[by].length ? [{ ...draft, content: kept[by].sort((a, b) => a[0] - b[0]) }] : []))
}

const freeParts = (taken: Uint8Array, [start, end]: Run): Run[] => {
  const parts: Run[] = []
  for (let at = start, from = start; at <= end; at++) {
    if (at < end && !taken[at]) continue
    if (at > from) parts.push([from, at])
    from = at + 1
  }
  return parts
}

const moved = ([start, end]: Run, by: number): Run => [start + by, end + by]
const sum = (values: Float64Array, [start, end]: Run) => values.subarray(start, end).reduce((a, b) => a + b, 0)
const mean = (values: Float64Array, run: Run) => sum(values, run) / (run[1] - run[0])
