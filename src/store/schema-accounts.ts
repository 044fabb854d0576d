/** Who is signed in, and by which account people corrected. Moments are milliseconds since 1970. */
export const accounts = `
-- Who is signed in: id is the SHA-256 of what their cookie holds. account is a token ("token:…") or somebody at a provider ("https://…#subject"), email what that says
-- is verified.
CREATE TABLE sessions (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL, account TEXT NOT NULL, email TEXT, ends INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX sessions_ends ON sessions (ends);
-- By what somebody came in who corrected something: null on the machine itself, and of what was corrected before.
ALTER TABLE corrections ADD COLUMN account TEXT;
`

/** Where an alert may go. */
export const alertsWithin = `
-- within: it may go to an address of this machine or its network, because it was named on this machine.
ALTER TABLE alerts ADD COLUMN within INTEGER NOT NULL DEFAULT 0;
`
