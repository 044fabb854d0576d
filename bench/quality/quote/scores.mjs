/**
 * PolNeAR's three scores for quotations, article by article, so that they can be pooled and bootstrapped. Offsets of PolNeAR count code
 * points and ours UTF-16 units: `pointsOf` turns ours into theirs.
 */

/** A function from UTF-16 offsets of a text to code point offsets. */
export const pointsOf = text => {
  if (!/[\ud800-\udbff]/.test(text)) return at => at
  const points = new Int32Array(text.length + 1)
  let at = 0
  let point = 0
  for (const character of text) {
    points.fill(point, at, at + character.length)
    at += character.length
    point++
  }
  points[text.length] = point
  return offset => points[offset]
}

const pairs = spans => (spans ?? []).map(({ start, end }) => [start, end])
const length = spans => spans.reduce((sum, [start, end]) => sum + end - start, 0)
const cross = (a, b) =>
  a.reduce((sum, [s, e]) => sum + b.reduce((more, [t, f]) => more + Math.max(0, Math.min(e, f) - Math.max(s, t)), 0), 0)

const union = spans => {
  const merged = []
  for (const [start, end] of [...spans].sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1)
    if (last && start <= last[1]) last[1] = Math.max(last[1], end)
    else merged.push([start, end])
  }
  return merged
}

const iou = (a, b) => {
  const [x, y] = [union(a), union(b)]
  const both = cross(x, y)
  const all = length(x) + length(y) - both
  return all ? both / all : 0
}

const overlaps = (gold, found) =>
  gold.length > 0 && found.length > 0 && length(found) <= Math.max(100, 2 * length(gold)) && cross(gold, found) > 0

/** A: source, cue and content as labelled tokens, counted where the span is exactly the same; CofeNet's metric. */
export const scoreComponents = (rows, predicted) => {
  const counts = { source: {}, cue: {}, content: {} }
  for (const row of rows) {
    const article = row.id.replace(/_[^_]*$/, '')
    const quotations = predicted.get(article) ?? predicted.get(row.id) ?? []
    const gold = runsOf(row.labels.map(label => label.replace('SOURCE', 'source')))
    const found = runsOf(labelRow(row.offsets, quotations))
    for (const part of ['source', 'cue', 'content']) {
      const count = (counts[part][article] ??= { tp: 0, fp: 0, fn: 0 })
      const same = [...found[part]].filter(run => gold[part].has(run)).length
      count.tp += same
      count.fp += found[part].size - same
      count.fn += gold[part].size - same
    }
  }
  return counts
}

const runsOf = labels => {
  const runs = { source: new Set(), cue: new Set(), content: new Set() }
  let open = null
  for (const [i, label] of [...labels, 'O'].entries()) {
    if (open && label === `I-${open.part}`) continue
    if (open) runs[open.part].add(`${open.from} ${i}`)
    open = label.startsWith('B-') ? { part: label.slice(2), from: i } : null
  }
  return runs
}

// A token keeps one label: cue over source over content.
const labelRow = (offsets, quotations) => {
  const labels = offsets.map(() => 'O')
  const put = ([start, end], part) => {
    let before = -2
    for (const [i, token] of offsets.entries()) {
      if (!token || token[0] >= end || start >= token[1]) continue
      labels[i] = `${i === before + 1 ? 'I' : 'B'}-${part}`
      before = i
    }
  }
  for (const one of quotations) for (const span of one.content ?? []) put(span, 'content')
  for (const part of ['source', 'cue']) for (const one of quotations) if (one[part]) put(one[part], part)
  return labels
}

/** B: content that overlaps by half and a source that overlaps, matched one to one, best first. */
export const scoreLinked = (articles, predicted) => {
  const counts = {}
  for (const { article, primary, attributions } of articles) {
    if (primary === false) continue
    const found = predicted.get(article) ?? []
    const candidates = []
    for (const [i, gold] of attributions.entries())
      for (const [j, one] of found.entries()) {
        const value = iou(pairs(gold.content), one.content ?? [])
        if (value < 0.5) continue
        const source = one.source ? [one.source] : []
        const right = overlaps(pairs(gold.source), source) || (!pairs(gold.source).length && !source.length)
        candidates.push({ rank: value + (right ? 1 : 0), i, j, right })
      }
    const [takenGold, takenFound] = [new Set(), new Set()]
    let tp = 0
    for (const { i, j, right } of candidates.sort((a, b) => b.rank - a.rank || b.i - a.i || b.j - a.j)) {
      if (takenGold.has(i) || takenFound.has(j)) continue
      takenGold.add(i)
      takenFound.add(j)
      if (right) tp++
    }
    counts[article] = { tp, fp: found.length - tp, fn: attributions.length - tp }
  }
  return counts
}

