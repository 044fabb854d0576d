import { createHash, createHmac, randomBytes } from 'node:crypto'
import type { Session, Sessions } from '../../store/index.ts'
import type { Who } from './who.ts'

/** A working day: who signs in in the morning is asked again the next one. */
export const SESSION_MS = 12 * 60 * 60 * 1000

/** How many people are signed in at most; then those who came first are signed out. */
const MOST_SESSIONS = 1000

/** Who somebody is by what they came in by: a token, or a provider that vouches for them. */
export type Known = Pick<Session, 'name' | 'role' | 'account' | 'email'>

/**
 * Who is signed in. It stands in the record, under the hash of what the cookie holds, so that a restart signs nobody out. `holds` says whether what let somebody in
 * still gives them the same role.
 */
export const startSessions = (kept: Sessions, now: () => number, holds: (known: Known) => boolean) => ({
  /** Lets somebody in; gives what their cookie holds. */
  begin(known: Known): string {
    const held = randomBytes(32).toString('base64url')
    kept.begin({ ...known, id: hashOf(held), ends: now() + SESSION_MS }, now(), MOST_SESSIONS)
    return held
  },
  /** Whose cookie this is; null where it is nobody's, or too old, or what let them in was taken away. */
  find(held: string): Who | null {
    const session = kept.find(hashOf(held), now())
    if (!session) return null
    const { name, role, account } = session
    if (holds(session)) return { name, role, by: 'cookie', secret: secretOf(held), account }
    kept.end(session.id)
    return null
  },
  end: (held: string): void => kept.end(hashOf(held))
})

const hashOf = (held: string) => createHash('sha256').update(held).digest('hex')

/** What the forms of a session send back: it follows from what the cookie holds, and that does not follow from it. */
const secretOf = (held: string) => createHmac('sha256', held).update('the forms of this session').digest('base64url')
