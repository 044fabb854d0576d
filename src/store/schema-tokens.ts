/** Who may ask from beyond this machine. Moments are milliseconds since 1970. */
export const tokenTable = `
-- A token itself is nowhere: hash is the SHA-256 of its secret half, id the other half. A revoked one stays, so that its name still says who did what.
CREATE TABLE tokens (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, hash TEXT NOT NULL, made INTEGER NOT NULL, last_used INTEGER, revoked INTEGER
) WITHOUT ROWID;
CREATE UNIQUE INDEX tokens_name ON tokens (name) WHERE revoked IS NULL;
`
