/** Time, as the reading of the web needs it: milliseconds since 1970, and waiting, which a signal may end early. Tests let it run faster. */
export type Clock = { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }

/** A second, in milliseconds. */
export const SECOND = 1000
/** A minute, in milliseconds. */
export const MINUTE = 60 * SECOND
/** An hour, in milliseconds. */
export const HOUR = 60 * MINUTE
/** A day, in milliseconds. */
export const DAY = 24 * HOUR
