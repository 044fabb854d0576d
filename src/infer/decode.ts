/** What was chosen on PolNeAR's dev articles; `models/<name>/model.json` carries it. */
export type Decoding = { readonly cue: number; readonly role: number; readonly bridge: number; readonly flat: number }

/** A run of tokens, [start, end). */
export type Run = readonly [start: number, end: number]

/** What one cue is found to bring along, in token positions of its window. */
export type Draft = {
  readonly cue: Run
  readonly source: Run | null
  readonly content: readonly Run[]
  readonly sure: { readonly cue: number; readonly source: number; readonly content: number }
}

/** The flat tags, in the order of the graph's columns: none, then begin and inside of source, cue and content. */
const TAGS = 7
const ROLES = 5

/** Cues as runs of tokens whose chance to be in a cue passes the threshold; a run is cut where a new cue begins. `tags` are log chances, seven a token. */
export const cuesIn = (tags: Float32Array, from: number, to: number, threshold: number): Run[] => {
  const found: Run[] = []
  let start = -1
  for (let i = from; i < to; i++) {
    const begins = Math.exp(tags[TAGS * i + 3])
    const inside = Math.exp(tags[TAGS * i + 4])
    const taken = begins + inside > threshold
    if (start >= 0 && (!taken || begins > inside)) {
      found.push([start, i])
      start = -1
    }
    if (taken && start < 0) start = i
  }
  if (start >= 0) found.push([start, to])
  return found
}

/** The reader's log chances, five a token, for the tokens around one cue: row 0 is token `first`; the tokens [from, to) exist. */
export type Reading = { readonly roles: Float32Array; readonly first: number; readonly from: number; readonly to: number }

/** Chances of source and of content for the tokens that exist, from the reader and the flat tags; the cue's own are neither. */
const chancesOf = ({ roles, first, from, to }: Reading, cue: Run, tags: Float32Array, flat: number) => {
  const source = new Float64Array(to - from)
  const content = new Float64Array(to - from)
  for (let i = from; i < to; i++) {
    if (cue[0] <= i && i < cue[1]) continue
    const tag = (k: number) => tags[TAGS * i + k]
    const none = Math.log(Math.exp(tag(0)) + Math.exp(tag(3)) + Math.exp(tag(4)))
    const scores = [none, tag(1), tag(2), tag(5), tag(6)].map((one, k) => Math.exp(roles[ROLES * (i - first) + k] + flat * one))
    const sum = scores.reduce((a, b) => a + b)
    source[i - from] = (scores[1] + scores[2]) / sum
    content[i - from] = (scores[3] + scores[4]) / sum
  }
  return { source, content }
}

const runsOf = (length: number, taken: (at: number) => boolean): Run[] => {
  const found: Run[] = []
  for (let at = 0, start = 0; at < length; at++) {
    if (!taken(at)) continue
    if (!at || !taken(at - 1)) start = at
    if (at + 1 === length || !taken(at + 1)) found.push([start, at + 1])
  }
  return found
}

const sum = (values: Float64Array, [start, end]: Run) => values.subarray(start, end).reduce((a, b) => a + b, 0)
const mean = (values: Float64Array, run: Run) => sum(values, run) / (run[1] - run[0])
const meets = (a: Run, b: Run) => a[0] < b[1] && b[0] < a[1]

/** Joins runs of content over a few tokens that are neither the cue nor the source. */
const bridged = (runs: readonly Run[], others: readonly Run[], longest: number): Run[] => {
  const joined: Run[] = []
  for (const run of runs) {
    const last = joined.at(-1)
    const gap: Run | undefined = last && [last[1], run[0]]
    if (!(last && gap) || gap[1] - gap[0] > longest || others.some(one => meets(one, gap))) joined.push(run)
    else joined[joined.length - 1] = [last[0], run[1]]
  }
  return joined
}

/** Source and content of one cue; null where no content is found. */
export const draftOf = (cue: Run, reading: Reading, tags: Float32Array, how: Decoding): Draft | null => {
  const { from, to } = reading
  const { source, content } = chancesOf(reading, cue, tags, how.flat)
  const candidates = runsOf(to - from, at => source[at] > how.role && source[at] > content[at])
  const best = candidates.reduce<Run | null>((a, b) => (a && sum(source, a) >= sum(source, b) ? a : b), null)
  const near: Run = [cue[0] - from, cue[1] - from]
  const taken = runsOf(to - from, at => content[at] > how.role && content[at] > source[at])
  const runs = bridged(taken, best ? [near, best] : [near], how.bridge)
  if (!runs.length) return null
  const placed = ([start, end]: Run): Run => [start + from, end + from]
  let certain = 0
  for (let i = cue[0]; i < cue[1]; i++) certain += Math.exp(tags[TAGS * i + 3]) + Math.exp(tags[TAGS * i + 4])
  return {
    cue,
    source: best && placed(best),
    content: runs.map(placed),
    sure: {
      cue: certain / (cue[1] - cue[0]),
      source: best ? mean(source, best) : 1 - source.reduce((a, b) => Math.max(a, b), 0),
      content: runs.reduce((total, run) => total + mean(content, run), 0) / runs.length
    }
  }
}