const BINS = [0, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 1.01]

/** For each bin of confidence: how many quotations have it, what they claim on average, and how many of a hundred are right (as B counts: half of the content, and the source). */
export const reliability = (articles, predicted) => {
  const bins = BINS.slice(1).map((to, i) => ({ from: BINS[i], to, count: 0, claimed: 0, right: 0 }))
  for (const { article, primary, attributions } of articles) {
    if (primary === false) continue
    for (const one of predicted.get(article) ?? []) {
      const bin = bins.find(({ to }) => one.confidence < to)
      bin.count++
      bin.claimed += one.confidence
      if (attributions.some(gold => iou(pairs(gold.content), one.content) >= 0.5 && isSourceRight(gold, one))) bin.right++
    }
  }
  return bins
    .filter(one => one.count)
    .map(({ count, claimed, right, ...one }) => ({
      ...one,
      count,
      claimed: (100 * claimed) / count,
      right: (100 * right) / count
    }))
}

const isSourceRight = (gold, { source }) =>
  overlaps(pairs(gold.source), source ? [source] : []) || (!pairs(gold.source).length && !source)

/** C: words in marks: those of a speaker found and given to the right mention, and those of nobody taken for speech. */
export const scoreDirect = (articles, predicted) => {
  const counts = {}
  for (const { article, quotes } of articles) {
    const count = (counts[article] = { all: 0, found: 0, named: 0, right: 0, marks: 0, taken: 0 })
    const spans = (predicted.get(article) ?? []).flatMap(one => (one.content ?? []).map(([start, end]) => ({ start, end, one })))
    for (const gold of quotes) {
      const hit = spans.find(span => isSame(span, gold)) ?? spans.find(span => isAround(span, gold))
      if (!gold.attributed) {
        count.marks++
        if (hit) count.taken++
        continue
      }
      count.all++
      if (!hit) continue
      count.found++
      if (!gold.speaker) continue
      count.named++
      if (hit.one.source && overlaps(pairs([gold.speaker]), [hit.one.source])) count.right++
    }
  }
  return counts
}

const isSame = (span, gold) => Math.abs(span.start - gold.start) <= 2 && Math.abs(span.end - gold.end) <= 2
const isAround = (span, gold) => {
  const size = gold.end - gold.start
  return span.start <= gold.start + 1 && gold.end - 1 <= span.end && span.end - span.start <= Math.max(3 * size, size + 200)
}

/** The sum of counts of several articles. */
export const pool = counts => {
  const sum = {}
  for (const count of counts) for (const [name, value] of Object.entries(count)) sum[name] = (sum[name] ?? 0) + value
  return sum
}

/** Precision, recall and F1 in per cent. */
export const f1 = ({ tp = 0, fp = 0, fn = 0 }) => {
  const precision = tp + fp ? tp / (tp + fp) : 0
  const recall = tp + fn ? tp / (tp + fn) : 0
  return {
    precision: 100 * precision,
    recall: 100 * recall,
    f1: precision + recall ? (200 * precision * recall) / (precision + recall) : 0
  }
}

/** The 95 % interval of a figure over articles drawn again with replacement, always the same draws. */
export const interval = (counts, figure, rounds = 400) => {
  let seed = 7
  const draw = below => {
    seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
    return Math.floor((seed / 2 ** 32) * below)
  }
  const figures = Array.from({ length: rounds }, () => figure(pool(counts.map(() => counts[draw(counts.length)])))).sort(
    (a, b) => a - b
  )
  return [figures[Math.floor(rounds * 0.025)], figures[Math.ceil(rounds * 0.975) - 1]]
}
