import type { Database } from './database.ts'

/** What somebody who has a token may do. */
export type TokenRole = 'reader' | 'editor' | 'owner'

/** A token as the record knows it: never the token itself, but the SHA-256 of its secret half. Moments are milliseconds since 1970. */
export type Token = {
  readonly id: string
  readonly name: string
  readonly role: TokenRole
  readonly hash: string
  readonly made: number
  readonly lastUsed: number | null
  readonly revoked: number | null
}

/** The tokens of a record. */
export type Tokens = {
  /** Every token, those that hold first, then by name. */
  all(): readonly Token[]
  one(id: string): Token | null
  /** Adds a token; false where one of this name holds already. */
  add(token: Pick<Token, 'id' | 'name' | 'role' | 'hash' | 'made'>): boolean
  /** Revokes the token of this name or id; false where none holds. */
  revoke(named: string, now: number): boolean
  used(id: string, now: number): void
}

type Row = Omit<Token, 'lastUsed'> & { readonly last_used: number | null }

/** The tokens in this database. */
export const tokensIn = (db: Database): Tokens => ({
  all: () => db.all<Row>('SELECT * FROM tokens ORDER BY revoked IS NOT NULL, name, made').map(tokenOf),
  one: id => db.all<Row>('SELECT * FROM tokens WHERE id = ?', id).map(tokenOf)[0] ?? null,
  add: ({ id, name, role, hash, made }) =>
    db.run(
      'INSERT INTO tokens (id, name, role, hash, made) VALUES (?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
      id,
      name,
      role,
      hash,
      made
    ).changes > 0,
  revoke: (named, now) =>
    db.run('UPDATE tokens SET revoked = ?1 WHERE revoked IS NULL AND (name = ?2 OR id = ?2)', now, named).changes > 0,
  used: (id, now) => void db.run('UPDATE tokens SET last_used = ? WHERE id = ?', now, id)
})

const tokenOf = ({ id, name, role, hash, made, last_used, revoked }: Row): Token => ({
  id,
  name,
  role,
  hash,
  made,
  lastUsed: last_used,
  revoked
})
