import type { Database } from './database.ts'
import type { TokenRole } from './tokens.ts'

/** Somebody who signed in: `id` is the hash of what their cookie holds, `account` what they came in by, and `email` the address that their provider has verified. */
export type Session = {
  readonly id: string
  readonly name: string
  readonly role: TokenRole
  readonly account: string
  readonly email: string | null
  readonly ends: number
}

/** Who is signed in. */
export type Sessions = {
  /** Adds one, and forgets those that have ended, and of more than so many those that end first. */
  begin(session: Session, now: number, most: number): void
  /** The one of this id that has not ended. */
  find(id: string, now: number): Session | null
  end(id: string): void
}

/** The sessions in this database. */
export const sessionsIn = (db: Database): Sessions => ({
  begin: ({ id, name, role, account, email, ends }, now, most) =>
    db.writing(() => {
      db.run('DELETE FROM sessions WHERE ends <= ?', now)
      db.run('DELETE FROM sessions WHERE id IN (SELECT id FROM sessions ORDER BY ends DESC LIMIT -1 OFFSET ?)', most - 1)
      db.run('INSERT INTO sessions VALUES (?, ?, ?, ?, ?, ?)', id, name, role, account, email, ends)
    }),
  find: (id, now) => db.one<Session>('SELECT * FROM sessions WHERE id = ? AND ends > ?', id, now),
  end: id => void db.run('DELETE FROM sessions WHERE id = ?', id)
})
