/** Articles that are read again, what a page and its feed say beside the text, and what works on the record. Moments are milliseconds since 1970. */
export const rereading = `
-- An article that was read through a listing. born: when it was published, or first read; told: the latest change that a listing has named; next: when it is
-- read again, null where never; earliest: not before, whoever says so; pressed: a listing has named a change since it was read.
CREATE TABLE rereads (
  address TEXT PRIMARY KEY REFERENCES feed_items ON DELETE CASCADE, host TEXT NOT NULL, born INTEGER NOT NULL, told INTEGER, next INTEGER,
  earliest INTEGER NOT NULL, pressed INTEGER NOT NULL DEFAULT 0, vain INTEGER NOT NULL DEFAULT 0, etag TEXT, modified TEXT,
  times INTEGER NOT NULL DEFAULT 0, revised INTEGER NOT NULL DEFAULT 0, gone INTEGER NOT NULL DEFAULT 0, why TEXT
) WITHOUT ROWID;
CREATE INDEX rereads_due ON rereads (host, next) WHERE next IS NOT NULL;
-- From when on a host may be asked for an article again: reading again has a share of what is asked of it.
CREATE TABLE reread_hosts (host TEXT PRIMARY KEY, free INTEGER NOT NULL) WITHOUT ROWID;
INSERT INTO rereads (address, host, born, earliest) SELECT address, host, 0, 0 FROM feed_items WHERE state = 'read';

-- The address that a page names as its own, and the agencies that its feed credits.
CREATE TABLE beside (article TEXT PRIMARY KEY REFERENCES articles ON DELETE CASCADE, canonical TEXT, credits TEXT) WITHOUT ROWID;

-- What works on the record, and what did: done of total, where that is known, and how much of it failed. One without an end, whose process is gone, was killed.
CREATE TABLE jobs (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, what TEXT NOT NULL, pid INTEGER NOT NULL, began INTEGER NOT NULL, told INTEGER NOT NULL,
  ended INTEGER, done INTEGER NOT NULL DEFAULT 0, total INTEGER, failed INTEGER NOT NULL DEFAULT 0, note TEXT
);
`
