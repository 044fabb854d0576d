/** Weights by term, which a number stands for, in the order of the numbers: words are kept in texts alone. */
export type Vector = { readonly terms: Uint32Array; readonly weights: Float32Array }

/** The vector of these weights; each term comes once. */
export const vectorOf = (weighed: readonly (readonly [term: number, weight: number])[]): Vector => {
  const inOrder = weighed.toSorted((a, b) => a[0] - b[0])
  return { terms: Uint32Array.from(inOrder, one => one[0]), weights: Float32Array.from(inOrder, one => one[1]) }
}

/** What a vector weighs, a pair a term. */
export const weightsIn = ({ terms, weights }: Vector): [term: number, weight: number][] =>
  Array.from(terms, (term, i) => [term, weights[i]])

/** The sum over the terms that both have of the products of their weights. */
export const product = (a: Vector, b: Vector): number => {
  const [few, many] = a.terms.length < b.terms.length ? [a, b] : [b, a]
  let sum = 0
  let from = 0
  for (let i = 0; i < few.terms.length; i++) {
    from = firstFrom(many.terms, few.terms[i], from)
    if (many.terms[from] === few.terms[i]) sum += few.weights[i] * many.weights[from]
  }
  return sum
}

/** Where the first of the numbers stands that is not less than this one. */
const firstFrom = (numbers: Uint32Array, least: number, from: number): number => {
  let [low, high] = [from, numbers.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (numbers[middle] < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Two vectors added, of which so many terms are kept: the heaviest, of those of one weight the ones of the smallest numbers. */
export const sumOf = (a: Vector, b: Vector, most: number): Vector => {
  const terms: number[] = []
  const weights: number[] = []
  for (let i = 0, j = 0; i < a.terms.length || j < b.terms.length; ) {
    const [x, y] = [a.terms[i] ?? Number.POSITIVE_INFINITY, b.terms[j] ?? Number.POSITIVE_INFINITY]
    terms.push(Math.min(x, y))
    weights.push((x <= y ? a.weights[i++] : 0) + (y <= x ? b.weights[j++] : 0))
  }
  const all = terms.map((term, i): [number, number] => [term, weights[i]])
  return vectorOf(heaviest(all, most))
}

/** Of these so many: the heaviest, of those of one weight the ones of the smallest numbers, so that their order makes no difference. */
export const heaviest = (weighed: readonly [term: number, weight: number][], most: number): readonly [number, number][] =>
  weighed.length <= most ? weighed : weighed.toSorted((x, y) => y[1] - x[1] || x[0] - y[0]).slice(0, most)
