/** Where two sequences differ: `[from, to)` of the first, in whose place the second has its `[from, to)`; either may be empty. */
export type Difference = { readonly a: readonly [number, number]; readonly b: readonly [number, number] }

/** Beyond so many cells of the table, what stands between the common beginning and the common end counts as one difference. */
const MOST_CELLS = 16_000_000

/** The fewest differences between two sequences, in order: what both have in the same order stands between them. */
export const differences = (a: readonly string[], b: readonly string[]): Difference[] => {
  let start = 0
  while (start < a.length && start < b.length && a[start] === b[start]) start++
  let [aEnd, bEnd] = [a.length, b.length]
  while (aEnd > start && bEnd > start && a[aEnd - 1] === b[bEnd - 1]) {
    aEnd--
    bEnd--
  }
  const [left, right] = [a.slice(start, aEnd), b.slice(start, bEnd)]
  if (!left.length && !right.length) return []
  if (left.length * right.length > MOST_CELLS) return [{ a: [start, aEnd], b: [start, bEnd] }]
  return walk(left, right).map(one => ({
    a: [one.a[0] + start, one.a[1] + start],
    b: [one.b[0] + start, one.b[1] + start]
  }))
}

/** The most elements that both have in the same order, from each place on. */
const commonFrom = (a: readonly string[], b: readonly string[]): Int32Array => {
  const width = b.length + 1
  const common = new Int32Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      common[i * width + j] =
        a[i] === b[j] ? common[(i + 1) * width + j + 1] + 1 : Math.max(common[(i + 1) * width + j], common[i * width + j + 1])
  return common
}

const walk = (a: readonly string[], b: readonly string[]): Difference[] => {
  const common = commonFrom(a, b)
  const width = b.length + 1
  const found: Difference[] = []
  let [i, j, fromA, fromB] = [0, 0, 0, 0]
  const close = () => {
    if (i > fromA || j > fromB) found.push({ a: [fromA, i], b: [fromB, j] })
  }
  while (i < a.length && j < b.length) {
    if (a[i] === b[j]) {
      close()
      fromA = ++i
      fromB = ++j
    } else if (common[(i + 1) * width + j] >= common[i * width + j + 1]) i++
    else j++
  }
  i = a.length
  j = b.length
  close()
  return found
}
