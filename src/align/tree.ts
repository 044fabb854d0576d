/**
 * The cheapest tree that reaches every node from one of them: for each node its parent, null for the first (Chu, Liu and Edmonds). `costs[from][to]` may be
 * infinite; `roots` is what it costs to take a node for the first.
 */
export const cheapestTree = (costs: readonly (readonly number[])[], roots: readonly number[]): (number | null)[] => {
  const n = roots.length
  // One node more than there are, before all of them: it can only have one child, so to begin is dearer than any way through.
  const dear = 1 + n * Math.max(1, ...costs.flat().filter(Number.isFinite), ...roots)
  const edges = roots.map((cost, to): Edge => ({ from: n, to, cost: cost + dear, at: { from: n, to } }))
  for (let from = 0; from < n; from++)
    for (let to = 0; to < n; to++)
      if (Number.isFinite(costs[from][to])) edges.push({ from, to, cost: costs[from][to], at: { from, to } })
  const parents: (number | null)[] = Array(n).fill(null)
  for (const { at } of branching(edges, n + 1, n)) if (at.from < n) parents[at.to] = at.from
  return parents
}

type Edge = { readonly from: number; readonly to: number; readonly cost: number; readonly at: { from: number; to: number } }

const branching = (edges: readonly Edge[], nodes: number, root: number): Edge[] => {
  const best: (Edge | undefined)[] = Array(nodes).fill(undefined)
  for (const edge of edges)
    if (edge.to !== root && edge.from !== edge.to && (!best[edge.to] || edge.cost < best[edge.to]!.cost)) best[edge.to] = edge
  const cycle = cycleIn(best, root)
  if (!cycle) return best.filter(edge => edge !== undefined)
  const held = new Set(cycle)
  const name = (node: number) => (held.has(node) ? nodes : node)
  const origin = new Map<Edge, Edge>()
  const fewer = edges.flatMap(edge => {
    if (name(edge.from) === name(edge.to)) return []
    const cost = held.has(edge.to) ? edge.cost - best[edge.to]!.cost : edge.cost
    const one = { ...edge, from: name(edge.from), to: name(edge.to), cost }
    origin.set(one, edge)
    return [one]
  })
  const chosen = branching(fewer, nodes + 1, root).map(edge => origin.get(edge)!)
  const entered = chosen.find(edge => held.has(edge.to))?.to
  return [...chosen, ...cycle.filter(node => node !== entered).map(node => best[node]!)]
}

/** The nodes of a circle of best edges; null where there is none. */
const cycleIn = (best: readonly (Edge | undefined)[], root: number): number[] | null => {
  const seen = new Set<number>([root])
  for (let start = 0; start < best.length; start++) {
    const path: number[] = []
    let at: number | undefined = start
    while (at !== undefined && !seen.has(at)) {
      seen.add(at)
      path.push(at)
      at = best[at]?.from
    }
    if (at !== undefined && path.includes(at)) return path.slice(path.indexOf(at))
  }
  return null
}
