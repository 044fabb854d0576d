import { type Clock, SECOND } from './clock.ts'
import { NotRead } from './fault.ts'

/** The longest a request waits for its turn at a host that is to be left alone; what must wait longer is put off. */
const LONGEST_WAIT = 60 * SECOND

/** One host's turns: when it may be asked next, how long it is left alone after each answer, and the end of the row of those who wait. */
type Row = { free: number; held: number; pause: number; last: Promise<unknown> }

/** One request at a time to each host, and a pause after each. */
export type Pace = {
  /** Runs `work` when the host is free, and leaves it alone afterwards: its usual pause, or this one. Throws NotRead where its turn is too far off. */
  turn<T>(host: string, work: () => Promise<T>, pauseMs?: number): Promise<T>
  /** Leaves the host alone for so long after each answer. */
  slow(host: string, pauseMs: number): void
  /** Asks nothing of the host before this moment. */
  hold(host: string, until: number): void
}

/** A Pace that leaves every host alone for `pauseMs` after each answer. */
export const startPacing = (clock: Clock, pauseMs: number): Pace => {
  const rows = new Map<string, Row>()
  const rowOf = (host: string) => {
    const row = rows.get(host) ?? { free: 0, held: 0, pause: pauseMs, last: Promise.resolve() }
    rows.set(host, row)
    return row
  }
  const now = async <T>(row: Row, work: () => Promise<T>, pause?: number): Promise<T> => {
    if (row.held - clock.now() > LONGEST_WAIT)
      throw new NotRead(
        'read/later',
        `is not asked for before ${new Date(row.held).toISOString()}: its host asks to wait`,
        row.held
      )
    const wait = Math.max(row.free, row.held) - clock.now()
    if (wait > 0) await clock.sleep(wait)
    try {
      return await work()
    } finally {
      row.free = Math.max(row.free, clock.now() + (pause ?? row.pause))
    }
  }
  return {
    turn: (host, work, pause) => {
      const row = rowOf(host)
      const mine = row.last.then(() => now(row, work, pause))
      row.last = mine.catch(() => {})
      return mine
    },
    slow: (host, pause) => {
      rowOf(host).pause = Math.max(pause, pauseMs)
    },
    hold: (host, until) => {
      const row = rowOf(host)
      row.held = Math.max(row.held, until)
    }
  }
}
