// Time that runs faster: the same in every process that is given the same beginning. Real HTTP, real waiting, only less of it.
export const EPOCH = Date.parse('2031-03-11T06:00:00Z')

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE

/** A clock that began at `start` (real milliseconds), runs `factor` times as fast, and may have been put forward. */
export const clockOf = ({ start, factor, forward = 0 }) => ({
  now: () => EPOCH + forward + (Date.now() - start) * factor,
  sleep: (ms, signal) =>
    new Promise(resolve => {
      if (signal?.aborted) return resolve()
      const timer = setTimeout(resolve, ms / factor)
      signal?.addEventListener(
        'abort',
        () => {
          clearTimeout(timer)
          resolve()
        },
        { once: true }
      )
    })
})

/** Chance that repeats: the same seed gives the same row of numbers from 0 to 1. */
export const chanceOf = seed => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}
