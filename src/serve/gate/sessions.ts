import { randomBytes } from 'node:crypto'
import type { Who } from './who.ts'

/** A working day: who signs in in the morning is asked again the next one. */
export const SESSION_MS = 12 * 60 * 60 * 1000

/** How many people are signed in at most; then those who came first are signed out. */
const MOST_SESSIONS = 1000

/** Somebody who signed in, until when, and whether what let them in still holds. */
export type Session = { readonly who: Who; readonly until: number; readonly holds: () => boolean }

/** Who is signed in, in memory alone: a server that starts anew asks everybody again. */
export const startSessions = (now: () => number) => {
  const open = new Map<string, Session>()
  return {
    /** Lets somebody in; gives what their cookie holds. */
    begin(who: Omit<Who, 'by' | 'secret'>, holds: () => boolean): string {
      for (const [id, one] of open) if (one.until <= now()) open.delete(id)
      const [oldest] = open.keys()
      if (open.size >= MOST_SESSIONS && oldest) open.delete(oldest)
      const id = randomBytes(32).toString('base64url')
      const secret = randomBytes(24).toString('base64url')
      open.set(id, { who: { ...who, by: 'cookie', secret }, until: now() + SESSION_MS, holds })
      return id
    },
    /** Whose cookie this is; null where it is nobody's, or too old, or what let them in was revoked. */
    find(id: string): Who | null {
      const one = open.get(id)
      if (!one) return null
      if (one.until > now() && one.holds()) return one.who
      open.delete(id)
      return null
    },
    end: (id: string): void => void open.delete(id)
  }
}
