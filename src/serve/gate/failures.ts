/** So many wrong tokens from one address, and then one more every half minute. */
const BURST = 10
const REFILL_MS = 30_000

/** How many addresses are remembered; then the one that failed longest ago is forgotten. */
const MOST_KNOWN = 10_000

/** Counts wrong tokens by address. `waits` gives the seconds until another attempt is heard, 0 where one is heard now. */
export const countFailures = (now: () => number) => {
  const known = new Map<string, { left: number; at: number }>()
  const left = (address: string) => {
    const one = known.get(address)
    return one ? Math.min(BURST, one.left + (now() - one.at) / REFILL_MS) : BURST
  }
  return {
    failed(address: string): void {
      const after = { left: Math.max(0, left(address) - 1), at: now() }
      known.delete(address)
      known.set(address, after)
      if (known.size > MOST_KNOWN) known.delete(known.keys().next().value!)
    },
    waits: (address: string): number => Math.ceil((Math.max(0, 1 - left(address)) * REFILL_MS) / 1000)
  }
}
