/** Log odds added for a cue, a source and content, and how much the flat tags weigh beside the reader's: `models/<name>/model.json` carries them. */
export type Decoding = { readonly cue: number; readonly source: number; readonly content: number; readonly flat: number }

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
  const most = Math.max(...logs)
  return most + Math.log(logs.reduce((sum, one) => sum + Math.exp(one - most), 0))
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

/** The cues that the flat tags show among the tokens [from, to). */
export const cuesIn = (tags: Float32Array, from: number, to: number, { cue }: Decoding): Run[] =>
  bestRuns(
    oddsOf(to - from, i => {
      const tag = (k: number) => tags[TAGS * (from + i) + k]
      return [either(tag(0), tag(1), tag(2), tag(5), tag(6)) - cue, tag(3), tag(4)]
    })
  ).map(run => moved(run, from))

/** Log chances of the five roles for each token that exists, from the reader and the flat tags together; the cue's own tokens have none. */
const rolesOf = ({ roles, first, from, to }: Reading, cue: Run, tags: Float32Array, weight: number): number[][] =>
  Array.from({ length: to - from }, (_, at) => {
    const i = from + at
    if (cue[0] <= i && i < cue[1]) return [0, -100, -100, -100, -100]
    const tag = (k: number) => tags[TAGS * i + k]
    const flat = [either(tag(0), tag(3), tag(4)), tag(1), tag(2), tag(5), tag(6)]
    const scores = flat.map((one, k) => roles[ROLES * (i - first) + k] + weight * one)
    const all = either(...scores)
    return scores.map(score => score - all)
  })

/** Source and content of one cue; null where no content is found. */
export const draftOf = (cue: Run, reading: Reading, tags: Float32Array, how: Decoding): Draft | null => {
  const roles = rolesOf(reading, cue, tags, how.flat)
  const chances = (a: number, b: number) => Float64Array.from(roles, one => Math.exp(one[a]) + Math.exp(one[b]))
  const content = bestRuns(
    oddsOf(roles.length, i => [either(roles[i][0], roles[i][1], roles[i][2]) - how.content, roles[i][3], roles[i][4]])
  )
  if (!content.length) return null
  const ofSource = chances(1, 2)
  const source = bestRuns(
    oddsOf(roles.length, i => [either(roles[i][0], roles[i][3], roles[i][4]) - how.source, roles[i][1], roles[i][2]])
  ).reduce<Run | null>((a, b) => (a && sum(ofSource, a) >= sum(ofSource, b) ? a : b), null)
  const ofContent = chances(3, 4)
  const ofCue = Float64Array.from({ length: cue[1] - cue[0] }, (_, i) =>
    Math.exp(either(tags[TAGS * (cue[0] + i) + 3], tags[TAGS * (cue[0] + i) + 4]))
  )
  return {
    cue,
    source: source && moved(source, reading.from),
    content: content.map(run => moved(run, reading.from)),
    sure: {
      cue: mean(ofCue, [0, ofCue.length]),
      source: source ? mean(ofSource, source) : 1 - ofSource.reduce((a, b) => Math.max(a, b), 0),
      content: content.reduce((total, run) => total + mean(ofContent, run), 0) / content.length
    }
  }
}

const moved = ([start, end]: Run, by: number): Run => [start + by, end + by]
const sum = (values: Float64Array, [start, end]: Run) => values.subarray(start, end).reduce((a, b) => a + b, 0)
const mean = (values: Float64Array, run: Run) => sum(values, run) / (run[1] - run[0])
