import type { Database } from './database.ts'

export type JobKind = 'watch' | 'add' | 'reparse'

/**
 * Something that works on the record, or did. Moments are milliseconds since 1970; `what` says of what, in a few words; `done` of `total`, where that is known, and
 * `failed` of them. One that has no end and whose process is gone was killed.
 */
export type Job = {
  readonly id: number
  readonly kind: JobKind
  readonly what: string
  readonly pid: number
  readonly began: number
  /** When it was last heard of. */
  readonly told: number
  readonly ended: number | null
  readonly done: number
  readonly total: number | null
  readonly failed: number
  /** How it ended, in a sentence. */
  readonly note: string | null
}

/** How far a job has come. */
export type Reached = Pick<Job, 'told' | 'done' | 'total' | 'failed'>

/** What works on the record, and what did. */
export interface Jobs {
  /** Begins a job; gives its id. */
  begin(job: Pick<Job, 'kind' | 'what' | 'pid' | 'began' | 'total'>): number
  tell(id: number, reached: Reached): void
  end(id: number, at: number, note: string): void
  /** The jobs, the last begun first. */
  all(): readonly Job[]
}

/** So many jobs are remembered: who looks at them looks at the last ones. */
const MOST_JOBS = 200

/** The Jobs of a record in SQLite. */
export const jobsIn = (db: Database): Jobs => ({
  begin: ({ kind, what, pid, began, total }) =>
    db.writing(() => {
      const { lastInsertRowid } = db.run(
        'INSERT INTO jobs (kind, what, pid, began, told, total) VALUES (?1, ?2, ?3, ?4, ?4, ?5)',
        kind,
        what,
        pid,
        began,
        total
      )
      db.run('DELETE FROM jobs WHERE id <= ?', Number(lastInsertRowid) - MOST_JOBS)
      return Number(lastInsertRowid)
    }),
  tell: (id, { told, done, total, failed }) => {
    db.run('UPDATE jobs SET told = ?, done = ?, total = ?, failed = ? WHERE id = ?', told, done, total, failed, id)
  },
  end: (id, at, note) => {
    db.run('UPDATE jobs SET told = ?1, ended = ?1, note = ?2 WHERE id = ?3', at, note, id)
  },
  all: () => db.all<Job>('SELECT * FROM jobs ORDER BY id DESC')
})
