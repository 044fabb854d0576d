import type { Outgoing } from '../../store/index.ts'

const MINUTE = 60_000

/** How often something is sent before it is given up, how long after the first try the second one comes, and how many times as late each further one: 18 hours in all. */
const MOST_TRIES = 8
const FIRST_RETRY = MINUTE
const LATER_EACH_TIME = 3

/** Its receiver says that nobody is there any more, and never will be. */
const GONE = 410

/** What came of one try: it was taken, or not, for this reason. */
export type Try = { readonly taken: boolean; readonly status: number | null; readonly why: string }

/** What becomes of a delivery after a try. */
export const afterSending = (tries: number, { taken, status, why }: Try, now: number): Outgoing => {
  if (taken) return { state: 'sent', next: now, tries: tries + 1, why: null }
  if (status === GONE || tries + 1 >= MOST_TRIES) return { state: 'left', next: now, tries: tries + 1, why }
  return { state: 'waiting', next: now + FIRST_RETRY * LATER_EACH_TIME ** tries, tries: tries + 1, why }
}
