import type { Job, Store } from '../../store/index.ts'
import { listed } from './listed.ts'
import type { JobLine, JobsView } from './wire/index.ts'

/** So many reasons are told. */
const MOST_REASONS = 20

/** What works on the record and what did, the last begun first; what waits; and why articles of feeds were left. */
export const jobsView = ({ jobs, waits, leftFor }: Store, page: number | undefined): JobsView => ({
  jobs: listed(jobs.all(), page, jobLine),
  waits: waits(),
  left: leftFor(MOST_REASONS).map(one => ({ ...one }))
})

const jobLine = ({ id, kind, what, pid, began, told, ended, done, total, failed, note }: Job): JobLine => ({
  id,
  kind,
  what,
  state: ended !== null ? 'ended' : isAlive(pid) ? 'running' : 'killed',
  began: instant(began),
  told: instant(told),
  ended: ended === null ? null : instant(ended),
  done,
  total,
  failed,
  perMinute: told > began && done ? Math.round((600_000 * done) / (told - began)) / 10 : null,
  note
})

const instant = (ms: number) => new Date(ms).toISOString()

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // Another user's process is there too.
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
