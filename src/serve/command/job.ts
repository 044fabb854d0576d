import type { JobKind, Store } from '../../store/index.ts'

/** What a command leaves in the record of how far it has come: from `begin` on, or else from the first time that it is told after it has run for a while. */
export type Telling = { begin(): void; tell(done: number, failed: number): void; end(note: string): void }

/** How often it is written down, for each time costs a write to the disk; what is over sooner leaves nothing. */
const EVERY_MS = 2000

/** How many named places are told: the rest is a number. */
const MOST_NAMED = 3

/** A job on this record: of these places, and of so many things where that is known. */
export const startJob = (store: Store, kind: JobKind, named: readonly string[], total: number | null = null): Telling => {
  const more = named.length - MOST_NAMED
  const what = `${named.slice(0, MOST_NAMED).join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  const began = Date.now()
  let reached = { told: began, done: 0, total, failed: 0 }
  let id: number | null = null
  const begin = () => {
    id ??= store.jobs.begin({ kind, what, pid: process.pid, began, total })
    return id
  }
  return {
    begin,
    tell: (done, failed) => {
      const due = Date.now() - reached.told >= EVERY_MS
      reached = { ...reached, told: due ? Date.now() : reached.told, done, failed }
      if (due) store.jobs.tell(begin(), reached)
    },
    end: note => {
      if (id === null) return
      store.jobs.tell(id, reached)
      store.jobs.end(id, Date.now(), note)
    }
  }
}
