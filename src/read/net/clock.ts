/** Time, as the reading of the web needs it: milliseconds since 1970, and waiting, which a signal may end early. Tests let it run faster. */
export type Clock = { now(): number; sleep(ms: number, signal?: AbortSignal): Promise<void> }

export const SECOND = 1000
export const MINUTE = 60 * SECOND
export const HOUR = 60 * MINUTE
export const DAY = 24 * HOUR
